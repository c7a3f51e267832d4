using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Storefront;

namespace MigrationGuard.PlanExecution;

/// <summary>The sample shop on a database.</summary>
internal static class Shop
{
    public const string Seed = """
        INSERT INTO "Customers" ("Id", "Email", "FirstName", "LastName", "RegisteredAt") VALUES (1, 'ada@x', 'Ada', 'Lovelace', '2026-01-01'), (2, 'alan@x', 'Alan', 'Turing', '2026-01-02');
        INSERT INTO "LegacyCoupons" ("Code", "Discount", "ExpiresAt") VALUES ('TEN', 10, NULL), ('O''HALF', 50, '2024-12-31');
        INSERT INTO "Orders" ("Id", "CustomerId", "PlacedAt", "CouponCode") VALUES (1, 1, '2026-02-01', 'TEN'), (2, 1, '2026-02-02', NULL), (3, 2, '2026-02-03', 'O''HALF');
        """;

    /// <summary>Takes a database to a migration, up or down.</summary>
    public static void Migrate(Database database, string target)
    {
        using var context = Context(database.ConnectionString);
        context.GetService<IMigrator>().Migrate(target);
    }

    /// <summary>The SQL that <c>dotnet ef database update</c> runs.</summary>
    public static string Script(string from, string to)
    {
        using var context = Context("Host=none");
        return context.GetService<IMigrator>().GenerateScript(from, to);
    }

    private static ShopContext Context(string connection) => new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(connection).Options);
}
