using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>What has been found out about a statement so far.</summary>
internal sealed class Outcome
{
    private HashSet<string>? _seen;
    private List<Operation>? _effects;
    private List<string>? _reads;

    public string Verb { get; set; } = "";

    public List<Operation> Effects => _effects ??= [];

    public List<string> Reads => _reads ??= [];

    // Most statements of a long script have neither; half a million empty lists are worth leaving out.
    public bool HasEffects => _effects is { Count: > 0 };

    public bool HasReads => _reads is { Count: > 0 };

    /// <summary>Why something beside the known effects may happen; the first reason is kept.</summary>
    public string? Doubt { get; private set; }

    /// <summary>Why nothing, or not everything, could be read; the first reason is kept.</summary>
    public string? Failure { get; private set; }

    public SqlUnderstanding Understanding =>
        Failure is not null ? (HasEffects ? SqlUnderstanding.Partial : SqlUnderstanding.None)
        : Doubt is not null ? SqlUnderstanding.Partial
        : SqlUnderstanding.Full;

    public string? Reason => Failure ?? Doubt;

    public void Doubts(string reason) => Doubt ??= reason;

    public void Fails(string reason) => Failure ??= reason;

    /// <summary>Forgets everything, for the next statement. What was handed out stays as it is.</summary>
    public void Clear()
    {
        Verb = "";
        _effects?.Clear();
        _reads = null;
        _seen?.Clear();
        Doubt = null;
        Failure = null;
    }

    /// <summary>Takes over everything that was found out about another statement.</summary>
    public void Add(Outcome other)
    {
        if (other.HasEffects)
        {
            Effects.AddRange(other.Effects);
        }

        if (other.HasReads)
        {
            foreach (var table in other.Reads)
            {
                ReadsTable(table);
            }
        }

        Failure ??= other.Failure;
        Doubt ??= other.Doubt;
    }

    public void ReadsTable(string table)
    {
        _seen ??= new HashSet<string>(SqlIdentifier.Comparer);
        if (_seen.Add(table))
        {
            Reads.Add(table);
        }
    }
}
