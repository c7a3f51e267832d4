namespace MigrationGuard.Rules;

/// <summary>A set of severities for the editor and the compiler that a team picks by one word (<c>MigrationGuardPreset</c>). The gate follows none of them.</summary>
public sealed class SeverityPreset
{
    private const string PerFinding = "default";

    private readonly Func<Rule, string> _severity;
    private readonly bool _raises;

    private SeverityPreset(string name, string summary, Func<Rule, string> severity, bool raises = false)
    {
        Name = name;
        Summary = summary;
        _severity = severity;
        _raises = raises;
    }

    /// <summary>All presets.</summary>
    public static IReadOnlyList<SeverityPreset> All { get; } =
    [
        new("recommended", "Every rule as its page says.", Recommended),
        new("strict", "Hazards are errors, and hints are warnings.", Strict, raises: true),
        new("downtime", "For teams that stop the application while migrations run: nothing about a release that runs beside them, locks as suggestions.", Downtime),
    ];

    /// <summary>The word that picks it.</summary>
    public string Name { get; }

    /// <summary>What it is for, one sentence.</summary>
    public string Summary { get; }

    /// <summary>The preset of that name, case apart; null when there is none.</summary>
    public static SeverityPreset? Find(string name)
    {
        foreach (var preset in All)
        {
            if (string.Equals(preset.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return preset;
            }
        }

        return null;
    }

    /// <summary>
    /// The severity as <c>.editorconfig</c> spells it; null for a rule of the gate, which no severity reaches. <c>default</c> where each finding has its own: a file says one
    /// severity for all findings of a rule, its hints included.
    /// </summary>
    /// <param name="rule">The rule.</param>
    public string? SeverityOf(Rule rule) => rule.IsGateRule ? null : _severity(rule);

    /// <summary>The severity that a finding is raised with, before any file changes it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="found">The severity that the rule gave it.</param>
    public Severity SeverityOf(Rule rule, Severity found) =>
        !_raises || rule.IsGateRule ? found : found == Severity.Info ? Severity.Warning : Severity.Error;

    private static string Recommended(Rule rule) => rule.HasHints ? PerFinding : rule.DefaultSeverity switch
    {
        Severity.Info => "suggestion",
        Severity.Warning => "warning",
        _ => "error",
    };

    private static string Strict(Rule rule) => rule.HasHints ? PerFinding : rule.DefaultSeverity == Severity.Info ? "warning" : "error";

    private static string Downtime(Rule rule) => rule.Id switch
    {
        // The code of this release still uses what is dropped: a stop does not help.
        "MG3002" => Recommended(rule),

        // These keep the previous code from coming back.
        "MG3004" or "MG3005" => "suggestion",

        // These fail, however long nobody uses the database.
        "MG4002" or "MG4013" => Recommended(rule),
        _ when rule.Category == "Compatibility" => "none",
        _ when rule.Category == "Locks" => "suggestion",
        _ => Recommended(rule),
    };
}
