using FluentMigrator;
using FluentMigrator.Postgres;

namespace Storefront.Migrations;

// PostgreSQL refuses to build an index concurrently inside a transaction.
[Migration(20260709133000, TransactionBehavior.None)]
public class AddOrderPlacedAtIndex : Migration
{
    public override void Up()
    {
        Create.Index("IX_Orders_PlacedAt").OnTable("Orders").OnColumn("PlacedAt").Ascending().WithOptions().AsConcurrently();
    }

    public override void Down()
    {
        Delete.Index("IX_Orders_PlacedAt").OnTable("Orders");
    }
}
