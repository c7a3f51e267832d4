using FluentMigrator;

namespace Storefront.Migrations;

[Migration(20260119141500)]
public class SeedCategories : Migration
{
    public override void Up()
    {
        Insert.IntoTable("Categories")
            .Row(new { Name = "Books" })
            .Row(new { Name = "Games" })
            .Row(new { Name = "Stationery" });
    }

    public override void Down()
    {
        Delete.FromTable("Categories")
            .Row(new { Name = "Books" })
            .Row(new { Name = "Games" })
            .Row(new { Name = "Stationery" });
    }
}
