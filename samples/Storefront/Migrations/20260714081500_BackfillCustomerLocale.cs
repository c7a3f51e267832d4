using Microsoft.EntityFrameworkCore.Migrations;
using MigrationGuard;

#nullable disable

namespace Storefront.Migrations
{
    /// <inheritdoc />
    [AcceptHazard("MG4010", "1.2 million short rows, written in the weekly window in under a minute", Owner = "accounts team")]
    public partial class BackfillCustomerLocale : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                UPDATE "Customers" SET "Locale" = 'en' WHERE "Locale" IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Nothing to undo: the column goes with the migration before this one.
        }
    }
}
