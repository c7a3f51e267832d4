using MigrationGuard.Json;
using MigrationGuard.Model;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>
/// The places of a text as one list of numbers, seven a place, each counted from where the place before ended: a text full of escapes has hundreds, and they follow
/// each other closely. Path number, gap in the text, length, extra length in the source, gap in the source, lines further, column.
/// </summary>
internal sealed class TextPlacesCodec : Codec<IReadOnlyList<TextPlace>>
{
    private const int Size = 7;

    public override void Write(ManifestOutput output, IReadOnlyList<TextPlace> value)
    {
        output.Json.StartInlineArray();
        var previous = TextPlace.None;
        foreach (var place in value)
        {
            unchecked
            {
                output.Json.Number(output.NumberOf(place.File))
                    .Number(place.At - (previous.At + previous.Length))
                    .Number(place.Length)
                    .Number(place.SourceLength - place.Length)
                    .Number(place.Start - (previous.Start + previous.SourceLength))
                    .Number(place.Line - previous.Line)
                    .Number(place.Column);
            }

            previous = place;
        }

        output.Json.End();
    }

    public override IReadOnlyList<TextPlace> Read(ManifestInput input, JsonNode node)
    {
        if (node.Kind != JsonKind.Array || node.Items.Count % Size != 0)
        {
            throw Fail(node, "a list of places of seven numbers");
        }

        var result = new TextPlace[node.Items.Count / Size];
        var previous = TextPlace.None;
        for (var i = 0; i < result.Length; i++)
        {
            var path = At(i, 0);
            if (path < 0 || path >= input.Paths.Count)
            {
                throw new ManifestFormatException(node, "there is no path of that number");
            }

            unchecked
            {
                var length = At(i, 2);
                result[i] = previous = new TextPlace(
                    input.Paths[path],
                    previous.At + previous.Length + At(i, 1),
                    length,
                    previous.Start + previous.SourceLength + At(i, 4),
                    length + At(i, 3),
                    previous.Line + At(i, 5),
                    At(i, 6));
            }
        }

        return result;

        int At(int place, int index) => Codecs.Integer.Read(input, node.Items[(place * Size) + index]);
    }

    public override bool IsSame(IReadOnlyList<TextPlace> value, IReadOnlyList<TextPlace> assumed) => value.Count == 0 && assumed.Count == 0;
}
