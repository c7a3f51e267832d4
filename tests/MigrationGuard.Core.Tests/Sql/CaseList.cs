namespace MigrationGuard.Core.Tests.SqlReading;

/// <summary>A list in which every line of SQL is followed by a line <c>=> expected</c>.</summary>
internal static class CaseList
{
    public static TheoryData<string, string> Of(string text)
    {
        var data = new TheoryData<string, string>();
        foreach (var (sql, expected) in Pairs(text))
        {
            data.Add(sql, expected);
        }

        return data;
    }

    public static IEnumerable<(string Sql, string Expected)> Pairs(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            if (!lines[i + 1].StartsWith("=>", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("line " + (i + 2) + " of a list is no expectation: " + lines[i + 1]);
            }

            yield return (lines[i], lines[i + 1][2..].Trim());
        }
    }
}
