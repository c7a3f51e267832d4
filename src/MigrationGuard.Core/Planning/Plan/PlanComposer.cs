using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Planning.Plan;

/// <summary>Puts a plan together: the way back of every context in the order of a rollback, and what people need around it.</summary>
internal sealed class PlanComposer
{
    private readonly Assessment _assessment;
    private readonly PlanSettings _settings;
    private readonly IReadOnlyList<MigrationView> _unreleased;
    private readonly IReadOnlyList<DatabaseRollback> _databases;
    private readonly MechanismSteps _mechanism;

    private PlanComposer(Assessment assessment)
    {
        _assessment = assessment;
        _settings = assessment.Configuration.Plan;
        _mechanism = new MechanismSteps(_settings.Deployment);
        _unreleased = [.. MigrationView.All(assessment).Where(view => !view.Step.Released)];
        _databases =
        [
            .. assessment.Deployment.Contexts
                .Select(context => DatabaseRollback.For(
                    context,
                    [.. _unreleased.Where(view => ReferenceEquals(view.Context, context) && view.Rollback is not null && view.Migration.Kind == MigrationKind.Versioned)],
                    context.Project?.Assembly ?? assessment.Manifest.Assembly,
                    context.Project?.Configuration ?? assessment.Configuration,
                    assessment.Deployment.Contexts.Count(other => other.Framework == context.Framework) > 1))
                .OfType<DatabaseRollback>(),
        ];
    }

    public static RollbackPlan Compose(Assessment assessment) => new PlanComposer(assessment).Compose();

    private RollbackPlan Compose()
    {
        var tables = _databases.SelectMany(database => database.Tables).ToList();
        if (_unreleased.Count == 0)
        {
            return new RollbackPlan { IsNeeded = false, IsShort = true, Class = _assessment.Rollback.Class };
        }

        // A new column whose rows somebody accepted to lose is not a short story, whatever its class.
        var isShort = _assessment.Rollback.Class == RollbackClass.Instant && _assessment.Gate.Passed && !_databases.Any(database => database.Steps.Count > 0);
        var gaps = RequiredInputs.Missing(_assessment, _databases, isShort);
        var plan = new RollbackPlan
        {
            IsNeeded = true,
            IsShort = isShort,
            Class = _assessment.Rollback.Class,
            Stages = Stages(),
            DataRecovery = tables,
            Gaps = gaps,
            ExternalState = _settings.ExternalState ?? [],
        };
        var sections = new PlanSections(_assessment, _settings, _unreleased, plan);
        return sections.Fill(_mechanism, _databases);
    }

    private List<PlanStage> Stages()
    {
        var changesDatabase = _databases.Any(database => database.Reverted.Count > 0 || database.Steps.Any(step => step.Destructive));
        var leaves = _databases.Any(database => database.Steps.Count > 0) && !changesDatabase;
        var stages = new List<PlanStage>();
        if (!_databases.Any(database => database.IsBlocked))
        {
            Add(stages, StageKind.Prepare, "Prepare", null, Prepare(changesDatabase));
        }

        Add(stages, StageKind.Flags, "Feature flags", null, Flags());
        if (_databases.Any(database => database.IsBlocked))
        {
            Add(stages, StageKind.Database, "Database", $"The way back ends here, so nothing is stopped and nothing is redeployed.", [.. _databases.SelectMany(database => database.Steps)]);
            return stages;
        }

        if (changesDatabase)
        {
            Add(stages, StageKind.Drain, "Stop the new release", null, _mechanism.Drain());
            Add(stages, StageKind.Database, "Database", BeforeCode(), DatabaseSteps());
            Add(stages, StageKind.Code, "Code", null, _mechanism.Redeploy(drained: true));
            Add(stages, StageKind.Configuration, "Configuration", null, Configuration());
        }
        else
        {
            Add(stages, StageKind.Code, "Code", null, Named(_mechanism.Redeploy(drained: false), leaves));
            Add(stages, StageKind.Configuration, "Configuration", null, Configuration());
            Add(stages, StageKind.Database, "Database", null, DatabaseSteps());
        }

        Add(stages, StageKind.Infrastructure, "Infrastructure", null, Infrastructure());
        return stages;
    }

    private IReadOnlyList<PlanStep> Named(IReadOnlyList<PlanStep> steps, bool databaseFollows)
    {
        if (databaseFollows || steps.Count == 0)
        {
            return steps;
        }

        var stays = (Phrase)$"The schema stays: the previous release works with it.";
        return [steps[0] with { Notes = [stays, .. steps[0].Notes] }, .. steps.Skip(1)];
    }

    private Phrase BeforeCode()
    {
        var reverted = _databases.SelectMany(database => database.Reverted).ToList();
        var breaking = reverted.FirstOrDefault(view => view.Rollback!.Class > RollbackClass.Instant);
        return breaking is null
            ? $"Before the code, not after it: the previous release must not meet rows that are about to be replaced."
            : (Phrase)$"Before the code, not after it: the previous release does not run on the schema or the rows that {new Code(breaking.Migration.Id)} left, and Down needs the build of the new release. The new release is stopped first, because it does not run on the old schema.";
    }

    private List<PlanStep> DatabaseSteps()
    {
        var steps = new List<PlanStep>();
        foreach (var database in _databases)
        {
            foreach (var step in database.Steps)
            {
                steps.Add(_databases.Count > 1 ? step with { Action = $"{new Code(database.Context.Title)}: {step.Action}" } : step);
            }
        }

        return steps;
    }

    private List<PlanStep> Prepare(bool changesDatabase)
    {
        var steps = new List<PlanStep>();
        if (!changesDatabase)
        {
            return steps;
        }

        steps.Add(new PlanStep
        {
            Action = $"Open the record of this rollback: time, reason, who decides, who executes.",
            Check = $"The record is open{(_settings.Channels.Incident is { } channel ? (Phrase)$" and linked in {channel}" : $"")}.",
            LimitMinutes = 5,
        });
        steps.Add(new PlanStep
        {
            Action = $"Keep the evidence: logs, metrics and the state of every flag from half an hour before the deployment on.",
            Check = $"Somebody else can open what was saved{(_settings.Channels.Dashboard is { } dashboard ? (Phrase)$" from {dashboard}" : $"")}.",
            LimitMinutes = 10,
            OnFailure = $"Write down what is missing and go on: recovery comes first.",
        });
        foreach (var database in _databases)
        {
            steps.AddRange(database.Look);
        }

        return steps;
    }

    private List<PlanStep> Flags() =>
    [
        .. (_settings.FeatureFlags ?? []).Select(flag => new PlanStep
        {
            Action = $"Switch {new Code(flag.Name)} off, for everybody.",
            Command = flag.Off,
            Check = $"It is off at zero percent, and the log of the flag system shows who switched it.",
            CheckCommand = flag.Show,
            LimitMinutes = 5,
            Notes = [$"When this alone ends the incident, stop here: it is the softest way back. The flag stays off until the change is deployed again."],
            OnFailure = flag.Fallback is { } fallback ? (Phrase)$"{fallback}" : $"Go on with the next step: the code goes back without the flag.",
        }),
    ];

    private List<PlanStep> Configuration() => Restores(_settings.Deployment?.Configuration, $"Restore the previous configuration.");

    private List<PlanStep> Infrastructure() => Restores(_settings.Deployment?.Infrastructure, $"Restore the previous infrastructure.");

    private static List<PlanStep> Restores(string? command, Phrase action) => command is null || string.Equals(command, "none", StringComparison.OrdinalIgnoreCase)
        ? []
        : [new PlanStep { Action = action, Command = command, Check = $"The difference to what was there before the deployment is empty.", LimitMinutes = 15, OnFailure = $"Stop and ask: a half restored state is worse than either." }];

    private static void Add(List<PlanStage> stages, StageKind kind, string title, Phrase? why, IReadOnlyList<PlanStep> steps)
    {
        if (steps.Count > 0)
        {
            stages.Add(new PlanStage(kind, title, why, steps));
        }
    }
}
