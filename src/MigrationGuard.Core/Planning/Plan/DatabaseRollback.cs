using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Schema;

namespace MigrationGuard.Planning.Plan;

/// <summary>
/// The steps that take one context's unreleased migrations back, newest first: verify, back up, run what can be run, restore what cannot, verify. A migration whose
/// Down must not run is never part of a command.
/// </summary>
internal sealed class DatabaseRollback
{
    private const int MostQueries = 120;

    private readonly ContextDeployment _context;
    private readonly IReadOnlyList<MigrationView> _migrations;
    private readonly MigrationCommands _commands;
    private readonly EngineSql _sql;
    private readonly ConnectionSettings _connection;
    private readonly DurationEstimator _durations;
    private readonly bool _sharesHistory;
    private readonly List<PlanStep> _look = [];
    private readonly List<PlanStep> _steps = [];
    private readonly List<TableRecovery> _tables = [];
    private readonly List<MigrationView> _kept = [];
    private SchemaState? _now;
    private bool _restored;
    private int _numbers;

    private DatabaseRollback(ContextDeployment context, IReadOnlyList<MigrationView> migrations, string assembly, GuardConfiguration configuration, bool sharesHistory)
    {
        _sharesHistory = sharesHistory;
        _context = context;
        _migrations = migrations;
        _connection = configuration.Plan.Connection;
        _durations = new DurationEstimator(context, configuration);
        _sql = new EngineSql(context.Engine);
        _commands = new MigrationCommands(context.Framework, context.Context, context.Engine, assembly, _connection, context.Project?.Folder is { Length: > 0 } folder ? folder : null);
    }

    /// <summary>The context.</summary>
    public ContextDeployment Context => _context;

    /// <summary>The commands of its framework and engine.</summary>
    public MigrationCommands Commands => _commands;

    /// <summary>Name of the environment variable that holds the connection string of its steps.</summary>
    public string Variable => _connection.Tools;

    /// <summary>What is looked at before anything is stopped.</summary>
    public IReadOnlyList<PlanStep> Look => _look;

    /// <summary>The steps on the database; empty when the schema may stay.</summary>
    public IReadOnlyList<PlanStep> Steps => _steps;

    /// <summary>What becomes of rows.</summary>
    public IReadOnlyList<TableRecovery> Tables => _tables;

    /// <summary>Unreleased migrations that stay applied, newest first.</summary>
    public IReadOnlyList<MigrationView> Kept => _kept;

    /// <summary>The migrations whose Down runs, newest first.</summary>
    public List<MigrationView> Reverted { get; } = [];

    /// <summary>Whether the way back ends before its first step.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>The way back of a context; null when nothing of it is deployed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="migrations">Its unreleased migrations that have a history row, in order.</param>
    /// <param name="assembly">Name of the assembly that holds them.</param>
    /// <param name="configuration">Sizes of tables, and names of the variables that hold connections.</param>
    /// <param name="sharesHistory">Whether another context may have its history in the same table.</param>
    public static DatabaseRollback? For(ContextDeployment context, IReadOnlyList<MigrationView> migrations, string assembly, GuardConfiguration configuration, bool sharesHistory)
    {
        if (migrations.Count == 0)
        {
            return null;
        }

        var rollback = new DatabaseRollback(context, migrations, assembly, configuration, sharesHistory);
        rollback.Compose();
        rollback._tables.AddRange(TableFates.OfKept(context, rollback._kept));
        return rollback;
    }

    /// <summary>Whether Down of a migration may be run.</summary>
    private static bool CanRevert(MigrationRollback rollback) =>
        rollback.Class != RollbackClass.Irreversible && rollback.Inverse.Schema is SchemaInverse.Exact or SchemaInverse.Partial;

    /// <summary>Whether it only removed what the previous release does not use any more.</summary>
    private static bool IsContract(MigrationView view) => view.Gates.Any(gate => gate is { Kind: "expandContract", Verified: true });

    /// <summary>Whether rows are still wrong after Down.</summary>
    private static bool NeedsRestore(MigrationRollback rollback) =>
        rollback.Impact >= DataImpact.Rewrites && rollback.Inverse.Data is DataInverse.Lost or DataInverse.Partial or DataInverse.Unknown;

    private static bool IsCopied(MigrationView view) => NeedsRestore(view.Rollback!) && view.Rollback!.Impacted.Any(table => table.CopiedTo is not null);

    private void Compose()
    {
        // Older migrations that the previous release works with stay: every Down that is not run cannot go wrong.
        var oldest = 0;
        while (oldest < _migrations.Count && _migrations[oldest].Rollback!.Class == RollbackClass.Instant)
        {
            oldest++;
        }

        Keep(oldest);
        if (oldest == _migrations.Count)
        {
            return;
        }

        if (Blocking(oldest) is { } blocking)
        {
            // Without a way past it the previous release cannot serve again, and once a newer Down has run the new one cannot either: nothing may be stopped or reverted.
            IsBlocked = true;
            Stop(blocking);
            _kept.Clear();
            Keep(_migrations.Count);
            return;
        }

        var newest = Last(_migrations);
        See(newest);
        BackUp();
        var open = new List<MigrationView>();
        for (var i = _migrations.Count - 1; i >= oldest; i--)
        {
            if (IsContract(_migrations[i]))
            {
                Revert(open);
                _kept.Clear();
                Keep(i + 1);
                Leave(_migrations[i], [.. _migrations.Take(i)]);
                DropUnneeded();
                return;
            }

            if (CanRevert(_migrations[i].Rollback!))
            {
                open.Add(_migrations[i]);

                // The copy that rows come back from was made by an older migration of the set, and its Down would drop it.
                if (IsCopied(_migrations[i]))
                {
                    Revert(open);
                    open.Clear();
                }

                continue;
            }

            Revert(open);
            open.Clear();
            Restore(_migrations[i]);
        }

        Revert(open);
        Finish(oldest);
    }

    /// <summary>The newest migration that neither Down nor a backup takes back; null when there is none before a contract step ends the way anyhow.</summary>
    private MigrationView? Blocking(int oldest)
    {
        for (var i = _migrations.Count - 1; i >= oldest && !IsContract(_migrations[i]); i--)
        {
            if (!CanRevert(_migrations[i].Rollback!) && BackupSource.Of(_migrations[i]).Verified is null && !IsFullyCopied(_migrations[i]))
            {
                return _migrations[i];
            }
        }

        return null;
    }

    private void Keep(int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            _kept.Add(_migrations[i]);
        }
    }

    // A backup and a look at the history are for steps that follow. Where only "leave it applied" follows, nothing has to be stopped for them.
    private void DropUnneeded()
    {
        if (Reverted.Count == 0 && !_restored)
        {
            _look.Clear();
            _steps.RemoveAll(step => !step.Destructive && step.Command == _commands.Backup() && step.Command is not null);
        }
    }

    private void See(MigrationView newest)
    {
        var half = _context.Framework == Framework.EfCore
            ? (Phrase)$"When an earlier one is the last, the deployment stopped half-way: skip every step whose migrations are not applied, because a command whose target is not applied applies it."
            : $"When an earlier one is the last, the deployment stopped half-way: skip every step whose migrations are not applied.";
        _look.Add(new PlanStep
        {
            Action = $"See what is applied.",
            Command = _commands.List(),
            Check = $"The last applied migration is {new Code(newest.Migration.Id)}.",
            Queries = LastApplied(newest.Migration.Id),
            LimitMinutes = 5,
            Notes = [half, $"The history table has its default name here; where the project gave it another, use that one."],
        });
    }

    private void BackUp() => _steps.Add(new PlanStep
    {
        Action = $"Back up the database as it is now. What follows discards what the new release wrote, and this copy is the only one that has it.",
        Command = _commands.Backup(),
        Check = _commands.CheckBackup() is { } check ? $"The copy is whole: {check.Shows}." : (Phrase)$"The copy can be read by the engine's own tool.",
        CheckCommand = _commands.CheckBackup()?.Command,
        LimitMinutes = 60,
        OnFailure = $"Stop. Without this copy no destructive step may run; put the new release back into traffic if it can serve.",
    });

    private void Revert(IReadOnlyList<MigrationView> newestFirst)
    {
        if (newestFirst.Count == 0)
        {
            return;
        }

        Reverted.AddRange(newestFirst);
        var fates = TableFates.OfReverted(_context, newestFirst, _now);
        _now = fates.To;
        _tables.AddRange(fates.Tables);
        var recorded = Record(fates);
        var target = Last(newestFirst).Step.PreviousId;
        var notes = new List<Phrase> { $"Use the build of the {new Strong("new")} release: the previous one does not contain these migrations and cannot revert them." };
        if (_commands.ScriptTo(newestFirst[0].Migration.Id, target) is { } script && _commands.RunFile("rollback.sql") is { } run)
        {
            notes.Add($"To read the SQL before it runs: {new Code(script)}, then {new Code(run)} instead of the command above.");
        }

        if (_commands.RevertWithBundle(target) is { } bundle)
        {
            notes.Add($"With a migration bundle: {new Code(bundle)}");
        }

        if (target is not null && ShellText.IsAltered(target))
        {
            notes.Add($"The id of the target holds characters that cannot be shown. Copy it from the source.");
        }

        var takes = newestFirst.Aggregate(Duration.CatalogOnly, (sum, view) => sum.Then(view.Rollback!.Down));
        if (takes.Minutes is null)
        {
            notes.Add($"How long it takes: {takes.Describe()}.");
        }

        notes.Add(Atomicity(newestFirst));
        foreach (var view in newestFirst)
        {
            notes.AddRange(view.Rollback!.Inverse.Differences.Select(difference => (Phrase)$"{new Code(view.Migration.Id)} does not come back exactly: {difference}"));
        }

        _steps.Add(new PlanStep
        {
            Action = $"Run Down of {Names(newestFirst)}.",
            Command = _commands.RevertTo(target),
            Check = target is null ? $"No migration of this context is applied any more." : (Phrase)$"The last applied migration is {new Code(target)}, and the history rows of the reverted ones are gone.",
            Queries = HistoryAfter(newestFirst, target),
            Minutes = takes.Minutes,
            LimitMinutes = Limit(30, takes.Minutes),
            Notes = notes,
            OnFailure = $"Read the error and see what is applied. What ran outside a transaction stays; do not run the command again before you know which operation stopped. When it cannot be finished, restore the copy made before.",
            Destructive = true,
        });
        VerifySchema(fates, newestFirst);
        RestoreRows(fates, newestFirst);
        VerifyRows(fates, recorded);
    }

    private Phrase Atomicity(IReadOnlyList<MigrationView> newestFirst)
    {
        if (newestFirst.Any(view => view.Migration.NoTransaction || WayBack.Operations(view.Migration, _context.Engine).Any(operation => operation is Sql { SuppressTransaction: true })))
        {
            return $"Part of it runs outside a transaction, so it can stop half-way.";
        }

        return _context.Engine switch
        {
            Engine.MySql => $"MySQL commits after every statement: when it stops, what ran before stays.",
            Engine.Unknown => $"Whether it runs in one transaction depends on the engine, which is not known.",
            _ => $"Each migration runs in a transaction: when one fails, it leaves nothing half done.",
        };
    }

    private IReadOnlyList<PlanQuery> HistoryAfter(IReadOnlyList<MigrationView> reverted, string? target)
    {
        var ids = reverted.Select(view => view.Migration.Id).ToList();
        if (!EngineSql.CanWrite([.. ids]) || (_context.Framework == Framework.FluentMigrator && !ids.All(IsNumber)))
        {
            return [];
        }

        var queries = new List<PlanQuery> { new($"history rows of what was reverted", _sql.AppliedCount(_context.Framework, ids), "0") };
        if (target is not null)
        {
            queries.AddRange(LastApplied(target));
        }

        return queries;
    }

    private IReadOnlyList<PlanQuery> LastApplied(string id)
    {
        if (!_sharesHistory)
        {
            return EngineSql.CanWrite(id) ? [new PlanQuery($"the last applied migration", _sql.LastApplied(_context.Framework), id)] : [];
        }

        // Later migrations of another context may stand in the same table.
        var own = _migrations.Select(view => view.Migration.Id).Prepend(_migrations[0].Step.PreviousId).OfType<string>().ToList();
        return EngineSql.CanWrite([.. own]) && (_context.Framework == Framework.EfCore || own.All(IsNumber))
            ? [new PlanQuery($"the last applied migration of {new Code(_context.Title)}", _sql.LastApplied(_context.Framework, own), id)]
            : [];
    }

    private static bool IsNumber(string id) => id.All(c => c is >= '0' and <= '9');

    /// <summary>Writes down how much there is, so that what follows can be compared with it.</summary>
    private IReadOnlyList<(TableState From, TableState To, string Label)> Record(TableFates fates)
    {
        var queries = new List<PlanQuery>();
        var compared = new List<(TableState From, TableState To, string Label)>();
        foreach (var table in Touched(fates))
        {
            if (fates.To.FindTable(table.Identity) is { } later && EngineSql.CanWrite(table.Schema, table.Name, later.Schema, later.Name))
            {
                var label = "N" + Json.Numbers.Text(++_numbers);
                compared.Add((table, later, label));
                queries.Add(new PlanQuery($"rows of {Of(table)}", _sql.Count(table.Schema, table.Name), null) { Label = label });
            }
        }

        foreach (var lost in fates.Tables.Where(table => table is { Fate: DataFate.Discarded or DataFate.Lost, Find: not null }))
        {
            if (fates.From.FindTable(lost.Schema, lost.Table) is { } there && lost.Columns.All(column => there.FindColumn(column) is not null))
            {
                queries.Add(lost.Find! with { Label = "N" + Json.Numbers.Text(++_numbers) });
            }
        }

        if (queries.Count > 0)
        {
            _steps.Add(new PlanStep
            {
                Action = $"Write down how much there is. Where the text says \"that go\", the number is exactly what this rollback gives up.",
                Queries = [.. queries.Take(MostQueries)],
                LimitMinutes = 10,
                Check = $"Every query answered; the numbers stand in the record of this rollback.",
            });
        }

        return compared;
    }

    /// <summary>Tables that exist before and whose rows or columns a Down or an Up of the migrations touches.</summary>
    private IEnumerable<TableState> Touched(TableFates fates)
    {
        var names = fates.Tables.Select(table => (table.Schema, table.Table)).ToList();
        foreach (var table in fates.From.Tables)
        {
            if (names.Any(name => SchemaNames.SameTable(name.Schema, name.Table, table.Schema, table.Name, _context.Engine))
                || (fates.To.FindTable(table.Identity) is { } later && !ReferenceEquals(later, table)))
            {
                yield return table;
            }
        }
    }

    private void VerifySchema(TableFates fates, IReadOnlyList<MigrationView> reverted)
    {
        var queries = SchemaChecks.Of(fates.From, fates.To, _sql);
        if (queries.Count == 0)
        {
            return;
        }

        var unknown = fates.To.NotUnderstood > fates.From.NotUnderstood || reverted.Any(view => view.Rollback!.Inverse.Schema == SchemaInverse.Unknown);
        _steps.Add(new PlanStep
        {
            Action = $"Verify the schema.",
            Queries = [.. queries.Take(MostQueries)],
            Check = $"Every query answers what stands beside it.",
            LimitMinutes = 10,
            Notes =
            [
                .. queries.Count > MostQueries ? [(Phrase)$"{queries.Count - MostQueries} further objects are not listed here."] : Array.Empty<Phrase>(),
                .. unknown ? [(Phrase)$"Down runs something that was not understood; it may change more than these objects."] : Array.Empty<Phrase>(),
            ],
            OnFailure = $"Do not go on to the previous release. Compare with the migrations named above; when it cannot be explained, restore the copy made before.",
        });
    }

    /// <summary>Brings back rows after Down brought the schema back.</summary>
    private void RestoreRows(TableFates fates, IReadOnlyList<MigrationView> reverted)
    {
        foreach (var view in reverted)
        {
            if (NeedsRestore(view.Rollback!))
            {
                RestoreRows(fates, view);
            }
        }
    }

    private void RestoreRows(TableFates fates, MigrationView view)
    {
        var back = fates.Tables.Where(table => table.MigrationId == view.Migration.Id && table.Fate == DataFate.FromBackup).ToList();
        var source = BackupSource.Of(view);
        if (back.Count == 0)
        {
            _steps.Add(new PlanStep
            {
                Action = $"Accept that the data of {Touched(view.Rollback!)} that {new Code(view.Migration.Id)} changed or removed does not come back. {new Strong("No backup is known to this plan.")}",
                Notes = source.Notes,
                Check = $"Whoever decides has said so in the record of this rollback.",
                OnFailure = $"Stop before the previous release serves, and correct forward instead.",
            });
            return;
        }

        _restored = true;
        var byTable = back.GroupBy(table => (table.Schema, table.Table)).ToList();
        var merges = byTable.Select(group => (group.Key, Step: Merge(fates, view, group.Key.Schema, group.Key.Table, [.. group]))).ToList();
        var loaded = merges.Where(merge => merge.Step.Sql is not null && CopyOf(view, merge.Key.Schema, merge.Key.Table) is null).Select(merge => merge.Key).ToList();
        if (loaded.Count > 0)
        {
            Load(view, source, loaded);
        }

        _steps.AddRange(merges.Select(merge => merge.Step));
        if (loaded.Count > 0 && _commands.BackupBeside() is null)
        {
            _steps.Add(new PlanStep
            {
                Action = $"Remove the loaded copy once the numbers are in the record.",
                Sql = _context.Engine == Engine.PostgreSql ? "DROP SCHEMA restored CASCADE;" : null,
                Check = $"Nothing named {new Code(EngineSql.Restored)} is left beside the tables.",
                Destructive = true,
                OnFailure = $"Leave it; it disturbs nothing.",
            });
        }
    }

    private void Load(MigrationView view, BackupSource source, IReadOnlyList<(string? Schema, string Table)> tables)
    {
        if (_commands.BackupBeside() is { } beside)
        {
            _steps.Add(new PlanStep
            {
                Action = $"See that {TableList(tables)} can be read from {(source.Verified is { } declared ? BackupSource.Describe(declared) : $"the backup")}, attached to the database as {new Code(EngineSql.Restored)}.",
                Command = beside,
                Expected = "ok",
                Check = $"It says ok; {new Code("$BACKUP_FILE")} is the last backup from before the deployment. Run every later statement that names {new Code(EngineSql.Restored)} with the same {new Code("-cmd")}.",
                Minutes = source.Verified?.RestoreMinutes,
                LimitMinutes = Math.Max(30, 2 * (source.Verified?.RestoreMinutes ?? 15)),
                Notes = source.Notes,
                OnFailure = $"Nothing was changed. Take the backup before the last one.",
            });
            return;
        }

        var commands = tables.Select(table => _commands.LoadRestored(table.Schema, table.Table)).ToList();
        var automatic = commands.TrueForAll(command => command is not null);
        _steps.Add(new PlanStep
        {
            Action = $"Load {TableList(tables)} from {(source.Verified is { } gate ? BackupSource.Describe(gate) : $"the backup")} beside the database, as {new Code(EngineSql.Restored)}. Nothing is overwritten yet.",
            Command = automatic ? "psql \"$" + _connection.Tools + "\" --quiet --command \"CREATE SCHEMA restored\"\n" + string.Join("\n", commands) : null,
            Check = automatic ? $"Each command ends with exit code 0; {new Code("$BACKUP_FILE")} is the last backup from before the deployment." : Beside(),
            Minutes = source.Verified?.RestoreMinutes,
            LimitMinutes = Limit(30, source.Verified?.RestoreMinutes),
            Notes = source.Notes,
            OnFailure = $"The tables themselves are untouched. Take the backup before the last one, or follow the runbook by hand.",
        });
    }

    // A step has failed when it takes twice as long as expected.
    private static int Limit(int least, int? minutes) => minutes is { } expected ? (int)Math.Min(int.MaxValue, Math.Max(least, 2L * expected)) : least;

    private Phrase Beside() => _context.Engine switch
    {
        Engine.SqlServer => $"The backup is restored as a database named {new Code(EngineSql.Restored)} on the same server.",
        Engine.MySql => $"The tables are loaded into a database named {new Code(EngineSql.Restored)} on the same server.",
        _ => $"The tables can be queried under {new Code(EngineSql.Restored)}.",
    };

    private PlanStep Merge(TableFates fates, MigrationView view, string? schema, string table, IReadOnlyList<TableRecovery> parts)
    {
        var columns = parts.SelectMany(part => part.Columns).Distinct(StringComparer.Ordinal).ToList();
        var state = fates.To.FindTable(schema, table);
        var key = state?.PrimaryKey?.Columns ?? [];
        var copy = CopyOf(view, schema, table);
        var source = copy is null ? _sql.RestoredTable(schema, table) : CopyName(fates, copy);
        var whole = parts.Any(part => part.Columns.Count == 0 && view.Step.After.FindTable(schema, table) is null);
        if (state is null || key.Count == 0 || source is null || (!whole && columns.Count == 0) || !state.IsComplete
            || !EngineSql.CanWrite([schema, table, .. key, .. columns, .. state.Columns.Select(column => column.Column.Name)]))
        {
            return new PlanStep
            {
                Action = $"Bring back the data of {Of(schema, table)} that {new Code(view.Migration.Id)} changed or removed: from {parts[0].Source ?? $"the backup"}.",
                Check = $"Row counts and a sample of rows of {Of(schema, table)} are those of the backup.",
                Minutes = parts[0].Minutes,
                LimitMinutes = 60,
                OnFailure = $"Restore the copy made before, and end as partially completed.",
                Destructive = true,
                Notes =
                [
                    .. BackupSource.Of(view).Notes,
                    $"Nobody can write this statement without seeing the rows: compare before overwriting, because rows may have been written since.",
                ],
            };
        }

        var stored = state.Columns.Where(column => column.Column is { ComputedSql: null, RowVersion: false }).Select(column => column.Column.Name).ToList();
        var identity = state.Columns.FirstOrDefault(column => column.Column.Identity || column.Column.Annotations.Find("Npgsql:ValueGenerationStrategy") is not null);
        var sql = whole ? _sql.InsertMissing(schema, table, source, stored, key, identity is not null) : _sql.UpdateFrom(schema, table, source, columns, key);
        if (whole && identity is not null && _context.Engine == Engine.PostgreSql)
        {
            sql += "\nSELECT setval(pg_get_serial_sequence(" + _sql.Text(_sql.Table(schema, table)) + ", " + _sql.Text(identity.Column.Name) + "), greatest((SELECT max(" + _sql.Name(identity.Column.Name) + ") FROM "
                + _sql.Table(schema, table) + "), 1));";
        }

        var takes = copy is null
            ? null
            : _durations.CopyBack(view.Step, view.Rollback!.Impacted.First(impacted => SchemaNames.SameTable(impacted.Schema, impacted.Table, schema, table, _context.Engine))).Minutes;
        return new PlanStep
        {
            Action = whole
                ? $"Bring back the rows of {Of(schema, table)}: from {parts[0].Source ?? $"the backup"}."
                : (Phrase)$"Bring back the values of {ColumnList(columns)} in {Of(schema, table)}: from {parts[0].Source ?? $"the backup"}.",
            Sql = sql,
            Check = $"Nothing of the backup is missing or different. The last number is how many rows were written since, for which no value is known.",
            Queries =
            [
                new PlanQuery($"rows of the backup that are missing", _sql.MissingRows(schema, table, source, key), whole ? "0" : null),
                .. whole ? Array.Empty<PlanQuery>() : [new PlanQuery($"rows whose values differ from the backup", _sql.DifferentValues(schema, table, source, columns, key), "0")],
                new PlanQuery($"rows of {Of(schema, table)} that need correction by hand", _sql.RowsSince(schema, table, source, key), whole ? "0" : null),
            ],
            Minutes = takes,
            LimitMinutes = Limit(30, takes),
            OnFailure = $"The statement is one transaction: nothing happened. Correct what it complains about and run it again, once.",
            Destructive = true,
        };
    }

    private string? CopyOf(MigrationView view, string? schema, string table) =>
        view.Rollback!.Impacted.FirstOrDefault(impacted => SchemaNames.SameTable(impacted.Schema, impacted.Table, schema, table, _context.Engine))?.CopiedTo;

    private string? CopyName(TableFates fates, string copy) =>
        fates.To.Tables.FirstOrDefault(table => copy == (table.Schema is null ? table.Name : table.Schema + "." + table.Name)) is { } found && EngineSql.CanWrite(found.Schema, found.Name)
            ? _sql.Table(found.Schema, found.Name)
            : null;

    private static bool IsFullyCopied(MigrationView view) => view.Rollback!.Impacted.Count > 0 && view.Rollback.Impacted.All(table => table.CopiedTo is not null);

    private void VerifyRows(TableFates fates, IReadOnlyList<(TableState From, TableState To, string Label)> recorded)
    {
        var queries = recorded
            .Select(table => new PlanQuery($"rows of {Of(table.To)}", _sql.Count(table.To.Schema, table.To.Name), null) { SameAs = table.Label })
            .Concat(fates.Tables
                .Where(table => table is { Fate: DataFate.Lost, Columns.Count: 0 } && fates.From.FindTable(table.Schema, table.Table) is null && EngineSql.CanWrite(table.Schema, table.Table)
                    && fates.To.FindTable(table.Schema, table.Table) is not null)
                .Select(table => new PlanQuery($"rows of {Of(table.Schema, table.Table)}, which comes back empty", _sql.Count(table.Schema, table.Table), "0")))
            .ToList();
        if (queries.Count > 0)
        {
            _steps.Add(new PlanStep
            {
                Action = $"Verify the rows.",
                Queries = [.. queries.Take(MostQueries)],
                Check = $"Every number is the one that was written down before.",
                LimitMinutes = 10,
                OnFailure = $"Do not go on. Somebody wrote meanwhile, or Down changed rows: find out which before the previous release serves.",
            });
        }
    }

    /// <summary>Ends the way back at a contract step: Down would bring an empty old form back, which nobody needs.</summary>
    private void Leave(MigrationView view, IReadOnlyList<MigrationView> older)
    {
        var expandedBy = view.Migration.Declarations.ExpandContract?.ExpandedBy;
        var unsafeToKeep = older.Where(earlier => earlier.Rollback!.Class != RollbackClass.Instant && !IsContract(earlier)).Reverse().ToList();
        Phrase contract = string.IsNullOrWhiteSpace(expandedBy) ? $"it is the contract step" : (Phrase)$"it is the contract step of {new Code(expandedBy!)}";
        _steps.Add(new PlanStep
        {
            Action = $"{new Strong("Do not run Down")} of {new Code(view.Migration.Id)}. Leave it applied: {contract}, and the previous release works without what it removed.",
            Notes = older.Count == 0
                ? []
                :
                [
                    $"Everything older than it stays applied as well.",
                    .. unsafeToKeep.Count == 0 ? Array.Empty<Phrase>() : [$"Of these, the previous release may not work with {Names(unsafeToKeep)}."],
                ],
        });
    }

    /// <summary>Says that there is no way back, and what to do instead.</summary>
    private void Stop(MigrationView view) => _steps.Add(new PlanStep
    {
        Action = $"{new Strong("Do not run Down")} of {new Code(view.Migration.Id)}: {WhyNotDown(view.Rollback!)}. No verified backup is known to this plan, so the way back ends here.",
        Notes =
        [
            .. BackupSource.Of(view).Notes,
            $"Mitigate instead: keep the new release, switch the failing feature off, and correct forward with a new migration.",
            .. _migrations.Count == 1 ? Array.Empty<Phrase>() : [(Phrase)$"Every other migration of this deployment stays applied as well: neither release runs on half of them."],
        ],
    });

    private static Phrase WhyNotDown(MigrationRollback rollback) => rollback.Inverse.Schema switch
    {
        SchemaInverse.None => $"it is missing, empty or throws",
        SchemaInverse.Unknown => $"what it does is not known",
        _ => rollback.Because.Count > 0 ? (Phrase)$"{rollback.Because[0].TrimEnd('.')}" : $"what Up does cannot be undone",
    };

    /// <summary>Says how a migration whose Down must not run is taken back by a restore.</summary>
    private void Restore(MigrationView view)
    {
        var rollback = view.Rollback!;
        var because = WhyNotDown(rollback);
        var source = BackupSource.Of(view);
        var whole = source.Verified?.Tables.Contains("*") == true;
        Phrase from = source.Verified is { } verified
            ? $"from {BackupSource.Describe(verified)}"
            : (Phrase)$"from {Phrase.Join(", ", rollback.Impacted.Select(table => table.CopiedTo!).Distinct().Select(copy => (Phrase)$"{new Code(copy)}"))}";
        Phrase instead = source.Verified is null ? $"Copy the rows of {Touched(rollback)} back {from}, row by row where the key is the same."
            : whole ? $"Restore the whole database {from}. Every table goes back to the time of the backup, not only {Touched(rollback)}."
            : (Phrase)$"Restore {Touched(rollback)} and nothing else {from}. Every other table stays as it is.";
        _steps.Add(new PlanStep
        {
            Action = $"{new Strong("Do not run Down")} of {new Code(view.Migration.Id)}: {because}. {instead}",
            Check = $"See what is applied now. When {new Code(view.Migration.Id)} is still listed, only rows came back: skip every later \"Run Down\", because it would run the Down of this migration as well.",
            CheckCommand = _commands.List(),
            Notes = whole
                ? [$"What anybody wrote since the backup, to any table, is then only in the copy made before: it is merged by hand, table by table.", .. source.Notes]
                : source.Notes,
            Minutes = source.Verified?.RestoreMinutes,
            LimitMinutes = Limit(60, source.Verified?.RestoreMinutes),
            OnFailure = $"Restore the copy made before, and end as aborted.",
            Destructive = true,
        });
        _tables.AddRange(rollback.Impacted.Select(table => new TableRecovery
        {
            Schema = table.Schema,
            Table = table.Table,
            Fate = DataFate.FromBackup,
            MigrationId = view.Migration.Id,
            What = $"{table.What}; Down cannot take it back, the restore does",
            Written = $"rows written since the backup are not in it and must be merged by hand from the copy made before the rollback",
            OldCode = $"the previous release reads it as before",
            Source = from,
            Minutes = source.Verified?.RestoreMinutes,
        }));
        _restored = true;
    }

    private void Finish(int oldest)
    {
        var target = _migrations[oldest].Step.PreviousId;
        _steps.Add(new PlanStep
        {
            Action = $"Verify the database before anyone uses it.",
            Command = _commands.List(),
            Check = target is null
                ? $"No migration of this context is applied{(_restored ? ", unless only rows were restored" : "")}."
                : (Phrase)$"The last applied migration is {new Code(target)}{(_restored ? ", unless only rows were restored" : "")}.",
            LimitMinutes = 5,
            Notes = oldest == 0 ? [] : [$"The previous release works with {Names([.. _migrations.Take(oldest).Reverse()])}: they stay applied."],
        });
    }

    private static Phrase Names(IReadOnlyList<MigrationView> newestFirst)
    {
        const int Most = 10;
        var names = Phrase.Join(", ", newestFirst.Take(Most).Select(view => (Phrase)$"{new Code(view.Migration.Id)}"));
        return newestFirst.Count > Most ? $"{names} and {newestFirst.Count - Most} older ones" : names;
    }

    private static Phrase Touched(MigrationRollback rollback)
    {
        var tables = rollback.Impacted.Select(table => (table.Schema, table.Table)).Distinct().ToList();
        return tables.Count == 0 ? $"the tables it touches" : TableList(tables);
    }

    private static Phrase TableList(IEnumerable<(string? Schema, string Table)> tables) => Phrase.Join(", ", tables.Select(table => Of(table.Schema, table.Table)));

    private static Phrase ColumnList(IEnumerable<string> columns) => Phrase.Join(", ", columns.Select(column => (Phrase)$"{new Code(column)}"));

    private static Phrase Of(TableState table) => Of(table.Schema, table.Name);

    internal static Phrase Of(string? schema, string table) =>
        table is ImpactSummary.UnknownTable or Hole.Text ? $"a table that is not known" : (Phrase)$"{new Code(schema is null ? table : schema + "." + table)}";

    private static MigrationView Last(IReadOnlyList<MigrationView> migrations) => migrations[migrations.Count - 1];
}
