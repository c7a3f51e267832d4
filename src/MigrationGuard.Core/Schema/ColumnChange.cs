using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What a change of a column's definition does to the values in it.</summary>
public sealed record ColumnChange
{
    /// <summary>The definition before; null when nobody knows.</summary>
    public Column? Old { get; init; }

    /// <summary>The definition after.</summary>
    public required Column New { get; init; }

    /// <summary>What happens to values because of the type, or because the column becomes computed or ordinary.</summary>
    public ValueFate Fate { get; init; }

    /// <summary>Why, as a clause with the types in it; empty when values are kept.</summary>
    public string Why { get; init; } = "";

    /// <summary>Whether a smaller range, length or precision is asked for (MG1004). False for a conversion between kinds of values.</summary>
    public bool Narrows { get; init; }

    /// <summary>Whether values may change without an error (MG1005).</summary>
    public bool IsLossy => Fate is ValueFate.Cut or ValueFate.Reinterpreted;

    /// <summary>Whether MySQL refuses values that it would cut or clamp outside strict mode, which is on unless somebody turned it off.</summary>
    public bool RefusedInStrictMode { get; init; }

    /// <summary>Whether NULL was allowed and is not any more. Null when the old side does not say.</summary>
    public bool? BecomesRequired { get; init; }

    /// <summary>Whether NULLs are overwritten with the default in the same step (MG1006): EF Core does, FluentMigrator and plain SQL do not.</summary>
    public bool FillsNulls { get; init; }

    /// <summary>Whether NULLs may turn into an implicit zero or empty value without an error (MySQL outside strict mode).</summary>
    public bool MayZeroNulls { get; init; }

    /// <summary>Whether the column becomes required only because the call does not say <c>.Nullable()</c> (MG1018).</summary>
    public bool RequiredBySilence { get; init; }

    /// <summary>Whether an ordinary column becomes computed (MG1008).</summary>
    public bool BecomesComputed { get; init; }

    /// <summary>Whether a computed column becomes an ordinary one (MG1008).</summary>
    public bool BecomesOrdinary { get; init; }

    /// <summary>Whether a cast to the new type is written out (<c>USING c::type</c>), and nothing else.</summary>
    public bool IsCast { get; init; }

    /// <summary>Judges the change that an <see cref="AlterColumn"/> makes where it stands.</summary>
    /// <param name="placed">The operation; its <see cref="PlacedOperation.Operation"/> must be an <see cref="AlterColumn"/>.</param>
    /// <param name="framework">The library that runs it.</param>
    /// <exception cref="ArgumentException">It is another operation.</exception>
    public static ColumnChange Of(PlacedOperation placed, Framework framework)
    {
        if (placed.Operation is not AlterColumn alter)
        {
            throw new ArgumentException("Not an AlterColumn.", nameof(placed));
        }

        var old = OldOf(placed.Before, alter);
        var engine = placed.Before.Engine;
        var column = ColumnReplay.After(alter, old, engine);
        var fills = framework == Framework.EfCore && placed.EffectOf is null;
        var change = Judge(old, column, engine, fills, alter.Using is { } conversion && IsPlainCast(conversion, alter.Column));
        if (alter.Column.Nullable is null && alter.IsComplete && change.BecomesRequired == true)
        {
            change = change with { RequiredBySilence = true };
        }

        if (!alter.IsComplete && old is null)
        {
            change = JudgePart(alter, change);
        }

        return alter.Using is { } expression && !IsPlainCast(expression, alter.Column)
            ? change with { Fate = ValueFate.Cut, Why = "every value is replaced by USING " + Hole.Show(expression) }
            : change;
    }

    /// <summary>The definition before an <see cref="AlterColumn"/>: what replay knows, otherwise what the call says; null when neither does.</summary>
    /// <param name="before">The schema before.</param>
    /// <param name="alter">The change.</param>
    public static Column? OldOf(SchemaState before, AlterColumn alter)
    {
        var replayed = before.FindTable(alter.Schema, alter.Table)?.FindColumn(alter.Column.Name);
        if (replayed is { IsCertain: true } || replayed?.Supposed?.Under.FollowsFrom(before.Supposed) == true)
        {
            var column = replayed.Column;
            return column.Nullable is null && alter.Old?.Nullable is { } said ? column with { Nullable = said } : column;
        }

        return alter.Old;
    }

    /// <summary>Judges a change of definition.</summary>
    /// <param name="old">The definition before; null when nobody knows.</param>
    /// <param name="column">The definition after.</param>
    /// <param name="engine">The engine; <see cref="Engine.Unknown"/> is judged as the strictest.</param>
    /// <param name="fillsNulls">Whether the framework overwrites NULLs with the default when the column becomes required.</param>
    /// <param name="isCast">Whether a cast is written out (<c>USING c::type</c>), which converts and cuts what an assignment would refuse.</param>
    public static ColumnChange Judge(Column? old, Column column, Engine engine, bool fillsNulls = false, bool isCast = false)
    {
        var becomesRequired = column.Nullable != false ? false : old?.Nullable is { } nullable ? nullable : (bool?)null;
        var change = new ColumnChange
        {
            Old = old,
            New = column,
            BecomesRequired = becomesRequired,
            FillsNulls = becomesRequired != false && FillsNullsOn(column, engine, fillsNulls),
            MayZeroNulls = becomesRequired != false && engine is (Engine.MySql or Engine.Unknown),
            IsCast = isCast,
        };
        if (old is null)
        {
            return HoldsAnything(column, engine)
                ? change
                : change with { Fate = ValueFate.Unknown, Why = "the definition before is not known" };
        }

        if ((old.ComputedSql is null) != (column.ComputedSql is null))
        {
            return JudgeComputed(change, column.ComputedSql is not null, engine);
        }

        if (column.ComputedSql is not null)
        {
            return change;
        }

        var (fate, narrows, why) = isCast ? TypeChange.JudgeCast(old, column, engine) : TypeChange.Judge(old, column, engine);
        return change with { Fate = fate, Narrows = narrows, Why = why, RefusedInStrictMode = engine == Engine.MySql && TypeChange.IsRefusedInStrictMode(old, column) };
    }

    private static ColumnChange JudgeComputed(ColumnChange change, bool becomesComputed, Engine engine)
    {
        if (becomesComputed)
        {
            return change with
            {
                BecomesComputed = true,
                Fate = ValueFate.Dropped,
                Why = "the column becomes computed, and " + (engine == Engine.MySql ? "every value is calculated anew" : "is dropped and added again"),
            };
        }

        // MySQL keeps the stored results; the others add an empty column.
        return engine == Engine.MySql
            ? change with { BecomesOrdinary = true }
            : change with { BecomesOrdinary = true, Fate = ValueFate.Dropped, Why = "the column was computed and becomes an ordinary one: it is dropped and added again without values" };
    }

    // A change of one property, with nothing known about the column: only a new type can touch values.
    private static ColumnChange JudgePart(AlterColumn alter, ColumnChange change) =>
        alter.Column.StoreType is null && alter.Column.ClrType is null && alter.Column.ComputedSql is null
            ? change with { Fate = ValueFate.Kept, Why = "" }
            : change;

    // The UPDATE comes from EF Core's own generator; MySQL's provider leaves it out, SQLite copies with IFNULL and a literal only.
    private static bool FillsNullsOn(Column column, Engine engine, bool fillsNulls) => fillsNulls && engine switch
    {
        Engine.Sqlite => column.Default is { Kind: not LiteralKind.Null },
        Engine.MySql => false,
        _ => column.HasDefault,
    };

    // Whatever the old type was, text without limit takes it.
    private static bool HoldsAnything(Column column, Engine engine) =>
        column.ComputedSql is null
        && StoreType.Of(column, engine) is { Family: TypeFamily.Text, Length: StoreType.Unlimited } type
        && type.Unicode != false
        && engine != Engine.SqlServer;

    // Nothing but the column, cast to the very type that it gets.
    private static bool IsPlainCast(string expression, Column column)
    {
        var text = expression.Trim().Replace("\"", "");
        var cast = text.IndexOf("::", StringComparison.Ordinal);
        return cast > 0
            && SchemaNames.Same(text.Substring(0, cast).Trim().Trim('(', ')'), column.Name)
            && StoreType.Of(column, Engine.PostgreSql) is { } type
            && StoreType.Of(column with { StoreType = text.Substring(cast + 2).Trim() }, Engine.PostgreSql) is { } target
            && string.Equals(type.Text.Trim(), target.Text.Trim(), StringComparison.OrdinalIgnoreCase);
    }
}
