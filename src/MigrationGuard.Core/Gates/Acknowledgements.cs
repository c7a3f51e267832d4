using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Matches findings with what a team accepted. An acknowledgement quietens a rule, never the gate.</summary>
internal static class Acknowledgements
{
    public static Finding Apply(Finding finding, Migration migration, DateTime? today)
    {
        foreach (var accepted in migration.Declarations.Accepted)
        {
            if (string.Equals(accepted.Rule.Trim(), finding.Rule, StringComparison.Ordinal) && IsValid(accepted, today))
            {
                return finding with { Accepted = accepted };
            }
        }

        return finding;
    }

    /// <summary>Whether it says why and has not ended. Without a day to compare with, it has not ended.</summary>
    public static bool IsValid(AcceptHazardDeclaration accepted, DateTime? today) =>
        !string.IsNullOrWhiteSpace(accepted.Reason)
        && (accepted.Until is null || (TryReadDay(accepted.Until, out var until) && (today is not { } day || day.Date <= until)));

    /// <summary>Reads a day written as <c>yyyy-MM-dd</c>.</summary>
    public static bool TryReadDay(string? text, out DateTime day) =>
        DateTime.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
