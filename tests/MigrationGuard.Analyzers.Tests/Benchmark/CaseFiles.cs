using System.Runtime.CompilerServices;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Benchmark;

/// <summary>
/// Reads <c>Cases/*.cases</c>. A case begins with <c>=== Name | framework | engines</c>, its labels follow: <c>expects: MG1001 MG3002</c>, for some engines only
/// <c>expects mysql sqlite: …</c>; <c>misses: MG1001 because …</c> and <c>extra: MG1001 because …</c> own up to what the product does otherwise; <c>relabelled: MG1001 because …</c> and <c>mended: MG1001 because …</c> tell what the first run changed, the label or the product;
/// <c>from: checker name safe</c> (or <c>unsafe</c>) says who published it; an expected MG0009 or MG6xxx labels these families too (<c>gates: labelled</c> where none is missing). Then the parts of the migration: <c>--- attributes</c>, <c>--- released</c> (Up of a
/// migration between the shop's tables and the case), <c>--- model</c> (what the last released model says of Customers), <c>--- designer</c> (what the model of the case says of them), <c>--- up</c>, <c>--- down</c>, <c>--- no down</c>
/// (it is not overridden), <c>--- forward only</c> (the reason; Down throws), <c>--- base</c>, <c>--- transaction</c> (FluentMigrator's behaviour), <c>--- members</c>, <c>--- beside</c> (other classes),
/// <c>--- configuration</c>, <c>--- applied</c> (ids, one a line).
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

    private static readonly HashSet<string> PartNames = new(StringComparer.Ordinal)
    {
        "attributes", "released", "model", "designer", "up", "down", "no down", "forward only", "base", "transaction", "members", "beside", "configuration", "applied",
    };

    public static IReadOnlyList<LabelledCase> Read() =>
        [.. Directory.EnumerateFiles(Folder(), "*.cases").Order(StringComparer.Ordinal).SelectMany(file => Read(Path.GetFileName(file), File.ReadAllText(file)))];

    /// <summary>Published cases that have no meaning here, and why: <c>elsewhere.txt</c>, one a line, <c>checker name: why</c>.</summary>
    public static IReadOnlyList<(string Checker, string Name, string Why)> Elsewhere() =>
        [.. File.ReadAllLines(Path.Combine(Folder(), "elsewhere.txt")).Select(line => (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..line.IndexOf(':')], line[(line.IndexOf(':') + 2)..]))];

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
                var rules = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToList();
                yield return new LabelledCase
                {
                    File = file,
                    Name = head[0],
                    Framework = framework,
                    Engine = engine,
                    Expected = rules,
                    Relabelled = Reasons(file, labels, "relabelled", name),
                    Mended = Reasons(file, labels, "mended", name),
                    IsAboutGates = rules.Exists(rule => rule[2] is '0' or '6') || Label(file, labels, "gates", name) is not null,
                    From = Label(file, labels, "from", name) is { } from ? PublishedBy(file, from) : null,
                    Configuration = parts.GetValueOrDefault("configuration"),
                    Applied = parts.TryGetValue("applied", out var applied) ? applied.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null,
                    Missed = Reasons(file, labels, "misses", name),
                    Extra = Reasons(file, labels, "extra", name),
                    Code = EngineWords.Expand(History.Of(framework, parts), engine),
                };
            }
        }
    }

    private static PublishedCase PublishedBy(string file, string text) => text.Split(' ') is [var checker, var name, "safe" or "unsafe"]
        ? new PublishedCase(checker, name, text.EndsWith(" unsafe", StringComparison.Ordinal))
        : throw new FormatException(file + ": '" + text + "' is not 'checker name safe' or 'checker name unsafe'");

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
            if (words.Length == 0 || words[0] is not ("expects" or "misses" or "extra" or "relabelled" or "mended" or "from" or "gates"))
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
                var name = line[4..].Trim();
                if (!PartNames.Contains(name))
                {
                    throw new FormatException("'" + line + "' is no part of a case");
                }

                parts.Add(name, current = new StringBuilder());
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
