using System.Data;
using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260217101500)]
public class AddShipments : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("Shipments")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Shipments").Identity()
            .WithColumn("OrderId").AsInt32().NotNullable().Indexed("IX_Shipments_OrderId")
                .ForeignKey("FK_Shipments_Orders_OrderId", "Orders", "Id").OnDelete(Rule.Cascade)
            .WithColumn("Carrier").AsString(60).NotNullable()
            .WithColumn("TrackingNumber").AsString(60).Nullable()
            .WithColumn("SentAt").AsDateTimeOffset().Nullable();
    }
}
