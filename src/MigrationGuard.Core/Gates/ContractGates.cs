using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Verifies that a contract step names the expand step it completes.</summary>
internal static class ContractGates
{
    /// <summary>Checks a declaration of phase contract. Null means that the expand migration exists and runs earlier.</summary>
    public static Finding? Check(ContextDeployment context, MigrationStep step, ExpandContractDeclaration gate)
    {
        if (string.IsNullOrWhiteSpace(gate.ExpandedBy))
        {
            return Unproven(context, step, gate, "", "It does not name the migration that added the new form: set ExpandedBy to its id.");
        }

        var name = gate.ExpandedBy!.Trim();
        var versioned = context.Steps.Where(candidate => candidate.Migration.Kind == MigrationKind.Versioned).ToList();
        var positions = ReleasedMigrations.Find(versioned.Select(candidate => candidate.Migration).ToList(), name);
        if (positions.Count == 0)
        {
            var closest = ReleasedMigrations.Closest(versioned.Select(candidate => candidate.Migration).Where(migration => migration != step.Migration), name);
            return Unproven(
                context,
                step,
                gate,
                name,
                "ExpandedBy names \"" + name + "\", which is no migration of this context." + (closest.Count == 0 ? "" : " Did you mean " + string.Join(", ", closest) + "?"));
        }

        if (positions.Count > 1)
        {
            return Unproven(context, step, gate, name, "ExpandedBy names \"" + name + "\", which is the name of several migrations: use the whole id.");
        }

        var expand = versioned[positions[0]];
        if (expand.Index == step.Index)
        {
            return Unproven(context, step, gate, name, "ExpandedBy names the migration itself. The new form must be added, filled and released by an earlier one.");
        }

        return step.Migration.Kind == MigrationKind.Versioned && expand.Index > step.Index
            ? Unproven(context, step, gate, name, "ExpandedBy names " + expand.Migration.Id + ", which runs later. The new form must be there before the old one goes.")
            : null;
    }

    /// <summary>Whether the expand migration of a declaration that <see cref="Check"/> found in order ran in production.</summary>
    public static bool IsExpandReleased(ContextDeployment context, ExpandContractDeclaration gate)
    {
        var versioned = context.Steps.Where(candidate => candidate.Migration.Kind == MigrationKind.Versioned).ToList();
        var positions = ReleasedMigrations.Find(versioned.Select(candidate => candidate.Migration).ToList(), gate.ExpandedBy!.Trim());
        return positions.Count == 1 && versioned[positions[0]].Released;
    }

    private static Finding Unproven(ContextDeployment context, MigrationStep step, ExpandContractDeclaration gate, string name, string why) =>
        GateFindings.Of(
            context,
            step,
            "MG6004",
            gate.Span,
            name,
            "contract not proven",
            "name the expand migration",
            "The contract gate of " + step.Migration.Id + " is not proven. " + why);
}
