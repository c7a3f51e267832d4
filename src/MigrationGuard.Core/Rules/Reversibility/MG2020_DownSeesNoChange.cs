using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Down names a type, and the provider emits nothing.</summary>
internal sealed class MG2020_DownSeesNoChange : Rule
{
    public override string Id => "MG2020";

    public override string Name => "DownSeesNoChange";

    public override string Title => "Down changes a type back without saying the old one, and the provider does nothing";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down has an `AlterColumn` for PostgreSQL that changes the type but does not say `oldType`, so that EF Core's provider finds no difference and leaves the column as it is.",
        QuietWhen = "The call says both `type` and `oldType`, or length or precision differ.",
        WhatHappens = """
            **Forward**: nothing.

            **Rollback**: the provider looks up a type that is not said in the model it is given, and that is the model *after* the rollback. It then compares the new type with itself, sees
            no change, and emits no statement for the type. Down succeeds, and the column keeps the type that Up gave it.
            """,
        SafeWay = "Say both sides, as EF Core scaffolds them: `type: \"integer\", oldClrType: typeof(long), oldType: \"bigint\"`.",
        Engines = "PostgreSQL. SQL Server compares the C# types as well and alters the column; MySQL and SQLite write the whole definition.",
        Examples =
        [
            new RuleExample(true, "The old type is not said", Framework.EfCore, """
                [Migration("20260101100000_Create")]
                public class Create : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false), Points = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }

                [Migration("20260301100000_MorePoints")]
                public class MorePoints : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AlterColumn<long>(name: "Points", table: "Customers", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");

                    protected override void Down(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AlterColumn<int>(name: "Points", table: "Customers", nullable: false, oldClrType: typeof(long));

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Both types are said", Framework.EfCore, """
                [Migration("20260101100000_Create")]
                public class Create : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false), Points = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }

                [Migration("20260301100000_MorePoints")]
                public class MorePoints : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AlterColumn<long>(name: "Points", table: "Customers", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");

                    protected override void Down(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AlterColumn<int>(name: "Points", table: "Customers", type: "integer", nullable: false, oldClrType: typeof(long), oldType: "bigint");

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (!context.CanRollBack() || context.IsForwardOnly() || context.Migration.Down.Throws)
        {
            return;
        }

        foreach (var alter in context.RoundTrip.DownRun.Unseen)
        {
            var now = context.RoundTrip.DownRun.After.FindTable(alter.Schema, alter.Table)?.FindColumn(alter.Column.Name)?.Column;
            if (now is null
                || StoreType.Of(now, context.Engine) is not { } left
                || StoreType.Of(alter.Column, context.Engine) is not { } wanted
                || string.Equals(left.Text, wanted.Text, StringComparison.OrdinalIgnoreCase)
                || (left.Name == wanted.Name && left.Length == wanted.Length && left.Precision == wanted.Precision && left.Scale == wanted.Scale))
            {
                continue;
            }

            var column = Display.Column(alter, alter.Column.Name);
            context.Report(
                this,
                alter.Span,
                column,
                "stays " + left.Text + " after Down",
                "say type and oldType",
                "Down means to change '" + column + "' back to " + wanted.Text + " but does not say the old type: EF Core finds no difference and emits nothing, so the column stays "
                    + left.Text + ". Say type and oldType, as EF Core scaffolds them.");
        }
    }
}
