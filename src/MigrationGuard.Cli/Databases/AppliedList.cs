using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MigrationGuard.Cli.Databases;

/// <summary>Reads what <c>--applied</c> says.</summary>
internal static class AppliedList
{
    private const string None = "none";

    /// <summary>Reads the ids; false with a message when what is named cannot be read.</summary>
    /// <param name="value">Ids separated by commas, <c>none</c>, a file with one id a line or with the output of <c>dotnet ef migrations list --json</c>, or <c>-</c> for the same from the standard input.</param>
    /// <param name="ids">The ids, in the order they stand there.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryRead(string value, [NotNullWhen(true)] out IReadOnlyList<string>? ids, [NotNullWhen(false)] out string? problem)
    {
        ids = null;
        problem = null;
        var text = value.Trim();
        if (text == "-" || File.Exists(text))
        {
            string content;
            try
            {
                content = text == "-" ? Console.In.ReadToEnd() : File.ReadAllText(text);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problem = "--applied: " + text + " cannot be read: " + exception.Message;
                return false;
            }

            if (content.Contains("\"applied\"", StringComparison.Ordinal))
            {
                return TryReadList(content, out ids, out problem);
            }

            text = content;
        }
        else if (text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal))
        {
            problem = "--applied: the file " + text + " does not exist.";
            return false;
        }

        var words = text.Split([',', ';', '\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (words.Count == 0)
        {
            // An empty answer is more often a query that failed than a database without migrations.
            problem = "--applied names no migration. Say --applied none when none has run.";
            return false;
        }

        if (words.Contains(None, StringComparer.OrdinalIgnoreCase))
        {
            if (words.Count > 1)
            {
                problem = "--applied says none and names migrations as well.";
                return false;
            }

            words.Clear();
        }

        ids = words;
        return true;
    }

    // dotnet ef writes what the application prints, too, around its JSON.
    private static bool TryReadList(string content, [NotNullWhen(true)] out IReadOnlyList<string>? ids, [NotNullWhen(false)] out string? problem)
    {
        ids = null;
        const string other = "--applied: this is not what 'dotnet ef migrations list --json' prints.";
        problem = other;
        try
        {
            var start = content.IndexOf("[\n", StringComparison.Ordinal) is var line and >= 0 ? line : content.IndexOf('[', StringComparison.Ordinal);
            var end = content.LastIndexOf(']');
            if (start < 0 || end < start)
            {
                return false;
            }

            using var document = JsonDocument.Parse(content[start..(end + 1)]);
            var found = new List<string>();
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                switch (entry.GetProperty("applied").ValueKind)
                {
                    case JsonValueKind.True:
                        found.Add(entry.GetProperty("id").GetString()!);
                        break;
                    case JsonValueKind.False:
                        break;
                    default:
                        problem = "--applied: dotnet ef could not reach the database, so its list does not say what is applied.";
                        return false;
                }
            }

            ids = found;
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            problem = other;
            return false;
        }
    }
}
