using FluentMigrator;
using MigrationGuard;

namespace Storefront.Migrations;

[Migration(20260323120000)]
[ExpandContract(MigrationPhase.Expand)]
public class AddCustomerFullName : Migration
{
    public override void Up()
    {
        Create.Column("FullName").OnTable("Customers").AsString(201).Nullable();

        Execute.Sql(
            """
            UPDATE "Customers" SET "FullName" = trim("FirstName" || ' ' || "LastName") WHERE "FullName" IS NULL;
            """);
    }

    public override void Down()
    {
        Delete.Column("FullName").FromTable("Customers");
    }
}
