namespace MigrationGuard.PlanExecution;

/// <summary>A test that needs SQLite's own shell: left out by name where it is not installed, and failing there under CI.</summary>
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        Skip = folders.Any(folder => File.Exists(Path.Combine(folder, "sqlite3"))) || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : "sqlite3 was not found: install the package sqlite3 (Debian, Ubuntu: apt-get install sqlite3).";
    }
}
