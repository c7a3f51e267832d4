using Microsoft.EntityFrameworkCore.Migrations;
using MigrationGuard;

#nullable disable

namespace Storefront.Migrations
{
    /// <inheritdoc />
    [ExpandContract(MigrationPhase.Expand)]
    public partial class AddCustomerFullName : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FullName",
                table: "Customers",
                type: "character varying(201)",
                maxLength: 201,
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE "Customers" SET "FullName" = trim("FirstName" || ' ' || "LastName") WHERE "FullName" IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FullName",
                table: "Customers");
        }
    }
}
