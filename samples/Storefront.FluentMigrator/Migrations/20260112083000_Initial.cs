using System.Data;
using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260112083000)]
public class Initial : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("Categories")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Categories").Identity()
            .WithColumn("Name").AsString(80).NotNullable().Unique("IX_Categories_Name");

        Create.Table("Customers")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Customers").Identity()
            .WithColumn("Email").AsString(254).NotNullable().Unique("IX_Customers_Email")
            .WithColumn("FirstName").AsString(100).NotNullable()
            .WithColumn("LastName").AsString(100).NotNullable()
            .WithColumn("RegisteredAt").AsDateTimeOffset().NotNullable();

        Create.Table("LegacyCoupons")
            .WithColumn("Code").AsString(20).NotNullable().PrimaryKey("PK_LegacyCoupons")
            .WithColumn("Discount").AsDecimal(5, 2).NotNullable()
            .WithColumn("ExpiresAt").AsDateTimeOffset().Nullable();

        Create.Table("Products")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Products").Identity()
            .WithColumn("Sku").AsString(32).NotNullable()
            .WithColumn("Name").AsString(200).NotNullable()
            .WithColumn("Price").AsDecimal(12, 2).NotNullable()
            .WithColumn("CategoryId").AsInt32().NotNullable().Indexed("IX_Products_CategoryId")
                .ForeignKey("FK_Products_Categories_CategoryId", "Categories", "Id").OnDelete(Rule.Cascade);

        Create.Table("Orders")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Orders").Identity()
            .WithColumn("CustomerId").AsInt32().NotNullable().Indexed("IX_Orders_CustomerId")
                .ForeignKey("FK_Orders_Customers_CustomerId", "Customers", "Id").OnDelete(Rule.Cascade)
            .WithColumn("PlacedAt").AsDateTimeOffset().NotNullable()
            .WithColumn("CouponCode").AsString(20).Nullable();

        Create.Table("OrderLines")
            .WithColumn("OrderId").AsInt32().NotNullable().PrimaryKey("PK_OrderLines")
                .ForeignKey("FK_OrderLines_Orders_OrderId", "Orders", "Id").OnDelete(Rule.Cascade)
            .WithColumn("Number").AsInt32().NotNullable().PrimaryKey("PK_OrderLines")
            .WithColumn("ProductId").AsInt32().NotNullable().Indexed("IX_OrderLines_ProductId")
                .ForeignKey("FK_OrderLines_Products_ProductId", "Products", "Id").OnDelete(Rule.Cascade)
            .WithColumn("Quantity").AsInt32().NotNullable()
            .WithColumn("UnitPrice").AsDecimal(12, 2).NotNullable();
    }
}
