using Microsoft.CodeAnalysis;
using MigrationGuard.Execution;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using MigrationGuard.Rollback;
using MigrationGuard.RoundTrip.Running;
using MigrationGuard.Testing;

namespace MigrationGuard.RoundTrip;

/// <summary>Mistakes that others shipped and wrote about: each is called what it is, and a database agrees.</summary>
public sealed class PublishedMistakeTests
{
    [Theory]
    [InlineData("aspnetboilerplate #1132: the arguments of RenameColumn swapped in Down", "Rename_swapped_in_Down", SchemaInverse.None, DataInverse.Untouched, DownFailure.Always)]
    [InlineData("chafan 171: a downgrade that silently leaves a part of its upgrade", "Column_added_to_two_tables_dropped_from_one", SchemaInverse.Partial, DataInverse.Untouched, DownFailure.NotProven)]
    [InlineData("janus 1443: up, down, up again does not lead to the same schema", "Dropped_table_comes_back_without_its_index", SchemaInverse.Partial, DataInverse.Lost, DownFailure.NotProven)]
    [InlineData("margince 542: Up clears a flag, Down drops only the guard", "Flag_cleared_and_only_the_column_back", null, DataInverse.Lost, DownFailure.NotProven)]
    [InlineData("EF Core overwrites every NULL and warns of nothing at rollback", "NULLs_overwritten_when_required", null, DataInverse.Lost, DownFailure.NotProven)]
    [InlineData("Down is empty: the history row goes, the schema stays", "Down_is_empty", SchemaInverse.None, DataInverse.Untouched, DownFailure.NotProven)]
    [InlineData("Down throws", "Down_throws", SchemaInverse.None, DataInverse.Untouched, DownFailure.Always)]
    public void A_mistake_is_seen_and_happens(string mistake, string name, SchemaInverse? schema, DataInverse data, DownFailure fails)
    {
        var all = AllRoundTrips.On(Engine.Sqlite);
        var outcome = all.Outcomes[name];
        var proof = all.Histories.VerdictOf(outcome.Case).Inverse;

        Assert.True(mistake.Length > 0);
        Assert.True(schema is null || schema == proof.Schema, proof.Schema + ": " + string.Join("; ", proof.Differences));
        Assert.Equal(data, proof.Data);
        Assert.Equal(fails, proof.DownFails);
        Assert.True(outcome.Schema != SchemaTruth.Exact || !outcome.DataCameBack);
    }

    [Fact]
    public void AutoReversing_over_Alter_Table_throws_at_rollback()
    {
        var proof = Judge("""Alter.Table("Customers").AddColumn("Phone").AsString(30).Nullable();""");

        Assert.Equal(SchemaInverse.None, proof.Schema);
        Assert.Contains(proof.Differences, difference => difference.Contains("cannot reverse", StringComparison.Ordinal));
    }

    [Fact]
    public void AutoReversing_behind_Exists_is_no_proven_way_back()
    {
        var proof = Judge("""if (!Schema.Table("Tags").Exists()) { Create.Table("Tags").WithColumn("Id").AsInt32().PrimaryKey(); }""");

        Assert.Equal(SchemaInverse.Unknown, proof.Schema);
        Assert.Contains(proof.Differences, difference => difference.Contains("runs Up again", StringComparison.Ordinal));
    }

    private static InverseProof Judge(string up)
    {
        var compilation = TestCompilation.Create(
            [
                ("M.cs", $$"""
                    using FluentMigrator;

                    namespace Shop;

                    [Migration(1)]
                    public class Start : Migration
                    {
                        public override void Up() => Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey();

                        public override void Down() => Delete.Table("Customers");
                    }

                    [Migration(2)]
                    public class Change : AutoReversingMigration
                    {
                        public override void Up()
                        {
                            {{up}}
                        }
                    }
                    """),
            ],
            [.. References.Framework, MetadataReference.CreateFromFile(typeof(FluentMigrator.Migration).Assembly.Location)]);
        Assert.Empty(TestCompilation.ErrorsOf(compilation));
        var assessment = Guard.Assess(
            new ManifestDocument { Migrations = MigrationReader.Read(compilation, new ReadingOptions()).Migrations },
            new GuardInputs { Engine = Engine.PostgreSql.ToName(), Released = "1", SettingsMustMatch = false });
        return assessment.Rollback.Migrations.Single().Inverse;
    }
}
