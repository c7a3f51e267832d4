using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Storefront;

/// <summary>What <c>dotnet ef</c> uses. The database is named by the environment, never by the source.</summary>
public class ShopContextFactory : IDesignTimeDbContextFactory<ShopContext>
{
    private const string LocalDatabase = "Host=localhost;Database=storefront;Username=storefront";

    public ShopContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<ShopContext>()
            .UseNpgsql(Environment.GetEnvironmentVariable("STOREFRONT_DATABASE") ?? LocalDatabase)
            .Options);
}
