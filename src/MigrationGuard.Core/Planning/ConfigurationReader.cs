using MigrationGuard.Engines;
using MigrationGuard.Json;
using MigrationGuard.Model;
using MigrationGuard.Reports;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>
/// Reads <c>migrationguard.json</c>. Nothing in it is ignored: a property that is not known, said twice or of the wrong type is a problem (MG0003), because whoever wrote
/// it believes that it works.
/// </summary>
internal sealed partial class ConfigurationReader
{
    /// <summary>The properties of the file, in the order the documentation names them.</summary>
    internal static readonly IReadOnlyList<string> Properties =
    [
        "$schema", "engine", "engineVersion", "engineEdition", "released", "contexts", "tableSizes", "rowsPerSecond", "rules",
        "deployment", "rollout", "featureFlags", "thresholds", "roles", "channels", "backup", "connection", "externalState", "validation",
    ];

    /// <summary>The properties of a table's size.</summary>
    internal static readonly IReadOnlyList<string> SizeProperties = ["rows", "bytes"];

    /// <summary>The properties of <c>rowsPerSecond</c>, in the order of <see cref="WorkRates.AllKinds"/>.</summary>
    internal static readonly IReadOnlyList<string> RateProperties = ["scan", "rewrite", "indexBuild", "foreignKey", "update", "delete", "copy"];

    /// <summary>The largest number of rows a table can be said to have.</summary>
    internal const long MostRows = 1_000_000_000_000_000;

    /// <summary>The largest number of bytes a table can be said to have.</summary>
    internal const long MostBytes = MostRows * WorkRates.BytesOfRow;

    /// <summary>The largest rate.</summary>
    internal const long MostRowsPerSecond = 1_000_000_000_000;

    /// <summary>The properties of a context.</summary>
    internal static readonly IReadOnlyList<string> ContextProperties = ["engine", "released"];

    /// <summary>The editions, in the order of <see cref="Edition"/> after the unknown one.</summary>
    internal static readonly IReadOnlyList<string> Editions = ["standard", "enterprise", "azure"];

    private static readonly string[] Engines = ["postgresql", "sqlserver", "mysql", "sqlite"];

    private static readonly Dictionary<string, string> OtherEngineNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgres"] = "postgresql",
        ["npgsql"] = "postgresql",
        ["pgsql"] = "postgresql",
        ["mssql"] = "sqlserver",
        ["azuresql"] = "sqlserver",
        ["sql server"] = "sqlserver",
        ["mariadb"] = "mysql",
        ["pomelo"] = "mysql",
        ["sqlite3"] = "sqlite",
    };

    private readonly string _path;
    private readonly List<Finding> _problems = [];
    private readonly SortedDictionary<string, ContextConfiguration> _contexts = new(StringComparer.Ordinal);

    private ConfigurationReader(string path) => _path = path;

    /// <summary>Reads the file. Never throws; what could be read is there also when something else could not.</summary>
    /// <param name="text">The file.</param>
    public static ConfigurationReading Read(ConfigurationText text)
    {
        var reader = new ConfigurationReader(text.Path);
        var configuration = reader.ReadFile(text.Text);
        return new ConfigurationReading(configuration, reader._problems);
    }

    private GuardConfiguration ReadFile(string text)
    {
        var (root, syntax) = JsonReader.Read(text);
        if (root is null)
        {
            Problem(syntax!.Line, syntax.Column, "", "the file is no JSON: " + syntax.Message, "correct the syntax");
            return GuardConfiguration.Empty;
        }

        var configuration = GuardConfiguration.Empty;
        var sizes = new SortedDictionary<string, TableSize>(StringComparer.Ordinal);
        foreach (var (path, member) in MembersOf(root, "", Properties))
        {
            switch (member.Name)
            {
                case "$schema":
                    _ = TextOf(member.Value, path);
                    break;
                case "engine":
                    configuration = configuration with { Engine = EngineOf(member.Value, path) };
                    break;
                case "engineVersion":
                    configuration = configuration with { EngineVersion = VersionOf(member.Value, path) };
                    break;
                case "engineEdition":
                    configuration = configuration with { Edition = EditionOf(member.Value, path) };
                    break;
                case "released" when member.Value.Kind == JsonKind.Object:
                    ReadReleasedPerContext(member.Value, path);
                    break;
                case "released":
                    configuration = configuration with { Released = ReleasedOf(member.Value, path, "a migration id, \"none\", or an object from context to id") };
                    break;
                case "contexts":
                    ReadContexts(member.Value, path);
                    break;
                case "tableSizes":
                    ReadTableSizes(member.Value, path, sizes);
                    break;
                case "rowsPerSecond":
                    configuration = configuration with { Rates = ReadRates(member.Value, path) };
                    break;
                case "rules":
                    configuration = configuration with { Rules = ReadRules(member.Value, path) };
                    break;
                default:
                    configuration = configuration with { Plan = ReadPlan(configuration.Plan, member, path) };
                    break;
            }
        }

        return configuration with
        {
            Contexts = [.. _contexts.Values],
            TableSizes = [.. sizes.Values],
        };
    }

    private void ReadContexts(JsonNode node, string path)
    {
        foreach (var (contextPath, context) in MembersOf(node, path, null))
        {
            foreach (var (memberPath, member) in MembersOf(context.Value, contextPath, ContextProperties))
            {
                if (member.Name == "engine")
                {
                    SetContext(context.Name, existing => existing with { Engine = EngineOf(member.Value, memberPath) });
                }
                else
                {
                    SetReleased(context.Name, member.Value, memberPath);
                }
            }
        }
    }

    private void ReadReleasedPerContext(JsonNode node, string path)
    {
        foreach (var (memberPath, member) in MembersOf(node, path, null))
        {
            SetReleased(member.Name, member.Value, memberPath);
        }
    }

    private void SetReleased(string context, JsonNode node, string path)
    {
        var released = ReleasedOf(node, path, "a migration id or \"none\"");
        if (_contexts.TryGetValue(context, out var existing) && existing.Released.Length > 0 && released.Length > 0)
        {
            Problem(node.Line, node.Column, path, "the last released migration of '" + Inert.Line(context) + "' is said twice", "say it in 'released' or in 'contexts', not in both");
            return;
        }

        SetContext(context, old => old with { Released = released });
    }

    private void SetContext(string name, Func<ContextConfiguration, ContextConfiguration> change) =>
        _contexts[name] = change(_contexts.TryGetValue(name, out var existing) ? existing : new ContextConfiguration { Name = name });

    private void ReadTableSizes(JsonNode node, string path, SortedDictionary<string, TableSize> sizes)
    {
        foreach (var (memberPath, member) in MembersOf(node, path, null))
        {
            if (member.Value.Kind == JsonKind.Object)
            {
                ReadTableSize(member, memberPath, sizes);
            }
            else if (WholeOf(member.Value, memberPath, 0, MostRows, "rows, or an object with 'rows' and 'bytes'") is { } rows)
            {
                sizes[member.Name] = new TableSize(member.Name, rows);
            }
        }
    }

    private void ReadTableSize(JsonMember member, string path, SortedDictionary<string, TableSize> sizes)
    {
        long? rows = null, bytes = null;
        var problems = _problems.Count;
        foreach (var (partPath, part) in MembersOf(member.Value, path, SizeProperties))
        {
            if (part.Name == "rows")
            {
                rows = WholeOf(part.Value, partPath, 0, MostRows, "rows");
            }
            else
            {
                bytes = WholeOf(part.Value, partPath, 0, MostBytes, "bytes");
            }
        }

        if (rows is not null || bytes is not null)
        {
            sizes[member.Name] = new TableSize(member.Name, rows, bytes);
        }
        else if (_problems.Count == problems)
        {
            Problem(member.Line, member.Column, path, "it says neither 'rows' nor 'bytes'", "say one of them, or leave the table out");
        }
    }

    private List<WorkRate> ReadRates(JsonNode node, string path)
    {
        var rates = new List<WorkRate>();
        foreach (var (memberPath, member) in MembersOf(node, path, RateProperties))
        {
            if (WholeOf(member.Value, memberPath, 1, MostRowsPerSecond, "rows a second") is { } rate)
            {
                rates.Add(new WorkRate(WorkRates.AllKinds[RateProperties.ToList().IndexOf(member.Name)], rate));
            }
        }

        return rates;
    }

    private long? WholeOf(JsonNode node, string path, long least, long most, string what)
    {
        if (node.Kind == JsonKind.Number && Numbers.TryParse(node.Text, out var number) && number >= least && number <= most)
        {
            return number;
        }

        WrongType(node, path, "a whole number from " + Numbers.Text(least) + " to " + Numbers.Text(most) + " of " + what);
        return null;
    }

    /// <summary>The members of an object that may be read: each once, and only known ones where the names are fixed.</summary>
    private IEnumerable<(string Path, JsonMember Member)> MembersOf(JsonNode node, string path, IReadOnlyList<string>? allowed)
    {
        if (node.Kind != JsonKind.Object)
        {
            WrongType(node, path, "an object");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in node.Members)
        {
            var memberPath = path.Length == 0 ? member.Name : path + "." + member.Name;
            if (allowed is not null && !allowed.Contains(member.Name))
            {
                var list = string.Join(", ", allowed);
                Problem(
                    member.Line,
                    member.Column,
                    memberPath,
                    "the property '" + Inert.Line(member.Name) + "' is not known",
                    Suggestion.For(member.Name, allowed) is { } near ? "did you mean '" + near + "'? Allowed are " + list : "allowed are " + list);
            }
            else if (allowed is null && member.Name.Trim().Length == 0)
            {
                Problem(member.Line, member.Column, memberPath, "a name in '" + Inert.Line(path) + "' is empty", "give it a name");
            }
            else if (!seen.Add(member.Name))
            {
                Problem(member.Line, member.Column, memberPath, "'" + Inert.Line(member.Name) + "' is said twice", "remove one of the two");
            }
            else
            {
                yield return (memberPath, member);
            }
        }
    }

    private Engine EngineOf(JsonNode node, string path)
    {
        if (TextOf(node, path) is not { } name)
        {
            return Engine.Unknown;
        }

        if (EngineNames.TryParse(name, out var engine))
        {
            return engine;
        }

        var near = OtherEngineNames.TryGetValue(name.Trim(), out var other) ? other : Suggestion.For(name, Engines);
        var list = string.Join(", ", Engines);
        Problem(node.Line, node.Column, path, "'" + Inert.Line(name) + "' is no engine", near is null ? "allowed are " + list : "did you mean '" + near + "'? Allowed are " + list);
        return Engine.Unknown;
    }

    private Edition EditionOf(JsonNode node, string path)
    {
        if (TextOf(node, path) is not { } name)
        {
            return Edition.Unknown;
        }

        for (var i = 0; i < Editions.Count; i++)
        {
            if (Editions[i] == name.Trim().ToLowerInvariant())
            {
                return (Edition)(i + 1);
            }
        }

        Problem(node.Line, node.Column, path, "'" + Inert.Line(name) + "' is no edition", "allowed are " + string.Join(", ", Editions) + " (Web and Express count as standard, Developer as enterprise)");
        return Edition.Unknown;
    }

    private string? VersionOf(JsonNode node, string path)
    {
        if (TextOf(node, path) is not { } version)
        {
            return null;
        }

        if (version.Length > 0 && version.Split('.').All(part => part.Length > 0 && part.All(c => c is >= '0' and <= '9')))
        {
            return version;
        }

        Problem(node.Line, node.Column, path, "'" + Inert.Line(version) + "' is no version", "write numbers with points, such as \"16\" or \"8.0.36\"");
        return null;
    }

    private string ReleasedOf(JsonNode node, string path, string allowed)
    {
        if (node.Kind != JsonKind.String)
        {
            WrongType(node, path, allowed);
            return "";
        }

        if (node.Text.Trim().Length == 0)
        {
            Problem(node.Line, node.Column, path, "it is empty", "write " + allowed + ", or leave the property out");
        }

        return node.Text.Trim();
    }

    private string? TextOf(JsonNode node, string path)
    {
        if (node.Kind == JsonKind.String)
        {
            return node.Text;
        }

        WrongType(node, path, "a string");
        return null;
    }

    private void WrongType(JsonNode node, string path, string expected) =>
        Problem(node.Line, node.Column, path, expected + " is expected, not " + node.Describe(), "write " + expected);

    private void Problem(int line, int column, string path, string what, string remedy)
    {
        var where = Inert.Line(path);
        _problems.Add(new Finding
        {
            Rule = "MG0003",
            Severity = Severity.Error,
            Object = where,
            Effect = what,
            Mitigation = remedy,
            Message = (where.Length == 0 ? "" : "'" + where + "': ") + what + "; " + remedy,
            Span = new SourceSpan(_path, 0, 0, line, column, line, column),
        });
    }
}
