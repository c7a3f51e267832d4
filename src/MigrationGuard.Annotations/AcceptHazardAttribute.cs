using System.Diagnostics;

namespace MigrationGuard;

/// <summary>
/// Accepts one hazard of a migration, with a reason. It quietens the rule and is listed in the rollback report; it never opens the gate. An unknown rule, an empty
/// reason, a past date and an acknowledgement that accepts nothing are errors (MG6006).
/// </summary>
/// <example><code>[AcceptHazard("MG4001", "the table has 200 rows", Owner = "orders team", Until = "2026-12-31", Issue = "ORD-118")]</code></example>
[Conditional("MIGRATIONGUARD_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AcceptHazardAttribute : Attribute
{
    /// <summary>Accepts a hazard.</summary>
    /// <param name="rule">The rule id, such as <c>MG1001</c>.</param>
    /// <param name="reason">Why the hazard is acceptable here. Must not be empty.</param>
    public AcceptHazardAttribute(string rule, string reason)
    {
        Rule = rule;
        Reason = reason;
    }

    /// <summary>The rule id.</summary>
    public string Rule { get; }

    /// <summary>Why the hazard is acceptable here.</summary>
    public string Reason { get; }

    /// <summary>Who accepts it; null when not said.</summary>
    public string? Owner { get; set; }

    /// <summary>Last day on which it is valid, <c>yyyy-MM-dd</c>; null when it does not end.</summary>
    public string? Until { get; set; }

    /// <summary>Issue number or link; null when there is none.</summary>
    public string? Issue { get; set; }
}
