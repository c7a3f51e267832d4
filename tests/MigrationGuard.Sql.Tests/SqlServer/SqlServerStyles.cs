using MigrationGuard.SqlComparison.Corpus;

namespace MigrationGuard.SqlComparison.SqlServer;

/// <summary>The ways T-SQL lets names be written.</summary>
internal static class SqlServerStyles
{
    public static IReadOnlyList<Style> All { get; } =
    [
        Of("plain", "Users", "Orders", "People", "Name", "Total", "Id", "IX_Users"),
        Of("brackets", "[dbo].[Users]", "[dbo].[Order Lines]", "[People]", "[Name]", "[Total]", "[Id]", "[IX_Users_Name]", lower: true),
        Of("keywords in brackets", "[select]", "[delete]", "[drop]", "[update]", "[set]", "[from]", "[index]", Style.Comments),
        Of("quoted", "\"Users\"", "app.\"Orders\"", "\"People\"", "\"insert\"", "\"a b\"", "\"GO\"", "\"x;y\"", Style.Comments),
        Of("brackets inside", "[a]]b]", "[x;y]", "[it's]", "[--c]", "[/*d]", "[\"e]", "[(f]", Style.Comments),
        Of("words that are no keywords", "value", "status", "[name]", "type", "action", "date", "state", lower: true),
        Of("other letters", "Größen", "[таблица]", "表", "имя", "_é1", "c#1", "ix$1"),
    ];

    private static Style Of(string label, string t, string u, string n, string a, string b, string c, string i, Func<int, string>? space = null, bool lower = false) =>
        new(
            label,
            placeholder => placeholder switch { 't' => t, 'u' => u, 'n' => n, 'a' => a, 'b' => b, 'c' => c, 'i' => i, _ => throw new ArgumentException("{" + placeholder + "}") },
            space ?? Style.OneSpace,
            lower);
}
