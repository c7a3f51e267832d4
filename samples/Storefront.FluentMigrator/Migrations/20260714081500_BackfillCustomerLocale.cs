using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260714081500)]
public class BackfillCustomerLocale : Migration
{
    public override void Up()
    {
        Execute.Sql(
            """
            UPDATE "Customers" SET "Locale" = 'en' WHERE "Locale" IS NULL;
            """);
    }

    public override void Down()
    {
        // Nothing to undo: the column goes with the migration before this one.
    }
}
