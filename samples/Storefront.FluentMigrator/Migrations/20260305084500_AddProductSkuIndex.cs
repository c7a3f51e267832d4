using FluentMigrator;
using FluentMigrator.Postgres;

namespace Storefront.Migrations;

// PostgreSQL refuses to build an index concurrently inside a transaction.
[Migration(20260305084500, TransactionBehavior.None)]
public class AddProductSkuIndex : Migration
{
    public override void Up()
    {
        Create.Index("IX_Products_Sku").OnTable("Products").OnColumn("Sku").Unique().WithOptions().AsConcurrently();
    }

    public override void Down()
    {
        Delete.Index("IX_Products_Sku").OnTable("Products");
    }
}
