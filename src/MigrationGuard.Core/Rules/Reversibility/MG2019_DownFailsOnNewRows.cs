using MigrationGuard.Execution;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A Down that works until somebody uses the new release.</summary>
internal sealed class MG2019_DownFailsOnNewRows : Rule
{
    public override string Id => "MG2019";

    public override string Name => "DownFailsOnNewRows";

    public override string Title => "Down fails on rows that the new release may write";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down makes a rule hold again that Up lifted, and the new release may have written rows that break it: longer values, NULLs, duplicates, references to rows that are not there.",
        QuietWhen = """
            The table was created in the same migration, something else still guarantees the rule, EF Core fills the NULLs itself, or `[ForwardOnly("reason")]` is declared. What fails on rows that
            were there before Up is another rule's concern.
            """,
        WhatHappens = """
            **Forward**: nothing.

            **Rollback**: in the test, without rows, Down works. In production it fails as soon as the new release has written the first longer value, NULL or duplicate.
            """,
        SafeWay = """
            1. Let Down deal with such rows before it narrows: shorten, fill or move them, and say so in the runbook.
            2. Or roll back the code only: the previous release runs on the wider schema.
            """,
        Engines = "PostgreSQL and SQL Server refuse a value that is too long or out of range; MySQL and MariaDB do in strict mode, their default; SQLite takes any length. NULLs and duplicates are refused by all of them, by SQLite when it copies the rows into the rebuilt table.",
        Examples =
        [
            new RuleExample(true, "Longer names do not fit any more", Framework.EfCore, """
                [Migration("20260301100000_LongerNames")]
                public class LongerNames : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(200)", maxLength: 200, nullable: true,
                            oldClrType: typeof(string), oldType: "character varying(50)", oldMaxLength: 50, oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(50)", maxLength: 50, nullable: true,
                            oldClrType: typeof(string), oldType: "character varying(200)", oldMaxLength: 200, oldNullable: true);
                    }
                }
                """),
            new RuleExample(false, "An index takes every value", Framework.EfCore, """
                [Migration("20260301100000_AddIndex")]
                public class AddIndex : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Customers_Name", table: "Customers", column: "Name");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Name", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "NULLs stand in the way of NOT NULL", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Email").AsString(200).NotNullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class OptionalEmail : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Email").OnTable("Customers").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Email").OnTable("Customers").AsString(200).NotNullable();
                    }
                }
                """),
            new RuleExample(false, "There is no way back, and it is said", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Email").AsString(200).NotNullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                [MigrationGuard.ForwardOnly("the previous release reads NULLs as well")]
                public class OptionalEmail : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Email").OnTable("Customers").AsString(200).Nullable();
                    }

                    public override void Down() => throw new NotSupportedException();
                }
                """),
        ],
    };

    private const int LongestReason = 400;

    public override void Check(RuleContext context)
    {
        var down = context.Migration.Down;
        if (!context.CanRollBack() || context.IsForwardOnly() || down.Throws || down.Kind is not (BodyKind.Declared or BodyKind.Inherited or BodyKind.AutoReversed))
        {
            return;
        }

        var failures = context.RoundTrip.Failures.Where(failure => failure.When == DownFailure.OnNewRows);
        foreach (var (failure, more) in Repeats.Once(failures, failure => failure.At is AlterColumn alter ? "\n" + alter.FullTable : failure.Why))
        {
            context.Report(
                this,
                down.Kind == BodyKind.AutoReversed ? context.Migration.Span : failure.At is { } at && at.Span != SourceSpan.None ? at.Span : down.Span,
                failure.At is TableOperation table ? Display.Table(table) : Display.Name(context.Migration.Name),
                "Down fails on rows written since",
                "deal with such rows in Down, or keep the schema",
                Display.LongText(failure.Why, LongestReason) + (more > 0 ? "; the same goes for" + Repeats.Columns(more).Substring(" and".Length) + " of the table" : "")
                    + ". Deal with such rows in Down first, or roll back the code only and keep the schema.");
        }
    }
}
