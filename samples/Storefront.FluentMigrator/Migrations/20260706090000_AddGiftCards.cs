using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260706090000)]
public class AddGiftCards : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("GiftCards")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_GiftCards").Identity()
            .WithColumn("Code").AsString(24).NotNullable().Unique("IX_GiftCards_Code")
            .WithColumn("Balance").AsDecimal(12, 2).NotNullable()
            .WithColumn("ValidUntil").AsDateTimeOffset().NotNullable();
    }
}
