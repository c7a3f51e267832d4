using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A column or table goes that code still uses.</summary>
internal sealed class MG3002_DropStillUsed : Rule
{
    public override string Id => "MG3002";

    public override string Name => "DropStillUsed";

    public override string Title => "A column or table goes that running code still uses";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops a column or table that the previous release maps, or may use, or that the model of this release still maps.",
        QuietWhen = """
            The model of the last released migration does not map it any more, the migration is a verified contract step, the object was created in the same unreleased set, or the
            deployment has downtime (then only what this release itself still maps is reported). What the previous release maps is said once for all columns and once for all tables of a migration.
            """,
        WhatHappens = """
            **Forward**: until the last instance of the previous release is gone, its queries fail: EF Core names every mapped column in every `SELECT` and `INSERT`. If this release still maps it, it fails as well, and does not recover.

            **Rollback**: the previous release cannot come back before the column or table is there again.
            """,
        SafeWay = """
            1. Release code that does not map the column any more, with a migration that changes the model only: scaffold it, and take the `DropColumn` out of `Up` and `Down`. A required column needs a default first, or must allow NULL.
            2. Drop the column in the next release. The Designer of the last released migration then shows that nothing maps it, and this rule is quiet.
            3. With FluentMigrator, where no model says what is used, mark the drop `[ExpandContract(MigrationPhase.Contract, ExpandedBy = "…")]`.
            """,
        Engines = """
            The same on every engine. What is known about the running release comes from the Designer of the last released migration (`MigrationGuardReleased`); where there is none, the column may be in use, and it is information.
            """,
        Examples =
        [
            new RuleExample(true, "The running release selects the column with every customer", Framework.EfCore, """
                [Migration("20260301100000_AddCustomers")]
                public class AddCustomers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new
                            {
                                Id = table.Column<int>(type: "integer", nullable: false),
                                Email = table.Column<string>(type: "text", nullable: true),
                            },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Customers");
                    }

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                            {
                                b.Property<int>("Id").HasColumnType("integer");
                                b.Property<string>("Email").HasColumnType("text");
                                b.HasKey("Id");
                                b.ToTable("Customers");
                            });
                    }
                }

                [Migration("20260302100000_DropEmail")]
                public class DropEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                    }
                }
                """),
            new RuleExample(false, "The running release does not map the column any more", Framework.EfCore, """
                [Migration("20260301100000_AddCustomers")]
                public class AddCustomers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new
                            {
                                Id = table.Column<int>(type: "integer", nullable: false),
                                Email = table.Column<string>(type: "text", nullable: true),
                            },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Customers");
                    }
                }

                [Migration("20260302100000_ForgetEmail")]
                public class ForgetEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {

                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {

                    }

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                            {
                                b.Property<int>("Id").HasColumnType("integer");
                                b.HasKey("Id");
                                b.ToTable("Customers");
                            });
                    }
                }

                [Migration("20260303100000_DropEmail")]
                public class DropEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                    }
                }
                """),
            new RuleExample(true, "This release still maps what it drops", Framework.EfCore, """
                [Migration("20260301100000_ForgetEmail")]
                public class ForgetEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {

                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {

                    }

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                            {
                                b.Property<int>("Id").HasColumnType("integer");
                                b.HasKey("Id");
                                b.ToTable("Customers");
                            });
                    }
                }

                [Migration("20260302100000_DropEmail")]
                public class DropEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Shop.Customer", b =>
                            {
                                b.Property<int>("Id").HasColumnType("integer");
                                b.Property<string>("Email").HasColumnType("text");
                                b.HasKey("Id");
                                b.ToTable("Customers");
                            });
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator drops a table that may be in use", Framework.FluentMigrator, """
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
                public class DropCustomers : Migration
                {
                    public override void Up()
                    {
                        Delete.Table("Customers");
                    }

                    public override void Down()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(100).Nullable().WithColumn("Email").AsString(200).Nullable();
                    }
                }
                """),
            new RuleExample(false, "The contract step of a released expand step", Framework.FluentMigrator, """
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
                public class AddContact : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Contact").OnTable("Customers").AsString(200).Nullable();
                        Execute.Sql("UPDATE \"Customers\" SET \"Contact\" = \"Email\"");
                    }

                    public override void Down()
                    {
                        Delete.Column("Contact").FromTable("Customers");
                    }
                }

                [MigrationGuard.ExpandContract(MigrationGuard.MigrationPhase.Contract, ExpandedBy = "202603021000")]
                [Migration(202603031000)]
                public class DropEmail : Migration
                {
                    public override void Up()
                    {
                        Delete.Column("Email").FromTable("Customers");
                    }

                    public override void Down()
                    {
                        Create.Column("Email").OnTable("Customers").AsString(200).Nullable();
                        Execute.Sql("UPDATE \"Customers\" SET \"Email\" = \"Contact\"");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (!context.Runs())
        {
            return;
        }

        var release = new RunningRelease(context.Deployment, context.Step);
        var mapped = new HashSet<Operation>(ReferenceComparer.Instance);
        foreach (var placed in context.Up)
        {
            if (placed.Operation is DropColumn or DropTable && IsMappedByThisRelease(context, placed, release))
            {
                mapped.Add(placed.Operation);
                Report(
                    context,
                    (TableOperation)placed.Operation,
                    "the code of this release still maps it",
                    "remove it from the model first",
                    ", which the model of " + Display.Name(context.Migration.Id) + " still maps: the code of this release reads and writes what is not there any more. Remove it from the model, or take the drop out of the migration.");
            }
        }

        if (ContractSteps.IsVerified(context))
        {
            return;
        }

        var removed = ReleaseBreaks.In<TableOperation>(context, BreakKind.Removed)
            .Select(found => found.Operation)
            .Where(operation => !mapped.Contains(operation))
            .Select(operation => (Operation: operation, IsKnown: release.Maps(operation.Schema, operation.Table, (operation as DropColumn)?.Name) == true));
        foreach (var ((operation, isKnown), more) in Repeats.Once(removed, one => one.Operation.Kind + "\n" + one.IsKnown))
        {
            Report(
                context,
                operation,
                isKnown ? "the previous release still maps it" : "the previous release may still use it",
                "stop using it in one release, drop it in the next",
                (operation is DropColumn ? Repeats.Columns(more) : Repeats.Tables(more)) + (isKnown
                    ? ", which the previous release maps: its queries fail until its last instance is gone, and it cannot come back. Release code without it first and drop it in the next release, or mark this as "
                        + Advice.ContractGate + "."
                    : ", which the previous release may still use: nothing shows that it does not. Where it does, its queries fail until its last instance is gone. Stop using it in one release and drop it in the next as "
                        + Advice.ContractGate + "."),
                isKnown ? null : Severity.Info);
        }
    }

    private void Report(RuleContext context, TableOperation operation, string effect, string mitigation, string what, Severity? severity = null)
    {
        var column = (operation as DropColumn)?.Name;
        context.Report(
            this,
            operation.Span,
            column is null ? Display.Table(operation) : Display.Column(operation, column),
            effect,
            mitigation,
            (column is null ? "Drops table '" : "Drops column '" + Display.Name(column) + "' of table '") + Display.Table(operation) + "'" + what,
            severity);
    }

    private static bool IsMappedByThisRelease(RuleContext context, PlacedOperation placed, RunningRelease release)
    {
        var removed = (TableOperation)placed.Operation;
        var column = (removed as DropColumn)?.Name;
        return MappedTables.Maps(context.Migration, removed.Schema, removed.Table, column, context.Engine) == true
            && (release.End.FindTable(removed.Schema, removed.Table) is not { } end || (column is not null && end.FindColumn(column) is null));
    }

    private sealed class ReferenceComparer : IEqualityComparer<Operation>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Operation? x, Operation? y) => ReferenceEquals(x, y);

        public int GetHashCode(Operation obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
