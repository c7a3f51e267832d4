using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The table in which the framework records which migrations ran.</summary>
internal static class MigrationHistory
{
    /// <summary>Whether an operation is about that table, under the name that the framework gives it by itself. Its rows are the framework's own, not those of users.</summary>
    public static bool IsHistory(this RuleContext context, TableOperation operation) =>
        SchemaNames.Same(operation.Table, context.Migration.Framework == Framework.EfCore ? "__EFMigrationsHistory" : "VersionInfo");
}
