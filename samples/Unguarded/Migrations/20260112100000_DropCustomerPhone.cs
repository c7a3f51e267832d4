using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Unguarded.Migrations
{
    // The build stops here with MG6001. Any of these lets it pass, because each answers the question how the numbers come back:
    //
    // 1. A backup that was restored once, and a runbook that exists. Put this on the class, with "using MigrationGuard;" above:
    //
    //    [BackupGate("Customers",
    //        Source = "nightly snapshot of customers",
    //        Runbook = "docs/runbooks/restore-customers.md",
    //        RestoreTestedOn = "2026-01-09",
    //        RestoreMinutes = 15,
    //        Owner = "database on-call")]
    //
    //    Without RestoreTestedOn, or without the table, it is MG6002. With a runbook that is not there, or has no heading for the table, MG6003.
    //
    // 2. Keep the content before the drop, in this migration:
    //
    //    migrationBuilder.Sql("""CREATE TABLE "CustomerPhones" AS SELECT "Id", "Phone" FROM "Customers";""");
    //
    /// <inheritdoc />
    public partial class DropCustomerPhone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Customers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "Customers",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);
        }
    }
}
