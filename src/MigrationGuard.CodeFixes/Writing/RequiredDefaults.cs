using MigrationGuard.Model;

namespace MigrationGuard.Writing;

/// <summary>A required column comes back on a table that has rows by then, so it needs a value for them: the same that EF Core scaffolds.</summary>
internal static class RequiredDefaults
{
    /// <summary>The operations with a default wherever a column becomes required without one; the same list when there is no such column.</summary>
    public static IReadOnlyList<Operation> In(IReadOnlyList<Operation> operations) =>
        operations.Any(operation => WithDefault(operation) is not null) ? [.. operations.Select(operation => WithDefault(operation) ?? operation)] : operations;

    private static Operation? WithDefault(Operation operation) => operation switch
    {
        AddColumn add when Filled(add.Column) is { } column => add with { Column = column },
        AlterColumn { Old.Nullable: true } alter when Filled(alter.Column) is { } column => alter with { Column = column },
        _ => null,
    };

    private static Column? Filled(Column column) =>
        column is { Nullable: false, HasDefault: false, ComputedSql: null, Identity: false, RowVersion: false } && Value(column.ClrType) is { } value ? column with { Default = value } : null;

    private static Literal? Value(string? clrType) => clrType switch
    {
        "string" => Literal.OfString(""),
        "bool" => Literal.OfBoolean(false),
        "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "decimal" or "double" or "float" => Literal.OfNumber("0"),
        "byte[]" => new Literal(LiteralKind.Bytes, ""),
        "System.Guid" => new Literal(LiteralKind.Guid, "00000000-0000-0000-0000-000000000000"),
        "System.DateTime" => new Literal(LiteralKind.DateTime, "0001-01-01T00:00:00.0000000"),
        "System.DateTimeOffset" => new Literal(LiteralKind.DateTime, "0001-01-01T00:00:00.0000000+00:00"),
        "System.DateOnly" => new Literal(LiteralKind.DateTime, "0001-01-01"),
        "System.TimeSpan" or "System.TimeOnly" => new Literal(LiteralKind.DateTime, "00:00:00"),
        _ => null,
    };
}
