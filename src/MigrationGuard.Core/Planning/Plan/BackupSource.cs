using MigrationGuard.Model;

namespace MigrationGuard.Planning.Plan;

/// <summary>Where the data of a migration comes back from according to its gates.</summary>
/// <param name="Verified">The first backup gate that held; null when none did.</param>
/// <param name="Notes">What else is declared, and what did not hold.</param>
internal sealed record BackupSource(BackupGateDeclaration? Verified, IReadOnlyList<Phrase> Notes)
{
    public static BackupSource Of(MigrationView view)
    {
        var declared = view.Migration.Declarations.BackupGates;
        var found = view.Gates.Where(gate => gate.Kind == "backup").ToList();

        // What was found about a copy comes before what was found about the declarations, which stand in source order.
        var offset = found.Count - declared.Count;
        BackupGateDeclaration? verified = null;
        var notes = new List<Phrase>();
        for (var i = 0; i < declared.Count; i++)
        {
            if (offset < 0 || !found[offset + i].Verified)
            {
                notes.Add($"A backup gate is declared, but it did not hold when it was checked: {Describe(declared[i])}.");
            }
            else if (verified is null)
            {
                verified = declared[i];
            }
            else
            {
                notes.Add($"And {Describe(declared[i])}.");
            }
        }

        return new BackupSource(verified, notes);
    }

    public static Phrase Describe(BackupGateDeclaration gate)
    {
        var parts = new List<Phrase> { string.IsNullOrWhiteSpace(gate.Source) ? $"a backup whose source is not said" : (Phrase)$"{gate.Source!.Trim()}" };
        if (!string.IsNullOrWhiteSpace(gate.Runbook))
        {
            parts.Add($"following {new Code(gate.Runbook!.Trim())}");
        }

        parts.Add(gate.RestoreMinutes is { } minutes ? $"about {minutes} minutes" : (Phrase)$"duration not known");
        if (!string.IsNullOrWhiteSpace(gate.RestoreTestedOn))
        {
            parts.Add($"restore tested on {gate.RestoreTestedOn!.Trim()}");
        }

        if (!string.IsNullOrWhiteSpace(gate.Owner))
        {
            parts.Add($"owner {gate.Owner!.Trim()}");
        }

        return Phrase.Join(", ", parts);
    }
}
