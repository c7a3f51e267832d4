using FluentMigrator;
using MigrationGuard;

namespace Storefront.Migrations;

[Migration(20260720064500)]
[BackupGate("LegacyCoupons", "Orders",
    Source = "nightly snapshot of storefront-db, kept for 35 days",
    Runbook = "docs/runbooks/restore-coupons.md",
    RestoreTestedOn = "2026-07-14",
    RestoreMinutes = 25,
    Owner = "database on-call")]
[AcceptHazard("MG1001", "no order since 2024 carries a coupon code; finance keeps the yearly export", Owner = "orders team", Issue = "SHOP-482")]
[AcceptHazard("MG1002", "the last coupon expired in 2024; finance keeps the yearly export", Owner = "orders team", Issue = "SHOP-482")]
[AcceptHazard("MG3002", "goes out in the weekly window, with the shop closed for five minutes", Owner = "orders team", Issue = "SHOP-482")]
public class DropLegacyCoupons : Migration
{
    public override void Up()
    {
        Delete.Table("LegacyCoupons");
        Delete.Column("CouponCode").FromTable("Orders");
    }

    public override void Down()
    {
        Create.Column("CouponCode").OnTable("Orders").AsString(20).Nullable();

        Create.Table("LegacyCoupons")
            .WithColumn("Code").AsString(20).NotNullable().PrimaryKey("PK_LegacyCoupons")
            .WithColumn("Discount").AsDecimal(5, 2).NotNullable()
            .WithColumn("ExpiresAt").AsDateTimeOffset().Nullable();
    }
}
