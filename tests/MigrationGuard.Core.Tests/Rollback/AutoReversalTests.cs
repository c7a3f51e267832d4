using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Core.Tests.Rollback;

public sealed class AutoReversalTests
{
    private static readonly Column Column = new() { Name = "c", ClrType = "int" };

    private static readonly ForeignKeyDefinition Key = new() { Name = "fk", Columns = ["x"], PrincipalSchema = "s2", PrincipalTable = "b", PrincipalColumns = ["y"] };

    public static TheoryData<Operation, Operation> Reversible => new()
    {
        { new CreateTable { Schema = "s", Table = "t", Columns = [Column] }, new DropTable { Schema = "s", Table = "t" } },
        { new AddColumn { Schema = "s", Table = "t", Column = Column }, new DropColumn { Schema = "s", Table = "t", Name = "c" } },
        { new EnsureSchema { Name = "s" }, new DropSchema { Name = "s" } },
        { new AddPrimaryKey { Schema = "s", Table = "t", Key = new("pk", ["c"]) }, new DropPrimaryKey { Schema = "s", Table = "t", Name = "pk" } },
        { new RenameTable { Schema = "s", Table = "a", NewName = "b" }, new RenameTable { Schema = "s", Table = "b", NewName = "a" } },
        { new RenameColumn { Schema = "s", Table = "t", Name = "a", NewName = "b" }, new RenameColumn { Schema = "s", Table = "t", Name = "b", NewName = "a" } },
    };

    public static TheoryData<Operation> Irreversible => new()
    {
        new AlterTable { Table = "t" },
        new AlterColumn { Table = "t", Column = Column },
        new AlterColumn { Table = "t", Column = Column, IsComplete = false },
        new RenameTable { Table = "t", NewSchema = "s" },
        new CreateSequence { Name = "q" },
        new DropTable { Table = "t" },
        new DropColumn { Table = "t", Name = "c" },
        new DropIndex { Table = "t", Name = "ix" },
        new DropPrimaryKey { Table = "t", Name = "pk" },
        new DropUniqueConstraint { Table = "t", Name = "uq" },
        new DropSchema { Name = "s" },
        new DropSequence { Name = "q" },
        new DropForeignKey { Table = "t", Name = "fk" },
        new UpdateData { Table = "t", Columns = ["c"] },
        new Sql { Text = "SELECT 1" },
        new Unknown { Reason = "r", Touches = "connection" },
    };

    [Theory]
    [MemberData(nameof(Reversible))]
    public void An_operation_reverses_into_its_opposite(Operation up, Operation down)
    {
        foreach (var version in new[] { null, "3.2.9", "7.2.0", "8.0.1" })
        {
            var reversal = AutoReversal.Of([up], version);
            Assert.Equal([down], reversal.Operations);
            Assert.False(reversal.Throws);
            Assert.Equal(ReversalDoubt.None, reversal.Steps[0].Doubt);
        }
    }

    [Theory]
    [MemberData(nameof(Irreversible))]
    public void An_operation_without_a_reverse_throws(Operation up)
    {
        foreach (var version in new[] { null, "3.2.9", "7.2.0" })
        {
            var reversal = AutoReversal.Of([new EnsureSchema { Name = "s" }, up], version);
            Assert.True(reversal.Throws);
            Assert.Empty(reversal.Operations);
            Assert.Null(reversal.Steps[0].Throws);
            Assert.Contains(up.Kind == "Unknown" ? "Unknown" : up.Kind, reversal.Thrown);
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("nonsense", true)]
    [InlineData("3.2.9", true)]
    [InlineData("7.2.0", true)]
    [InlineData("8.0.0", false)]
    [InlineData("9.0.0", false)]
    public void An_altered_table_throws_before_version_8(string? version, bool throws)
    {
        var reversal = AutoReversal.Of([new AlterTable { Table = "t", Comment = "new" }], version);
        Assert.Equal(throws, reversal.Throws);
        Assert.Equal(throws ? ReversalDoubt.None : ReversalDoubt.AppliedAgain, reversal.Steps[0].Doubt);
    }

    [Fact]
    public void A_unique_constraint_and_an_index_are_found_again_by_name_or_columns()
    {
        var reversal = AutoReversal.Of(
            [new AddUniqueConstraint { Table = "t", Key = new(null, ["a", "b"]) }, new CreateIndex { Table = "t", Columns = ["c"], Unique = true }], "7.2.0");
        Assert.Equal(["c"], Assert.IsType<DropIndex>(reversal.Operations[0]).Columns);
        Assert.Equal(["a", "b"], Assert.IsType<DropUniqueConstraint>(reversal.Operations[1]).Columns);
    }

    [Fact]
    public void A_created_foreign_key_is_dropped()
    {
        var drop = Assert.IsType<DropForeignKey>(Assert.Single(AutoReversal.Of([new AddForeignKey { Schema = "s", Table = "a", ForeignKey = Key }], null).Operations));
        Assert.Equal(("s", "a", "fk"), (drop.Schema, drop.Table, drop.Name));
    }

    [Fact]
    public void A_dropped_foreign_key_comes_back_the_other_way_round()
    {
        var reversal = AutoReversal.Of([new DropForeignKey { Schema = "s", Table = "a", Name = "fk", ForeignKey = Key }], null);
        var add = Assert.IsType<AddForeignKey>(Assert.Single(reversal.Operations));
        Assert.Equal(("s2", "b", "s", "a"), (add.Schema, add.Table, add.ForeignKey.PrincipalSchema, add.ForeignKey.PrincipalTable));
        Assert.Equal(["y"], add.ForeignKey.Columns);
        Assert.Equal(["x"], add.ForeignKey.PrincipalColumns);
        Assert.Equal(ReversalDoubt.SwapsForeignKey, reversal.Steps[0].Doubt);
    }

    [Theory]
    [InlineData("3.2.9", "1,2")]
    [InlineData("7.0.0", "2,1")]
    public void Inserted_rows_are_deleted_by_all_their_values(string version, string order)
    {
        var reversal = AutoReversal.Of(
            [new InsertData { Table = "t", Columns = ["a"], Rows = [[Literal.OfNumber("1")], [Literal.OfNumber("2")]] }], version);
        var delete = Assert.IsType<DeleteData>(Assert.Single(reversal.Operations));
        Assert.Equal(order, string.Join(",", delete.KeyValues.Select(row => row[0].Text)));
        Assert.Equal(RowFilterKind.Key, delete.Filter.Kind);
        Assert.Equal(ReversalDoubt.MatchesRowsByValue, reversal.Steps[0].Doubt);
    }

    [Fact]
    public void Deleted_rows_come_back_with_the_values_that_were_named()
    {
        var reversal = AutoReversal.Of([new DeleteData { Table = "t", KeyColumns = ["a"], KeyValues = [[Literal.OfNumber("1")]], Filter = new(RowFilterKind.Key, ["a"]) }], null);
        Assert.Equal(["a"], Assert.IsType<InsertData>(Assert.Single(reversal.Operations)).Columns);
    }

    [Fact]
    public void Deleting_every_row_restores_none()
    {
        var reversal = AutoReversal.Of([new DeleteData { Table = "t" }], null);
        Assert.False(reversal.Throws);
        Assert.Empty(Assert.IsType<InsertData>(Assert.Single(reversal.Operations)).Rows);
        Assert.Equal(ReversalDoubt.RestoresNoRows, reversal.Steps[0].Doubt);
    }

    [Fact]
    public void The_last_operation_is_reversed_first()
    {
        var reversal = AutoReversal.Of([new EnsureSchema { Name = "s" }, new CreateTable { Schema = "s", Table = "t" }], null);
        Assert.Equal(["DropTable", "DropSchema"], reversal.Operations.Select(operation => operation.Kind));
    }

    [Fact]
    public void A_condition_asks_the_database_again_on_the_way_back()
    {
        var reversal = AutoReversal.Of([new CreateTable { Table = "t", Certainty = Certainty.Conditional, Condition = "!Schema.Table(\"t\").Exists()" }], "7.2.0");
        Assert.True(reversal.DependsOnDatabase);
        Assert.Equal(ReversalDoubt.AsksTheDatabase, reversal.Steps[0].Doubt);
        Assert.Equal(Certainty.Unknown, Assert.Single(reversal.Operations).Certainty);
    }

    [Theory]
    [InlineData(Certainty.Conditional, Providers.All)]
    [InlineData(Certainty.Certain, Providers.Sqlite)]
    public void What_cannot_be_reversed_only_sometimes_may_throw(Certainty certainty, Providers providers)
    {
        var reversal = AutoReversal.Of([new EnsureSchema { Name = "s" }, new DropTable { Table = "t", Certainty = certainty, Providers = providers }], null);
        Assert.Equal((false, true), (reversal.Throws, reversal.MayThrow));
        Assert.Equal(["DropSchema"], reversal.Operations.Select(operation => operation.Kind));
    }

    [Fact]
    public void Nothing_reverses_into_nothing()
    {
        var reversal = AutoReversal.Of([], null);
        Assert.Equal((0, false, false, false), (reversal.Operations.Count, reversal.Throws, reversal.MayThrow, reversal.DependsOnDatabase));
    }

    [Fact]
    public void The_reverse_stands_where_the_operation_stands()
    {
        var span = new SourceSpan("a.cs", 1, 2, 3, 4, 5, 6);
        var reverse = Assert.Single(AutoReversal.Of([new CreateTable { Table = "t", Span = span, Providers = Providers.MySql }], null).Operations);
        Assert.Equal((span, Providers.MySql), (reverse.Span, reverse.Providers));
    }
}
