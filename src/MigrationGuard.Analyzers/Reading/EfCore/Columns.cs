using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

/// <summary>Column definitions from the arguments of builder calls.</summary>
internal static class Columns
{
    /// <summary>The definition a call gives, by the parameter names of <c>AddColumn</c>.</summary>
    public static Column Read(CallSite call, string name, ITypeSymbol? type) => Read(parameter => call[parameter], name, Symbols.ClrName(type));

    /// <summary>The definition that some source of arguments gives.</summary>
    public static Column Read(Func<string, Value?> get, string name, string? clrType) => new()
    {
        Name = name,
        ClrType = clrType,
        StoreType = Text(get("type")),
        Nullable = get("nullable") is { } nullable ? nullable.AsBoolean : false,
        MaxLength = Integer(get("maxLength")),
        Precision = Integer(get("precision")),
        Scale = Integer(get("scale")),
        Unicode = get("unicode")?.AsBoolean,
        FixedLength = get("fixedLength")?.AsBoolean,
        RowVersion = get("rowVersion")?.AsBoolean == true,
        Default = get("defaultValue") is { IsNull: false } value ? Literals.Of(value) : null,
        DefaultSql = Text(get("defaultValueSql")),
        ComputedSql = Text(get("computedColumnSql")),
        Stored = get("stored")?.AsBoolean,
        Collation = Text(get("collation")),
        Comment = Text(get("comment")),
    };

    /// <summary>The definition with its annotations, and what they say about generated values.</summary>
    public static Column WithAnnotations(Column column, IReadOnlyList<Annotation> annotations) =>
        annotations.Count == 0 ? column : column with { Annotations = annotations, Identity = annotations.Any(IsIdentity) };

    public static int? Integer(Value? value) => value?.AsInteger is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    private static string? Text(Value? value) => value?.AsText;

    private static bool IsIdentity(Annotation annotation) => annotation.Name switch
    {
        "SqlServer:Identity" => annotation.Value is not { Kind: LiteralKind.Null },
        "Sqlite:Autoincrement" or "MySql:ValueGeneratedOnAdd" or "Npgsql:ValueGeneratedOnAdd" => annotation.Value is not { Text: "false" } and not { Kind: LiteralKind.Null },
        "SqlServer:ValueGenerationStrategy" or "MySql:ValueGenerationStrategy" or "Oracle:ValueGenerationStrategy" =>
            annotation.Value is null || annotation.Value.Text.StartsWith("Identity", StringComparison.Ordinal),
        "Npgsql:ValueGenerationStrategy" =>
            annotation.Value is null || annotation.Value.Text.StartsWith("Identity", StringComparison.Ordinal) || annotation.Value.Text == "SerialColumn",
        _ => false,
    };
}
