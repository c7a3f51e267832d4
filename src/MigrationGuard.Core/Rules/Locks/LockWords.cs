using MigrationGuard.Engines;
using MigrationGuard.Json;
using MigrationGuard.Model;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Rules;

/// <summary>How the rules about locks speak: of the lock, of who waits, of how long, and of the statement to run instead.</summary>
internal static class LockWords
{
    /// <summary>The table that is locked, as messages name it.</summary>
    public static string Table(this TakenLock taken) => Display.Table(taken.Step.Schema, taken.Step.Table);

    /// <summary>The column in question with its table in front; the table when it is about none.</summary>
    public static string Subject(this TakenLock taken) => taken.Step.Column is { } column ? taken.Table() + "." + Display.Name(column) : taken.Table();

    /// <summary>Such as <c>SHARE on 'Orders' (PostgreSQL 17 (assumed))</c>.</summary>
    public static string Lock(this TakenLock taken, RuleContext context) => taken.Fact.Lock + " on '" + taken.Table() + "', " + context.Profile.Title;

    /// <summary>Such as <c>nobody can write to 'Orders'</c>.</summary>
    public static string Blocks(this TakenLock taken) => Blocks(taken.Fact.Blocks, "'" + taken.Table() + "'");

    /// <summary>Such as <c>nobody can write to 'Orders'</c>.</summary>
    public static string Blocks(Blocked blocks, string table) => blocks switch
    {
        Blocked.ReadersAndWriters => "nobody can read or write " + table,
        Blocked.Writers => "nobody can write to " + table,
        _ => "others go on with " + table,
    };

    /// <summary>The same, short enough for a table cell.</summary>
    public static string BlocksShort(this TakenLock taken) => taken.Fact.Blocks == Blocked.Writers ? "writes blocked" : "reads and writes blocked";

    /// <summary>Such as <c>, about 4 minutes at 48,000,000 rows,</c>; empty when nobody said how large the table is.</summary>
    public static string HowLong(this TakenLock taken, RuleContext context) => taken.Work is { } work ? HowLong(work, taken.Rows, context) : "";

    /// <summary>The same of any work on a table; empty when nobody said how large the table is.</summary>
    public static string HowLong(Work work, long? rows, RuleContext context)
    {
        if (rows is not { } known)
        {
            return "";
        }

        var seconds = work.Seconds(known, WorkRates.Of(context.Engine, context.Configuration.Rates));
        var minutes = seconds >= int.MaxValue * 60.0 ? int.MaxValue : (int)Math.Ceiling(seconds / 60);
        return " (" + (seconds < 60 ? "under a minute" : "about " + Duration.Text(minutes)) + " at " + Numbers.Text(known) + " rows)";
    }

    /// <summary>A statement as a call of the migration's own framework, ready to paste.</summary>
    public static string Call(RuleContext context, string sql, bool suppressTransaction = false) => context.Migration.Framework == Framework.EfCore
        ? "migrationBuilder.Sql(\"\"\"" + sql + "\"\"\"" + (suppressTransaction ? ", suppressTransaction: true" : "") + ");"
        : "Execute.Sql(\"\"\"" + sql + "\"\"\");" + (suppressTransaction ? " with [Migration(…, TransactionBehavior.None)]" : "");

    /// <summary>Whether every name can stand in a statement that somebody pastes.</summary>
    public static bool CanPaste(params IReadOnlyList<string?> names)
    {
        foreach (var name in names)
        {
            if (name is { Length: > Longest } || (name is not null && name.IndexOf("\"\"\"", StringComparison.Ordinal) >= 0))
            {
                return false;
            }
        }

        return EngineSql.CanWrite(names);
    }

    /// <summary>A constraint or index name that is free, when the operation leaves it to the engine.</summary>
    public static string NameOr(string? name, string prefix, string table, IReadOnlyList<string> columns) =>
        string.IsNullOrEmpty(name) ? prefix + "_" + table + "_" + string.Join("_", columns) : name!;

    private const int Longest = 128;
}
