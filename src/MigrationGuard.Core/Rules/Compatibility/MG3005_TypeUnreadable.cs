using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Old code meets a type it was not built for.</summary>
internal sealed class MG3005_TypeUnreadable : Rule
{
    public override string Id => "MG3005";

    public override string Name => "TypeUnreadable";

    public override string Title => "The previous release was built for another type of this column";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up changes the type of a column so that the release which still runs cannot read it, cannot write it, or writes values that do not fit any more.",
        QuietWhen = """
            The driver reads the new type as the old one (a longer text, a wider integer on PostgreSQL, MySQL and SQLite), the column was added in the same unreleased set, the old type is not known, only amounts beyond a trillion or longer names of types
            (`Discriminator`) do not fit any more, or the deployment has downtime. Values that the new type refuses are MG1004's concern. Columns that change alike are said once for each migration.
            """,
        WhatHappens = """
            **Forward**: EF Core reads each column with the type of its own model. A release that was built for the old type gets an exception for every row, or its writes are refused.

            **Rollback**: the code cannot go back without the type; and Down must convert the values that the new release wrote.
            """,
        SafeWay = """
            1. Add a column of the new type beside the old one, and write both.
            2. Fill it from the old one, and release code that reads it.
            3. Drop the old column in a later release, as `[ExpandContract(MigrationPhase.Contract, ExpandedBy = "…")]`.
            """,
        Engines = """
            SQL Server's driver converts no numbers: `int` to `bigint`, `real` to `float` or `smallint` to `int` break a release that reads the old width. Npgsql reads any width of integer, but no `double precision` into a `float`. MySQL's
            and SQLite's drivers convert numbers that fit. A `timestamp` that becomes a `timestamptz` (or back) is another type for Npgsql: it refuses to write the wrong kind of `DateTime`.
            """,
        Examples =
        [
            new RuleExample(true, "The previous release writes numbers into a text", Framework.EfCore, """
                [Migration("20260301100000_TextCodes")]
                public class TextCodes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Code", table: "Customers", type: "text", nullable: false, oldClrType: typeof(int), oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(name: "Code", table: "Customers", type: "integer", nullable: false, oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "A longer text reads as before", Framework.EfCore, """
                [Migration("20260301100000_LongerNames")]
                public class LongerNames : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(200)", maxLength: 200, nullable: true, oldClrType: typeof(string), oldType: "character varying(50)", oldMaxLength: 50, oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(50)", maxLength: 50, nullable: true, oldClrType: typeof(string), oldType: "character varying(200)", oldMaxLength: 200, oldNullable: true);
                    }
                }
                """),
            new RuleExample(true, "SQL Server does not read a bigint as an int", Framework.EfCore, """
                [Migration("20260301100000_MorePoints")]
                public class MorePoints : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<long>(name: "Points", table: "Customers", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "int");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(name: "Points", table: "Customers", type: "int", nullable: false, oldClrType: typeof(long), oldType: "bigint");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "Npgsql reads a bigint as an int", Framework.EfCore, """
                [Migration("20260301100000_MorePoints")]
                public class MorePoints : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<long>(name: "Points", table: "Customers", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(name: "Points", table: "Customers", type: "integer", nullable: false, oldClrType: typeof(long), oldType: "bigint");
                    }
                }
                """),
            new RuleExample(true, "A text becomes a number", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(100).Nullable().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class NumberNames : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsInt32().Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(100).Nullable();
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "A longer text stays a text", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(100).Nullable().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class LongerNames : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(400).Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(100).Nullable();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var breaks = ReleaseBreaks.In<TableOperation>(context, BreakKind.Retyped).Where(found => !IsNarrowed(context, found.Placed)).Select(found => (found, Types: Types(context, found.Placed, found.Operation)));
        foreach (var (((placed, operation, found), (from, to)), more) in Repeats.Once(breaks, one => one.found.Operation.Kind + "\n" + one.Types.From + "\n" + one.Types.To))
        {
            var column = NameOf(operation);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, column),
                "the previous release was built for another type",
                "a new column beside the old one",
                "Changes column '" + Display.Name(column) + "' of table '" + Display.Table(operation) + "'" + Repeats.Columns(more)
                    + (from is not null && to is not null && from != to ? " from " + Display.Text(from) + " to " + Display.Text(to) : "")
                    + ": " + Display.Text(found.Why) + ", and fails or reads wrong values until its last instance is gone. Add a column of the new type beside the old one, write both, and drop the old one in a later release.");
        }
    }

    // MG1004 says already that such values must not be written any more.
    private static bool IsNarrowed(RuleContext context, PlacedOperation placed) =>
        placed.Operation is AlterColumn && ColumnChange.Of(placed, context.Migration.Framework) is { Narrows: true } change && !ColumnChanges.IsSilent(change, context.Engine);

    private static string NameOf(TableOperation operation) => operation is AlterColumn alter ? alter.Column.Name : ((DropColumn)operation).Name;

    private static (string? From, string? To) Types(RuleContext context, PlacedOperation placed, TableOperation operation)
    {
        var alter = operation as AlterColumn;
        var old = alter is not null ? ColumnChange.OldOf(placed.Before, alter) : placed.Before.FindTable(operation.Schema, operation.Table)?.FindColumn(NameOf(operation))?.Column;
        return (old is null ? null : StoreType.Of(old, context.Engine)?.Text, alter is null ? null : StoreType.Of(alter.Column, context.Engine)?.Text);
    }
}
