using MigrationGuard.Manifest;
using MigrationGuard.Model;
using Xunit;

namespace MigrationGuard.Planning;

public sealed class EngineInferenceTests
{
    [Theory]
    [InlineData(Engine.Sqlite, "INTEGER", "TEXT")]
    [InlineData(Engine.PostgreSql, "integer", "text")]
    [InlineData(Engine.PostgreSql, "uuid", "character varying(50)")]
    [InlineData(Engine.PostgreSql, "bigint", "timestamp with time zone")]
    [InlineData(Engine.PostgreSql, "bigint", "text[]")]
    [InlineData(Engine.SqlServer, "int", "nvarchar(max)")]
    [InlineData(Engine.SqlServer, "bigint", "datetime2")]
    [InlineData(Engine.SqlServer, "int", "NVARCHAR(50)")]
    [InlineData(Engine.MySql, "int", "longtext")]
    [InlineData(Engine.MySql, "int unsigned", "datetime(6)")]
    [InlineData(Engine.MySql, "int", "varchar(50) CHARACTER SET utf8mb4")]
    [InlineData(Engine.Unknown, "int", "varchar(50)")]
    [InlineData(Engine.Unknown, null, null)]
    public void Store_types_tell_the_engine(Engine expected, string? first, string? second) =>
        Assert.Equal(expected, Infer(Make.Ef("1_A", [Make.Table("T", Make.Column("Id", first), Make.Column("Name", second))])));

    [Theory]
    [InlineData("SqlServer:Identity", Engine.SqlServer)]
    [InlineData("Npgsql:ValueGenerationStrategy", Engine.PostgreSql)]
    [InlineData("MySql:CharSet", Engine.MySql)]
    [InlineData("MySQL:ValueGenerationStrategy", Engine.MySql)]
    [InlineData("Sqlite:Autoincrement", Engine.Sqlite)]
    [InlineData("Relational:Collation", Engine.Unknown)]
    [InlineData("NoColon", Engine.Unknown)]
    public void An_annotation_tells_the_engine(string annotation, Engine expected)
    {
        var column = Make.Column("Id", null) with { Annotations = [new Annotation(annotation, Literal.OfBoolean(true))] };

        Assert.Equal(expected, Infer(Make.Ef("1_A", [Make.Table("T", column)])));
    }

    [Fact]
    public void Annotations_of_several_engines_leave_the_word_to_the_types()
    {
        var column = Make.Column("Id", "INTEGER") with
        {
            Annotations = [new Annotation("SqlServer:Identity", null), new Annotation("Sqlite:Autoincrement", null)],
        };

        Assert.Equal(Engine.Sqlite, Infer(Make.Ef("1_A", [Make.Table("T", column)])));
        var silent = EngineInference.Infer([Make.Ef("1_A", [Make.Table("T", column with { StoreType = null })])]);
        Assert.Equal(Engine.Unknown, silent.Engine);
        Assert.Equal([Engine.SqlServer, Engine.Sqlite], silent.Contradicting);
    }

    [Fact]
    public void A_branch_for_one_provider_says_nothing_about_the_rest()
    {
        var branch = Make.Add("T", Make.Column("A", "nvarchar(max)")) with { Providers = Providers.SqlServer };

        Assert.Equal(Engine.PostgreSql, Infer(Make.Ef("1_A", [branch, Make.Add("T", Make.Column("B", "jsonb"))])));
    }

    [Fact]
    public void The_namespace_speaks_where_nothing_else_does() =>
        Assert.Equal(Engine.MySql, Infer(Make.Fm(1, [Make.Add("T", Make.Column("A", null))]) with { ClassName = "Shop.Migrations.MySql.M1" }));

    [Fact]
    public void A_single_provider_reference_decides_when_migrations_are_silent_and_several_do_not()
    {
        var manifest = new ManifestDocument { Migrations = [Make.Fm(1, [Make.Add("T", Make.Column("A", null))])] };

        var one = Guard.Assess(manifest with { ProviderReferences = [Engine.Sqlite] }, new GuardInputs());
        var two = Guard.Assess(manifest with { ProviderReferences = [Engine.Sqlite, Engine.PostgreSql] }, new GuardInputs());

        Assert.Equal((Engine.Sqlite, "references"), (one.Deployment.Contexts[0].Engine, one.Deployment.Contexts[0].EngineSource));
        Assert.Equal((Engine.Unknown, "unknown"), (two.Deployment.Contexts[0].Engine, two.Deployment.Contexts[0].EngineSource));
        Assert.Equal("MG0004", Assert.Single(two.Gate.Warnings).Rule);
        Assert.True(two.Gate.Passed);
    }

    private static Engine Infer(params Migration[] migrations) => EngineInference.Infer(migrations).Engine;
}
