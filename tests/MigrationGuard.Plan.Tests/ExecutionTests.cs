using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;

namespace MigrationGuard.PlanExecution;

/// <summary>
/// The database steps of a plan, executed as they are printed: every query, every statement, every command of PostgreSQL's own tools. Only <c>dotnet ef</c> is replaced, by
/// the script that the same migrator writes for the same two migrations.
/// </summary>
public sealed class ExecutionTests(Cluster cluster) : IClassFixture<Cluster>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration-guard-plan-").FullName;
    private readonly Dictionary<string, string> _numbers = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_plan_of_the_sample_brings_schema_and_rows_back_as_it_promises()
    {
        var plan = RollbackPlan.Of(Storefronts.Assess());
        var database = cluster.Create();
        Shop.Migrate(database, "20260305084500_AddProductSkuIndex");
        database.Run(Shop.Seed);
        Shop.Migrate(database, "20260518080000_AddProductReviews");
        database.Shell("pg_dump --format=custom --file=nightly.dump \"$DATABASE_URL\"", _folder);
        var coupons = database.Rows("SELECT * FROM \"LegacyCoupons\" ORDER BY 1");
        var orders = database.Rows("SELECT \"Id\", \"CouponCode\" FROM \"Orders\" ORDER BY 1");
        Shop.Migrate(database, "20260720064500_DropLegacyCoupons");
        database.Run("""
            INSERT INTO "Orders" ("CustomerId", "PlacedAt") SELECT 2, '2026-07-21' WHERE setval(pg_get_serial_sequence('"Orders"', 'Id'), 3) IS NOT NULL;
            INSERT INTO "GiftCards" ("Code", "Balance", "ValidUntil") VALUES ('GIFT', 25, '2027-01-01');
            UPDATE "Customers" SET "Locale" = 'en-GB' WHERE "Id" = 1;
            """);

        Execute(plan, database, "20260720064500_DropLegacyCoupons", "20260716100000_DropCustomerNameParts");

        var expected = cluster.Create();
        Shop.Migrate(expected, "20260716100000_DropCustomerNameParts");
        Assert.Equal(expected.Schema(_folder), database.Schema(_folder));
        Assert.Equal(
            [("Orders", DataFate.FromBackup), ("LegacyCoupons", DataFate.FromBackup), ("Customers", DataFate.Superseded), ("Customers", DataFate.Kept), ("GiftCards", DataFate.Kept)],
            plan.DataRecovery.Select(table => (table.Table, table.Fate)));
        Assert.Equal(coupons, database.Rows("SELECT * FROM \"LegacyCoupons\" ORDER BY 1"));
        Assert.Equal([.. orders, "4|NULL"], database.Rows("SELECT \"Id\", \"CouponCode\" FROM \"Orders\" ORDER BY 1"));
        Assert.Equal("1", database.Run("SELECT count(*) FROM \"GiftCards\""));
        Assert.Equal(["1|Ada Lovelace|en-GB", "2|Alan Turing|en"], database.Rows("SELECT \"Id\", \"FullName\", \"Locale\" FROM \"Customers\" ORDER BY 1"));
    }

    [Fact]
    public void What_a_plan_says_is_discarded_is_exactly_what_is_gone()
    {
        var plan = RollbackPlan.Of(Storefronts.Assess("20260217101500_AddShipments", manifest => Storefronts.UpTo(manifest, "20260323120000_AddCustomerFullName")));
        var given = Assert.Single(plan.DataRecovery);
        Assert.Equal(("Customers", "FullName", DataFate.Discarded), (given.Table, Assert.Single(given.Columns), given.Fate));
        var database = cluster.Create();
        Shop.Migrate(database, "20260323120000_AddCustomerFullName");
        database.Run(Shop.Seed);
        database.Run("UPDATE \"Customers\" SET \"FullName\" = 'Ada King' WHERE \"Id\" = 1; UPDATE \"Customers\" SET \"FullName\" = NULL WHERE \"Id\" = 2;");
        string[] tables = ["Categories", "LegacyCoupons", "Orders", "OrderLines", "Products", "Shipments"];
        var before = tables.Select(table => database.Rows("SELECT * FROM \"" + table + "\" ORDER BY 1")).ToList();
        var customers = database.Rows("SELECT \"Id\", \"Email\", \"FirstName\", \"LastName\", \"RegisteredAt\" FROM \"Customers\" ORDER BY 1");

        Execute(plan, database, "20260323120000_AddCustomerFullName", "20260217101500_AddShipments");

        var expected = cluster.Create();
        Shop.Migrate(expected, "20260217101500_AddShipments");
        Assert.Equal(expected.Schema(_folder), database.Schema(_folder));
        Assert.Contains("1", _numbers.Values);
        Assert.Equal("1", _numbers[Assert.Single(Steps(plan).SelectMany(step => step.Queries), query => query.About.ToString() == "values of Customers.FullName that go").Label!]);
        Assert.Equal(before, tables.Select(table => database.Rows("SELECT * FROM \"" + table + "\" ORDER BY 1")));
        Assert.Equal(customers, database.Rows("SELECT \"Id\", \"Email\", \"FirstName\", \"LastName\", \"RegisteredAt\" FROM \"Customers\" ORDER BY 1"));
    }

    [Fact]
    public void The_copy_made_before_the_rollback_undoes_the_rollback()
    {
        var plan = RollbackPlan.Of(Storefronts.Assess("20260217101500_AddShipments", manifest => Storefronts.UpTo(manifest, "20260323120000_AddCustomerFullName")));
        var database = cluster.Create();
        Shop.Migrate(database, "20260323120000_AddCustomerFullName");
        database.Run(Shop.Seed);
        database.Run("UPDATE \"Customers\" SET \"FullName\" = 'Ada King' WHERE \"Id\" = 1;");
        var schema = database.Schema(_folder);
        Execute(plan, database, "20260323120000_AddCustomerFullName", "20260217101500_AddShipments");

        var restore = plan.IfItFails.SelectMany(line => line.Parts).Single(part => part.Kind == PhraseKind.Code && part.Text.StartsWith("pg_restore", StringComparison.Ordinal)).Text;
        database.Shell(restore, _folder);

        Assert.Equal(schema, database.Schema(_folder));
        Assert.Equal("Ada King", database.Run("SELECT \"FullName\" FROM \"Customers\" WHERE \"Id\" = 1"));
    }

    private static IEnumerable<PlanStep> Steps(RollbackPlan plan) => plan.Stages.Where(stage => stage.Kind is StageKind.Prepare or StageKind.Database).SelectMany(stage => stage.Steps);

    private void Execute(RollbackPlan plan, Database database, string newest, string target)
    {
        foreach (var step in Steps(plan))
        {
            if (step.Command?.StartsWith("dotnet ef database update " + target + " ", StringComparison.Ordinal) == true)
            {
                var notes = step.Notes.SelectMany(note => note.Parts).Where(part => part.Kind == PhraseKind.Code).Select(part => part.Text).ToList();
                Assert.Contains(notes, note => note.StartsWith("dotnet ef migrations script " + newest + " " + target + " ", StringComparison.Ordinal));
                File.WriteAllText(Path.Combine(_folder, "rollback.sql"), Shop.Script(newest, target));
                database.Shell(Assert.Single(notes, note => note.StartsWith("psql ", StringComparison.Ordinal)), _folder);
            }
            else if (step.Command is { } command && !command.StartsWith("dotnet ef migrations list", StringComparison.Ordinal))
            {
                database.Shell(command, _folder);
            }

            if (step.Sql is { } sql)
            {
                database.Run(sql);
            }

            if (step.CheckCommand is { } check)
            {
                database.Shell(check, _folder);
            }

            foreach (var query in step.Queries)
            {
                var answer = database.Run(query.Sql)!;
                Assert.True(query.Expected is null || query.Expected == answer, step.Action + "\n" + query.Sql + "\nexpected " + query.Expected + ", not " + answer);
                Assert.True(query.SameAs is null || _numbers[query.SameAs] == answer, query.Sql + "\nexpected " + query.SameAs + ", not " + answer);
                if (query.Label is { } label)
                {
                    _numbers.Add(label, answer);
                }
            }
        }
    }
}
