using MigrationGuard.Rollback;

namespace MigrationGuard.Planning.Plan;

/// <summary>
/// How a deployment is rolled back, section by section, for somebody who has never seen it. Composed from the assessment and the configuration; what neither says is a
/// <see cref="PlanGap"/>, never invented. Reports write it; nothing ever executes it.
/// </summary>
public sealed record RollbackPlan
{
    /// <summary>Whether anything is deployed at all. When nothing is, every section is empty.</summary>
    public required bool IsNeeded { get; init; }

    /// <summary>Whether redeploying the previous release is all there is to it, so that a few lines say everything.</summary>
    public required bool IsShort { get; init; }

    /// <summary>The class after new writes.</summary>
    public required RollbackClass Class { get; init; }

    /// <summary>What changes, why one would go back, and how, in a few sentences; what endangers data comes first.</summary>
    public IReadOnlyList<Phrase> Summary { get; init; } = [];

    /// <summary>When correcting forward is the safer choice, and why; empty when it is not.</summary>
    public IReadOnlyList<Phrase> RollForward { get; init; } = [];

    /// <summary>What the plan covers, and what it does not.</summary>
    public PlanScope Scope { get; init; } = new();

    /// <summary>State outside of the database that does not go back by itself.</summary>
    public IReadOnlyList<ExternalState> ExternalState { get; init; } = [];

    /// <summary>What is missing; every entry counts as no-go.</summary>
    public IReadOnlyList<PlanGap> Gaps { get; init; } = [];

    /// <summary>What must be true before deploying.</summary>
    public IReadOnlyList<PlanCheck> GoNoGo { get; init; } = [];

    /// <summary>What aborts the rollout half-way.</summary>
    public IReadOnlyList<Phrase> NoGoTriggers { get; init; } = [];

    /// <summary>What must be true before rolling back.</summary>
    public IReadOnlyList<Phrase> SafeToRollBack { get; init; } = [];

    /// <summary>When a rollback starts.</summary>
    public PlanTriggers Triggers { get; init; } = new();

    /// <summary>The steps, in the order in which they are done.</summary>
    public IReadOnlyList<PlanStage> Stages { get; init; } = [];

    /// <summary>Every table whose rows are concerned.</summary>
    public IReadOnlyList<TableRecovery> DataRecovery { get; init; } = [];

    /// <summary>How the release reaches its users by and by.</summary>
    public IReadOnlyList<Phrase> Rollout { get; init; } = [];

    /// <summary>Messages ready to paste.</summary>
    public IReadOnlyList<PlanMessage> Messages { get; init; } = [];

    /// <summary>What must be true afterwards, to be ticked off.</summary>
    public IReadOnlyList<Phrase> Acceptance { get; init; } = [];

    /// <summary>What stays as a temporary measure.</summary>
    public IReadOnlyList<Phrase> TemporaryMeasures { get; init; } = [];

    /// <summary>What to do, in order, when the rollback fails.</summary>
    public IReadOnlyList<Phrase> IfItFails { get; init; } = [];

    /// <summary>What cannot be taken back, and what can be done about it.</summary>
    public IReadOnlyList<Phrase> Risks { get; init; } = [];

    /// <summary>What to do afterwards.</summary>
    public IReadOnlyList<PlanFollowUp> FollowUp { get; init; } = [];

    /// <summary>How a rollback may end, and what each end requires.</summary>
    public IReadOnlyList<PlanExit> Exits { get; init; } = [];

    /// <summary>What the record of a rollback holds.</summary>
    public IReadOnlyList<Phrase> Audit { get; init; } = [];

    /// <summary>Every step in the order in which it is done.</summary>
    public IEnumerable<PlanStep> Steps => Stages.SelectMany(stage => stage.Steps);

    /// <summary>Whether nothing speaks against deploying as far as this plan can see.</summary>
    public bool IsGo => Gaps.Count == 0 && GoNoGo.All(check => check.Holds != false);

    /// <summary>Composes the plan of a deployment. The same assessment gives the same plan.</summary>
    /// <param name="assessment">What was judged.</param>
    public static RollbackPlan Of(Assessment assessment) => PlanComposer.Compose(assessment);
}

/// <summary>What a plan covers.</summary>
public sealed record PlanScope
{
    /// <summary>What goes back.</summary>
    public IReadOnlyList<Phrase> In { get; init; } = [];

    /// <summary>What does not.</summary>
    public IReadOnlyList<Phrase> Out { get; init; } = [];

    /// <summary>What the plan takes for granted.</summary>
    public IReadOnlyList<Phrase> Assumptions { get; init; } = [];
}

/// <summary>Something the plan needs and nobody said.</summary>
/// <param name="Name">What is missing: the path of a property, such as <c>deployment.mechanism</c>.</param>
/// <param name="Why">What the plan cannot say without it.</param>
/// <param name="Supply">How to supply it.</param>
public sealed record PlanGap(string Name, string Why, string Supply);

/// <summary>A condition for deploying.</summary>
/// <param name="What">What must be true.</param>
/// <param name="Holds">Whether it does; null when a person has to look.</param>
public sealed record PlanCheck(Phrase What, bool? Holds);

/// <summary>When a rollback starts and who may start it.</summary>
public sealed record PlanTriggers
{
    /// <summary>Measured ones: when one is met, nobody discusses.</summary>
    public IReadOnlyList<PlanTrigger> Automatic { get; init; } = [];

    /// <summary>What a person decides on.</summary>
    public IReadOnlyList<Phrase> Manual { get; init; } = [];

    /// <summary>Who decides, executes, approves and is told.</summary>
    public IReadOnlyList<Phrase> Authority { get; init; } = [];

    /// <summary>The first command of the rollback; null when there is none.</summary>
    public string? Start { get; init; }
}

/// <summary>A measured trigger.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Threshold">When it is met.</param>
/// <param name="IsDefault">Whether the threshold is the default of this product rather than configured.</param>
/// <param name="Query">A query that measures it; null when a dashboard does.</param>
public sealed record PlanTrigger(string Metric, string Threshold, bool IsDefault, PlanQuery? Query = null);

/// <summary>The parts of a rollback.</summary>
public enum StageKind
{
    /// <summary>Looking, recording and backing up.</summary>
    Prepare,

    /// <summary>Feature flags.</summary>
    Flags,

    /// <summary>The new release stops serving.</summary>
    Drain,

    /// <summary>The previous release serves.</summary>
    Code,

    /// <summary>Configuration.</summary>
    Configuration,

    /// <summary>Schema and rows.</summary>
    Database,

    /// <summary>Infrastructure.</summary>
    Infrastructure,
}

/// <summary>Steps that belong together.</summary>
/// <param name="Kind">What they are about.</param>
/// <param name="Title">Their heading.</param>
/// <param name="Why">Why they stand here when the usual order is another; null when it is the usual one.</param>
/// <param name="Steps">The steps; one action each.</param>
public sealed record PlanStage(StageKind Kind, string Title, Phrase? Why, IReadOnlyList<PlanStep> Steps);

/// <summary>One action.</summary>
public sealed record PlanStep
{
    /// <summary>What to do.</summary>
    public required Phrase Action { get; init; }

    /// <summary>The exact command; null when there is none, or when it is SQL.</summary>
    public string? Command { get; init; }

    /// <summary>The language of <see cref="Command"/> and <see cref="CheckCommand"/>: <c>bash</c> or <c>powershell</c>.</summary>
    public string Shell { get; init; } = "bash";

    /// <summary>SQL to run as it stands; null when there is none.</summary>
    public string? Sql { get; init; }

    /// <summary>How to see that it worked; null when the next step shows it.</summary>
    public Phrase? Check { get; init; }

    /// <summary>The command that shows it; null when there is none.</summary>
    public string? CheckCommand { get; init; }

    /// <summary>What <see cref="CheckCommand"/> prints when all is well; null when it has to be read.</summary>
    public string? Expected { get; init; }

    /// <summary>Queries whose answers are compared or written down.</summary>
    public IReadOnlyList<PlanQuery> Queries { get; init; } = [];

    /// <summary>Expected duration in minutes: what a gate declares, or what the sizes of the tables give; null when nobody knows.</summary>
    public int? Minutes { get; init; }

    /// <summary>After how many minutes without the expected result the step has failed.</summary>
    public int LimitMinutes { get; init; } = 10;

    /// <summary>What to do when it fails; null when stopping and asking for help is all.</summary>
    public Phrase? OnFailure { get; init; }

    /// <summary>What must be known about it.</summary>
    public IReadOnlyList<Phrase> Notes { get; init; } = [];

    /// <summary>Whether the step itself destroys or overwrites data, so that a second person approves it first.</summary>
    public bool Destructive { get; init; }
}

/// <summary>A query with one value as its answer.</summary>
/// <param name="About">What it shows.</param>
/// <param name="Sql">The query, ending with a semicolon.</param>
/// <param name="Expected">The answer when all is well; null when it is written down for later.</param>
public sealed record PlanQuery(Phrase About, string Sql, string? Expected)
{
    /// <summary>The name under which a value that is written down is compared later; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>The <see cref="Label"/> of the value that the answer must equal; null for none.</summary>
    public string? SameAs { get; init; }
}

/// <summary>What becomes of the rows of a table when the plan is followed.</summary>
public enum DataFate
{
    /// <summary>They stay as they are.</summary>
    Kept,

    /// <summary>Down itself brings them back.</summary>
    ComesBack,

    /// <summary>They come back from a backup as of its time.</summary>
    FromBackup,

    /// <summary>They stay removed, on purpose: their successor holds what is needed.</summary>
    Superseded,

    /// <summary>What the new release wrote is discarded.</summary>
    Discarded,

    /// <summary>They stay lost.</summary>
    Lost,
}

/// <summary>What happens to the rows of one table.</summary>
public sealed record TableRecovery
{
    /// <summary>Schema; null means default.</summary>
    public string? Schema { get; init; }

    /// <summary>Table.</summary>
    public required string Table { get; init; }

    /// <summary>The columns concerned; empty when whole rows are.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What becomes of the values.</summary>
    public required DataFate Fate { get; init; }

    /// <summary>Id of the migration that makes it so.</summary>
    public required string MigrationId { get; init; }

    /// <summary>What happens, in a sentence.</summary>
    public required Phrase What { get; init; }

    /// <summary>What was written between deployment and rollback, and what becomes of it.</summary>
    public required Phrase Written { get; init; }

    /// <summary>Whether the previous release can read what is there.</summary>
    public required Phrase OldCode { get; init; }

    /// <summary>The query that counts or finds what is concerned; null when none can be written.</summary>
    public PlanQuery? Find { get; init; }

    /// <summary>Where it comes back from; null when from nowhere.</summary>
    public Phrase? Source { get; init; }

    /// <summary>Measured minutes of a restore; null when nobody knows.</summary>
    public int? Minutes { get; init; }
}

/// <summary>A message ready to paste.</summary>
/// <param name="When">When it is sent.</param>
/// <param name="To">To whom.</param>
/// <param name="Text">The message; what only the moment knows stands in angle brackets.</param>
public sealed record PlanMessage(string When, Phrase To, string Text);

/// <summary>What to do afterwards.</summary>
/// <param name="When">By when.</param>
/// <param name="Actions">What.</param>
public sealed record PlanFollowUp(string When, IReadOnlyList<Phrase> Actions);

/// <summary>How a rollback may end.</summary>
/// <param name="State"><c>completed</c>, <c>blocked</c>, <c>aborted</c> or <c>partially completed</c>.</param>
/// <param name="Means">When it ends so.</param>
/// <param name="Requires">What must be said or done then.</param>
public sealed record PlanExit(string State, string Means, string Requires);
