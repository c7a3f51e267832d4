using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Migrations
{
    /// <inheritdoc />
    public partial class RequireCustomerFullName : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Customers who registered while the previous release was still running have no full name yet.
            migrationBuilder.Sql(
                """
                UPDATE "Customers" SET "FullName" = trim("FirstName" || ' ' || "LastName") WHERE "FullName" IS NULL;
                """);

            migrationBuilder.AlterColumn<string>(
                name: "FullName",
                table: "Customers",
                type: "character varying(201)",
                maxLength: 201,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(201)",
                oldMaxLength: 201,
                oldNullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "FullName",
                table: "Customers",
                type: "character varying(201)",
                maxLength: 201,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(201)",
                oldMaxLength: 201);
        }
    }
}
