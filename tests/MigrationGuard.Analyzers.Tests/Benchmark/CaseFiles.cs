using System.Runtime.CompilerServices;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Benchmark;

/// <summary>
/// Reads <c>Cases/*.cases</c>. A case begins with <c>=== Name | framework | engines</c>, its labels follow: <c>expects: MG1001 MG3002</c>, for some engines only
/// <c>expects mysql sqlite: …</c>; <c>misses: MG1001 because …</c> and <c>extra: MG1001 because …</c> own up to what the product does otherwise. Then the parts of the migration:
/// <c>--- attributes</c>, <c>--- released</c> (Up of a migration between the shop's tables and the case), <c>--- model</c> (what the last released model says of Customers), <c>--- up</c>, <c>--- down</c>.
/// </summary>
internal static class CaseFiles
{
    private static readonly Dictionary<string, Engine> Engines = new(StringComparer.Ordinal)
    {
        ["postgresql"] = Engine.PostgreSql,
        ["sqlserver"] = Engine.SqlServer,
        ["mysql"] = Engine.MySql,
        ["sqlite"] = Engine.Sqlite,
    };

    public static IReadOnlyList<LabelledCase> Read() =>
        [.. Directory.EnumerateFiles(Folder(), "*.cases").Order(StringComparer.Ordinal).SelectMany(file => Read(Path.GetFileName(file), File.ReadAllText(file)))];

    internal static IEnumerable<LabelledCase> Read(string file, string text)
    {
        foreach (var block in ("\n" + text.ReplaceLineEndings("\n")).Split("\n=== ").Skip(1))
        {
            var lines = block.Split('\n');
            var head = lines[0].Split('|', StringSplitOptions.TrimEntries);
            if (head.Length != 3)
            {
                throw new FormatException(file + ": '" + lines[0] + "' is not 'Name | framework | engines'");
            }

            var framework = head[1] switch { "efcore" => Framework.EfCore, "fluentmigrator" => Framework.FluentMigrator, var other => throw new FormatException(file + ": framework '" + other + "'") };
            var labels = lines.Skip(1).TakeWhile(line => !line.StartsWith("--- ", StringComparison.Ordinal)).Where(line => line.Trim().Length > 0).ToList();
            var parts = Parts(lines.Skip(1).SkipWhile(line => !line.StartsWith("--- ", StringComparison.Ordinal)));
            foreach (var name in head[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var engine = EngineOf(file, name);
                var expected = Label(file, labels, "expects", name) ?? throw new FormatException(file + ": " + head[0] + " does not say what it expects");
                yield return new LabelledCase
                {
                    File = file,
                    Name = head[0],
                    Framework = framework,
                    Engine = engine,
                    Expected = [.. expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
                    Missed = Reasons(file, labels, "misses", name),
                    Extra = Reasons(file, labels, "extra", name),
                    Code = EngineWords.Expand(History.Of(framework, parts), engine),
                };
            }
        }
    }

    private static Engine EngineOf(string file, string name) => Engines.TryGetValue(name, out var engine) ? engine : throw new FormatException(file + ": engine '" + name + "'");

    // What is said for the engine goes before what is said for all.
    private static string? Label(string file, List<string> labels, string kind, string engine)
    {
        string? general = null;
        foreach (var (who, what) in Lines(file, labels, kind))
        {
            if (who.Contains(engine))
            {
                return what;
            }

            general = who.Count == 0 ? what : general;
        }

        return general;
    }

    private static Dictionary<string, string> Reasons(string file, List<string> labels, string kind, string engine)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (who, what) in Lines(file, labels, kind))
        {
            if (who.Count > 0 && !who.Contains(engine))
            {
                continue;
            }

            var because = what.IndexOf(" because ", StringComparison.Ordinal);
            if (because < 0)
            {
                throw new FormatException(file + ": '" + what + "' says no reason");
            }

            reasons[what[..because].Trim()] = what[(because + 9)..].Trim();
        }

        return reasons;
    }

    private static IEnumerable<(List<string> Who, string What)> Lines(string file, List<string> labels, string kind)
    {
        foreach (var line in labels)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var words = colon < 0 ? [] : line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] is not ("expects" or "misses" or "extra"))
            {
                throw new FormatException(file + ": '" + line + "' is no label");
            }

            if (words[0] == kind)
            {
                foreach (var name in words.Skip(1))
                {
                    EngineOf(file, name);
                }

                yield return ([.. words.Skip(1)], line[(colon + 1)..].Trim());
            }
        }
    }

    private static Dictionary<string, string> Parts(IEnumerable<string> lines)
    {
        var parts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? current = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                parts.Add(line[4..].Trim(), current = new StringBuilder());
            }
            else
            {
                current!.Append(line).Append('\n');
            }
        }

        return parts.ToDictionary(part => part.Key, part => part.Value.ToString().Trim('\n'), StringComparer.Ordinal);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "Cases"));
}
