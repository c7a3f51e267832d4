using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Verifies backup gates: a gate that names no tested restore is a wish.</summary>
internal static class BackupGates
{
    /// <summary>Checks one declaration. No finding means that what it says holds as far as a build can see; whether it says enough is another question.</summary>
    public static IEnumerable<Finding> Check(ContextDeployment context, MigrationStep step, BackupGateDeclaration gate, IReadOnlyList<ImpactedTable> impacted, GuardInputs inputs)
    {
        var wrong = Wrong(gate, inputs.Today).ToList();
        if (wrong.Count > 0)
        {
            yield return GateFindings.Of(
                context,
                step,
                "MG6002",
                gate.Span,
                string.Join(", ", gate.Tables),
                "backup gate incomplete",
                "complete the gate",
                "The backup gate of " + step.Migration.Id + " is incomplete: " + string.Join("; ", wrong)
                    + ". Without these facts nobody can restore the data at night, so the gate stays closed.");
        }

        if (gate.Runbook is not { } runbook || string.IsNullOrWhiteSpace(runbook))
        {
            yield break;
        }

        if (LeavesRepository(runbook))
        {
            yield return Runbook(context, step, gate, "The runbook \"" + runbook.Trim() + "\" must be a path inside the repository, relative to its root or to the project.");
        }
        else if (inputs.Files is { } files && WrongRunbook(context, gate, impacted, runbook.Trim(), files.Read(runbook.Trim())) is { } problem)
        {
            yield return Runbook(context, step, gate, problem);
        }
    }

    public static string Summary(BackupGateDeclaration gate)
    {
        var parts = new List<string> { string.Join(", ", gate.Tables) };
        if (!string.IsNullOrWhiteSpace(gate.Source))
        {
            parts.Add("from " + gate.Source!.Trim());
        }

        if (!string.IsNullOrWhiteSpace(gate.RestoreTestedOn))
        {
            parts.Add("restore tested on " + gate.RestoreTestedOn!.Trim());
        }

        if (gate.RestoreMinutes is { } minutes)
        {
            parts.Add(minutes.ToString(CultureInfo.InvariantCulture) + " minutes");
        }

        if (!string.IsNullOrWhiteSpace(gate.Owner))
        {
            parts.Add("by " + gate.Owner!.Trim());
        }

        if (!string.IsNullOrWhiteSpace(gate.Runbook))
        {
            parts.Add("runbook " + gate.Runbook!.Trim());
        }

        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string? WrongRunbook(ContextDeployment context, BackupGateDeclaration gate, IReadOnlyList<ImpactedTable> impacted, string path, string? text)
    {
        var tables = gate.Tables.Where(table => !string.IsNullOrWhiteSpace(table)).Select(table => table.Trim()).ToList();
        if (text is null)
        {
            return "The runbook \"" + path + "\" does not exist, neither from the root of the repository nor from the project. Write down how to restore "
                + (tables.Count == 0 ? "the data" : string.Join(", ", tables)) + ", and commit it.";
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return "The runbook \"" + path + "\" is empty or is no text file. Write down how to restore " + (tables.Count == 0 ? "the data" : string.Join(", ", tables)) + " as plain text or Markdown.";
        }

        // A name of the gate that means no table concerned is told by MG6002 and MG6005; a section for it would be work for nothing.
        var missing = RunbookSections.Missing(text, tables.Where(written => written != TableNames.Everything && impacted.Any(table => TableNames.Means(written, table, context.Engine))));
        return missing.Count == 0
            ? null
            : "The runbook \"" + path + "\" has no section for " + string.Join(", ", missing) + ". Give each table a heading with its name (\"## " + TableNames.WithoutSchema(missing[0])
                + "\") and below it the steps that bring its rows back, so that nobody has to search at night.";
    }

    private static IEnumerable<string> Wrong(BackupGateDeclaration gate, DateTime? today)
    {
        if (gate.Tables.All(string.IsNullOrWhiteSpace))
        {
            yield return "it names no table";
        }

        if (string.IsNullOrWhiteSpace(gate.Source))
        {
            yield return "Source is missing (where the backup comes from)";
        }

        if (string.IsNullOrWhiteSpace(gate.Runbook))
        {
            yield return "Runbook is missing (the file that says how to restore)";
        }

        if (string.IsNullOrWhiteSpace(gate.RestoreTestedOn))
        {
            yield return "RestoreTestedOn is missing (the day a restore was last tried)";
        }
        else if (!Acknowledgements.TryReadDay(gate.RestoreTestedOn, out var tested))
        {
            yield return "RestoreTestedOn is \"" + gate.RestoreTestedOn!.Trim() + "\", which is no day written as yyyy-MM-dd";
        }
        else if (today is { } day && tested > day.Date)
        {
            yield return "RestoreTestedOn is " + gate.RestoreTestedOn!.Trim() + ", a day that is still to come";
        }

        if (gate.RestoreMinutes is not { } minutes)
        {
            yield return "RestoreMinutes is missing (how long the restore took)";
        }
        else if (minutes <= 0)
        {
            yield return "RestoreMinutes must be more than 0";
        }

        if (string.IsNullOrWhiteSpace(gate.Owner))
        {
            yield return "Owner is missing (who is called for the restore)";
        }
    }

    private static Finding Runbook(ContextDeployment context, MigrationStep step, BackupGateDeclaration gate, string message) =>
        GateFindings.Of(context, step, "MG6003", gate.Span, gate.Runbook!.Trim(), "runbook missing", "commit the runbook", message);

    private static bool LeavesRepository(string path)
    {
        var normal = path.Trim().Replace('\\', '/');
        return normal.StartsWith("/", StringComparison.Ordinal) || normal.IndexOf(':') >= 0 || normal.IndexOf('\0') >= 0 || normal.Split('/').Contains("..");
    }
}
