using MigrationGuard.Json;
using MigrationGuard.Model;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>How plain values are written and read.</summary>
internal static class Codecs
{
    public static Codec<string> Text { get; } = new TextCodec();

    public static Codec<string?> OptionalText { get; } = Optional(Text);

    public static Codec<bool> Boolean { get; } = new BooleanCodec();

    public static Codec<bool?> OptionalBoolean { get; } = Nullable(Boolean);

    public static Codec<int> Integer { get; } = new IntegerCodec();

    public static Codec<int?> OptionalInteger { get; } = Nullable(Integer);

    public static Codec<long?> OptionalLong { get; } = Nullable(new LongCodec());

    public static Codec<SourceSpan> Span { get; } = new SpanCodec();

    public static Codec<Literal> Literal { get; } = new LiteralCodec();

    public static Codec<Literal?> OptionalLiteral { get; } = Optional(Literal);

    public static Codec<Providers> Providers { get; } = new FlagsCodec<Providers>(value => (int)value, value => (Providers)value, Model.Providers.All);

    public static Codec<IReadOnlyList<string>> Texts { get; } = List(Text);

    public static Codec<IReadOnlyList<IReadOnlyList<Literal>>> Rows { get; } = List(List(Literal));

    public static Codec<IReadOnlyList<T>> List<T>(Codec<T> item) => new ListCodec<T>(item);

    public static Codec<T?> Optional<T>(Codec<T> value)
        where T : class => new OptionalCodec<T>(value);

    public static Codec<T?> Nullable<T>(Codec<T> value)
        where T : struct => new NullableCodec<T>(value);

    public static Codec<T> Enumeration<T>()
        where T : struct, Enum => new EnumCodec<T>();

    private sealed class TextCodec : Codec<string>
    {
        public override void Write(ManifestOutput output, string value) => output.Json.String(value);

        public override string Read(ManifestInput input, JsonNode node) => node.Kind == JsonKind.String ? node.Text : throw Fail(node, "a string");
    }

    private sealed class BooleanCodec : Codec<bool>
    {
        public override void Write(ManifestOutput output, bool value) => output.Json.Boolean(value);

        public override bool Read(ManifestInput input, JsonNode node) => node.Kind switch
        {
            JsonKind.True => true,
            JsonKind.False => false,
            _ => throw Fail(node, "true or false"),
        };
    }

    private sealed class IntegerCodec : Codec<int>
    {
        public override void Write(ManifestOutput output, int value) => output.Json.Number(value);

        public override int Read(ManifestInput input, JsonNode node) =>
            node.Kind == JsonKind.Number && Numbers.TryParse(node.Text, out var value) && value is >= int.MinValue and <= int.MaxValue
                ? (int)value
                : throw Fail(node, "a whole number");
    }

    private sealed class LongCodec : Codec<long>
    {
        public override void Write(ManifestOutput output, long value) => output.Json.Number(value);

        public override long Read(ManifestInput input, JsonNode node) =>
            node.Kind == JsonKind.Number && Numbers.TryParse(node.Text, out var value) ? value : throw Fail(node, "a whole number");
    }

    /// <summary>A place as <c>[path number, start, length, line, column, end line, end column]</c>.</summary>
    private sealed class SpanCodec : Codec<SourceSpan>
    {
        public override void Write(ManifestOutput output, SourceSpan value) => output.Json.StartInlineArray()
            .Number(output.NumberOf(value.File))
            .Number(value.Start).Number(value.Length).Number(value.Line).Number(value.Column).Number(value.EndLine).Number(value.EndColumn)
            .End();

        public override SourceSpan Read(ManifestInput input, JsonNode node)
        {
            if (node.Kind != JsonKind.Array || node.Items.Count != 7)
            {
                throw Fail(node, "a place of seven numbers");
            }

            var path = At(0);
            return path >= 0 && path < input.Paths.Count
                ? new SourceSpan(input.Paths[path], At(1), At(2), At(3), At(4), At(5), At(6))
                : throw new ManifestFormatException(node, "there is no path of that number");

            int At(int index) => Integer.Read(input, node.Items[index]);
        }
    }

    /// <summary>A value as an object with one member: its kind and its text.</summary>
    private sealed class LiteralCodec : Codec<Literal>
    {
        private static readonly EnumNames<LiteralKind> Kinds = new();

        public override void Write(ManifestOutput output, Literal value) => output.Json.StartObject().Name(Kinds.NameOf(value.Kind)).String(value.Text).End();

        public override Literal Read(ManifestInput input, JsonNode node)
        {
            if (node.Kind != JsonKind.Object || node.Members.Count != 1)
            {
                throw Fail(node, "a value with one member");
            }

            var member = node.Members[0];
            return Kinds.TryParse(member.Name, out var kind)
                ? new Literal(kind, Text.Read(input, member.Value))
                : throw new ManifestFormatException(node, "there is no kind of value named '" + member.Name + "'");
        }
    }

    private sealed class ListCodec<T>(Codec<T> item) : Codec<IReadOnlyList<T>>
    {
        private readonly bool _inline = item is TextCodec or BooleanCodec or IntegerCodec;

        public override void Write(ManifestOutput output, IReadOnlyList<T> value)
        {
            _ = _inline ? output.Json.StartInlineArray() : output.Json.StartArray();
            foreach (var element in value)
            {
                item.Write(output, element);
            }

            output.Json.End();
        }

        public override IReadOnlyList<T> Read(ManifestInput input, JsonNode node)
        {
            if (node.Kind != JsonKind.Array)
            {
                throw Fail(node, "a list");
            }

            var result = new T[node.Items.Count];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = item.Read(input, node.Items[i]);
            }

            return result;
        }

        public override bool IsSame(IReadOnlyList<T> value, IReadOnlyList<T> assumed) => value.Count == 0 && assumed.Count == 0;
    }

    private sealed class OptionalCodec<T>(Codec<T> inner) : Codec<T?>
        where T : class
    {
        public override void Write(ManifestOutput output, T? value)
        {
            if (value is null)
            {
                output.Json.Null();
            }
            else
            {
                inner.Write(output, value);
            }
        }

        public override T? Read(ManifestInput input, JsonNode node) => node.Kind == JsonKind.Null ? null : inner.Read(input, node);

        public override bool IsSame(T? value, T? assumed) => value is null ? assumed is null : assumed is not null && inner.IsSame(value, assumed);
    }

    private sealed class NullableCodec<T>(Codec<T> inner) : Codec<T?>
        where T : struct
    {
        public override void Write(ManifestOutput output, T? value)
        {
            if (value is { } present)
            {
                inner.Write(output, present);
            }
            else
            {
                output.Json.Null();
            }
        }

        public override T? Read(ManifestInput input, JsonNode node) => node.Kind == JsonKind.Null ? null : inner.Read(input, node);
    }

    private sealed class EnumCodec<T> : Codec<T>
        where T : struct, Enum
    {
        private readonly EnumNames<T> _names = new();

        public override void Write(ManifestOutput output, T value) => output.Json.String(_names.NameOf(value));

        public override T Read(ManifestInput input, JsonNode node) =>
            _names.TryParse(Text.Read(input, node), out var value) ? value : throw new ManifestFormatException(node, "'" + node.Text + "' is not known here");
    }

    private sealed class FlagsCodec<T>(Func<T, int> toBits, Func<int, T> fromBits, T all) : Codec<T>
        where T : struct, Enum
    {
        private readonly EnumNames<T> _names = new();

        public override void Write(ManifestOutput output, T value)
        {
            output.Json.StartInlineArray();
            for (var bit = 1; bit <= toBits(all); bit <<= 1)
            {
                if ((toBits(value) & bit) != 0)
                {
                    output.Json.String(_names.NameOf(fromBits(bit)));
                }
            }

            output.Json.End();
        }

        public override T Read(ManifestInput input, JsonNode node)
        {
            var bits = 0;
            foreach (var name in Texts.Read(input, node))
            {
                bits |= _names.TryParse(name, out var value) ? toBits(value) : throw new ManifestFormatException(node, "'" + name + "' is not known here");
            }

            return fromBits(bits);
        }
    }
}
