using MigrationGuard.Model;

namespace MigrationGuard.Reading.Tests.Fluent;

/// <summary>Which classes are migrations, when they run, and where their two ways come from.</summary>
public sealed class DiscoveryTests
{
    private const string Empty = "public override void Up() { } public override void Down() { }";

    [Theory]
    [InlineData("[Migration(20260101)]", 20260101L, "20260101")]
    [InlineData("[Migration(0x10)]", 16L, "16")]
    [InlineData("[Migration(Versions.First + 1)]", 6L, "6")]
    [InlineData("[TimestampedMigration(2026, 1, 2, 3, 4)]", 20260102030400L, "20260102030400")]
    [InlineData("[TimestampedMigration(2026, 11, 22, 13, 14, 15, \"text\")]", 20261122131415L, "20261122131415")]
    [InlineData("[TimestampedMigration(2026, 1, 2, 3, 4, TransactionBehavior.None)]", 20260102030400L, "20260102030400")]
    [InlineData("[Plain(9)]", 9L, "9")]
    [InlineData("[Computed(3, 4)]", 3004L, "3004")]
    [InlineData("[Day(2026, 1, 2)]", 20260102000000L, "20260102000000")]
    [InlineData("[Text(\"2026/03/13 11:35:09\")]", 639089985090000000L, "639089985090000000")]
    [InlineData("[Text(\"03/04/2026 11:35:09\")]", null, "03/04/2026 11:35:09")]
    [InlineData("[Exact(\"2026/03/13 11:35:09\")]", 639089985090000000L, "639089985090000000")]
    [InlineData("[Tried(\"2026-03-13 11:35:09\", \"text\")]", 639089985090000000L, "639089985090000000")]
    [InlineData("[Tried(\"2026-03-13\", \"text\")]", null, "2026-03-13")]
    [InlineData("[Team(2026, 7)]", 20260700L, "20260700")]
    public void The_version_is_what_the_attribute_computes(string attribute, long? version, string id)
    {
        var migration = FluentRun.OfSource(
            $$"""
            public static class Versions { public const long First = 5; }
            public class PlainAttribute : MigrationAttribute { public PlainAttribute(int version) : base(version) { } }
            public class ComputedAttribute : MigrationAttribute { public ComputedAttribute(int major, int minor) : base(major * 1000 + minor, "d") { } }
            public class DayAttribute : TimestampedMigrationAttribute { public DayAttribute(ushort y, ushort m, ushort d) : base(y, m, d, 0, 0, TransactionBehavior.None) { } }
            public class TextAttribute : MigrationAttribute
            {
                public TextAttribute(string time) : base(Parse(time), TransactionBehavior.Default, time) { }
                private static long Parse(string time) => DateTime.Parse(time).Ticks;
            }
            public class ExactAttribute : MigrationAttribute
            {
                public ExactAttribute(string time) : base(Parse(time), "text") { }
                private static readonly string[] Formats = { "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss" };
                private static long Parse(string time) => DateTime.ParseExact(time, Formats, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None).Ticks;
            }
            public sealed class TriedAttribute : MigrationAttribute
            {
                private static readonly string[] Formats = new[] { "yyyy-MM-dd HH:mm:ss", "yyyy.MM.dd HH:mm:ss" };
                public TriedAttribute(string time, string text = null!, TransactionBehavior how = TransactionBehavior.Default) : base(VersionOf(time), how, text + time) { }
                public static long VersionOf(string time)
                {
                    if (time.Length == 0) throw new ArgumentException("empty");
                    if (DateTime.TryParseExact(time, Formats, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var at))
                    {
                        return at.Ticks;
                    }
                    else
                    {
                        throw new ArgumentException("not a time: " + time);
                    }
                }
            }
            public class SprintAttribute : MigrationAttribute
            {
                public SprintAttribute(int year, int sprint) : this(year * 10000L + sprint * 100) { }
                private SprintAttribute(long number) : base(number) { }
            }
            public class TeamAttribute : SprintAttribute { public TeamAttribute(int year, int sprint) : base(year, sprint) { } }
            {{attribute}} public class Probe : Migration { {{Empty}} }
            """).Migration;
        Assert.Equal((version, id, MigrationKind.Versioned), (migration.Version, migration.Id, migration.Kind));
    }

    [Fact]
    public void Attributes_say_description_transaction_breaking_change_and_tags()
    {
        var migration = FluentRun.OfSource(
            $$"""
            [Tags("EU")] public interface IEurope { }
            [Tags("Staging", "Production")] public abstract class Tagged : Migration { }
            [Migration(1, TransactionBehavior.None, "what it does", BreakingChange = true)]
            [Tags(TagBehavior.RequireAny, "DE", "FR")]
            public class Probe : Tagged, IEurope { {{Empty}} }
            """).Migration;
        Assert.Equal(("what it does", true, true), (migration.Description, migration.NoTransaction, migration.BreakingChange));
        Assert.Equal(["DE", "EU", "FR", "Production", "Staging"], migration.Tags);
        Assert.Equal("7.2.0", migration.FrameworkVersion);
        Assert.Equal(Framework.FluentMigrator, migration.Framework);
    }

    [Theory]
    [InlineData("[Maintenance(MigrationStage.AfterAll)] public class Probe : Migration", MigrationKind.Maintenance)]
    [InlineData("[Profile(\"Development\")] public class Probe : Migration", MigrationKind.Profile)]
    [InlineData("[Maintenance(MigrationStage.AfterAll), Migration(1)] public class Probe : Migration", MigrationKind.Versioned)]
    [InlineData("public class Probe : Migration", MigrationKind.NeverRuns)]
    [InlineData("[Migration(1)] internal class Probe : Migration", MigrationKind.NeverRuns)]
    public void A_class_says_when_it_runs(string declaration, MigrationKind kind)
    {
        var migration = FluentRun.OfSource(declaration + " { " + Empty + " }").Migration;
        Assert.Equal(kind, migration.Kind);
        Assert.Equal(kind == MigrationKind.NeverRuns, migration.NeverRunsBecause is not null);
    }

    [Fact]
    public void A_nested_class_runs_only_when_everything_around_it_is_public()
    {
        var migrations = FluentRun.OfSource(
            $$"""
            public class Outer { [Migration(1)] public class Found : Migration { {{Empty}} } [Migration(2)] private class Hidden : Migration { {{Empty}} } }
            class Closed { [Migration(3)] public class Inside : Migration { {{Empty}} } }
            """).Read.Migrations;
        Assert.Equal(
            [("Outer.Found", MigrationKind.Versioned), ("Outer.Hidden", MigrationKind.NeverRuns), ("Closed.Inside", MigrationKind.NeverRuns)],
            migrations.Select(migration => (migration.ClassName, migration.Kind)));
    }

    [Fact]
    public void Abstract_and_generic_classes_are_no_migrations() => Assert.Empty(FluentRun.OfSource(
        $$"""
        [Migration(1)] public abstract class A : Migration { {{Empty}} }
        [Migration(2)] public class B<T> : Migration { {{Empty}} }
        public class C { }
        """).Read.Migrations);

    [Fact]
    public void An_automatic_reverse_is_no_operation_of_its_own()
    {
        var down = FluentRun.OfUp("Create.Schema(\"s\");", baseClass: "AutoReversingMigration").Migration.Down;
        Assert.Equal((BodyKind.AutoReversed, 0, false), (down.Kind, down.Operations.Count, down.Throws));
    }

    [Fact]
    public void A_forward_only_migration_throws_on_its_way_back()
    {
        var down = FluentRun.OfUp("Delete.Table(\"t\");", baseClass: "ForwardOnlyMigration").Migration.Down;
        Assert.Equal((BodyKind.ForwardOnly, true), (down.Kind, down.Throws));
    }

    [Fact]
    public void A_template_of_a_base_class_is_followed()
    {
        var run = FluentRun.OfSource(
            """
            public abstract class Template : Migration
            {
                protected virtual void MainDbUpgrade() { }

                public override void Up()
                {
                    Execute.Sql("SELECT 1");
                    MainDbUpgrade();
                }

                public override void Down() => throw new NotImplementedException();
            }

            [Migration(5)]
            public class Probe : Template
            {
                protected override void MainDbUpgrade() => Delete.Column("a").FromTable("t");
            }
            """);
        run.ShouldBeWhatRuns();
        Assert.Equal((BodyKind.Inherited, "Template", 2), (run.Migration.Up.Kind, run.Migration.Up.DeclaredIn, run.Migration.Up.Operations.Count));
        Assert.Equal((BodyKind.Inherited, true, 0), (run.Migration.Down.Kind, run.Migration.Down.Throws, run.Migration.Down.Operations.Count));
    }

    [Fact]
    public void A_way_back_is_read_like_the_way_forward() => FluentRun.OfSource(
        """
        [Migration(5)]
        public class Probe : Migration
        {
            public override void Up() => Create.Table("t").WithColumn("a").AsInt32();

            public override void Down()
            {
                Delete.Table("t");
                Create.Column("b").OnTable("u").AsString(5).Nullable();
            }
        }
        """).ShouldBeWhatRuns(up: false);

    [Fact]
    public void A_class_that_builds_its_expressions_itself_is_read_there()
    {
        var migration = FluentRun.OfSource(
            """
            [Migration(5)]
            public class Probe : Migration
            {
                public override void Up() => Delete.Table("never");

                public override void Down() { }

                public override void GetUpExpressions(IMigrationContext context) { }
            }
            """).Migration;
        Assert.True(migration.Up.IsEmpty);
    }
}
