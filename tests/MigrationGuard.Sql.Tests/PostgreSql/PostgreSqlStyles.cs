using MigrationGuard.SqlComparison.Corpus;

namespace MigrationGuard.SqlComparison.PostgreSql;

/// <summary>The ways PostgreSQL lets names be written. Tables may carry a schema; the other names may not.</summary>
internal static class PostgreSqlStyles
{
    public static IReadOnlyList<Style> All { get; } =
    [
        Of("plain", "users", "orders", "people", "name", "total", "id", "ix_users"),
        Of("quoted", "\"Users\"", "\"Order Lines\"", "\"People\"", "\"Name\"", "\"Total\"", "\"Id\"", "\"IX_Users_Name\"", lower: true),
        Of("schema", "app.users", "\"Sales\".orders", "people", "name", "\"total\"", "id", "ix_users", Style.Comments),
        Of("keywords quoted", "\"select\"", "\"table\"", "\"drop\"", "\"where\"", "\"set\"", "\"from\"", "\"index\"", Style.Comments),
        Of("keywords plain", "value", "action", "data", "name", "type", "key", "index", lower: true),
        Of("quotes inside", "\"a\"\"b\"", "\"x;y\"", "\"it's\"", "\"--c\"", "\"/*d\"", "\"$$e\"", "\"(f\"", Style.Comments),
        Of("other letters", "größen", "таблица", "表", "имя", "çok", "_é1", "\"Größe µ\""),
        Of("escapes", "U&\"d\\0061ta\"", "u&\"\\+000054\"", "U&\"n\\0065w\"", "U&\"\\0061\"", "U&\"\\\\b\"", "U&\"c\"\"d\"", "U&\"i\\0078\""),
    ];

    private static Style Of(string label, string t, string u, string n, string a, string b, string c, string i, Func<int, string>? space = null, bool lower = false) =>
        new(
            label,
            placeholder => placeholder switch { 't' => t, 'u' => u, 'n' => n, 'a' => a, 'b' => b, 'c' => c, 'i' => i, _ => throw new ArgumentException("{" + placeholder + "}") },
            space ?? Style.OneSpace,
            lower);
}
