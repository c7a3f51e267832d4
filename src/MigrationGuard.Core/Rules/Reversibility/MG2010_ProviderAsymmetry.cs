using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A branch for one provider without its counterpart.</summary>
internal sealed class MG2010_ProviderAsymmetry : Rule
{
    private static readonly (Providers Provider, string Name)[] s_named =
    [
        (Providers.PostgreSql, "PostgreSQL"),
        (Providers.SqlServer, "SQL Server"),
        (Providers.MySql, "MySQL"),
        (Providers.Sqlite, "SQLite"),
        (Providers.Oracle, "Oracle"),
        (Providers.Other, "other providers"),
    ];

    public override string Id => "MG2010";

    public override string Name => "ProviderAsymmetry";

    public override string Title => "Up and Down branch differently per provider";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An operation runs only for some providers, and its counterpart on the same object in the other direction runs for others; or one direction does nothing at all for a provider for which the other does something.",
        QuietWhen = """
            Both directions have the same branches. Only an info where the project's own engine is not concerned. Down missing, empty or throwing is reported by other rules, and so is an operation
            without any counterpart.
            """,
        WhatHappens = """
            **Forward**: each provider gets its own operations.

            **Rollback**: for the provider that was forgotten, Down removes what Up never created and fails, or leaves what Up created for it.
            """,
        SafeWay = "Write the same condition around the counterpart in Down.",
        Engines = "For projects that run on several engines. A branch counts for the engine whose provider name it asks for (`ActiveProvider`, `IsNpgsql()`, `IfDatabase(\"Postgres\")`).",
        Examples =
        [
            new RuleExample(true, "The index exists on PostgreSQL only, and Down drops it everywhere", Framework.EfCore, """
                [Migration("20260301100000_AddIndex")]
                public class AddIndex : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
                        {
                            migrationBuilder.CreateIndex(name: "IX_Customers_Name", table: "Customers", column: "Name");
                        }
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Name", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "Both directions ask", Framework.EfCore, """
                [Migration("20260301100000_AddIndex")]
                public class AddIndex : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
                        {
                            migrationBuilder.CreateIndex(name: "IX_Customers_Name", table: "Customers", column: "Name");
                        }
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
                        {
                            migrationBuilder.DropIndex(name: "IX_Customers_Name", table: "Customers");
                        }
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator creates for PostgreSQL and drops for SQLite", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddIndex : Migration
                {
                    public override void Up()
                    {
                        IfDatabase("Postgres").Create.Index("IX_Customers_Name").OnTable("Customers").OnColumn("Name").Ascending();
                    }

                    public override void Down()
                    {
                        IfDatabase("SQLite").Delete.Index("IX_Customers_Name").OnTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator asks in both", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddIndex : Migration
                {
                    public override void Up()
                    {
                        IfDatabase("Postgres").Create.Index("IX_Customers_Name").OnTable("Customers").OnColumn("Name").Ascending();
                    }

                    public override void Down()
                    {
                        IfDatabase("Postgres").Delete.Index("IX_Customers_Name").OnTable("Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var body = context.Migration.Down;
        if (!context.CanRollBack() || context.IsForwardOnly() || body.Throws || body.IsEmpty || body.Kind is not (BodyKind.Declared or BodyKind.Inherited))
        {
            return;
        }

        var up = context.Migration.Up.Operations;
        if (up.All(operation => operation.Providers == Providers.All) && body.Operations.All(operation => operation.Providers == Providers.All))
        {
            return;
        }

        var upBy = ByObject(up);
        var downBy = ByObject(body.Operations);
        foreach (var forward in upBy)
        {
            if (downBy.TryGetValue(forward.Key, out var back) && forward.Value.Providers != back.Providers)
            {
                Report(context, back.First, forward.Key, forward.Value.Providers, back.Providers);
            }
        }

        if (upBy.Keys.Any(downBy.ContainsKey))
        {
            return;
        }

        var upAll = Union(up);
        var downAll = Union(body.Operations);
        if (upAll != Providers.None && downAll != Providers.None && upAll != downAll)
        {
            Report(context, body.Operations[0], Display.Name(context.Migration.Name), upAll, downAll);
        }
    }

    private void Report(RuleContext context, Operation at, string subject, Providers up, Providers down)
    {
        var onlyUp = Names(up & ~down);
        var onlyDown = Names(down & ~up);
        var concerned = ((up ^ down) & context.Engine.ToProviders()) != 0;
        var what = onlyUp.Length > 0 && onlyDown.Length > 0 ? "Up acts on it for " + onlyUp + ", Down for " + onlyDown
            : onlyUp.Length > 0 ? "Up acts on it for " + onlyUp + ", and Down does not"
            : "Down acts on it for " + onlyDown + ", and Up does not";
        context.Report(
            this,
            at.Span,
            subject,
            onlyDown.Length > 0 ? "Down acts where Up did not" : "Down forgets a provider",
            "the same condition in Up and Down",
            "'" + subject + "': " + what + ". A rollback there fails, or leaves something behind. Write the same condition in both directions.",
            concerned ? null : Severity.Info);
    }

    private static string Names(Providers providers) => string.Join(", ", s_named.Where(named => (providers & named.Provider) != 0).Select(named => named.Name));

    private static Providers Union(IReadOnlyList<Operation> operations)
    {
        var union = Providers.None;
        foreach (var operation in operations)
        {
            union |= operation.Providers;
        }

        return union;
    }

    private static SortedDictionary<string, (Providers Providers, Operation First)> ByObject(IReadOnlyList<Operation> operations)
    {
        var byObject = new SortedDictionary<string, (Providers Providers, Operation First)>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in operations.WithEffects())
        {
            if (NameOf(operation) is { } name && !Hole.IsIn(name))
            {
                byObject[name] = byObject.TryGetValue(name, out var known) ? (known.Providers | operation.Providers, known.First) : (operation.Providers, operation);
            }
        }

        return byObject;
    }

    // What exists or not: a change of a definition may well differ per provider.
    private static string? NameOf(Operation operation) => operation switch
    {
        CreateTable or DropTable => Display.Table((TableOperation)operation),
        AddColumn add => Display.Column(add, add.Column.Name),
        DropColumn drop => Display.Column(drop, drop.Name),
        CreateIndex index => index.Name,
        DropIndex index => index.Name,
        ChangeObject change => change.Name,
        SequenceOperation sequence => sequence.Name,
        _ => null,
    };
}
