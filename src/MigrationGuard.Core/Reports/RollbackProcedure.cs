using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;

namespace MigrationGuard.Reports;

/// <summary>
/// The steps that take one context's unreleased migrations back, newest first: verify, back up, run what can be run, restore what cannot, verify, redeploy. A
/// migration whose Down must not run is never part of a command.
/// </summary>
internal sealed class RollbackProcedure
{
    private readonly IReadOnlyList<MigrationView> _migrations;
    private readonly MigrationCommands _commands;
    private readonly Framework _framework;
    private readonly List<RollbackStep> _steps = [];
    private bool _restored;

    private RollbackProcedure(ContextDeployment context, IReadOnlyList<MigrationView> migrations, string assembly)
    {
        _migrations = migrations;
        _framework = context.Framework;
        _commands = new MigrationCommands(context.Framework, context.Context, context.Engine, assembly);
    }

    /// <summary>The steps for a context; empty when nothing of it is deployed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="migrations">Its unreleased migrations that have a history row, in order.</param>
    /// <param name="assembly">Name of the assembly that holds them.</param>
    public static IReadOnlyList<RollbackStep> For(ContextDeployment context, IReadOnlyList<MigrationView> migrations, string assembly)
    {
        if (migrations.Count == 0)
        {
            return [];
        }

        var procedure = new RollbackProcedure(context, migrations, assembly);
        procedure.Compose();
        return procedure._steps;
    }

    /// <summary>Whether Down of a migration may be run.</summary>
    private static bool CanRevert(MigrationRollback rollback) =>
        rollback.Class != RollbackClass.Irreversible && rollback.Inverse.Schema is SchemaInverse.Exact or SchemaInverse.Partial;

    /// <summary>Whether it only removed what the previous release does not use any more.</summary>
    private static bool IsContract(MigrationView view) => view.Gates.Any(gate => gate is { Kind: "expandContract", Verified: true });

    /// <summary>Whether rows are still wrong after Down.</summary>
    private static bool NeedsRestore(MigrationRollback rollback) =>
        rollback.Impact >= DataImpact.Rewrites && rollback.Inverse.Data is DataInverse.Lost or DataInverse.Partial or DataInverse.Unknown;

    private void Compose()
    {
        // Older migrations that the previous release works with stay: every Down that is not run cannot go wrong.
        var oldest = 0;
        while (oldest < _migrations.Count && _migrations[oldest].Rollback!.Class == RollbackClass.Instant)
        {
            oldest++;
        }

        if (oldest == _migrations.Count)
        {
            _steps.Add(new RollbackStep
            {
                Action = "Redeploy the previous release. The schema stays: the previous release works with it.",
                Check = "The previous release answers, and its error rate is what it was before.",
            });
            return;
        }

        var newest = Last(_migrations);
        if (!IsContract(newest) && !CanRevert(newest.Rollback!) && Source(newest).Source is null)
        {
            // The way back ends before its first step: nothing may be stopped or backed up for a rollback that cannot be.
            Restore(newest, _migrations.Count == 1);
            return;
        }

        _steps.Add(new RollbackStep { Action = "Stop the new release from writing: take it out of traffic, stop its background jobs." });
        _steps.Add(new RollbackStep
        {
            Action = "See what is applied.",
            Command = _commands.List(),
            Check = "The last applied migration is " + Markdown.Code(newest.Migration.Id)
                + ". When an earlier one is the last, the deployment stopped half-way: skip every step whose migrations are not applied"
                + (_framework == Framework.EfCore ? ", because a command whose target is not applied applies it." : "."),
        });
        _steps.Add(new RollbackStep
        {
            Action = "Back up the database as it is now. What follows discards what the new release wrote, and this copy is the only one that has it.",
            Command = _commands.Backup(),
            Check = _commands.CheckBackup() is { } check ? "The copy is whole: " + check + "." : "The copy can be read by the engine's own tool.",
        });

        var open = new List<MigrationView>();
        for (var i = _migrations.Count - 1; i >= oldest; i--)
        {
            if (IsContract(_migrations[i]))
            {
                Revert(open);
                Leave(_migrations[i], [.. _migrations.Take(i)]);
                return;
            }

            if (CanRevert(_migrations[i].Rollback!))
            {
                open.Add(_migrations[i]);
                continue;
            }

            Revert(open);
            open.Clear();
            if (!Restore(_migrations[i], isOldest: i == 0))
            {
                return;
            }
        }

        Revert(open);
        Finish(oldest);
    }

    private void Revert(IReadOnlyList<MigrationView> newestFirst)
    {
        if (newestFirst.Count == 0)
        {
            return;
        }

        var target = Last(newestFirst).Step.PreviousId;
        var command = _commands.RevertTo(target);
        var notes = new List<string> { "Use the build of the **new** release: the previous one does not contain these migrations and cannot revert them." };
        if (_commands.RevertWithBundle(target) is { } bundle)
        {
            notes.Add("With a migration bundle: " + Markdown.Code(bundle));
        }

        if (target is not null && ShellText.IsAltered(target))
        {
            notes.Add("The id of the target holds characters that cannot be shown. Copy it from the source.");
        }

        foreach (var view in newestFirst)
        {
            notes.AddRange(view.Rollback!.Inverse.Differences.Select(difference => Markdown.Code(view.Migration.Id) + " does not come back exactly: " + Markdown.Text(difference)));
        }

        _steps.Add(new RollbackStep
        {
            Action = "Run Down of " + Names(newestFirst) + ".",
            Command = command,
            Check = target is null ? "No migration of this context is applied any more." : "The last applied migration is " + Markdown.Code(target) + ".",
            Notes = notes,
            Destructive = true,
        });
        foreach (var view in newestFirst)
        {
            if (NeedsRestore(view.Rollback!))
            {
                RestoreRows(view);
            }
        }
    }

    /// <summary>Brings back rows after Down brought the schema back.</summary>
    private void RestoreRows(MigrationView view)
    {
        var tables = Tables(view.Rollback!);
        var (source, notes) = Source(view);
        _steps.Add(new RollbackStep
        {
            Action = "Bring back the data of " + tables + " that " + Markdown.Code(view.Migration.Id) + " changed or removed"
                + (source is null ? ". **No backup is known to this report.**" : ": " + source + "."),
            Check = "Compare row counts and a sample of rows of " + tables + " with the backup.",
            Notes = notes,
            Destructive = true,
        });
    }

    /// <summary>Ends the way back at a contract step: Down would bring an empty old form back, which nobody needs.</summary>
    private void Leave(MigrationView view, IReadOnlyList<MigrationView> older)
    {
        var expandedBy = view.Migration.Declarations.ExpandContract?.ExpandedBy;
        var unsafeToKeep = older.Where(earlier => earlier.Rollback!.Class != RollbackClass.Instant && !IsContract(earlier)).ToList();
        _steps.Add(new RollbackStep
        {
            Action = "**Do not run Down** of " + Markdown.Code(view.Migration.Id) + ". Leave it applied: it is the contract step"
                + (string.IsNullOrWhiteSpace(expandedBy) ? "" : " of " + Markdown.Code(expandedBy!)) + ", and the previous release works without what it removed.",
            Notes = older.Count == 0
                ? []
                :
                [
                    "Everything older than it stays applied as well.",
                    .. unsafeToKeep.Count == 0 ? Array.Empty<string>() : ["Of these, the previous release may not work with " + Names([.. unsafeToKeep.Reverse<MigrationView>()]) + "."],
                ],
        });
        Redeploy();
    }

    /// <summary>Says what to do about a migration whose Down must not run; false when the way back ends here.</summary>
    private bool Restore(MigrationView view, bool isOldest)
    {
        var rollback = view.Rollback!;
        var because = rollback.Inverse.Schema switch
        {
            SchemaInverse.None => "it is missing, empty or throws",
            SchemaInverse.Unknown => "what it does is not known",
            _ => rollback.Because.Count > 0 ? Markdown.Text(rollback.Because[0]).TrimEnd('.') : "what Up does cannot be undone",
        };
        var (source, notes) = Source(view);
        if (source is null)
        {
            _steps.Add(new RollbackStep
            {
                Action = "**Do not run Down** of " + Markdown.Code(view.Migration.Id) + ": " + because + ". No verified backup is known to this report, so the way back ends here.",
                Notes =
                [
                    .. notes,
                    "Mitigate instead: keep the new release, switch the failing feature off, and correct forward with a new migration.",
                    .. isOldest ? Array.Empty<string>() : ["Everything older than this migration stays applied."],
                ],
            });
            return false;
        }

        _steps.Add(new RollbackStep
        {
            Action = "**Do not run Down** of " + Markdown.Code(view.Migration.Id) + ": " + because + ". Restore " + Tables(rollback) + ": " + source + ".",
            Check = "See what is applied now (the command of step 2). When " + Markdown.Code(view.Migration.Id) + " is still listed, only rows came back: skip every later \"Run Down\", because it would run the Down of this migration as well.",
            Notes = notes,
            Destructive = true,
        });
        _restored = true;
        return true;
    }

    private void Finish(int oldest)
    {
        var target = _migrations[oldest].Step.PreviousId;
        var touched = _migrations.SelectMany(view => view.Rollback!.Impacted).Select(table => (table.Schema, table.Table)).Distinct().ToList();
        _steps.Add(new RollbackStep
        {
            Action = "Verify the database before anyone uses it.",
            Command = _commands.List(),
            Check = (target is null ? "No migration of this context is applied" : "The last applied migration is " + Markdown.Code(target))
                + (_restored ? ", unless only rows were restored" : "")
                + (touched.Count == 0 ? "." : ", and the row counts of " + TableList(touched) + " are what they were."),
            Notes = oldest == 0 ? [] : ["The previous release works with " + Names([.. _migrations.Take(oldest).Reverse()]) + ": they stay applied."],
        });
        Redeploy();
    }

    private void Redeploy() => _steps.Add(new RollbackStep
    {
        Action = "Redeploy the previous release and put it back into traffic.",
        Check = "It answers, and its error rate is what it was before.",
    });

    /// <summary>Where data comes back from according to the gates of a migration; null when nothing that was verified says it.</summary>
    private static (string? Source, IReadOnlyList<string> Notes) Source(MigrationView view)
    {
        var copies = view.Rollback!.Impacted.Where(table => table.CopiedTo is not null).ToList();
        if (copies.Count > 0 && copies.Count == view.Rollback.Impacted.Count)
        {
            return ("copy the rows back from " + string.Join(", ", copies.Select(table => Markdown.Code(table.CopiedTo!)).Distinct()), []);
        }

        var declared = view.Migration.Declarations.BackupGates;
        var found = view.Gates.Where(gate => gate.Kind == "backup").ToList();

        // What was found about a copy comes before what was found about the declarations, which stand in source order.
        var offset = found.Count - declared.Count;
        string? source = null;
        var notes = new List<string>();
        for (var i = 0; i < declared.Count; i++)
        {
            if (offset < 0 || !found[offset + i].Verified)
            {
                notes.Add("A backup gate is declared, but it did not hold when it was checked: " + Declared(declared[i]) + ".");
            }
            else if (source is null)
            {
                source = Declared(declared[i]);
            }
            else
            {
                notes.Add("And " + Declared(declared[i]) + ".");
            }
        }

        return (source, notes);
    }

    private static string Declared(BackupGateDeclaration gate) =>
        "from " + (string.IsNullOrWhiteSpace(gate.Source) ? "a backup whose source is not said" : Markdown.Text(gate.Source!))
        + (string.IsNullOrWhiteSpace(gate.Runbook) ? "" : ", following " + Markdown.Code(gate.Runbook!))
        + (gate.RestoreMinutes is { } minutes ? ", about " + Json.Numbers.Text(minutes) + " minutes" : ", duration not known")
        + (string.IsNullOrWhiteSpace(gate.RestoreTestedOn) ? "" : ", restore tested on " + Markdown.Text(gate.RestoreTestedOn!))
        + (string.IsNullOrWhiteSpace(gate.Owner) ? "" : ", owner " + Markdown.Text(gate.Owner!));

    private static string Names(IReadOnlyList<MigrationView> newestFirst)
    {
        const int Most = 10;
        var names = string.Join(", ", newestFirst.Take(Most).Select(view => Markdown.Code(view.Migration.Id)));
        return newestFirst.Count > Most ? names + " and " + Json.Numbers.Text(newestFirst.Count - Most) + " older ones" : names;
    }

    private static string Tables(MigrationRollback rollback)
    {
        var tables = rollback.Impacted.Select(table => (table.Schema, table.Table)).Distinct().ToList();
        return tables.Count == 0 ? "the tables it touches" : TableList(tables);
    }

    private static string TableList(IEnumerable<(string? Schema, string Table)> tables) =>
        string.Join(", ", tables.Select(table => Markdown.Table(table.Schema, table.Table)));

    private static MigrationView Last(IReadOnlyList<MigrationView> migrations) => migrations[migrations.Count - 1];
}
