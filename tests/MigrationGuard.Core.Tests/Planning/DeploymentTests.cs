using MigrationGuard.Manifest;
using MigrationGuard.Model;
using Xunit;

namespace MigrationGuard.Planning;

public sealed class DeploymentTests
{
    private static readonly Migration s_first = Make.Ef("20260101_First", [Make.Table("A")], [Make.DropTable("A")]);
    private static readonly Migration s_second = Make.Ef("20260201_Second", [Make.Table("B")], [Make.DropTable("B")]);
    private static readonly Migration s_third = Make.Ef("20260301_Third", [Make.DropTable("B")], [Make.Table("B")]);

    [Fact]
    public void Efs_migrations_run_in_order_of_their_ids_without_regard_to_case()
    {
        var ids = Steps("none", Make.Ef("b", []), Make.Ef("C", []), Make.Ef("A", [])).Select(step => step.Migration.Id);

        Assert.Equal(["A", "b", "C"], ids);
    }

    [Fact]
    public void Fluent_migrations_run_in_order_of_their_versions_as_numbers()
    {
        var unknown = Make.Fm(1, [], name: "NoVersion") with { Id = "NoVersion", Version = null };

        var ids = Steps("none", unknown, Make.Fm(100, []), Make.Fm(20, []), Make.Fm(3, [])).Select(step => step.Migration.Id);

        Assert.Equal(["3", "20", "100", "NoVersion"], ids);
    }

    [Fact]
    public void What_runs_every_time_comes_last_and_what_never_runs_after_that()
    {
        var steps = Steps(
            "2",
            Make.Fm(9, [], name: "Never") with { Kind = MigrationKind.NeverRuns },
            Make.Fm(8, [], name: "Seed") with { Kind = MigrationKind.Profile },
            Make.Fm(7, [], name: "Clean") with { Kind = MigrationKind.Maintenance },
            Make.Fm(2, []),
            Make.Fm(1, []));

        Assert.Equal(["M1", "M2", "Clean", "Seed", "Never"], steps.Select(step => step.Migration.Name));
        Assert.Equal([true, true, false, false, false], steps.Select(step => step.Released));
        Assert.Equal("1", steps[1].PreviousId);
        Assert.Null(steps[2].PreviousId);
    }

    [Theory]
    [InlineData("ShopContxt", true)]
    [InlineData("Other.Space.ShopContext", true)]
    [InlineData("ShopContext", false)]
    [InlineData("Shop.ShopContext", false)]
    [InlineData("AccountsDatabase", false)]
    public void A_misspelled_context_in_the_configuration_is_an_error(string name, bool isWrong)
    {
        var configuration = new ConfigurationText("migrationguard.json", "{ \"contexts\": { \"" + name + "\": { \"released\": \"1_Create\" } } }");
        var manifest = Make.Manifest("", Engine.PostgreSql, Make.Ef("1_Create", [Make.Table("Customers")], []));

        var problems = Guard.Assess(manifest, Make.Inputs("") with { Configuration = configuration, SettingsMustMatch = false }).Deployment.Problems;

        Assert.Equal(isWrong ? 1 : 0, problems.Count(problem => problem.Rule == "MG0003" && problem.Message.Contains("Shop.ShopContext", StringComparison.Ordinal)));
    }

    [Fact]
    public void Contexts_are_kept_apart_and_frameworks_too()
    {
        var contexts = Make.Assess("none", Make.Fm(1, []), Make.Ef("1_A", [], context: "Z.Db"), Make.Ef("1_B", [], context: "A.Db"), Make.Ef("1_C", [], context: null)).Deployment.Contexts;

        Assert.Equal([null, "A.Db", "Z.Db", null], contexts.Select(context => context.Context));
        Assert.Equal(Framework.FluentMigrator, contexts[3].Framework);
    }

    [Fact]
    public void A_released_id_makes_everything_up_to_it_history_and_the_rest_one_set()
    {
        var steps = Steps("20260101_First", s_first, s_second, s_third);

        Assert.Equal([true, false, false], steps.Select(step => step.Released));
        Assert.Equal([1, 1], steps.Skip(1).Select(step => step.SetStart));
        Assert.True(Make.Assess("20260101_First", s_first, s_second, s_third).Gate.Passed);
    }

    [Fact]
    public void Without_a_word_on_releases_no_migration_excuses_another()
    {
        var steps = Steps("", s_first, s_second, s_third);

        Assert.Equal([0, 1, 2], steps.Select(step => step.SetStart));
        Assert.Equal(["MG6001"], Make.Assess("", s_first, s_second, s_third).Failures());
    }

    [Fact]
    public void With_nothing_released_all_migrations_are_one_new_set() => Assert.True(Make.Assess("none", s_first, s_second, s_third).Gate.Passed);

    [Theory]
    [InlineData("First")]
    [InlineData("20260101_first")]
    [InlineData(" 20260101_First ; ")]
    public void A_released_migration_may_be_named_by_its_name(string released) => Assert.True(Steps(released, s_first, s_second)[0].Released);

    [Fact]
    public void A_released_name_that_exists_nowhere_is_an_error_with_the_closest_ids()
    {
        var assessment = Make.Assess("20260101_Frist", s_first, s_second);

        var failure = Assert.Single(assessment.Gate.Failures, failure => failure.Finding.Rule == "MG0007");
        Assert.Contains("Did you mean 20260101_First", failure.Finding.Message);
        Assert.All(assessment.Deployment.Contexts[0].Steps, step => Assert.False(step.Released));
    }

    [Fact]
    public void Of_two_released_ids_in_one_context_the_earlier_counts_and_an_error_says_so()
    {
        var assessment = Make.Assess("20260101_First;20260201_Second", s_first, s_second);

        Assert.Contains("MG0007", assessment.Failures());
        Assert.False(assessment.Deployment.Contexts[0].Steps[1].Released);
    }

    [Fact]
    public void A_name_that_several_migrations_share_is_an_error()
    {
        var assessment = Make.Assess("Fix", Make.Ef("20260101_Fix", []), Make.Ef("20260201_Fix", []) with { ClassName = "Shop.Migrations.Fix2" });

        Assert.Equal(["MG0007"], assessment.Failures());
    }

    [Fact]
    public void Each_context_has_its_own_released_migration()
    {
        var other = Make.Ef("20260101_Other", [Make.Table("A")], [Make.DropTable("A")], "Shop.OtherContext");
        var drop = Make.Ef("20260201_OtherDrop", [Make.DropTable("A")], [Make.Table("A")], "Shop.OtherContext");

        var contexts = Make.Assess("First", s_first, other, drop).Deployment.Contexts;

        Assert.Equal(ReleaseKnowledge.Unstated, contexts[0].Releases);
        Assert.Equal(ReleaseKnowledge.Known, contexts[1].Releases);
        Assert.Equal("20260101_First", contexts[1].Released);
        Assert.Equal(["MG6001"], Make.Assess("First", s_first, other, drop).Failures());
    }

    [Fact]
    public void The_configuration_speaks_where_the_property_is_silent_and_loses_where_it_is_not()
    {
        const string json = """{ "engine": "mysql", "released": "20260201_Second" }""";

        var silent = Configured(json, "", "", s_first, s_second, s_third);
        var said = Configured(json, "20260101_First", "postgresql", s_first, s_second, s_third);

        Assert.Equal("20260201_Second", silent.Deployment.Contexts[0].Released);
        Assert.Equal((Engine.MySql, "configuration"), (silent.Deployment.Contexts[0].Engine, silent.Deployment.Contexts[0].EngineSource));
        Assert.Equal("20260101_First", said.Deployment.Contexts[0].Released);
        Assert.Equal((Engine.PostgreSql, "property"), (said.Deployment.Contexts[0].Engine, said.Deployment.Contexts[0].EngineSource));
    }

    [Fact]
    public void A_rerun_migration_finds_rows_in_what_its_first_run_created()
    {
        var maintenance = Make.Fm(5, [new CreateTable { Table = "Stats", IfNotExists = true }, new TruncateTable { Table = "Stats" }], name: "Clean") with { Kind = MigrationKind.Maintenance };

        Assert.Equal(["MG6001"], Make.Assess("none", maintenance).Failures());
    }

    [Fact]
    public void A_manifest_that_is_incomplete_or_of_another_version_closes_the_gate()
    {
        var manifest = Make.Manifest("none", Engine.PostgreSql, s_first);

        Assert.Equal(["MG0002"], Guard.Assess(manifest with { Complete = false, Error = "boom" }, Make.Inputs("none")).Failures());
        Assert.Equal(["MG0002"], Guard.Assess(manifest with { SchemaVersion = 99 }, Make.Inputs("none")).Failures());
    }

    [Fact]
    public void A_manifest_written_for_other_settings_closes_the_gate_unless_the_database_decides()
    {
        var manifest = Make.Manifest("none", Engine.PostgreSql, s_first);
        var inputs = Make.Inputs("20260101_First");

        Assert.Equal(["MG0002"], Guard.Assess(manifest, inputs).Failures());
        Assert.True(Guard.Assess(manifest, inputs with { SettingsMustMatch = false }).Gate.Passed);
        Assert.Equal(["MG0002"], Guard.Assess(manifest, Make.Inputs("none", Engine.MySql)).Failures());
        Assert.Equal(["MG0002"], Guard.Assess(manifest, Make.Inputs("none") with { Configuration = new ConfigurationText("migrationguard.json", "{}") }).Failures());
    }

    [Fact]
    public void An_engine_name_that_is_none_closes_the_gate()
    {
        var manifest = Make.Manifest("none", Engine.Unknown, s_first) with { Settings = new ManifestSettings { Released = "none", Engine = "oracle" } };

        Assert.Contains("MG0003", Guard.Assess(manifest, Make.Inputs("none") with { Engine = "oracle" }).Failures());
    }

    [Fact]
    public void A_project_without_migrations_passes()
    {
        var assessment = Make.Assess("20260101_Whatever");

        Assert.True(assessment.Gate.Passed);
        Assert.Empty(assessment.Deployment.Contexts);
    }

    [Fact]
    public void A_configurations_hash_ignores_the_byte_order_mark_and_the_kind_of_line_ends() =>
        Assert.Equal(ConfigurationText.HashOf("{\n}\n"), ConfigurationText.HashOf("\uFEFF{\r\n}\r\n"));

    private static IReadOnlyList<MigrationStep> Steps(string released, params Migration[] migrations) =>
        Assert.Single(Make.Assess(released, migrations).Deployment.Contexts).Steps;

    private static Assessment Configured(string json, string released, string engine, params Migration[] migrations)
    {
        var text = new ConfigurationText("migrationguard.json", json);
        var manifest = new ManifestDocument
        {
            Settings = new ManifestSettings { Released = released, Engine = engine, ConfigurationHash = text.Hash },
            Migrations = migrations,
        };
        return Guard.Assess(manifest, new GuardInputs { Released = released, Engine = engine, Configuration = text, Today = Make.Today });
    }
}
