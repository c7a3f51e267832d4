using MigrationGuard.Json;
using MigrationGuard.Reports;

namespace MigrationGuard.Planning;

/// <summary>The part of the file that a rollback plan is written from.</summary>
internal sealed partial class ConfigurationReader
{
    /// <summary>The properties of <c>deployment</c>.</summary>
    internal static readonly IReadOnlyList<string> DeploymentProperties =
    [
        "mechanism", "name", "namespace", "service", "label", "ingress", "current", "previous", "site", "appPool", "unit", "link", "previousVersion", "health",
        "versionEndpoint", "configuration", "infrastructure", "window", "downtime",
    ];

    /// <summary>The properties of <c>thresholds</c>.</summary>
    internal static readonly IReadOnlyList<string> ThresholdProperties =
        ["errorRatePercent", "errorRateMinutes", "latencyFactor", "latencyMinutes", "unhealthyPercent", "businessDropPercent", "businessMetric"];

    /// <summary>The properties of <c>roles</c>.</summary>
    internal static readonly IReadOnlyList<string> RoleProperties = ["decides", "executes", "approves", "escalation", "informed"];

    /// <summary>The properties of <c>channels</c>.</summary>
    internal static readonly IReadOnlyList<string> ChannelProperties = ["incident", "customers", "statusPage", "dashboard"];

    /// <summary>The properties of <c>backup</c>.</summary>
    internal static readonly IReadOnlyList<string> BackupProperties = ["location", "restoreMinutes", "testedOn", "restore"];

    /// <summary>The properties of <c>connection</c>.</summary>
    internal static readonly IReadOnlyList<string> ConnectionProperties = ["migrations", "tools"];

    /// <summary>The properties of a stage of <c>rollout</c>.</summary>
    internal static readonly IReadOnlyList<string> StageProperties = ["percent", "minutes"];

    /// <summary>The properties of an entry of <c>featureFlags</c>.</summary>
    internal static readonly IReadOnlyList<string> FlagProperties = ["name", "off", "show", "schedule", "fallback"];

    /// <summary>The properties of an entry of <c>externalState</c>.</summary>
    internal static readonly IReadOnlyList<string> ExternalStateProperties = ["name", "kind", "mitigation"];

    /// <summary>The properties of an entry of <c>validation</c>.</summary>
    internal static readonly IReadOnlyList<string> ValidationProperties = ["name", "query", "expect"];

    private static readonly string[] Mechanisms = ["none", "kubernetes", "blue-green", "canary", "iis", "systemd"];

    private static readonly string[] ExternalKinds = ["cache", "queue", "dual-write", "third-party", "other"];

    private PlanSettings ReadPlan(PlanSettings plan, JsonMember member, string path)
    {
        switch (member.Name)
        {
            case "deployment":
                return plan with { Deployment = ReadDeployment(member.Value, path) };
            case "rollout":
                return plan with { Rollout = ReadList(member.Value, path, ReadStage) };
            case "featureFlags":
                return plan with { FeatureFlags = ReadList(member.Value, path, ReadFlag) };
            case "thresholds":
                return plan with { Thresholds = ReadThresholds(member.Value, path) };
            case "roles":
                var roles = Texts(member.Value, path, RoleProperties);
                return plan with
                {
                    Roles = new RoleSettings { Decides = roles("decides"), Executes = roles("executes"), Approves = roles("approves"), Escalation = roles("escalation"), Informed = roles("informed") },
                };
            case "channels":
                var channels = Texts(member.Value, path, ChannelProperties);
                return plan with
                {
                    Channels = new ChannelSettings
                    {
                        Incident = channels("incident"),
                        Customers = channels("customers"),
                        StatusPage = channels("statusPage"),
                        Dashboard = channels("dashboard"),
                    },
                };
            case "backup":
                return plan with { Backup = ReadBackup(member.Value, path) };
            case "connection":
                return plan with { Connection = ReadConnection(member.Value, path) };
            case "externalState":
                return plan with { ExternalState = ReadList(member.Value, path, ReadExternalState) };
            default:
                return plan with { Validation = ReadList(member.Value, path, ReadValidation) };
        }
    }

    private DeploymentSettings ReadDeployment(JsonNode node, string path)
    {
        DeploymentMechanism? mechanism = null;
        var downtime = false;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (memberPath, member) in MembersOf(node, path, DeploymentProperties))
        {
            if (member.Name == "mechanism")
            {
                mechanism = ChoiceOf(member.Value, memberPath, Mechanisms) is { } choice ? (DeploymentMechanism)choice : null;
            }
            else if (member.Name == "downtime")
            {
                downtime = FlagOf(member.Value, memberPath);
            }
            else if (WordsOf(member.Value, memberPath) is { } text)
            {
                texts[member.Name] = text;
            }
        }

        return new DeploymentSettings
        {
            Mechanism = mechanism,
            Name = Find("name"),
            Namespace = Find("namespace"),
            Service = Find("service"),
            Label = Find("label"),
            Ingress = Find("ingress"),
            Current = Find("current"),
            Previous = Find("previous"),
            Site = Find("site"),
            AppPool = Find("appPool"),
            Unit = Find("unit"),
            Link = Find("link"),
            PreviousVersion = Find("previousVersion"),
            Health = Find("health"),
            VersionEndpoint = Find("versionEndpoint"),
            Configuration = Find("configuration"),
            Infrastructure = Find("infrastructure"),
            Window = Find("window"),
            Downtime = downtime,
        };

        string? Find(string name) => texts.TryGetValue(name, out var text) ? text : null;
    }

    private RolloutStage? ReadStage(JsonNode node, string path)
    {
        int? percent = null, minutes = null;
        foreach (var (memberPath, member) in MembersOf(node, path, StageProperties))
        {
            if (member.Name == "percent")
            {
                percent = NumberOf(member.Value, memberPath, 1, 100);
            }
            else
            {
                minutes = NumberOf(member.Value, memberPath, 0, MostMinutes);
            }
        }

        return Complete(node, path, ("percent", percent), ("minutes", minutes)) ? new RolloutStage(percent!.Value, minutes!.Value) : null;
    }

    private FeatureFlag? ReadFlag(JsonNode node, string path)
    {
        var texts = Texts(node, path, FlagProperties);
        return Complete(node, path, ("name", texts("name")))
            ? new FeatureFlag { Name = texts("name")!, Off = texts("off"), Show = texts("show"), Schedule = texts("schedule"), Fallback = texts("fallback") }
            : null;
    }

    private ThresholdSettings ReadThresholds(JsonNode node, string path)
    {
        var settings = new ThresholdSettings();
        foreach (var (memberPath, member) in MembersOf(node, path, ThresholdProperties))
        {
            settings = member.Name switch
            {
                "errorRatePercent" => settings with { ErrorRatePercent = NumberOf(member.Value, memberPath, 1, 100) },
                "errorRateMinutes" => settings with { ErrorRateMinutes = NumberOf(member.Value, memberPath, 1, MostMinutes) },
                "latencyFactor" => settings with { LatencyFactor = NumberOf(member.Value, memberPath, 1, 1000) },
                "latencyMinutes" => settings with { LatencyMinutes = NumberOf(member.Value, memberPath, 1, MostMinutes) },
                "unhealthyPercent" => settings with { UnhealthyPercent = NumberOf(member.Value, memberPath, 1, 100) },
                "businessDropPercent" => settings with { BusinessDropPercent = NumberOf(member.Value, memberPath, 1, 100) },
                _ => settings with { BusinessMetric = WordsOf(member.Value, memberPath) },
            };
        }

        return settings;
    }

    private BackupSettings ReadBackup(JsonNode node, string path)
    {
        var settings = new BackupSettings();
        foreach (var (memberPath, member) in MembersOf(node, path, BackupProperties))
        {
            settings = member.Name switch
            {
                "location" => settings with { Location = WordsOf(member.Value, memberPath) },
                "restoreMinutes" => settings with { RestoreMinutes = NumberOf(member.Value, memberPath, 1, MostMinutes) },
                "testedOn" => settings with { TestedOn = DayOf(member.Value, memberPath) },
                _ => settings with { Restore = WordsOf(member.Value, memberPath) },
            };
        }

        return settings;
    }

    private ConnectionSettings ReadConnection(JsonNode node, string path)
    {
        var settings = new ConnectionSettings();
        foreach (var (memberPath, member) in MembersOf(node, path, ConnectionProperties))
        {
            if (VariableOf(member.Value, memberPath) is { } variable)
            {
                settings = member.Name == "migrations" ? settings with { Migrations = variable } : settings with { Tools = variable };
            }
        }

        return settings;
    }

    private ExternalState? ReadExternalState(JsonNode node, string path)
    {
        string? name = null, kind = null, mitigation = null;
        foreach (var (memberPath, member) in MembersOf(node, path, ExternalStateProperties))
        {
            switch (member.Name)
            {
                case "name":
                    name = WordsOf(member.Value, memberPath);
                    break;
                case "kind":
                    kind = ChoiceOf(member.Value, memberPath, ExternalKinds) is { } choice ? ExternalKinds[choice] : "other";
                    break;
                default:
                    mitigation = WordsOf(member.Value, memberPath);
                    break;
            }
        }

        return Complete(node, path, ("name", name), ("kind", kind), ("mitigation", mitigation)) ? new ExternalState(name!, kind!, mitigation!) : null;
    }

    private ValidationQuery? ReadValidation(JsonNode node, string path)
    {
        var texts = Texts(node, path, ValidationProperties);
        return Complete(node, path, ("name", texts("name")), ("query", texts("query")), ("expect", texts("expect")))
            ? new ValidationQuery(texts("name")!, texts("query")!, texts("expect")!)
            : null;
    }

    private Func<string, string?> Texts(JsonNode node, string path, IReadOnlyList<string> allowed)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (memberPath, member) in MembersOf(node, path, allowed))
        {
            texts[member.Name] = WordsOf(member.Value, memberPath);
        }

        return name => texts.TryGetValue(name, out var text) ? text : null;
    }

    private List<T> ReadList<T>(JsonNode node, string path, Func<JsonNode, string, T?> read)
        where T : class
    {
        var list = new List<T>();
        if (node.Kind != JsonKind.Array)
        {
            WrongType(node, path, "a list");
            return list;
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            if (read(node.Items[i], path + "[" + Numbers.Text(i) + "]") is { } entry)
            {
                list.Add(entry);
            }
        }

        return list;
    }

    /// <summary>Whether an entry says everything it must; what is missing is a problem, unless it is there and was refused already.</summary>
    private bool Complete(JsonNode node, string path, params IReadOnlyList<(string Name, object? Value)> needed)
    {
        var complete = node.Kind == JsonKind.Object;
        foreach (var (name, value) in needed)
        {
            complete &= value is not null;
            if (node.Kind == JsonKind.Object && !node.Members.Any(member => member.Name == name))
            {
                Problem(node.Line, node.Column, path, "'" + name + "' is missing", "add it");
            }
        }

        return complete;
    }

    private string? WordsOf(JsonNode node, string path)
    {
        if (TextOf(node, path) is not { } text)
        {
            return null;
        }

        if (text.Trim().Length > 0)
        {
            return text.Trim();
        }

        Problem(node.Line, node.Column, path, "it is empty", "write what it says, or leave the property out");
        return null;
    }

    private bool FlagOf(JsonNode node, string path)
    {
        if (node.Kind is JsonKind.True or JsonKind.False)
        {
            return node.Kind == JsonKind.True;
        }

        WrongType(node, path, "true or false");
        return false;
    }

    private int? NumberOf(JsonNode node, string path, int least, int most)
    {
        if (node.Kind == JsonKind.Number && Numbers.TryParse(node.Text, out var number) && number >= least && number <= most)
        {
            return (int)number;
        }

        WrongType(node, path, "a whole number from " + Numbers.Text(least) + " to " + Numbers.Text(most));
        return null;
    }

    private int? ChoiceOf(JsonNode node, string path, string[] choices)
    {
        if (TextOf(node, path) is not { } text)
        {
            return null;
        }

        var choice = Array.IndexOf(choices, text);
        if (choice >= 0)
        {
            return choice;
        }

        var list = string.Join(", ", choices);
        Problem(
            node.Line,
            node.Column,
            path,
            "'" + Inert.Line(text) + "' is none of the choices",
            Suggestion.For(text, choices) is { } near ? "did you mean '" + near + "'? Allowed are " + list : "allowed are " + list);
        return null;
    }

    private string? DayOf(JsonNode node, string path)
    {
        if (TextOf(node, path) is not { } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _))
        {
            return text;
        }

        Problem(node.Line, node.Column, path, "'" + Inert.Line(text) + "' is no day", "write it as 2026-11-30");
        return null;
    }

    // A connection string in a report would hand out the password; only the name of the variable that holds it may stand here.
    private string? VariableOf(JsonNode node, string path)
    {
        if (TextOf(node, path) is not { } text)
        {
            return null;
        }

        if (text.Length > 0 && text[0] is not (>= '0' and <= '9') && text.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or '_'))
        {
            return text;
        }

        Problem(node.Line, node.Column, path, "it is no name of an environment variable", "write the name of the variable in capitals, digits and underscores, never the connection itself");
        return null;
    }

    private const int MostMinutes = 10080;
}
