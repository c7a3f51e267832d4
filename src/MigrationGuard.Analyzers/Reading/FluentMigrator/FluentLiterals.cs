using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>Values as FluentMigrator understands them: it has functions of its own among them.</summary>
internal static class FluentLiterals
{
    public static Literal Of(Value value) =>
        value is ConstantValue { EnumType.Name: "SystemMethods", EnumMember: { } member } ? new(LiteralKind.Sql, member) : Literals.Of(value);

    /// <summary>A column with that default: <c>RawSql</c> is an expression of the database, everything else a value.</summary>
    public static Column WithDefault(this Column column, Value value) =>
        Of(value) is var literal && literal.Kind == LiteralKind.Sql && value is ConstantValue { EnumType: null }
            ? column with { Default = null, DefaultSql = literal.Text }
            : column with { Default = literal, DefaultSql = null };

    /// <summary>What happens to a row when the referenced one goes, as the model spells it.</summary>
    public static string Rule(Value value) => value.AsInteger switch
    {
        0 => "NoAction",
        1 => "Cascade",
        2 => "SetNull",
        3 => "SetDefault",
        _ => Hole.Text,
    };
}
