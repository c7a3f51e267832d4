using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>The store type that FluentMigrator's generator writes where it differs from what EF Core's provider picks for the same C# type. A table of facts.</summary>
internal static class FluentStoreType
{
    /// <summary>The store type of a column that says FluentMigrator's word for its type; null where EF Core's choice is the same, or the column says no word.</summary>
    public static string? TextFor(Column column, Engine engine) => (column.Annotations.Find("FluentMigrator:Type")?.Value?.Text, engine) switch
    {
        ("DateTime" or "DateTime2", Engine.PostgreSql) => "timestamp",
        ("DateTime", Engine.SqlServer) => "datetime",
        ("DateTime" or "DateTime2", Engine.MySql) => "datetime",
        ("Time", Engine.PostgreSql or Engine.MySql) => "time",
        ("Currency", Engine.PostgreSql or Engine.SqlServer) => "money",
        ("Xml", Engine.PostgreSql or Engine.SqlServer) => "xml",
        ("Decimal", Engine.PostgreSql or Engine.SqlServer or Engine.MySql) => "decimal(19,5)",
        ("String", Engine.SqlServer) => "nvarchar(255)",
        ("AnsiString", Engine.SqlServer) => "varchar(255)",
        ("String" or "AnsiString", Engine.MySql) => "varchar(255)",
        ("Binary", Engine.SqlServer) => "varbinary(8000)",
        _ => null,
    };
}
