using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>Down drops a table whose foreign keys are still in place, and SQLite follows them.</summary>
internal sealed class MG2018_DownCascades : Rule
{
    public override string Id => "MG2018";

    public override string Name => "DownCascades";

    public override string Title => "Down drops a table while others still reference it with a cascade";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down drops a table on SQLite through EF Core while a table that is older still references it with `ON DELETE CASCADE`, `SET NULL` or `SET DEFAULT`, although Down drops the foreign key first.",
        QuietWhen = "The referencing table is dropped first, was created by the same migration, or the foreign key takes no action.",
        WhatHappens = """
            **Forward**: nothing.

            **Rollback**: SQLite cannot drop a foreign key, so EF Core puts `DropForeignKey` off to a rebuild at the end of the migration. `DROP TABLE` however runs at once, with foreign keys
            switched on: SQLite first deletes every row of the table, and that deletes or resets the rows that reference it. Whole tables that existed long before are emptied, and the
            schema afterwards looks exactly right.
            """,
        SafeWay = """
            1. Split the way back in two migrations: the first drops the foreign key and the column, the second the table.
            2. Or set the referencing column to NULL in Down before the table is dropped (`migrationBuilder.Sql`).
            3. Copy the database file before a rollback.
            """,
        Engines = "Only SQLite: the other engines refuse to drop a table that is referenced, and drop the foreign key at once.",
        Examples =
        [
            new RuleExample(true, "The new parent is dropped before its foreign key", Framework.EfCore, """
                [Migration("20260101100000_Create")]
                public class Create : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), RegionId = table.Column<int>(type: "INTEGER", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                        {
                            b.Property<int>("Id").HasColumnType("INTEGER");
                            b.Property<int>("RegionId").HasColumnType("INTEGER");
                            b.HasKey("Id");
                            b.ToTable("Customers");
                        });
                    }
                }

                [Migration("20260301100000_AddRegions")]
                public class AddRegions : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Regions",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Regions", x => x.Id));
                        migrationBuilder.Sql("INSERT INTO Regions (Id) SELECT DISTINCT RegionId FROM Customers");
                        migrationBuilder.AddForeignKey(
                            name: "FK_Customers_Regions_RegionId", table: "Customers", column: "RegionId",
                            principalTable: "Regions", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions_RegionId", table: "Customers");
                        migrationBuilder.DropTable(name: "Regions");
                    }

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Region", b =>
                        {
                            b.Property<int>("Id").HasColumnType("INTEGER");
                            b.HasKey("Id");
                            b.ToTable("Regions");
                        });
                        modelBuilder.Entity("Shop.Customer", b =>
                        {
                            b.Property<int>("Id").HasColumnType("INTEGER");
                            b.Property<int>("RegionId").HasColumnType("INTEGER");
                            b.HasKey("Id");
                            b.ToTable("Customers");
                        });
                        modelBuilder.Entity("Shop.Customer", b =>
                        {
                            b.HasOne("Shop.Region", null).WithMany().HasForeignKey("RegionId").OnDelete(DeleteBehavior.Cascade).IsRequired();
                        });
                    }
                }
                """) { Engine = Engine.Sqlite },
            new RuleExample(false, "Nothing references the table", Framework.EfCore, """
                [Migration("20260301100000_AddRegions")]
                public class AddRegions : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Regions",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Regions", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Regions");
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

        foreach (var drop in context.RoundTrip.DownRun.ReferencedDrops)
        {
            var action = drop.ForeignKey.ForeignKey.OnDelete;
            if (action is "NoAction" or "Restrict" || !DataImpacts.HasData(drop.BeforeDrop, drop.Child.Schema, drop.Child.Name, context.Step.Index))
            {
                continue;
            }

            var child = Display.Table(drop.Child.Schema, drop.Child.Name);
            var table = Display.Table(drop.Drop);
            var deletes = action == "Cascade";
            var existing = DataInversion.Cascades(drop, context.RoundTrip.Before, context.Step.Index);
            context.Report(
                this,
                drop.Drop.Span,
                child,
                "Down " + (deletes ? "deletes rows of " : "resets rows of ") + child + (existing ? "" : " that reference it by then"),
                "set the reference to NULL first",
                "Down drops table '" + table + "' while '" + child + "' still references it: SQLite drops the foreign key only at the end, and deleting the rows of '" + table + "' "
                    + (deletes ? "deletes" : "resets") + " the rows of '" + child + "' that reference them" + (existing ? ", which existed before Up" : "")
                    + ". Set the reference to NULL in Down first, or drop the foreign key in a migration of its own.",
                existing ? null : Severity.Info);
        }
    }
}
