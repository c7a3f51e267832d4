using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>Down drops a column that it does not name, because the model it is given does not know it.</summary>
internal sealed class MG2017_StaleModel : Rule
{
    public override string Id => "MG2017";

    public override string Name => "StaleModel";

    public override string Title => "Down rebuilds a table from a model that lacks a column";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down makes EF Core's SQLite provider rebuild a table, and the Designer of the migration before does not know a column that earlier migrations created.",
        QuietWhen = "The Designer of the migration before knows every column of the table, Down drops the column itself, or the column was created in the same unreleased set.",
        WhatHappens = """
            **Forward**: nothing. This is what parallel branches leave behind: two migrations were scaffolded next to each other, and the later Designer does not know the change of
            the other branch.

            **Rollback**: SQLite cannot drop or alter most things in place. EF Core therefore builds the table anew from the model of the migration *before* the one that is reverted, and
            copies the columns that this model knows. A column that it does not know is gone with all its values, although Down never names it.
            """,
        SafeWay = """
            1. Scaffold the migration again on top of the merged branches, so that its Designer and the ones after it know both changes.
            2. If it is released already, add an empty migration with an up-to-date Designer between, and roll back no further than to that one.
            3. Copy the database file before a rollback.
            """,
        Engines = "Only SQLite: the other providers change tables in place and follow the operations.",
        Examples =
        [
            new RuleExample(true, "The Designer before does not know a column", Framework.EfCore, """
                [Migration("20260101100000_Create")]
                public class Create : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), Phone = table.Column<string>(type: "TEXT", nullable: true) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                        {
                            b.Property<int>("Id").HasColumnType("INTEGER");
                            b.HasKey("Id");
                            b.ToTable("Customers");
                        });
                    }
                }

                [Migration("20260301100000_AddEmail")]
                public class AddEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "TEXT", nullable: true);

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Email", table: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }
                """) { Engine = Engine.Sqlite },
            new RuleExample(false, "The Designer before knows every column", Framework.EfCore, """
                [Migration("20260101100000_Create")]
                public class Create : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), Phone = table.Column<string>(type: "TEXT", nullable: true) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                        {
                            b.Property<int>("Id").HasColumnType("INTEGER");
                            b.Property<string>("Phone").HasColumnType("TEXT");
                            b.HasKey("Id");
                            b.ToTable("Customers");
                        });
                    }
                }

                [Migration("20260301100000_AddEmail")]
                public class AddEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "TEXT", nullable: true);

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Email", table: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }
                """) { Engine = Engine.Sqlite },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.Sqlite || context.Migration.Framework != Framework.EfCore || !context.CanRollBack() || context.IsForwardOnly() || context.Migration.Down.Throws)
        {
            return;
        }

        foreach (var table in context.RoundTrip.DownRun.LostColumns.GroupBy(lost => Display.Table(lost.Schema, lost.Table), StringComparer.Ordinal))
        {
            var columns = new List<string>();
            foreach (var lost in table)
            {
                if (DataInversion.WasThere(context.RoundTrip.Before, lost) && DataImpacts.HasData(context.RoundTrip.Before, lost.Schema, lost.Table, lost.Column, context.Step.SetStart))
                {
                    columns.Add(lost.Column);
                }
            }

            if (columns.Count == 0)
            {
                continue;
            }

            var names = Display.List(columns);
            context.Report(
                this,
                context.Migration.Down.Span,
                table.Key,
                "Down drops " + (columns.Count == 1 ? "column " : columns.Count + " columns, among them ") + Display.Name(columns[0]) + " without naming it",
                "scaffold again on top of the merged branches",
                "Down rebuilds table '" + table.Key + "' from the model of migration " + context.Step.PreviousId + ", which does not know " + names
                    + ": its values are gone after a rollback although Down does not name it. Scaffold the migration again on top of the merged branches, or copy the database file first.");
        }
    }
}
