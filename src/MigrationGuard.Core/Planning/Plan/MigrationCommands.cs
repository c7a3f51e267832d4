using MigrationGuard.Model;

namespace MigrationGuard.Planning.Plan;

/// <summary>The commands of the two frameworks and of the engines' own backup tools. Connections stand in environment variables; no report may hold one.</summary>
internal sealed class MigrationCommands(Framework framework, string? context, Engine engine, string assembly, ConnectionSettings connection, string? project = null)
{
    /// <summary>Shows which migrations are applied.</summary>
    public string List() => framework == Framework.EfCore
        ? "dotnet ef migrations list" + ContextOption + " --connection " + Connection
        : "dotnet fm list migrations" + RunnerOptions;

    /// <summary>Runs the Down of everything after <paramref name="target"/>.</summary>
    /// <param name="target">Id of the migration that stays; null when none does.</param>
    public string RevertTo(string? target) => framework == Framework.EfCore
        ? "dotnet ef database update " + ShellText.Word(target ?? "0") + ContextOption + " --connection " + Connection
        : "dotnet fm migrate" + RunnerOptions + " down --target " + ShellText.Word(target ?? "0");

    /// <summary>Writes the SQL of the same, to be read before it runs; null where the framework cannot.</summary>
    public string? ScriptTo(string newest, string? target) => framework == Framework.EfCore
        ? "dotnet ef migrations script " + ShellText.Word(newest) + " " + ShellText.Word(target ?? "0") + ContextOption + " --output rollback.sql"
        : "dotnet fm migrate" + RunnerOptions + " --preview --output=rollback.sql down --target " + ShellText.Word(target ?? "0");

    /// <summary>The same with what a deployment usually has at hand instead of the source.</summary>
    public string? RevertWithBundle(string? target) =>
        framework == Framework.EfCore ? "./efbundle " + ShellText.Word(target ?? "0") + " --connection " + Connection : null;

    /// <summary>Copies the whole database to a file; null when the engine is not known.</summary>
    public string? Backup() => engine switch
    {
        Engine.PostgreSql => "pg_dump --format=custom --file=before-rollback.dump " + Tools,
        Engine.SqlServer => "sqlcmd -S \"$SERVER\" -Q \"BACKUP DATABASE [$" + connection.Tools + "] TO DISK = N'before-rollback.bak' WITH COPY_ONLY, CHECKSUM\"",
        Engine.MySql => "mysqldump --single-transaction --routines --triggers --result-file=before-rollback.sql " + Tools,
        Engine.Sqlite => "sqlite3 " + Tools + " \".backup 'before-rollback.db'\"",
        _ => null,
    };

    /// <summary>Shows that the copy is whole; null when the engine is not known.</summary>
    public (string Command, string Shows)? CheckBackup() => engine switch
    {
        Engine.PostgreSql => ("pg_restore --list before-rollback.dump", "it lists the tables"),
        Engine.SqlServer => ("sqlcmd -S \"$SERVER\" -Q \"RESTORE VERIFYONLY FROM DISK = N'before-rollback.bak' WITH CHECKSUM\"", "it says that the backup set is valid"),
        Engine.MySql => ("tail -n 1 before-rollback.sql", "it says that the dump is completed"),
        Engine.Sqlite => ("sqlite3 before-rollback.db \"PRAGMA integrity_check\"", "it says ok"),
        _ => null,
    };

    /// <summary>Takes the whole database back to the copy made before the rollback; null when the engine is not known.</summary>
    public string? RestoreWhole() => engine switch
    {
        Engine.PostgreSql => "pg_restore --clean --if-exists --single-transaction --dbname=" + Tools + " before-rollback.dump",
        Engine.SqlServer => "sqlcmd -S \"$SERVER\" -Q \"RESTORE DATABASE [$" + connection.Tools + "] FROM DISK = N'before-rollback.bak' WITH REPLACE\"",
        Engine.MySql => "mysql " + Tools + " < before-rollback.sql",
        Engine.Sqlite => "sqlite3 " + Tools + " \".restore 'before-rollback.db'\"",
        _ => null,
    };

    /// <summary>Runs a file of SQL; null when the engine is not known.</summary>
    public string? RunFile(string file) => engine switch
    {
        // The script of EF Core has its own transactions, and what must run outside of them.
        Engine.PostgreSql => "psql " + Tools + " --set ON_ERROR_STOP=1 " + (framework == Framework.EfCore ? "" : "--single-transaction ") + "--file=" + file,
        Engine.SqlServer => "sqlcmd -S \"$SERVER\" -d \"$" + connection.Tools + "\" -b -i " + file,
        Engine.MySql => "mysql " + Tools + " < " + file,
        Engine.Sqlite => "sqlite3 -bail " + Tools + " < " + file,
        _ => null,
    };

    /// <summary>Whether a statement reads a backup that was brought beside the database.</summary>
    public static bool ReadsBackup(string sql) => sql.IndexOf("\"" + EngineSql.Restored + "\".", StringComparison.Ordinal) >= 0;

    /// <summary>Runs a file of statements as one transaction; null when the engine is not known.</summary>
    /// <param name="file">The file, ready for the shell.</param>
    /// <param name="readsBackup">Whether they read the backup beside the database.</param>
    public string? RunStatements(string file, bool readsBackup) => engine switch
    {
        Engine.PostgreSql => "psql " + Tools + " --no-psqlrc --set ON_ERROR_STOP=1 --single-transaction --file=" + file,
        Engine.SqlServer => "sqlcmd -S \"$SERVER\" -d " + Tools + " -b -Q \"SET XACT_ABORT ON; BEGIN TRANSACTION; $(cat " + file + ") COMMIT;\"",
        Engine.MySql => "(echo 'START TRANSACTION;'; cat " + file + "; echo 'COMMIT;') | mysql " + Tools,
        Engine.Sqlite => "(echo 'BEGIN;'; cat " + file + "; echo 'COMMIT;') | " + Sqlite(readsBackup),
        _ => null,
    };

    /// <summary>Prints the one value that a query answers; null when the engine is not known.</summary>
    /// <param name="query">The query, ready for the shell.</param>
    /// <param name="readsBackup">Whether it reads the backup beside the database.</param>
    public string? Ask(string query, bool readsBackup) => engine switch
    {
        Engine.PostgreSql => "psql " + Tools + " --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --command " + query,
        Engine.SqlServer => "sqlcmd -S \"$SERVER\" -d " + Tools + " -b -h -1 -W -Q \"SET NOCOUNT ON; \"" + query,
        Engine.MySql => "mysql " + Tools + " --batch --skip-column-names --execute " + query,
        Engine.Sqlite => Sqlite(readsBackup) + " " + query,
        _ => null,
    };

    /// <summary>Shows that a backup can be brought beside the database as it is; null where it has to be loaded.</summary>
    public string? BackupBeside() => engine == Engine.Sqlite ? Sqlite(readsBackup: true) + " \"PRAGMA restored.integrity_check\"" : null;

    // Only statements that name the backup see it: elsewhere its tables would stand in for those that the database does not have.
    private string Sqlite(bool readsBackup) => "sqlite3 -bail " + (readsBackup ? "-cmd \"ATTACH '$BACKUP_FILE' AS " + EngineSql.Restored + "\" " : "") + Tools;

    /// <summary>
    /// Brings one table of a backup beside the database as <c>restored.&lt;table&gt;</c>; null where only a person can. The backup's own commands name the schema, so its
    /// text is what has to be changed.
    /// </summary>
    public string? LoadRestored(string? schema, string table)
    {
        if (engine != Engine.PostgreSql || !EngineSql.CanWrite(schema, table))
        {
            return null;
        }

        var from = string.IsNullOrEmpty(schema) ? "public" : schema!;
        return from.All(c => c is >= 'a' and <= 'z' or '_')
            ? "pg_restore --no-owner --no-privileges --section=pre-data --section=data --schema=" + from + " --table=" + ShellText.Word(table) + " --file=- \"$BACKUP_FILE\""
                + " | sed -e 's/^CREATE TABLE " + from + "\\./CREATE TABLE restored./' -e 's/^COPY " + from + "\\./COPY restored./' | psql " + Tools + " --set ON_ERROR_STOP=1 --quiet"
            : null;
    }

    private string Connection => "\"$" + connection.Migrations + "\"";

    private string Tools => "\"$" + connection.Tools + "\"";

    private string ContextOption => (project is null ? "" : " --project " + ShellText.Word(project)) + (context is null ? "" : " --context " + ShellText.Word(context));

    private string RunnerOptions => " --processor " + Processor + " --connection " + Connection + " --assembly " + ShellText.Word((assembly.Length == 0 ? "Migrations" : assembly) + ".dll");

    private string Processor => engine switch
    {
        Engine.PostgreSql => "Postgres",
        Engine.SqlServer => "SqlServer",
        Engine.MySql => "MySql",
        Engine.Sqlite => "SQLite",
        _ => "\"$PROCESSOR\"",
    };
}
