using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260409090000)]
public class RequireCustomerFullName : Migration
{
    public override void Up()
    {
        // Customers who registered while the previous release was still running have no full name yet.
        Execute.Sql(
            """
            UPDATE "Customers" SET "FullName" = trim("FirstName" || ' ' || "LastName") WHERE "FullName" IS NULL;
            """);

        Alter.Column("FullName").OnTable("Customers").AsString(201).NotNullable();
    }

    public override void Down()
    {
        Alter.Column("FullName").OnTable("Customers").AsString(201).Nullable();
    }
}
