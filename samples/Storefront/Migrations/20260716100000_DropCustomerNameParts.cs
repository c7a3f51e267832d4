using Microsoft.EntityFrameworkCore.Migrations;
using MigrationGuard;

#nullable disable

namespace Storefront.Migrations
{
    /// <inheritdoc />
    [ExpandContract(MigrationPhase.Contract, ExpandedBy = "20260323120000_AddCustomerFullName")]
    public partial class DropCustomerNameParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FirstName",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "LastName",
                table: "Customers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FirstName",
                table: "Customers",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LastName",
                table: "Customers",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(
                """
                UPDATE "Customers"
                SET "FirstName" = left(split_part("FullName", ' ', 1), 100),
                    "LastName" = left(ltrim(substr("FullName", length(split_part("FullName", ' ', 1)) + 1)), 100);
                """);
        }
    }
}
