using System.Data;
using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260518080000)]
public class AddProductReviews : Migration
{
    public override void Up()
    {
        Create.Table("ProductReviews")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_ProductReviews").Identity()
            .WithColumn("ProductId").AsInt32().NotNullable().Indexed("IX_ProductReviews_ProductId")
                .ForeignKey("FK_ProductReviews_Products_ProductId", "Products", "Id").OnDelete(Rule.Cascade)
            .WithColumn("CustomerId").AsInt32().NotNullable().Indexed("IX_ProductReviews_CustomerId")
                .ForeignKey("FK_ProductReviews_Customers_CustomerId", "Customers", "Id").OnDelete(Rule.Cascade)
            .WithColumn("Stars").AsInt16().NotNullable()
            .WithColumn("Text").AsString(4000).Nullable();

        Execute.Sql(
            """
            ALTER TABLE "ProductReviews" ADD CONSTRAINT "CK_ProductReviews_Stars" CHECK ("Stars" BETWEEN 1 AND 5);
            """);
    }

    public override void Down()
    {
        Delete.Table("ProductReviews");
    }
}
