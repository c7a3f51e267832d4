using MigrationGuard.Model;
using MigrationGuard.Planning;
using Xunit;

namespace MigrationGuard.Schema;

public sealed class ColumnChangeTests
{
    [Theory]
    [InlineData(Engine.PostgreSql, "character varying(50)", "character varying(100)", ValueFate.Kept)]
    [InlineData(Engine.PostgreSql, "character varying(50)", "text", ValueFate.Kept)]
    [InlineData(Engine.PostgreSql, "character varying(100)", "character varying(50)", ValueFate.Refused)]
    [InlineData(Engine.PostgreSql, "text", "character varying(50)", ValueFate.Refused)]
    [InlineData(Engine.SqlServer, "nvarchar(max)", "nvarchar(50)", ValueFate.Refused)]
    [InlineData(Engine.MySql, "longtext", "varchar(50)", ValueFate.Cut)]
    [InlineData(Engine.Sqlite, "TEXT", "TEXT", ValueFate.Kept)]
    [InlineData(Engine.Sqlite, "varchar(50)", "varchar(10)", ValueFate.Kept)]
    [InlineData(Engine.Unknown, "varchar(50)", "varchar(10)", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "nvarchar(50)", "varchar(50)", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "varchar(50)", "nvarchar(50)", ValueFate.Kept)]
    [InlineData(Engine.SqlServer, "int", "bigint", ValueFate.Kept)]
    [InlineData(Engine.SqlServer, "bigint", "int", ValueFate.Refused)]
    [InlineData(Engine.PostgreSql, "bigint", "integer", ValueFate.Refused)]
    [InlineData(Engine.MySql, "bigint", "int", ValueFate.Cut)]
    [InlineData(Engine.MySql, "int", "int unsigned", ValueFate.Cut)]
    [InlineData(Engine.MySql, "int unsigned", "bigint", ValueFate.Kept)]
    [InlineData(Engine.SqlServer, "decimal(18,4)", "decimal(18,2)", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "decimal(18,2)", "decimal(20,4)", ValueFate.Kept)]
    [InlineData(Engine.SqlServer, "decimal(18,2)", "decimal(18,4)", ValueFate.Refused)]
    [InlineData(Engine.PostgreSql, "numeric", "numeric(18,2)", ValueFate.Cut)]
    [InlineData(Engine.PostgreSql, "numeric(18,2)", "numeric", ValueFate.Kept)]
    [InlineData(Engine.SqlServer, "datetime2", "date", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "datetime2(7)", "datetime2(3)", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "datetime2(3)", "datetime", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "datetime", "datetime2", ValueFate.Kept)]
    [InlineData(Engine.SqlServer, "datetimeoffset", "datetime2", ValueFate.Cut)]
    [InlineData(Engine.PostgreSql, "timestamp without time zone", "timestamp with time zone", ValueFate.Reinterpreted)]
    [InlineData(Engine.PostgreSql, "double precision", "real", ValueFate.Cut)]
    [InlineData(Engine.PostgreSql, "text", "integer", ValueFate.Refused)]
    [InlineData(Engine.PostgreSql, "integer", "text", ValueFate.Kept)]
    [InlineData(Engine.PostgreSql, "integer", "boolean", ValueFate.Refused)]
    [InlineData(Engine.SqlServer, "nvarchar(10)", "int", ValueFate.Cut)]
    [InlineData(Engine.SqlServer, "int", "nvarchar(5)", ValueFate.Refused)]
    [InlineData(Engine.SqlServer, "uniqueidentifier", "nvarchar(36)", ValueFate.Kept)]
    [InlineData(Engine.Sqlite, "TEXT", "INTEGER", ValueFate.Cut)]
    [InlineData(Engine.Sqlite, "INTEGER", "TEXT", ValueFate.Kept)]
    [InlineData(Engine.Sqlite, "INTEGER", "REAL", ValueFate.Cut)]
    [InlineData(Engine.PostgreSql, "my_type", "other_type", ValueFate.Unknown)]
    [InlineData(Engine.PostgreSql, "my_type", "my_type", ValueFate.Kept)]
    [InlineData(Engine.MySql, "enum('a','b')", "enum('a','b','c')", ValueFate.Kept)]
    [InlineData(Engine.MySql, "enum('a','b')", "enum('a')", ValueFate.Cut)]
    [InlineData(Engine.PostgreSql, "\uFFFD", "text", ValueFate.Unknown)]
    public void A_type_change_does_what_the_engine_does(Engine engine, string from, string to, ValueFate expected)
    {
        var change = ColumnChange.Judge(Make.Column("A", from), Make.Column("A", to), engine);

        Assert.Equal(expected, change.Fate);
        Assert.Equal(expected == ValueFate.Kept, change.Why.Length == 0);
    }

    [Theory]
    [InlineData("varchar(200)", "varchar(100)", true)]
    [InlineData("longtext", "varchar(50)", true)]
    [InlineData("bigint", "int", true)]
    [InlineData("int", "int unsigned", true)]
    [InlineData("decimal(18,2)", "decimal(10,2)", true)]
    [InlineData("int", "varchar(5)", true)]
    [InlineData("enum('a','b')", "enum('a')", true)]
    [InlineData("varchar(20)", "enum('a')", true)]
    [InlineData("varchar(100)", "varchar(200)", false)]
    [InlineData("decimal(18,4)", "decimal(18,2)", false)]
    [InlineData("datetime(6)", "datetime", false)]
    [InlineData("double", "float", false)]
    [InlineData("enum('a')", "enum('a','b')", false)]
    [InlineData("my_type", "varchar(5)", false)]
    [InlineData("varchar(\uFFFD)", "varchar(5)", false)]
    public void MySql_refuses_in_strict_mode_what_it_would_cut_otherwise(string from, string to, bool expected)
    {
        Assert.Equal(expected, ColumnChange.Judge(Make.Column("A", from), Make.Column("A", to), Engine.MySql).RefusedInStrictMode);
        Assert.False(ColumnChange.Judge(Make.Column("A", from), Make.Column("A", to), Engine.SqlServer).RefusedInStrictMode);
    }

    [Theory]
    [InlineData("int", ValueFate.Kept)]
    [InlineData("long", ValueFate.Cut)]
    [InlineData(null, ValueFate.Cut)]
    public void An_int_of_SQLite_is_exact_as_a_REAL(string? type, ValueFate expected) =>
        Assert.Equal(expected, ColumnChange.Judge(Make.Column("A", "INTEGER") with { ClrType = type }, Make.Column("A", "REAL"), Engine.Sqlite).Fate);

    [Theory]
    [InlineData("text", "bigint", ValueFate.Cut)]
    [InlineData("text", "jsonb", ValueFate.Reinterpreted)]
    [InlineData("text", "json", ValueFate.Refused)]
    [InlineData("text", "uuid", ValueFate.Refused)]
    [InlineData("character varying(50)", "character varying(5)", ValueFate.Cut)]
    [InlineData("character varying(50)", "text", ValueFate.Kept)]
    [InlineData("bigint", "character varying(5)", ValueFate.Cut)]
    [InlineData("bigint", "integer", ValueFate.Refused)]
    [InlineData("integer", "boolean", ValueFate.Cut)]
    public void A_cast_of_Postgres_that_is_written_out_converts_and_cuts(string from, string to, ValueFate expected) =>
        Assert.Equal(expected, ColumnChange.Judge(Make.Column("A", from), Make.Column("A", to), Engine.PostgreSql, isCast: true).Fate);

    [Theory]
    [InlineData(Engine.PostgreSql)]
    [InlineData(Engine.SqlServer)]
    [InlineData(Engine.MySql)]
    [InlineData(Engine.Sqlite)]
    public void A_column_that_becomes_computed_loses_its_values_everywhere(Engine engine)
    {
        var computed = Make.Column("A") with { ComputedSql = "1 + 1" };

        Assert.Equal(ValueFate.Dropped, ColumnChange.Judge(Make.Column("A"), computed, engine).Fate);
        Assert.Equal(engine == Engine.MySql ? ValueFate.Kept : ValueFate.Dropped, ColumnChange.Judge(computed, Make.Column("A"), engine).Fate);
        Assert.Equal(ValueFate.Kept, ColumnChange.Judge(computed, computed with { ComputedSql = "2" }, engine).Fate);
    }

    [Theory]
    [InlineData(Engine.PostgreSql, true, true)]
    [InlineData(Engine.PostgreSql, false, false)]
    [InlineData(Engine.MySql, true, false)]
    [InlineData(Engine.Sqlite, true, true)]
    public void NULLs_are_filled_where_EF_Core_writes_the_update(Engine engine, bool withDefault, bool expected)
    {
        var required = Make.Column("A", "text", false, withDefault ? Literal.OfString("") : null);

        var change = ColumnChange.Judge(Make.Column("A"), required, engine, fillsNulls: true);

        Assert.True(change.BecomesRequired);
        Assert.Equal(expected, change.FillsNulls);
        Assert.False(ColumnChange.Judge(Make.Column("A"), required, engine, fillsNulls: false).FillsNulls);
    }

    [Fact]
    public void Without_the_old_side_nothing_is_guessed()
    {
        var change = ColumnChange.Judge(null, Make.Column("A", "integer", false, Literal.OfNumber("0")), Engine.PostgreSql, fillsNulls: true);

        Assert.Equal(ValueFate.Unknown, change.Fate);
        Assert.Null(change.BecomesRequired);
        Assert.Equal(ValueFate.Kept, ColumnChange.Judge(null, Make.Column("A", "text"), Engine.PostgreSql).Fate);
    }

    [Fact]
    public void The_replayed_definition_wins_over_what_the_call_says_and_a_doubtful_one_does_not()
    {
        var state = SchemaReplay.Apply(SchemaState.Empty(Engine.PostgreSql), Make.Table("T", Make.Column("Id"), Make.Column("A", "varchar(10)")), 0);
        var alter = Make.Alter("T", Make.Column("A", "varchar(20)"), Make.Column("A", "varchar(30)"));

        Assert.Equal("varchar(10)", ColumnChange.OldOf(state, alter)!.StoreType);
        var doubtful = SchemaReplay.Apply(state, Make.Alter("T", Make.Column("A", "text")) with { Certainty = Certainty.Conditional }, 0);
        Assert.Equal("varchar(30)", ColumnChange.OldOf(doubtful, alter)!.StoreType);
        Assert.Null(ColumnChange.OldOf(doubtful, alter with { Old = null }));
    }

    [Fact]
    public void A_conversion_by_expression_replaces_every_value_unless_it_is_the_plain_cast()
    {
        var state = SchemaReplay.Apply(SchemaState.Empty(Engine.PostgreSql), Make.Table("T", Make.Column("Id"), Make.Column("A", "varchar(10)")), 0);
        var alter = new AlterColumn { Table = "T", IsComplete = false, Column = new Column { Name = "A", StoreType = "text" } };

        Assert.Equal(ValueFate.Kept, ColumnChange.Of(new PlacedOperation(alter with { Using = "\"A\"::text" }, state, 0), Framework.EfCore).Fate);
        Assert.Equal(ValueFate.Cut, ColumnChange.Of(new PlacedOperation(alter with { Using = "left(\"A\", 2)" }, state, 0), Framework.EfCore).Fate);
    }

    [Fact]
    public void FluentMigrators_silence_about_NULL_is_told_apart()
    {
        var state = SchemaReplay.Apply(SchemaState.Empty(Engine.SqlServer), Make.Table("T", Make.Column("Id"), Make.Column("A", "nvarchar(10)")), 0);
        var change = ColumnChange.Of(new PlacedOperation(Make.Alter("T", Make.Column("A", "nvarchar(20)", null)), state, 0), Framework.FluentMigrator);

        Assert.True(change.RequiredBySilence);
        Assert.True(change.BecomesRequired);
        Assert.False(change.FillsNulls);
    }
}
