using System.Runtime.CompilerServices;
using MigrationGuard.Model;

namespace MigrationGuard.RoundTrip.Histories;

/// <summary>
/// Reads the files of <c>Cases/</c>. A case begins with <c>=== Name</c>, perhaps with <c>| flags</c>; its sections begin with <c>--- title</c>:
/// <c>before</c> (Up of a migration before the one under test), <c>before model</c>, <c>rows</c> (SQL, when they ran), <c>up</c>, <c>down</c> (or <c>no down</c>),
/// <c>model</c>. Lines with <c>##</c> are for the reader.
/// </summary>
internal static class CaseFiles
{
    private static readonly Lazy<IReadOnlyList<Case>> Read = new(() => [.. Directory.GetFiles(Path.Combine(Here(), "..", "Cases"), "*.cases").Order(StringComparer.Ordinal).SelectMany(ReadFile)]);

    public static IReadOnlyList<Case> All => Read.Value;

    private static IEnumerable<Case> ReadFile(string file)
    {
        var group = Path.GetFileNameWithoutExtension(file);
        foreach (var block in ("\n" + File.ReadAllText(file).ReplaceLineEndings("\n")).Split("\n=== ").Skip(1))
        {
            var sections = ("\n" + string.Join("\n", block.Split('\n').Where(line => !line.StartsWith("##", StringComparison.Ordinal)))).Split("\n--- ");
            var head = sections[0].Trim().Split('|', StringSplitOptions.TrimEntries);
            var flags = head.Length == 1 ? [] : head[1].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            yield return new Case
            {
                Name = head[0],
                Group = group,
                Flags = flags,
                Engines = flags.Contains("postgresql") ? [Engine.PostgreSql] : flags.Contains("sqlite") ? [Engine.Sqlite] : [Engine.PostgreSql, Engine.Sqlite],
                Sections = sections.Skip(1).ToDictionary(Title, Body, StringComparer.Ordinal),
            };
        }
    }

    private static string Title(string section) => section.Split('\n', 2)[0].Trim();

    private static string Body(string section) => section.Contains('\n') ? section.Split('\n', 2)[1].Trim('\n') : "";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
