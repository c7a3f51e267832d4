using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>One migration in its place, and where a rule reports.</summary>
public sealed class RuleContext
{
    private readonly List<Finding> _findings;
    private readonly ISet<string> _said;
    private IReadOnlyList<TakenLock>? _locks;
    private IReadOnlyList<RowChange>? _changedRows;
    private Dictionary<string, int>? _createdTables;

    /// <summary>Makes the context of one migration.</summary>
    /// <param name="deployment">The context the migration belongs to.</param>
    /// <param name="step">The migration in its place.</param>
    /// <param name="findings">Where findings are added.</param>
    /// <param name="configuration">What the configuration file says; null when there is none.</param>
    /// <param name="said">What rules that speak once for all migrations of a context have said; null for a single migration.</param>
    public RuleContext(ContextDeployment deployment, MigrationStep step, List<Finding> findings, GuardConfiguration? configuration = null, ISet<string>? said = null)
    {
        _said = said ?? new HashSet<string>(StringComparer.Ordinal);
        Configuration = configuration ?? GuardConfiguration.Empty;
        Profile = EngineProfile.Of(deployment.Engine, Configuration);
        Deployment = deployment;
        Step = step;
        _findings = findings;
        Down = SchemaReplay.Walk(step.Migration.Down.Operations, step.After, deployment.Engine, step.Index);
    }

    /// <summary>The context the migration belongs to.</summary>
    public ContextDeployment Deployment { get; }

    /// <summary>The migration in its place.</summary>
    public MigrationStep Step { get; }

    /// <summary>The migration.</summary>
    public Migration Migration => Step.Migration;

    /// <summary>The engine it is judged for.</summary>
    public Engine Engine => Deployment.Engine;

    /// <summary>What the configuration file says.</summary>
    public GuardConfiguration Configuration { get; }

    /// <summary>The engine with its version and edition.</summary>
    public EngineProfile Profile { get; }

    /// <summary>What Up does on this engine, SQL effects included, each with the schema just before it.</summary>
    public IReadOnlyList<PlacedOperation> Up => Step.Runs.Placed;

    /// <summary>What a written Down does on this engine, SQL effects included, each with the schema just before it.</summary>
    public IReadOnlyList<PlacedOperation> Down { get; }

    /// <summary>Up and then Down as the provider carries them out, and why Down fails.</summary>
    internal RoundTrip RoundTrip => Step.Runs.RoundTrip(Deployment);

    /// <summary>The locks that Up takes on tables with rows of users; worked out once, because several rules ask.</summary>
    internal IReadOnlyList<TakenLock> Locks => _locks ??= TakenLock.In(this);

    /// <summary>The statements of Up that change many rows; worked out once, because several rules ask.</summary>
    internal IReadOnlyList<RowChange> ChangedRows => _changedRows ??= [.. RowChanges.In(this)];

    /// <summary>The tables that Up creates, and the position in Up of the first operation that does.</summary>
    internal IReadOnlyDictionary<string, int> CreatedTables
    {
        get
        {
            if (_createdTables is null)
            {
                _createdTables = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (var placed in Up)
                {
                    if (placed.Operation is CreateTable create && SchemaNames.TableKey(create.Schema, create.Table, Engine) is var key && !_createdTables.ContainsKey(key))
                    {
                        _createdTables.Add(key, placed.Index);
                    }
                }
            }

            return _createdTables;
        }
    }

    /// <summary>Whether the table may hold rows that users wrote: it is older than the set this migration is deployed with, or nobody knows how old it is.</summary>
    /// <param name="placed">The operation that touches it.</param>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name at that point.</param>
    public bool HasData(PlacedOperation placed, string? schema, string table) => DataImpacts.HasData(placed.Before, schema, table, Step.SetStart);

    /// <summary>Whether the column may hold values that users wrote.</summary>
    /// <param name="placed">The operation that touches it.</param>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name at that point.</param>
    /// <param name="column">Column name at that point.</param>
    public bool HasData(PlacedOperation placed, string? schema, string table, string column) =>
        DataImpacts.HasData(placed.Before, schema, table, column, Step.SetStart);

    /// <summary>Whether a rule may speak that speaks once for all migrations of a context: true the first time.</summary>
    /// <param name="rule">The rule.</param>
    internal bool IsFirst(Rule rule) => _said.Add(rule.Id);

    /// <summary>Reports what a rule of the team's own found.</summary>
    internal void Report(CustomRule rule, Operation operation) =>
        _findings.Add(new Finding
        {
            Rule = rule.Id,
            Severity = rule.Severity,
            Object = OperationNames.Subject(operation),
            Effect = OperationNames.Phrase(operation),
            Mitigation = rule.Message,
            Message = rule.Message.TrimEnd('.') + ": the migration " + OperationNames.Phrase(operation) + ".",
            MigrationId = Migration.Id,
            ClassName = Migration.ClassName,
            Engine = Engine,
            Span = operation.Span,
        });

    /// <summary>Reports a finding.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="span">Where.</param>
    /// <param name="subject">The database object.</param>
    /// <param name="effect">What happens, short.</param>
    /// <param name="mitigation">The safe way, short.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="severity">Severity where it differs from the rule's own; null for the rule's own.</param>
    public void Report(Rule rule, SourceSpan span, string subject, string effect, string mitigation, string message, Severity? severity = null) =>
        _findings.Add(new Finding
        {
            Rule = rule.Id,
            Severity = severity ?? rule.DefaultSeverity,
            Object = subject,
            Effect = effect,
            Mitigation = mitigation,
            Message = message,
            MigrationId = Migration.Id,
            ClassName = Migration.ClassName,
            Engine = Engine,
            Span = span,
        });
}
