using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using Xunit;

namespace MigrationGuard.Execution;

/// <summary>What EF Core's SQLite provider makes of a Down: rebuilt tables take the shape of the previous model.</summary>
public sealed class SqliteDownTests
{
    private static readonly Column s_id = Make.Column("Id", "INTEGER", false) with { Identity = true };
    private static readonly Column s_name = Make.Column("Name", "TEXT");
    private static readonly Column s_flag = Make.Column("Flag", "INTEGER", false, Literal.OfNumber("0"));
    private static readonly CreateTable s_movies = Make.Table("Movies", s_id, s_name);

    private static InverseProof Prove(Migration create, Operation[] up, Operation[] down, Operation[]? modelAfter = null) =>
        Make.Assess(create.Id, Engine.Sqlite, create, Make.Ef("20260201_Change", up, down) with
        {
            ModelReading = ModelReading.Designer,
            ModelTables = modelAfter is null ? [] : [new ModelTable { Table = "Movies", Definition = modelAfter }],
        }).Rollback.Migrations.Single().Inverse;

    private static Migration Created(Operation[] operations, params Operation[] model) => Make.Ef("20260101_Create", operations) with
    {
        ModelReading = ModelReading.Designer,
        ModelTables = [new ModelTable { Table = "Movies", Definition = model }],
    };

    [Fact]
    public void A_default_that_the_model_does_not_have_is_gone_after_a_rebuild()
    {
        var create = Created([Make.Table("Movies", s_id, s_name), Make.Add("Movies", s_flag)], Make.Table("Movies", s_id, s_name, s_flag with { Default = null }));
        var proof = Prove(create, [Make.Add("Movies", "Note")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(SchemaInverse.Partial, proof.Schema);
        Assert.True(proof.OnlyDefaults);
        Assert.Equal(["column Movies.Flag comes back without its DEFAULT 0"], proof.Differences);
        Assert.Equal(DataInverse.Untouched, proof.Data);
    }

    [Fact]
    public void A_stale_model_drops_a_column_that_down_does_not_name()
    {
        var create = Created([Make.Table("Movies", s_id, s_name), Make.Add("Movies", s_flag)], s_movies);
        var proof = Prove(create, [Make.Add("Movies", "Note")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(SchemaInverse.Partial, proof.Schema);
        Assert.False(proof.OnlyMinor);
        Assert.Equal(["column Movies.Flag is missing after Down"], proof.Differences);
        Assert.Equal(DataInverse.Lost, proof.Data);
    }

    [Fact]
    public void A_rebuild_restores_more_than_the_operations_say()
    {
        var create = Created([s_movies], s_movies);
        var proof = Prove(create, [Make.Add("Movies", "Note"), Make.Add("Movies", "More")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(SchemaInverse.Exact, proof.Schema);
    }

    [Fact]
    public void A_table_that_the_model_does_not_know_cannot_be_rebuilt()
    {
        var proof = Prove(Created([s_movies]), [Make.Add("Movies", "Note")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(SchemaInverse.None, proof.Schema);
        Assert.Equal(DownFailure.Always, proof.DownFails);
        Assert.Contains("does not know it", proof.Differences.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_designer_nothing_can_be_rebuilt()
    {
        var create = Make.Ef("20260101_Create", [s_movies]) with { ModelReading = ModelReading.Missing };
        var proof = Prove(create, [Make.Add("Movies", "Note")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(DownFailure.Always, proof.DownFails);
        Assert.Contains("has no Designer", proof.Differences.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_not_read_is_unknown_and_never_a_guess()
    {
        var proof = Prove(Make.Ef("20260101_Create", [s_movies]), [Make.Add("Movies", "Note")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(SchemaInverse.Unknown, proof.Schema);
        Assert.Equal(DownFailure.NotProven, proof.DownFails);
    }

    [Fact]
    public void A_down_without_rebuilds_needs_no_model()
    {
        var proof = Prove(Make.Ef("20260101_Create", [s_movies]), [Make.Table("Tags")], [Make.DropTable("Tags")]);
        Assert.Equal(SchemaInverse.Exact, proof.Schema);
    }

    [Fact]
    public void Dropping_a_parent_before_its_foreign_key_is_gone_fails_on_rows_of_the_new_release()
    {
        var key = new ForeignKeyDefinition { Name = "FK_Movies_Studios_StudioId", Columns = ["StudioId"], PrincipalTable = "Studios", PrincipalColumns = ["Id"] };
        var proof = Prove(
            Created([s_movies], s_movies),
            [Make.Table("Studios", s_id), Make.Add("Movies", Make.Column("StudioId", "INTEGER")), new AddForeignKey { Table = "Movies", ForeignKey = key }],
            [new DropForeignKey { Table = "Movies", Name = key.Name }, Make.DropTable("Studios"), Make.Drop("Movies", "StudioId")],
            [Make.Table("Movies", s_id, s_name, Make.Column("StudioId", "INTEGER")) with { ForeignKeys = [key] }]);
        Assert.Equal(SchemaInverse.Exact, proof.Schema);
        Assert.Equal(DownFailure.OnNewRows, proof.DownFails);
    }

    [Fact]
    public void A_cascade_from_a_dropped_parent_empties_a_table_that_is_older()
    {
        var key = new ForeignKeyDefinition { Name = "FK_Movies_Studios_StudioId", Columns = ["StudioId"], PrincipalTable = "Studios", PrincipalColumns = ["Id"], OnDelete = "Cascade" };
        var movies = Make.Table("Movies", s_id, s_name, Make.Column("StudioId", "INTEGER", false));
        var proof = Prove(
            Created([movies], movies),
            [Make.Table("Studios", s_id), new AddForeignKey { Table = "Movies", ForeignKey = key }],
            [new DropForeignKey { Table = "Movies", Name = key.Name }, Make.DropTable("Studios")],
            [movies with { ForeignKeys = [key] }]);
        Assert.Equal(SchemaInverse.Exact, proof.Schema);
        Assert.Equal(DataInverse.Lost, proof.Data);
    }

    [Fact]
    public void A_part_of_the_model_that_is_not_read_leaves_the_verdict_open()
    {
        var proof = Prove(Created([s_movies], s_movies, new Unknown { Reason = "a complex property" }), [Make.Add("Movies", "Note")], [Make.Drop("Movies", "Note")]);
        Assert.Equal(SchemaInverse.Unknown, proof.Schema);
    }

    [Fact]
    public void What_a_rebuild_takes_from_Down_itself_was_never_lost()
    {
        var create = Created([s_movies], s_movies);
        var up = new Operation[] { Make.Drop("Movies", "Ghost"), Make.Alter("Movies", s_name with { Nullable = false, Default = Literal.OfString("") }, s_name) };
        var down = new Operation[] { Make.Alter("Movies", s_name, s_name with { Nullable = false }), Make.Add("Movies", "Ghost") };
        var change = Make.Ef("20260201_Change", up, down) with { ModelReading = ModelReading.Designer, ModelTables = [new ModelTable { Table = "Movies", Definition = [Make.Table("Movies", s_id, s_name with { Nullable = false })] }] };
        Assert.DoesNotContain(Make.Assess(create.Id, Engine.Sqlite, create, change).Hazards, finding => finding.Rule == "MG2017");
    }
}
