using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Storefront;

namespace MigrationGuard.Samples;

/// <summary>The sample is only worth reading if EF Core itself takes its history for real.</summary>
public sealed class StorefrontHistoryTests
{
    [Fact]
    public void The_snapshot_equals_the_model()
    {
        using var context = new ShopContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_migration_does_at_least_what_its_Designer_says_it_leads_to()
    {
        using var context = new ShopContextFactory().CreateDbContext([]);
        var migrations = context.GetService<IMigrationsAssembly>();
        var differ = context.GetService<IMigrationsModelDiffer>();
        IRelationalModel? before = null;

        foreach (var (id, type) in migrations.Migrations)
        {
            var migration = migrations.CreateMigration(type, context.Database.ProviderName!);
            var after = ((IModel)context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel)).GetRelationalModel();

            Assert.Equal(Kinds(differ.GetDifferences(before, after)), Kinds(migration.UpOperations));
            Assert.True(migration.DownOperations.Count > 0 || migration.UpOperations.All(operation => operation is SqlOperation), id);
            before = after;
        }

        Assert.Equal(14, migrations.Migrations.Count);
    }

    [Fact]
    public void The_released_migration_of_the_project_file_exists()
    {
        using var context = new ShopContextFactory().CreateDbContext([]);
        var project = File.ReadAllText(Repository.At("samples", "Storefront", "Storefront.csproj"));

        Assert.Contains(context.Database.GetMigrations(), id => project.Contains($"<MigrationGuardReleased>{id}</MigrationGuardReleased>", StringComparison.Ordinal));
    }

    // SQL is what people add by hand; everything else must be what EF would scaffold.
    private static IEnumerable<string> Kinds(IEnumerable<MigrationOperation> operations) =>
        operations.Where(operation => operation is not SqlOperation).Select(operation => operation.GetType().Name);
}
