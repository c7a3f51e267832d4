using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260713074500)]
public class AddCustomerLocale : AutoReversingMigration
{
    public override void Up()
    {
        Create.Column("Locale").OnTable("Customers").AsString(10).Nullable();
    }
}
