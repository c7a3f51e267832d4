using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>
/// When two names mean the same object. SQL Server, MySQL and SQLite ignore case unless set up otherwise; PostgreSQL does not, but folds names that SQL leaves
/// unquoted, so there an exact match wins and a match without case is taken only when nothing matches exactly.
/// </summary>
public static class SchemaNames
{
    /// <summary>The schema that a name without one belongs to; empty where there is none or nobody knows.</summary>
    public static string DefaultSchema(Engine engine) => engine switch
    {
        Engine.PostgreSql => "public",
        Engine.SqlServer => "dbo",
        _ => "",
    };

    /// <summary>Whether two names of the same kind may mean the same object.</summary>
    /// <param name="left">One name; null for none.</param>
    /// <param name="right">The other name; null for none.</param>
    public static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two schema names mean the same schema; null means the default one.</summary>
    public static bool SameSchema(string? left, string? right, Engine engine) => Same(SchemaOf(left, engine), SchemaOf(right, engine));

    /// <summary>Whether two tables are the same one.</summary>
    public static bool SameTable(string? leftSchema, string left, string? rightSchema, string right, Engine engine) =>
        Same(left, right) && SameSchema(leftSchema, rightSchema, engine);

    internal static string TableKey(string? schema, string name, Engine engine) => Key(SchemaOf(schema, engine), engine) + "\n" + Key(name, engine);

    internal static string Key(string name, Engine engine) => engine == Engine.PostgreSql ? name : name.ToUpperInvariant();

    private static string SchemaOf(string? schema, Engine engine)
    {
        if (string.IsNullOrEmpty(schema))
        {
            return DefaultSchema(engine);
        }

        return engine switch
        {
            // MySQL's schema is the database; SQLite has only its main one.
            Engine.MySql or Engine.Sqlite => "",
            Engine.Unknown when Same(schema, "dbo") || Same(schema, "public") || Same(schema, "main") => "",
            _ => schema!,
        };
    }
}
