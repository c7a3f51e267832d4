using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>The judgement: facts in, verdict out. The analyzer, the build and the command line all call this and nothing else, so that they cannot disagree.</summary>
public static class Guard
{
    /// <summary>Judges a project's deployment. Never throws for anything a manifest can hold: what goes wrong becomes an error of the gate.</summary>
    /// <param name="manifest">What was read from the source.</param>
    /// <param name="inputs">What the front end knows besides.</param>
    public static Assessment Assess(ManifestDocument manifest, GuardInputs inputs)
    {
        var problems = new List<Finding>(Evidence.Check(manifest, inputs));
        var configuration = GuardConfiguration.Empty;
        if (inputs.Configuration is { } text)
        {
            var reading = GuardConfiguration.Parse(text);
            configuration = reading.Configuration;
            problems.AddRange(reading.Problems);
        }

        var deployment = DeploymentBuilder.Build(manifest, inputs, configuration);
        problems.AddRange(deployment.Problems);
        problems.AddRange(Evidence.CheckReading(deployment));
        var hazards = FindHazards(deployment, configuration, inputs.Today, problems);
        deployment = deployment with { Problems = problems, CustomRules = configuration.Rules };
        var rollback = RollbackAssessor.Assess(deployment, inputs, configuration);
        var assessment = new Assessment
        {
            Manifest = manifest,
            Configuration = configuration,
            Deployment = deployment,
            Hazards = hazards,
            Rollback = rollback,
            Gate = GateKeeper.Decide(deployment, hazards, rollback.Migrations, inputs),
        };
        return inputs.RequirePlan ? RequiredPlan.Check(assessment) : assessment;
    }

    private static List<Finding> FindHazards(Deployment deployment, GuardConfiguration configuration, DateTime? today, List<Finding> problems)
    {
        var hazards = new List<Finding>();
        foreach (var context in deployment.Contexts)
        {
            var said = new HashSet<string>(StringComparer.Ordinal);
            foreach (var step in context.Steps)
            {
                if (step.Released)
                {
                    continue;
                }

                var findings = new List<Finding>();
                var place = new RuleContext(context, step, findings, configuration, said);
                foreach (var rule in RuleCatalog.All)
                {
                    if (rule.IsGateRule)
                    {
                        continue;
                    }

                    Check(rule, place, problems);
                }

                foreach (var rule in configuration.Rules)
                {
                    rule.Check(place);
                }

                hazards.AddRange(InOrderOfPlaces(findings).Select(finding => Acknowledgements.Apply(finding, step.Migration, today)));
            }
        }

        return hazards;
    }

    private static void Check(Rule rule, RuleContext place, List<Finding> problems)
    {
        try
        {
            rule.Check(place);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A rule that fails has not looked: its silence must not read as "no hazard".
            problems.Add(new Finding
            {
                Rule = "MG0002",
                Severity = Severity.Error,
                Message = "Rule " + rule.Id + " failed on migration " + place.Migration.Id + ": " + failure.Message + " What it would have said is missing, so the gate stays closed.",
                Effect = "rule " + rule.Id + " failed",
                MigrationId = place.Migration.Id,
                ClassName = place.Migration.ClassName,
                Engine = place.Engine,
                Span = place.Migration.Span,
            });
        }
    }

    private static IEnumerable<Finding> InOrderOfPlaces(List<Finding> findings) =>
        findings
            .OrderBy(finding => finding.Span.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Span.Start)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal);
}
