using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Planning.Plan;

/// <summary>What a plan cannot be executed without, and what of it nobody said.</summary>
internal static class RequiredInputs
{
    private const string File = "in migrationguard.json: ";

    public static IReadOnlyList<PlanGap> Missing(Assessment assessment, IReadOnlyList<DatabaseRollback> databases, bool isShort)
    {
        var plan = assessment.Configuration.Plan;
        var gaps = new List<PlanGap>();
        foreach (var context in assessment.Deployment.Contexts.Where(context => context.Steps.Any(step => !step.Released)))
        {
            if (context.Releases == ReleaseKnowledge.Unstated)
            {
                gaps.Add(new PlanGap("released", "which migrations are new, and to which one the database goes back", "MSBuild property MigrationGuardReleased, or " + File + "\"released\": \"<id of the last migration in production>\""));
            }

            if (context.Engine == Engine.Unknown)
            {
                gaps.Add(new PlanGap("engine", "the commands of backup and restore, and the queries", "MSBuild property MigrationGuardEngine, or " + File + "\"engine\": \"postgresql\""));
            }
        }

        AddDeployment(gaps, plan.Deployment, isShort);
        if (plan.Roles.Decides is null)
        {
            gaps.Add(Gap("roles.decides", "who decides that it is rolled back", "\"roles\": { \"decides\": \"incident commander on call\" }"));
        }

        if (isShort)
        {
            return Distinct(gaps);
        }

        if (plan.FeatureFlags is null)
        {
            gaps.Add(Gap("featureFlags", "whether a flag can switch the change off before anything is redeployed", "\"featureFlags\": [ { \"name\": \"…\", \"off\": \"<command>\" } ], or [] when there is none"));
        }

        foreach (var flag in plan.FeatureFlags?.Where(flag => flag.Off is null) ?? [])
        {
            gaps.Add(Gap("featureFlags." + flag.Name + ".off", "the command that switches the flag off", "\"off\": \"<command>\" in its entry"));
        }

        if (plan.Roles.Executes is null)
        {
            gaps.Add(Gap("roles.executes", "who runs the steps", "\"roles\": { \"executes\": \"release engineer on call\" }"));
        }

        if (plan.Roles.Approves is null && databases.Any(database => database.Steps.Any(step => step.Destructive)))
        {
            gaps.Add(Gap("roles.approves", "who approves a step that destroys data", "\"roles\": { \"approves\": \"database owner\" }"));
        }

        if (plan.Channels.Incident is null)
        {
            gaps.Add(Gap("channels.incident", "where the people who roll back talk", "\"channels\": { \"incident\": \"#incidents\" }"));
        }

        if (plan.ExternalState is null)
        {
            gaps.Add(Gap("externalState", "whether caches, queues, second stores or third parties keep what the new release did", "\"externalState\": [ { \"name\": \"…\", \"kind\": \"cache\", \"mitigation\": \"…\" } ], or [] when nothing does"));
        }

        AddBackup(gaps, assessment, plan.Backup, databases);
        return Distinct(gaps);
    }

    private static void AddDeployment(List<PlanGap> gaps, DeploymentSettings? deployment, bool isShort)
    {
        if (deployment?.Mechanism is null)
        {
            gaps.Add(Gap("deployment.mechanism", "the commands that bring the previous release back", "\"deployment\": { \"mechanism\": \"kubernetes\", … }; also blue-green, canary, iis, systemd, none"));
        }

        foreach (var name in new MechanismSteps(deployment).Missing())
        {
            gaps.Add(Gap("deployment." + name, "the commands that bring the previous release back", "\"deployment\": { \"" + name + "\": \"…\" }"));
        }

        if (deployment?.PreviousVersion is null)
        {
            gaps.Add(Gap("deployment.previousVersion", "the last known good version", "\"deployment\": { \"previousVersion\": \"$PREVIOUS_VERSION\" }"));
        }

        if (deployment?.Health is null && deployment?.Mechanism != DeploymentMechanism.None)
        {
            gaps.Add(Gap("deployment.health", "how to see that what serves is well", "\"deployment\": { \"health\": \"https://…/health\" }"));
        }

        if (isShort)
        {
            return;
        }

        if (deployment?.Configuration is null)
        {
            gaps.Add(Gap("deployment.configuration", "how the previous configuration comes back", "\"deployment\": { \"configuration\": \"<command>\" }, or \"none\""));
        }

        if (deployment?.Infrastructure is null)
        {
            gaps.Add(Gap("deployment.infrastructure", "how the previous infrastructure comes back", "\"deployment\": { \"infrastructure\": \"<command>\" }, or \"none\""));
        }
    }

    private static void AddBackup(List<PlanGap> gaps, Assessment assessment, BackupSettings backup, IReadOnlyList<DatabaseRollback> databases)
    {
        if (assessment.Rollback.Class >= RollbackClass.Complex && assessment.Configuration.Plan.Deployment?.Window is null)
        {
            gaps.Add(Gap("deployment.window", "when a deployment that is hard to roll back may start", "\"deployment\": { \"window\": \"Monday to Thursday, 09:00 to 15:00 UTC\" }"));
        }

        if (!databases.Any(database => database.Steps.Count > 0))
        {
            return;
        }

        if (backup.Location is null)
        {
            gaps.Add(Gap("backup.location", "where the backup of the whole database is", "\"backup\": { \"location\": \"…\" }"));
        }

        if (backup.RestoreMinutes is null)
        {
            gaps.Add(Gap("backup.restoreMinutes", "how long a full restore takes", "\"backup\": { \"restoreMinutes\": 45 }, as measured in the last restore test"));
        }

        if (backup.TestedOn is null)
        {
            gaps.Add(Gap("backup.testedOn", "whether the backup can be restored at all", "\"backup\": { \"testedOn\": \"2026-11-01\" }"));
        }

        if (backup.Restore is null)
        {
            gaps.Add(Gap("backup.restore", "how the whole database is restored when everything else fails", "\"backup\": { \"restore\": \"<command or runbook>\" }"));
        }
    }

    private static PlanGap Gap(string name, string why, string supply) => new(name, why, File + supply);

    private static IReadOnlyList<PlanGap> Distinct(IEnumerable<PlanGap> gaps) => [.. gaps.GroupBy(gap => gap.Name, StringComparer.Ordinal).Select(group => group.First())];
}
