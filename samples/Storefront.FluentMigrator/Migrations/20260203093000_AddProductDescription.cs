using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260203093000)]
public class AddProductDescription : AutoReversingMigration
{
    public override void Up()
    {
        Create.Column("Description").OnTable("Products").AsCustom("text").Nullable();
    }
}
