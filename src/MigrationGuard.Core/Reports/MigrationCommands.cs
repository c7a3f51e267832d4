using MigrationGuard.Model;

namespace MigrationGuard.Reports;

/// <summary>The commands of the two frameworks and of the engines' own backup tools. <c>$CONNECTION</c> stands for the connection string, which no
/// report may hold.</summary>
internal sealed class MigrationCommands(Framework framework, string? context, Engine engine, string assembly)
{
    /// <summary>Shows which migrations are applied.</summary>
    public string List() => framework == Framework.EfCore
        ? "dotnet ef migrations list" + ContextOption + " --connection \"$CONNECTION\""
        : "dotnet fm list migrations" + RunnerOptions;

    /// <summary>Runs the Down of everything after <paramref name="target"/>.</summary>
    /// <param name="target">Id of the migration that stays; null when none does.</param>
    public string RevertTo(string? target) => framework == Framework.EfCore
        ? "dotnet ef database update " + ShellText.Word(target ?? "0") + ContextOption + " --connection \"$CONNECTION\""
        : "dotnet fm rollback" + RunnerOptions + (target is null ? " all" : " to " + ShellText.Word(target));

    /// <summary>The same with what a deployment usually has at hand instead of the source.</summary>
    public string? RevertWithBundle(string? target) =>
        framework == Framework.EfCore ? "./efbundle " + ShellText.Word(target ?? "0") + " --connection \"$CONNECTION\"" : null;

    /// <summary>Copies the whole database to a file; null when the engine is not known.</summary>
    public string? Backup() => engine switch
    {
        Engine.PostgreSql => "pg_dump --format=custom --file=before-rollback.dump \"$DATABASE_URL\"",
        Engine.SqlServer => "sqlcmd -S \"$SERVER\" -Q \"BACKUP DATABASE [$DATABASE] TO DISK = N'before-rollback.bak' WITH COPY_ONLY, CHECKSUM\"",
        Engine.MySql => "mysqldump --single-transaction --routines --triggers --result-file=before-rollback.sql \"$DATABASE\"",
        Engine.Sqlite => "sqlite3 \"$DATABASE\" \".backup 'before-rollback.db'\"",
        _ => null,
    };

    /// <summary>How to see that the copy is whole, in Markdown; null when the engine is not known.</summary>
    public string? CheckBackup() => engine switch
    {
        Engine.PostgreSql => "`pg_restore --list before-rollback.dump` lists the tables",
        Engine.SqlServer => "`sqlcmd -S \"$SERVER\" -Q \"RESTORE VERIFYONLY FROM DISK = N'before-rollback.bak' WITH CHECKSUM\"` says that it is valid",
        Engine.MySql => "`tail -n 1 before-rollback.sql` says that the dump is completed",
        Engine.Sqlite => "`sqlite3 before-rollback.db \"PRAGMA integrity_check\"` says ok",
        _ => null,
    };

    private string ContextOption => context is null ? "" : " --context " + ShellText.Word(context);

    private string RunnerOptions => " --processor " + Processor + " --connection \"$CONNECTION\" --assembly " + ShellText.Word((assembly.Length == 0 ? "Migrations" : assembly) + ".dll");

    private string Processor => engine switch
    {
        Engine.PostgreSql => "Postgres",
        Engine.SqlServer => "SqlServer",
        Engine.MySql => "MySql",
        Engine.Sqlite => "SQLite",
        _ => "\"$PROCESSOR\"",
    };
}
