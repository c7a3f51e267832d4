using FluentMigrator;
using MigrationGuard;

namespace Storefront.Migrations;

[Migration(20260716100000)]
[ExpandContract(MigrationPhase.Contract, ExpandedBy = "20260323120000")]
public class DropCustomerNameParts : Migration
{
    public override void Up()
    {
        Delete.Column("FirstName").Column("LastName").FromTable("Customers");
    }

    public override void Down()
    {
        Create.Column("FirstName").OnTable("Customers").AsString(100).NotNullable().WithDefaultValue("");
        Create.Column("LastName").OnTable("Customers").AsString(100).NotNullable().WithDefaultValue("");

        Execute.Sql(
            """
            UPDATE "Customers"
            SET "FirstName" = left(split_part("FullName", ' ', 1), 100),
                "LastName" = left(ltrim(substr("FullName", length(split_part("FullName", ' ', 1)) + 1)), 100);
            """);
    }
}
