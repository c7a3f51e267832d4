using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reports;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Gates;

/// <summary>Holds a backup that exists against the backup gates that rely on one.</summary>
public static class BackupCoverage
{
    /// <summary>The tables that a backup must hold before this deployment may start, in order of migrations; each table once a migration.</summary>
    /// <param name="assessment">The deployment.</param>
    public static IReadOnlyList<BackupNeed> Needs(Assessment assessment) =>
        [.. Needs(assessment.Deployment, assessment.Rollback.Migrations).Select(needed => needed.Need)];

    /// <summary>Why a backup does not answer a need, as one sentence without a final stop; null when it does.</summary>
    /// <param name="contents">The backup.</param>
    /// <param name="need">The table.</param>
    /// <param name="engine">The engine it comes from.</param>
    public static string? Missing(BackupContents contents, BackupNeed need, Engine engine)
    {
        var tables = contents.Tables.Where(table => SchemaNames.Same(table.Table, need.Table)).ToList();
        if (tables.Exists(table => table.Table == need.Table))
        {
            tables.RemoveAll(table => table.Table != need.Table);
        }

        var inSchema = tables.Where(table => SchemaNames.SameSchema(table.Schema, need.Schema, engine)).ToList();
        if (inSchema.Count == 0 && need.Schema is null && tables.Count == 1)
        {
            // Without a schema the search path of the connection decides, and there is only one it can mean.
            inSchema = tables;
        }

        var name = Inert.Line(Show(need));
        return inSchema.Count == 0 ? name + " is not in it" : inSchema.Exists(table => table.HasRows) ? null : "it holds the definition of " + name + ", but not its rows";
    }

    internal static IEnumerable<Finding> Check(Deployment deployment, IReadOnlyList<MigrationRollback> rollbacks, BackupContents contents)
    {
        foreach (var group in Needs(deployment, rollbacks).GroupBy(needed => needed.Step))
        {
            var (context, step) = (group.First().Context, group.Key);
            var wrong = contents.Unusable is { } unusable
                ? [unusable]
                : group.Select(needed => Missing(contents, needed.Need, context.Engine)).Where(problem => problem is not null).Distinct().ToList();
            if (wrong.Count > 0)
            {
                yield return GateFindings.Of(
                    context,
                    step,
                    "MG6008",
                    SourceSpan.None,
                    string.Join(", ", group.Select(needed => Show(needed.Need)).Distinct()),
                    contents.Unusable is null ? "backup does not cover it" : "backup not usable",
                    "make a backup that covers it",
                    "The backup " + Inert.Line(contents.Name) + " does not hold what the gate of " + step.Migration.Id + " promises: " + string.Join("; ", wrong)
                        + ". Make a new one before the deployment; afterwards nothing brings these rows back.");
            }
        }
    }

    private static IEnumerable<Needed> Needs(Deployment deployment, IReadOnlyList<MigrationRollback> rollbacks)
    {
        var byMigration = rollbacks.ToLookup(rollback => (rollback.MigrationId, rollback.ClassName));
        foreach (var context in deployment.Contexts)
        {
            foreach (var step in context.Steps)
            {
                if (!step.Released && step.Migration.Declarations.BackupGates.Count > 0
                    && byMigration[(step.Migration.Id, step.Migration.ClassName)].FirstOrDefault() is { Impact: >= DataImpact.Rewrites } rollback)
                {
                    foreach (var need in Needs(context, step, rollback).Distinct())
                    {
                        yield return new Needed(context, step, need);
                    }
                }
            }
        }
    }

    private static IEnumerable<BackupNeed> Needs(ContextDeployment context, MigrationStep step, MigrationRollback rollback)
    {
        var names = step.Migration.Declarations.BackupGates.SelectMany(gate => gate.Tables).Where(name => !string.IsNullOrWhiteSpace(name)).ToList();
        var before = BeforeDeployment(context, step);
        foreach (var table in rollback.Impacted)
        {
            if (table.CopiedTo is not null || !names.Exists(name => TableNames.Means(name, table, context.Engine)))
            {
                continue;
            }

            if (table.Table == ImpactSummary.UnknownTable)
            {
                foreach (var any in before.Tables)
                {
                    yield return new BackupNeed(step.Migration.Id, any.Schema, any.Name);
                }
            }
            else if (step.Before.FindTable(table.Schema, table.Table) is not { } state)
            {
                yield return new BackupNeed(step.Migration.Id, table.Schema, table.Table);
            }
            else if (before.FindTable(state.Identity) is { } original)
            {
                // A table that the same deployment renames has its old name in the backup; one that it creates is not there yet.
                yield return new BackupNeed(step.Migration.Id, original.Schema, original.Name);
            }
        }
    }

    private static SchemaState BeforeDeployment(ContextDeployment context, MigrationStep step)
    {
        if (step.Migration.Kind != MigrationKind.Versioned && context.Releases != ReleaseKnowledge.Unstated
            && context.Steps.FirstOrDefault(candidate => !candidate.Released && candidate.Migration.Kind == MigrationKind.Versioned) is { } first)
        {
            return first.Before;
        }

        return context.Steps[step.SetStart].Before;
    }

    private static string Show(BackupNeed need) => need.Schema is null ? need.Table : need.Schema + "." + need.Table;

    private sealed record Needed(ContextDeployment Context, MigrationStep Step, BackupNeed Need);
}
