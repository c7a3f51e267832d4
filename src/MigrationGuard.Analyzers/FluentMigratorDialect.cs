using MigrationGuard.Model;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard;

/// <summary>
/// The key of <c>.editorconfig</c> by which FluentMigrator's own analyzer is told whose SQL the files of a project, or of a folder, hold. Its values are the names of
/// the library's processors, with or without a version.
/// </summary>
internal static class FluentMigratorDialect
{
    private const string Key = "fluent_migrator_sql_dialect";

    private static readonly (string Start, Engine Engine)[] Families =
    [
        ("sqlserver", Engine.SqlServer),
        ("postgres", Engine.PostgreSql),
        ("mysql", Engine.MySql),
        ("mariadb", Engine.MySql),
        ("sqlite", Engine.Sqlite),
    ];

    /// <summary>The engine that is set for a file; unknown when none is, or one that is not judged.</summary>
    public static Engine Of(AnalyzerConfigOptions options)
    {
        if (options.TryGetValue(Key, out var value))
        {
            foreach (var (start, engine) in Families)
            {
                if (value.Trim().StartsWith(start, StringComparison.OrdinalIgnoreCase))
                {
                    return engine;
                }
            }
        }

        return Engine.Unknown;
    }
}
