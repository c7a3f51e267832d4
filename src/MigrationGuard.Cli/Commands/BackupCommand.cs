using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>backup</c>: is there a backup that keeps what the gates promise?</summary>
internal static class BackupCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create() => new("backup", "Looks into backups.") { Verify() };

    private static Command Verify()
    {
        var options = new JudgementOptions { Target = new TargetOptions() };
        var backup = new BackupOptions();
        var file = new Argument<string>("backup") { Description = "A pg_dump (custom, tar, directory or plain, also gzipped), a mysqldump, or a SQLite file." };
        var json = new Option<bool>("--json") { Description = "Print the answer as JSON." };
        var command = new Command("verify", """
            Reads a backup to its end, and says whether it holds the rows of every table that a pending backup gate covers.
            Exits 0 when it does, 1 when it does not, 3 when nobody can say from here.

            Examples:
              migration-guard backup verify nightly.dump publish/Shop.dll --connection-variable DATABASE_URL
              migration-guard backup verify before.sql.gz publish/Shop.dll --applied applied.txt --max-age 2h
            """);
        command.Arguments.Add(file);
        options.AddTo(command);
        backup.AddTo(command, asOption: false);
        command.Options.Add(json);
        command.SetAction(arguments =>
        {
            var errors = arguments.InvocationConfiguration.Error;
            if (options.Assess(arguments, errors, out var exitCode) is not { } assessment
                || backup.Read(arguments, arguments.GetValue(file)!, errors, out exitCode) is not { } contents)
            {
                return exitCode;
            }

            var answer = Answer(assessment, contents);
            var output = arguments.InvocationConfiguration.Output;
            if (arguments.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(answer, Indented).ReplaceLineEndings("\n"));
            }
            else
            {
                Print(output, answer);
            }

            if (contents.Unusable is { } unusable)
            {
                errors.WriteLine("error MG6008: The backup " + contents.Name + " cannot be relied on: " + unusable + ".");
            }

            foreach (var missing in answer.Tables.Where(table => table.Problem is not null))
            {
                errors.WriteLine("error MG6008: The backup " + contents.Name + " does not cover " + missing.Migration + ": " + missing.Problem + ".");
            }

            return answer.Passed ? ExitCodes.Passed : ExitCodes.GateFailed;
        });
        return command;
    }

    private static BackupAnswer Answer(Assessment assessment, BackupContents contents)
    {
        var engines = assessment.Deployment.Contexts
            .SelectMany(context => context.Steps.Select(step => (step.Migration.Id, context.Engine)))
            .ToLookup(entry => entry.Id, entry => entry.Engine, StringComparer.Ordinal);
        var tables = BackupCoverage.Needs(assessment)
            .Select(need => new BackupAnswerTable(
                need.MigrationId,
                need.Schema is null ? need.Table : need.Schema + "." + need.Table,
                contents.Unusable is null ? BackupCoverage.Missing(contents, need, engines[need.MigrationId].FirstOrDefault(Engine.Unknown)) : null))
            .ToList();
        return new BackupAnswer(contents.Name, contents.Unusable is null && tables.TrueForAll(table => table.Problem is null), contents.Unusable, contents.Tables.Count, tables);
    }

    private static void Print(TextWriter output, BackupAnswer answer)
    {
        output.WriteLine("Backup " + answer.Backup + ": " + (answer.Problem is null ? answer.TablesInBackup + " tables, read to the end" : "not usable"));
        foreach (var table in answer.Tables)
        {
            output.WriteLine("  " + (answer.Problem is not null ? "unknown " : table.Problem is null ? "has rows" : "MISSING ") + "  " + table.Table + "  (" + table.Migration + ")");
        }

        if (answer.Tables.Count == 0)
        {
            output.WriteLine("  No pending migration relies on a backup.");
        }
    }

    private sealed record BackupAnswer(string Backup, bool Passed, string? Problem, int TablesInBackup, List<BackupAnswerTable> Tables);

    private sealed record BackupAnswerTable(string Migration, string Table, string? Problem);
}
