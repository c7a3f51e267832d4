using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationGuard;

#nullable disable

namespace Storefront.Migrations
{
    /// <inheritdoc />
    [BackupGate("LegacyCoupons", "Orders",
        Source = "nightly snapshot of storefront-db, kept for 35 days",
        Runbook = "docs/runbooks/restore-coupons.md",
        RestoreTestedOn = "2026-07-14",
        RestoreMinutes = 25,
        Owner = "database on-call")]
    [AcceptHazard("MG1001", "no order since 2024 carries a coupon code; finance keeps the yearly export", Owner = "orders team", Issue = "SHOP-482")]
    [AcceptHazard("MG1002", "the last coupon expired in 2024; finance keeps the yearly export", Owner = "orders team", Issue = "SHOP-482")]
    [AcceptHazard("MG3002", "goes out in the weekly window, with the shop closed for five minutes", Owner = "orders team", Issue = "SHOP-482")]
    public partial class DropLegacyCoupons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LegacyCoupons");

            migrationBuilder.DropColumn(
                name: "CouponCode",
                table: "Orders");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CouponCode",
                table: "Orders",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LegacyCoupons",
                columns: table => new
                {
                    Code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Discount = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegacyCoupons", x => x.Code);
                });
        }
    }
}
