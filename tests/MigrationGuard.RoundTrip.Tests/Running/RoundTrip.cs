using MigrationGuard.Rollback;
using MigrationGuard.RoundTrip.Histories;
using MigrationGuard.RoundTrip.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>When Down fails.</summary>
internal enum DownFails
{
    Never,

    /// <summary>On rows that were written after Up, as far as the new schema lets them in.</summary>
    OnLaterRows,

    /// <summary>On the rows that were there before.</summary>
    OnRows,

    /// <summary>Even on empty tables.</summary>
    Always,
}

/// <summary>What happened when a migration went up, down, and up again.</summary>
internal sealed record Outcome
{
    public required Case Case { get; init; }

    /// <summary>Why Up failed; then nothing else is known.</summary>
    public string? UpError { get; init; }

    public SchemaTruth Schema { get; init; }

    public IReadOnlyList<string> Differences { get; init; } = [];

    public DataImpact Impact { get; init; }

    /// <summary>Whether all rows are after Down as they were before Up.</summary>
    public bool DataCameBack { get; init; }

    public DownFails Fails { get; init; }

    public string? DownError { get; init; }

    public string? SecondUpError { get; init; }
}

/// <summary>Takes one case up, down and up again on a database of its own.</summary>
internal sealed class RoundTrip(TestServer server, CompiledHistories histories)
{
    public Outcome Run(Case history)
    {
        using var database = Prepared(history, history.Flags.Contains("empty"));
        var (schemaBefore, rowsBefore) = Read(database);
        if (Migrate(database, history, HistorySources.ChangeId) is { } upError)
        {
            return new Outcome { Case = history, UpError = upError };
        }

        var (schemaUp, rowsUp) = Read(database);
        var downError = Migrate(database, history, HistorySources.BeforeId);
        var (schemaDown, rowsDown) = Read(database);
        var schema = schemaBefore.CompareWith(schemaDown);
        var outcome = new Outcome
        {
            Case = history,
            Schema = downError is not null || (schema != SchemaTruth.Exact && schemaUp.CompareWith(schemaDown) == SchemaTruth.Exact) ? SchemaTruth.NothingBack : schema,
            Differences = schemaBefore.DifferencesTo(schemaDown),
            Impact = rowsBefore.ImpactUntil(rowsUp),
            // Where the names did not come back, the values may live on under the new ones.
            DataCameBack = rowsBefore.CameBackIn(rowsDown)
                || ((downError is not null || schema != SchemaTruth.Exact) && rowsBefore.ImpactUntil(rowsDown) <= DataImpact.Adds && !rowsBefore.GrewUntil(rowsDown)),
            DownError = downError,
        };
        if (downError is not null)
        {
            // What Down makes of the schema is another question than which rows stop it.
            return OnEmptyTables(history) is { } onEmpty ? outcome with { Fails = DownFails.OnRows, Schema = onEmpty } : outcome with { Fails = DownFails.Always };
        }

        var secondUp = Migrate(database, history, HistorySources.ChangeId);
        outcome = outcome with { SecondUpError = secondUp };
        return secondUp is null && Read(database).Schema.CompareWith(schemaUp) == SchemaTruth.Exact ? AfterLaterRows(outcome, database) : OnAnother(outcome);
    }

    /// <summary>Runs commands where Down would run, and says how the schema then compares with the one before.</summary>
    public (SchemaTruth Schema, string? Error) RunInsteadOfDown(Case history, Func<DbContext, IReadOnlyList<string>> commands)
    {
        using var database = Prepared(history, history.Flags.Contains("empty"));
        var (before, _) = Read(database);
        if (Migrate(database, history, HistorySources.ChangeId) is { } error)
        {
            return (SchemaTruth.Different, "Up: " + error);
        }

        try
        {
            using var context = histories.Context(history, database);
            using var connection = database.Open();
            foreach (var command in commands(context))
            {
                TestDatabase.Execute(connection, command);
            }
        }
        catch (Exception failure)
        {
            return (SchemaTruth.NothingBack, Message(failure));
        }

        return (before.CompareWith(Read(database).Schema), null);
    }

    private Outcome OnAnother(Outcome outcome)
    {
        using var database = Prepared(outcome.Case, outcome.Case.Flags.Contains("empty"));
        return Migrate(database, outcome.Case, HistorySources.ChangeId) is null ? AfterLaterRows(outcome, database) : outcome;
    }

    private Outcome AfterLaterRows(Outcome outcome, TestDatabase database)
    {
        using (var connection = database.Open())
        {
            LaterRows.Write(connection, database.ReadSchema(connection), server.Engine);
        }

        return Migrate(database, outcome.Case, HistorySources.BeforeId) is { } error ? outcome with { Fails = DownFails.OnLaterRows, DownError = error } : outcome;
    }

    private SchemaTruth? OnEmptyTables(Case history)
    {
        using var database = Prepared(history, empty: true);
        var before = Read(database).Schema;
        return Migrate(database, history, HistorySources.ChangeId) is null && Migrate(database, history, HistorySources.BeforeId) is null ? before.CompareWith(Read(database).Schema) : null;
    }

    private TestDatabase Prepared(Case history, bool empty)
    {
        var changedBefore = history.Text("before").Length > 0;
        var database = server.FromTemplate(changedBefore ? "shop" : "before");
        if (changedBefore && Migrate(database, history, HistorySources.BeforeId) is { } error)
        {
            database.Dispose();
            throw new InvalidOperationException(history.Name + ": the history before fails: " + error);
        }

        if (empty)
        {
            using var connection = database.Open();
            for (var round = 0; round < 3; round++)
            {
                foreach (var table in database.ReadSchema(connection).Tables)
                {
                    try
                    {
                        TestDatabase.Execute(connection, "DELETE FROM " + table.Quoted);
                    }
                    catch (System.Data.Common.DbException) when (round < 2)
                    {
                        // Its children first.
                    }
                }
            }
        }
        else if (history.Text("rows") is { Length: > 0 } rows)
        {
            database.Execute(rows);
        }

        return database;
    }

    private (DatabaseSchema Schema, DatabaseRows Rows) Read(TestDatabase database)
    {
        using var connection = database.Open();
        var schema = database.ReadSchema(connection);
        return (schema, DatabaseRows.Read(connection, schema, server.Engine));
    }

    private string? Migrate(TestDatabase database, Case history, string id)
    {
        try
        {
            using var context = histories.Context(history, database);
            context.GetService<IMigrator>().Migrate(id);
            return null;
        }
        catch (Exception failure)
        {
            return Message(failure);
        }
    }

    private static string Message(Exception failure) => (failure.InnerException ?? failure).Message.Split('\n')[0].Trim();
}
