using System.Collections;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

/// <summary>Counts, instead of seconds: how often rules look at other migrations.</summary>
public class RuleEffortTests
{
    [Fact]
    public void Twice_the_migrations_are_looked_at_about_twice_as_often_by_every_rule()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var (few, many) = (Looks(rule, 200), Looks(rule, 400));

            Assert.True(many <= (few * 2.5) + 800, $"{rule.Id}: {few} for 200 migrations, {many} for 400");
        }
    }

    private static int Looks(Rule rule, int migrations)
    {
        var manifest = new ManifestDocument { Project = "Shop", ProviderReferences = [Engine.PostgreSql], Migrations = [.. Enumerable.Range(0, migrations).Select(Migration)] };
        var context = Guard.Assess(manifest, new GuardInputs { Released = "none", SettingsMustMatch = false }).Deployment.Contexts[0];
        var counting = new CountingList<MigrationStep>(context.Steps);
        context = context with { Steps = counting };
        foreach (var step in counting.Items)
        {
            rule.Check(new RuleContext(context, step, []));
        }

        return counting.Looks;
    }

    private static Migration Migration(int number)
    {
        var table = "T" + (number / 5);
        Operation[] up = (number % 5) switch
        {
            0 => [new CreateTable { Table = table, Columns = [new Column { Name = "Id", ClrType = "int", StoreType = "integer" }, new Column { Name = "Name", ClrType = "string", StoreType = "text", Nullable = true }] }],
            1 => [new AddColumn { Table = table, Column = new Column { Name = "City", ClrType = "string", StoreType = "text", Nullable = true } }],
            2 => [new Sql { Text = "UPDATE \"" + table + "\" SET \"City\" = 'x' WHERE \"City\" IS NULL" }],
            3 => [new RenameColumn { Table = table, Name = "Name", NewName = "Title" }],
            _ => [new DropColumn { Table = table, Name = "Title" }],
        };
        return new Migration
        {
            Id = (20200101000000L + number) + "_M" + number,
            Framework = Framework.EfCore,
            Context = "Shop.ShopContext",
            ClassName = "Shop.Migrations.M" + number,
            Up = new MigrationBody { Operations = up },
        };
    }

    private sealed class CountingList<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
    {
        public IReadOnlyList<T> Items { get; } = items;

        public int Looks { get; private set; }

        public int Count => Items.Count;

        public T this[int index]
        {
            get
            {
                Looks++;
                return Items[index];
            }
        }

        public IEnumerator<T> GetEnumerator()
        {
            foreach (var item in Items)
            {
                Looks++;
                yield return item;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
