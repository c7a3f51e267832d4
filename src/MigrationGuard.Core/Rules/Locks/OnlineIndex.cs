using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>What to add to an index so that it is built while others write.</summary>
internal static class OnlineIndex
{
    /// <summary>The advice, one or two sentences.</summary>
    public static string Advice(RuleContext context, PlacedOperation placed, CreateIndex index) => context.Engine switch
    {
        Engine.PostgreSql when placed.EffectOf is not null =>
            "Write CREATE " + (index.Unique ? "UNIQUE " : "") + "INDEX CONCURRENTLY" + (SafeSql.Index(context, index) is { } rest ? " " + rest : "") + ", "
                + (context.Migration.Framework == Framework.EfCore ? "with suppressTransaction: true" : "with TransactionBehavior.None") + ", in a migration of its own.",
        Engine.PostgreSql when context.Migration.Framework == Framework.EfCore => "Append .Annotation(\"Npgsql:CreatedConcurrently\", true) to this CreateIndex, in a migration of its own.",
        Engine.PostgreSql => "Append .WithOptions().AsConcurrently() to this Create.Index, in a migration of its own with [Migration(" + Display.Name(context.Migration.Id) + ", TransactionBehavior.None)].",
        Engine.SqlServer => SqlServer(context, placed),
        _ => "Deploy it while nobody writes.",
    };

    private static string SqlServer(RuleContext context, PlacedOperation placed)
    {
        if (context.Profile.Edition == Edition.Standard)
        {
            return "The Standard edition cannot build it online: deploy it while nobody writes.";
        }

        var how = placed.EffectOf is not null ? "write WITH (ONLINE = ON) at its end"
            : context.Migration.Framework == Framework.EfCore ? "append .Annotation(\"SqlServer:Online\", true) to this CreateIndex"
            : "append .WithOptions().Online() to this Create.Index";
        return context.Profile.IsOnlineEdition
            ? how.Substring(0, 1).ToUpperInvariant() + how.Substring(1) + "."
            : "On the Enterprise edition and Azure SQL " + how + " (say \"engineEdition\" in migrationguard.json); elsewhere deploy it while nobody writes.";
    }
}
