using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A part of a migration is not understood.</summary>
internal sealed class MG0005_NotFullyRead : Rule
{
    public override string Id => "MG0005";

    public override string Name => "NotFullyRead";

    public override string Title => "A migration could not be read completely";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up or Down does something whose operations cannot be told from the source: a helper without source that receives the builder, a delegate with its own connection, a loop without a known end.",
        QuietWhen = "Everything the migration does was read, or what was not stands in a base class or helper through which a released migration came already. The gate counts it all the same.",
        WhatHappens = "From that operation on nobody knows what happens to rows. The gate treats it as data loss and asks for a backup gate or an expand/contract gate.",
        SafeWay = """
            1. Write the operations in the migration itself, or in a helper whose source is in the same project.
            2. Give SQL as constant text.
            3. What must stay as it is needs a person's judgement: declare the backup with `[BackupGate(…)]`.
            """,
        Examples =
        [
            new RuleExample(true, "A compiled helper receives the builder", Framework.EfCore, """
                [Migration("20260301100000_Unreadable")]
                public class Unreadable : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        System.Action<MigrationBuilder> hidden = (System.Action<MigrationBuilder>)System.Delegate.CreateDelegate(
                            typeof(System.Action<MigrationBuilder>), typeof(Unreadable), "Hidden");
                        hidden(migrationBuilder);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The operations stand in the migration", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "A delegate works on the connection itself", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Unreadable : Migration
                {
                    public override void Up()
                    {
                        Execute.WithConnection((connection, transaction) => { });
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "SQL as constant text", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """),
        ],
    };
}
