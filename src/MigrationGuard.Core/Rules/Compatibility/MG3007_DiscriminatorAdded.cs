using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Rows get a discriminator that names no type.</summary>
internal sealed class MG3007_DiscriminatorAdded : Rule
{
    public override string Id => "MG3007";

    public override string Name => "DiscriminatorAdded";

    public override string Title => "Existing rows get a discriminator that names no type";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up adds a required discriminator column with an empty value to a table that is older than this deployment.",
        QuietWhen = """
            The default names a type, the table was created in the same unreleased set, or the column allows NULL. Where the rows that exist are filled, only rows of the previous release remain, and it is information.
            """,
        WhatHappens = """
            **Forward**: every row that exists, and every row that the previous release inserts while it runs, gets `""`. EF Core cannot tell which type that is: the new release throws on the first query that reads such a row.

            **Rollback**: the previous release does not know the column and reads its rows as before.
            """,
        SafeWay = """
            1. Give the column the name of the root type as its default: edit `defaultValue: ""` to `defaultValue: "Customer"`. That covers the rows that exist and those that the previous release still writes.
            2. Where rows are of different types already, fill them with an `UPDATE` in the same migration as well.
            """,
        Engines = "The same on every engine: it is EF Core that cannot read the row.",
        Examples =
        [
            new RuleExample(true, "No customer can be read any more", Framework.EfCore, """
                [Migration("20260301100000_AddCustomerTypes")]
                public class AddCustomerTypes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Discriminator", table: "Customers", type: "text", nullable: false, defaultValue: "");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Discriminator", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "Every customer is a customer", Framework.EfCore, """
                [Migration("20260301100000_AddCustomerTypes")]
                public class AddCustomerTypes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Discriminator", table: "Customers", type: "text", nullable: false, defaultValue: "Customer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Discriminator", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "The same with FluentMigrator", Framework.FluentMigrator, """
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
                public class AddCustomerTypes : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Discriminator").OnTable("Customers").AsString(50).NotNullable().WithDefaultValue("");
                    }

                    public override void Down()
                    {
                        Delete.Column("Discriminator").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "The default names the root type", Framework.FluentMigrator, """
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
                public class AddCustomerTypes : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Discriminator").OnTable("Customers").AsString(50).NotNullable().WithDefaultValue("Customer");
                    }

                    public override void Down()
                    {
                        Delete.Column("Discriminator").FromTable("Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var add in context.InUp<AddColumn>())
        {
            var operation = add.Operation;
            if (!IsDiscriminator(operation.Column) || !context.HasData(add.At, operation.Schema, operation.Table))
            {
                continue;
            }

            var isFilled = Backfills.Fill(context, add.At, operation, operation.Column.Name);
            if (isFilled && context.Deployment.Downtime)
            {
                continue;
            }

            var column = Display.Name(operation.Column.Name);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Column.Name),
                isFilled ? "rows of the previous release name no type" : "existing rows name no type",
                "the root type as the default",
                "Adds discriminator '" + column + "' to table '" + Display.Table(operation) + "' with an empty value: "
                    + (isFilled ? "rows that exist are filled, but those that the previous release inserts meanwhile name no type" : "every row that exists, and every row of the previous release, names no type")
                    + ", and the new release throws when it reads one. Give it the name of the root type as its default.",
                isFilled ? Severity.Info : null);
        }
    }

    private static bool IsDiscriminator(Column column) =>
        column.Name.EndsWith("Discriminator", StringComparison.OrdinalIgnoreCase) && column is { Nullable: not true, Default: { Kind: LiteralKind.String, Text: "" } };
}
