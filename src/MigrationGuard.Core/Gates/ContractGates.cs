using System.Runtime.CompilerServices;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Verifies that a contract step completes a released expand step, and that nothing is lost with what it removes.</summary>
internal static class ContractGates
{
    // The rules ask for every operation, and the answer takes a walk through all migrations since the expand step.
    private static readonly ConditionalWeakTable<MigrationStep, IReadOnlyList<ContractGap>> Known = new();

    /// <summary>Whether the migration is a contract step whose proof is complete.</summary>
    public static bool IsProven(ContextDeployment context, MigrationStep step) =>
        step.Migration.Declarations.ExpandContract is { Phase: MigrationPhase.Contract } gate && Gaps(context, step, gate).Count == 0;

    /// <summary>What is missing in the proof of a declaration of phase contract; empty when it is complete.</summary>
    public static IReadOnlyList<ContractGap> Gaps(ContextDeployment context, MigrationStep step, ExpandContractDeclaration gate) =>
        Known.GetValue(step, _ => Find(context, step, gate));

    /// <summary>A gap as a finding of the gate.</summary>
    public static Finding ToFinding(ContextDeployment context, MigrationStep step, ExpandContractDeclaration gate, ContractGap gap) =>
        GateFindings.Of(
            context,
            step,
            "MG6004",
            gate.Span,
            gap.Subject,
            gap.Effect,
            gap.Mitigation,
            "The contract gate of " + step.Migration.Id + " is not proven. " + gap.Why);

    private static IReadOnlyList<ContractGap> Find(ContextDeployment context, MigrationStep step, ExpandContractDeclaration gate)
    {
        if (string.IsNullOrWhiteSpace(gate.ExpandedBy))
        {
            return [Unnamed("", "It does not name the migration that added the new form: set ExpandedBy to its id.")];
        }

        var name = gate.ExpandedBy!.Trim();
        var versioned = context.Steps.Where(candidate => candidate.Migration.Kind == MigrationKind.Versioned).ToList();
        var positions = ReleasedMigrations.Find(versioned.Select(candidate => candidate.Migration).ToList(), name);
        if (positions.Count == 0)
        {
            var closest = ReleasedMigrations.Closest(versioned.Select(candidate => candidate.Migration).Where(migration => migration != step.Migration), name);
            return [Unnamed(name, "ExpandedBy names \"" + name + "\", which is no migration of this context." + (closest.Count == 0 ? "" : " Did you mean " + string.Join(", ", closest) + "?"))];
        }

        if (positions.Count > 1)
        {
            return [Unnamed(name, "ExpandedBy names \"" + name + "\", which is the name of several migrations: use the whole id.")];
        }

        var expand = versioned[positions[0]];
        if (expand.Index == step.Index)
        {
            return [Unnamed(name, "ExpandedBy names the migration itself. The new form must be added, filled and released by an earlier one.")];
        }

        if (step.Migration.Kind == MigrationKind.Versioned && expand.Index > step.Index)
        {
            return [Unnamed(name, "ExpandedBy names " + expand.Migration.Id + ", which runs later. The new form must be there before the old one goes.")];
        }

        var gaps = ContractProof.GapsOf(context, step, expand);
        return expand.Released ? gaps : [Unreleased(context, expand.Migration.Id), .. gaps];
    }

    private static ContractGap Unnamed(string name, string why) => new(name, "contract not proven", "name the expand migration", why);

    private static ContractGap Unreleased(ContextDeployment context, string id) => context.Releases == ReleaseKnowledge.Unstated
        ? new(
            id,
            "expand step not known to be released",
            "say what is released",
            "Nobody says whether " + id + " ran in production. Set MigrationGuardReleased, or \"released\" in migrationguard.json, to the last released id.")
        : new(
            id,
            "expand step not released",
            "release it first",
            id + " is not released: this deployment would bring the new form and remove the old one at once, and no release in between can run on both. "
                + "Release it with code that writes both forms, and leave this migration to a later deployment.");
}
