using System.Diagnostics;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.SqlReading;
using Xunit;

namespace MigrationGuard.Schema;

public sealed class SchemaReplayTests
{
    private static SchemaState Replay(params Operation[] operations) => ReplayOn(Engine.PostgreSql, operations);

    private static SchemaState ReplayOn(Engine engine, params Operation[] operations)
    {
        var state = SchemaState.Empty(engine);
        for (var i = 0; i < operations.Length; i++)
        {
            state = SchemaReplay.Apply(state, operations[i], i);
        }

        return state;
    }

    private static string[] Columns(SchemaState state, string table) => state.FindTable(null, table)!.Columns.Select(column => column.Column.Name).ToArray();

    [Fact]
    public void A_created_table_has_its_columns_in_order_and_knows_who_created_it()
    {
        var state = Replay(Make.Table("A"), Make.Table("T"));

        var table = state.FindTable(null, "T")!;
        Assert.Equal(["Id", "Name", "Email"], Columns(state, "T"));
        Assert.Equal(1, table.CreatedAt);
        Assert.True(table.IsComplete);
        Assert.Equal("PK_T", table.PrimaryKey!.Name);
        Assert.Null(state.FindTable(null, "X"));
    }

    [Fact]
    public void Renames_keep_what_is_known_and_follow_references()
    {
        var foreignKey = new ForeignKeyDefinition { Name = "FK", Columns = ["CustomerId"], PrincipalTable = "Customers", PrincipalColumns = ["Id"] };
        var state = Replay(
            Make.Table("Customers"),
            Make.Table("Orders", Make.Column("Id"), Make.Column("CustomerId")),
            new AddForeignKey { Table = "Orders", ForeignKey = foreignKey },
            new CreateIndex { Table = "Customers", Name = "IX", Columns = ["Email"] },
            new RenameTable { Table = "Customers", NewName = "Clients", NewSchema = "crm" },
            new RenameColumn { Schema = "crm", Table = "Clients", Name = "Email", NewName = "Mail" },
            new RenameColumn { Schema = "crm", Table = "Clients", Name = "Id", NewName = "Key" });

        var clients = state.FindTable("crm", "Clients")!;
        Assert.Null(state.FindTable(null, "Customers"));
        Assert.Equal(0, clients.CreatedAt);
        Assert.Equal(0, clients.FindColumn("Mail")!.CreatedAt);
        Assert.Equal(["Key", "Name", "Mail"], clients.Columns.Select(column => column.Column.Name));
        Assert.Equal(["Mail"], clients.FindIndex("IX")!.Definition.Columns);
        Assert.Equal(["Key"], clients.PrimaryKey!.Columns);
        var reference = Assert.Single(state.FindTable(null, "Orders")!.ForeignKeys).ForeignKey;
        Assert.Equal(("crm", "Clients"), (reference.PrincipalSchema, reference.PrincipalTable));
        Assert.Equal(["Key"], reference.PrincipalColumns);
    }

    [Fact]
    public void Columns_come_and_go_with_what_depends_on_them()
    {
        var state = Replay(
            Make.Table("T"),
            Make.Add("T", "Note"),
            new CreateIndex { Table = "T", Name = "IX", Columns = ["Name", "Email"] },
            new AddUniqueConstraint { Table = "T", Key = new KeyDefinition("UQ", ["Email"]) },
            Make.Drop("T", "Email"));

        Assert.Equal(["Id", "Name", "Note"], Columns(state, "T"));
        Assert.Equal(1, state.FindTable(null, "T")!.FindColumn("Note")!.CreatedAt);
        Assert.Empty(state.FindTable(null, "T")!.Indexes);
        Assert.Empty(state.FindTable(null, "T")!.UniqueConstraints);
    }

    [Fact]
    public void MySql_takes_a_dropped_column_out_of_its_indexes()
    {
        var state = ReplayOn(Engine.MySql, Make.Table("T"), new CreateIndex { Table = "T", Name = "IX", Columns = ["Name", "Email"] }, Make.Drop("T", "Email"));

        Assert.Equal(["Name"], Assert.Single(state.FindTable(null, "T")!.Indexes).Definition.Columns);
    }

    [Fact]
    public void A_partial_alter_changes_only_what_it_says()
    {
        var state = Replay(
            Make.Table("T", Make.Column("A", "varchar(20)", true, Literal.OfString("x"))),
            new AlterColumn { Table = "T", IsComplete = false, Column = new Column { Name = "A", Nullable = false } },
            new AlterColumn { Table = "T", IsComplete = false, Column = new Column { Name = "A", StoreType = "text" } },
            new AlterColumn { Table = "T", IsComplete = false, DropsDefault = true, Column = new Column { Name = "A" } });

        var column = state.FindTable(null, "T")!.FindColumn("A")!.Column;
        Assert.Equal("text", column.StoreType);
        Assert.False(column.Nullable);
        Assert.False(column.HasDefault);
    }

    [Theory]
    [InlineData(Engine.SqlServer, false)]
    [InlineData(Engine.MySql, false)]
    [InlineData(Engine.Sqlite, false)]
    [InlineData(Engine.PostgreSql, true)]
    public void An_alter_that_is_silent_about_NULL_makes_a_column_required_except_on_PostgreSql(Engine engine, bool nullable)
    {
        var state = ReplayOn(engine, Make.Table("T", Make.Column("Id"), Make.Column("A", "varchar(20)")), Make.Alter("T", Make.Column("A", "varchar(50)", null)));

        Assert.Equal(nullable, state.FindTable(null, "T")!.FindColumn("A")!.Column.Nullable);
    }

    [Fact]
    public void A_new_column_that_is_silent_about_NULL_is_required() =>
        Assert.False(Replay(Make.Table("T"), Make.Add("T", Make.Column("A", "int", null))).FindTable(null, "T")!.FindColumn("A")!.Column.Nullable);

    [Theory]
    [InlineData(Engine.PostgreSql, true)]
    [InlineData(Engine.SqlServer, false)]
    public void A_default_that_the_call_does_not_name_stays_on_PostgreSql(Engine engine, bool stays)
    {
        var required = Make.Column("A", "text", false, Literal.OfString(""));
        var state = ReplayOn(
            engine,
            Make.Table("T", Make.Column("Id"), Make.Column("A")),
            Make.Alter("T", required, Make.Column("A")),
            Make.Alter("T", Make.Column("A"), Make.Column("A", "text", false)));

        Assert.Equal(stays, state.FindTable(null, "T")!.FindColumn("A")!.Column.HasDefault);
    }

    [Fact]
    public void Constraints_of_every_kind_are_added_validated_and_dropped()
    {
        var added = Replay(
            Make.Table("T"),
            new DropPrimaryKey { Table = "T", Name = "PK_T" },
            new AddPrimaryKey { Table = "T", Key = new KeyDefinition("PK2", ["Id", "Name"]) },
            new AddUniqueConstraint { Table = "T", Key = new KeyDefinition("UQ", ["Email"]) },
            new AddCheckConstraint { Table = "T", Check = new CheckDefinition("CK", "Id > 0"), NotValidated = true },
            new AddForeignKey { Table = "T", ForeignKey = new ForeignKeyDefinition { Name = "FK", Columns = ["Name"], PrincipalTable = "P" }, NotValidated = true });
        var table = added.FindTable(null, "T")!;

        Assert.Equal(["Id", "Name"], table.PrimaryKey!.Columns);
        Assert.Single(table.UniqueConstraints);
        Assert.False(Assert.Single(table.Checks).Validated);
        Assert.False(Assert.Single(table.ForeignKeys).Validated);

        var validated = SchemaReplay.Apply(SchemaReplay.Apply(added, new ValidateConstraint { Table = "T", Name = "CK" }, 9), new ValidateConstraint { Table = "T", Name = "FK" }, 9);
        Assert.True(Assert.Single(validated.FindTable(null, "T")!.Checks).Validated);
        Assert.True(Assert.Single(validated.FindTable(null, "T")!.ForeignKeys).Validated);

        var gone = added;
        foreach (var name in new[] { "PK2", "UQ", "CK", "FK" })
        {
            gone = SchemaReplay.Apply(gone, new DropConstraint { Table = "T", Name = name }, 9);
        }

        var empty = gone.FindTable(null, "T")!;
        Assert.Null(empty.PrimaryKey);
        Assert.Empty(empty.UniqueConstraints);
        Assert.Empty(empty.Checks);
        Assert.Empty(empty.ForeignKeys);
    }

    [Fact]
    public void An_unnamed_foreign_key_is_found_by_its_columns()
    {
        var key = new ForeignKeyDefinition { Name = "FK_by_convention", Columns = ["CustomerId"], PrincipalTable = "Customers" };
        var state = Replay(
            Make.Table("Orders", Make.Column("Id"), Make.Column("CustomerId")),
            new AddForeignKey { Table = "Orders", ForeignKey = key },
            new DropForeignKey { Table = "Orders", ForeignKey = key with { Name = null } });

        Assert.Empty(state.FindTable(null, "Orders")!.ForeignKeys);
    }

    [Fact]
    public void Indexes_are_found_by_name_without_their_table_and_by_columns_without_a_name()
    {
        var state = Replay(
            Make.Table("T"),
            new CreateIndex { Table = "T", Name = "IX1", Columns = ["Name"] },
            new CreateIndex { Table = "T", Columns = ["Email"] },
            new RenameIndex { Name = "IX1", NewName = "IX2" },
            new DropIndex { Table = "T", Columns = ["Email"] });
        Assert.Equal("IX2", Assert.Single(state.FindTable(null, "T")!.Indexes).Name);

        Assert.Empty(SchemaReplay.Apply(state, new DropIndex { Name = "IX2" }, 9).FindTable(null, "T")!.Indexes);
    }

    [Fact]
    public void Schemas_sequences_objects_and_the_database_are_remembered()
    {
        var state = Replay(
            new EnsureSchema { Name = "s" },
            new CreateSequence { Schema = "s", Name = "q", Definition = new SequenceDefinition { Start = 5 } },
            new AlterSequence { Schema = "s", Name = "q", Definition = new SequenceDefinition { Increment = 2 } },
            new RenameSequence { Schema = "s", Name = "q", NewName = "r" },
            new ChangeObject { ObjectType = "view", Name = "v", Change = ObjectChange.Create },
            new ChangeObject { ObjectType = "view", Name = "w", Change = ObjectChange.Create },
            new ChangeObject { ObjectType = "view", Name = "w", Change = ObjectChange.Drop },
            new AlterDatabase { Collation = "de" });

        Assert.Equal(["s"], state.Schemas);
        Assert.Equal(new SequenceDefinition { Start = 5, Increment = 2 }, state.FindSequence("s", "r")!.Definition);
        Assert.Equal(1, state.FindSequence("s", "r")!.CreatedAt);
        Assert.Null(state.FindSequence("s", "q"));
        Assert.Equal("v", Assert.Single(state.Objects).Name);
        Assert.Equal("de", state.DatabaseCollation);
        Assert.Empty(SchemaReplay.Apply(state, new DropSequence { Schema = "s", Name = "r" }, 9).Sequences);
        Assert.Empty(SchemaReplay.Apply(state, new DropSchema { Name = "s" }, 9).Schemas);
    }

    [Fact]
    public void What_happens_only_under_a_condition_is_not_sure()
    {
        var created = Replay(Make.Table("T") with { Certainty = Certainty.Conditional });
        Assert.False(created.FindTable(null, "T")!.IsCertain);
        Assert.Null(created.FindTable(null, "T")!.CreatedAt);

        var state = Replay(
            Make.Table("T"),
            Make.Table("U"),
            Make.DropTable("U") with { Certainty = Certainty.Conditional },
            Make.Add("T", "A") with { Certainty = Certainty.Repeated },
            Make.Drop("T", "Name") with { Certainty = Certainty.Conditional },
            Make.Alter("T", Make.Column("Email", "integer")) with { Certainty = Certainty.Unknown });

        Assert.False(state.FindTable(null, "U")!.IsCertain);
        Assert.All(new[] { "A", "Name", "Email" }, name => Assert.False(state.FindTable(null, "T")!.FindColumn(name)!.IsCertain));
        Assert.Null(state.FindTable(null, "T")!.FindColumn("A")!.CreatedAt);
        Assert.Equal("text", state.FindTable(null, "T")!.FindColumn("Email")!.Column.StoreType);
        Assert.Equal(4, state.Undecided);
    }

    [Fact]
    public void A_table_created_if_it_is_missing_may_be_older()
    {
        var state = Replay(Make.Table("T") with { IfNotExists = true });

        Assert.True(state.FindTable(null, "T")!.IsCertain);
        Assert.Null(state.FindTable(null, "T")!.CreatedAt);
        Assert.Equal(0, Replay(Make.Table("T"), Make.Table("T") with { IfNotExists = true }).FindTable(null, "T")!.CreatedAt);
    }

    [Fact]
    public void For_an_unknown_engine_a_branch_for_one_provider_is_a_condition()
    {
        var branch = Make.Table("T") with { Providers = Providers.Sqlite };

        Assert.False(ReplayOn(Engine.Unknown, branch).FindTable(null, "T")!.IsCertain);
        Assert.Empty(SchemaReplay.Walk([branch], SchemaState.Empty(Engine.PostgreSql), Engine.PostgreSql, 0));
        Assert.Single(SchemaReplay.Walk([branch], SchemaState.Empty(Engine.Sqlite), Engine.Sqlite, 0));
    }

    [Fact]
    public void What_is_not_understood_is_counted()
    {
        Assert.Equal(
            4,
            Replay(new Unknown { Reason = "x" }, Make.Opaque(), Make.Opaque(null), Make.DropTable("a" + Hole.Mark), Make.Sql("SELECT 1"), new DeleteData { Table = Hole.Text }).NotUnderstood);
        Assert.Equal(0, Replay(Make.Sql("SELECT 1"), new Sql { Text = " -- nothing\n/* at all */ ;" }).NotUnderstood);
        Assert.Equal(1, Replay(new Sql { Text = "/*! DROP TABLE t */" }).NotUnderstood);
    }

    [Fact]
    public void An_effect_runs_no_more_surely_than_the_sql_that_holds_it()
    {
        var sql = Make.Sql("ALTER TABLE T DROP COLUMN Name", Make.Drop("T", "Name")) with { Certainty = Certainty.Conditional, Condition = "if (x)", Providers = Providers.PostgreSql };

        var placed = SchemaReplay.Walk([sql], Replay(Make.Table("T")), Engine.PostgreSql, 1);

        Assert.Equal(2, placed.Count);
        Assert.Equal(Certainty.Conditional, placed[1].Operation.Certainty);
        Assert.Equal("if (x)", placed[1].Operation.Condition);
        Assert.Same(sql, placed[1].EffectOf);
        Assert.Empty(SchemaReplay.Walk([sql], SchemaState.Empty(Engine.MySql), Engine.MySql, 1));
    }

    [Theory]
    [InlineData("isMain", "isMain", false)]
    [InlineData("isMain", "isLog", true)]
    [InlineData("isMain", "isMain && isNew", true)]
    [InlineData("isMain && isNew", "isMain", true)]
    [InlineData("isMain", null, true)]
    [InlineData(null, "isMain", true)]
    [InlineData("!Schema.Table(name).Exists()", "!Schema.Table(name).Exists()", true)]
    public void What_one_condition_creates_is_new_to_what_runs_under_the_same(string? creates, string? writes, bool mayHoldRows)
    {
        static T Under<T>(T operation, string? condition) where T : Operation => operation with { Certainty = Certainty.Conditional, Condition = condition };
        var placed = SchemaReplay.Walk(
            [Under(Make.Table("T"), creates), Under(Make.Add("U", Make.Column("C", "text")), creates), Under(new UpdateData { Table = "T", Columns = ["Name"] }, writes)],
            SchemaState.Empty(Engine.PostgreSql),
            Engine.PostgreSql,
            3);
        var before = placed[2].Before;

        Assert.Equal(mayHoldRows, DataImpacts.HasData(before, null, "T", 3));
        Assert.Equal(mayHoldRows, DataImpacts.HasData(before, null, "U", "C", 3));
        Assert.True(DataImpacts.HasData(before, null, "T", 4));
        Assert.True(DataImpacts.HasData(SchemaReplay.Run([placed[0].Operation], SchemaState.Empty(Engine.PostgreSql), Engine.PostgreSql, 3), null, "T", 3));
    }

    [Fact]
    public void A_table_that_may_have_been_there_is_not_new_whatever_the_condition()
    {
        static T Under<T>(T operation) where T : Operation => operation with { Certainty = Certainty.Conditional, Condition = "isMain" };
        var placed = SchemaReplay.Walk([Under(Make.Table("T") with { IfNotExists = true }), Under(new DeleteData { Table = "T" })], SchemaState.Empty(Engine.PostgreSql), Engine.PostgreSql, 0);

        Assert.True(DataImpacts.HasData(placed[1].Before, null, "T", 0));
    }

    // The call stands under the same condition as the other one; the statement inside it under another one besides.
    [Fact]
    public void A_condition_inside_SQL_is_not_the_one_around_the_call()
    {
        var sql = new Sql { Text = "IF OBJECT_ID('T') IS NULL CREATE TABLE T (Id int)", Certainty = Certainty.Conditional, Condition = "isMain" };
        var attached = SqlOperationReader.Attach([sql, new DeleteData { Table = "T", Certainty = Certainty.Conditional, Condition = "isMain" }], Engine.SqlServer);
        var placed = SchemaReplay.Walk(attached, SchemaState.Empty(Engine.SqlServer), Engine.SqlServer, 0);

        Assert.IsType<CreateTable>(placed[1].Operation);
        Assert.True(DataImpacts.HasData(placed[2].Before, null, "T", 0));
    }

    [Theory]
    [InlineData(Providers.Sqlite, Providers.Sqlite, false)]
    [InlineData(Providers.Sqlite, Providers.PostgreSql, true)]
    [InlineData(Providers.Sqlite, Providers.All, true)]
    public void What_one_provider_creates_is_new_to_what_runs_for_it(Providers creates, Providers writes, bool mayHoldRows)
    {
        var placed = SchemaReplay.Walk([Make.Table("T") with { Providers = creates }, new DeleteData { Table = "T", Providers = writes }], SchemaState.Empty(Engine.Unknown), Engine.Unknown, 0);

        Assert.Equal(mayHoldRows, DataImpacts.HasData(placed[1].Before, null, "T", 0));
    }

    [Fact]
    public void A_column_that_is_changed_where_it_was_added_has_a_known_definition()
    {
        static T Under<T>(T operation, string condition) where T : Operation => operation with { Certainty = Certainty.Conditional, Condition = condition };
        var state = SchemaReplay.Run([Under(Make.Add("T", Make.Column("C", "varchar(50)")), "isMain"), Under(Make.Alter("T", Make.Column("C", "varchar(40)")), "isMain")], SchemaState.Empty(Engine.PostgreSql), Engine.PostgreSql, 0);
        var alter = Make.Alter("T", Make.Column("C", "varchar(20)"));

        Assert.Equal("varchar(40)", ColumnChange.OldOf(SchemaReplay.Walk([Under(alter, "isMain")], state, Engine.PostgreSql, 1)[0].Before, alter)?.StoreType);
        Assert.Null(ColumnChange.OldOf(SchemaReplay.Walk([Under(alter, "isLog")], state, Engine.PostgreSql, 1)[0].Before, alter));
        Assert.Null(ColumnChange.OldOf(SchemaReplay.Walk([alter], state, Engine.PostgreSql, 1)[0].Before, alter));
    }

    [Fact]
    public void Names_are_compared_as_the_engine_compares_them()
    {
        foreach (var engine in new[] { Engine.SqlServer, Engine.MySql, Engine.Sqlite, Engine.Unknown })
        {
            Assert.NotNull(ReplayOn(engine, Make.Table("Users")).FindTable(null, "USERS"));
        }

        // PostgreSQL: two tables that differ only in case are two tables, but a name that fits only without case is taken.
        var both = Replay(Make.Table("Users"), Make.Table("users", Make.Column("id")));
        Assert.Equal(0, both.FindTable(null, "Users")!.CreatedAt);
        Assert.Equal(1, both.FindTable(null, "users")!.CreatedAt);
        Assert.Null(both.FindTable(null, "USERS"));
        Assert.NotNull(Replay(Make.Table("Users")).FindTable("public", "users"));
        Assert.Null(Replay(Make.Table("Users")).FindTable("sales", "Users"));
        Assert.NotNull(ReplayOn(Engine.SqlServer, Make.Table("Users")).FindTable("DBO", "Users"));
    }

    [Fact]
    public void Operations_on_a_table_nobody_saw_tell_only_what_they_say()
    {
        var state = Replay(Make.Add("Old", "New"), new CreateIndex { Table = "Old", Name = "IX", Columns = ["New"] });

        var table = state.FindTable(null, "Old")!;
        Assert.Null(table.CreatedAt);
        Assert.False(table.IsComplete);
        Assert.Equal(0, table.FindColumn("New")!.CreatedAt);
        Assert.Null(table.FindColumn("Other"));
    }

    [Fact]
    public void A_state_does_not_change_when_later_operations_are_applied()
    {
        var before = Replay(Make.Table("T"));
        _ = SchemaReplay.Apply(before, Make.Drop("T", "Name"), 1);
        _ = SchemaReplay.Apply(before, Make.DropTable("T"), 1);

        Assert.Equal(["Id", "Name", "Email"], Columns(before, "T"));
    }

    [Fact]
    public void Ten_thousand_columns_and_ten_thousand_tables_are_replayed_in_seconds_and_little_memory()
    {
        var operations = new List<Operation> { Make.Table("Wide") };
        for (var i = 0; i < 10_000; i++)
        {
            operations.Add(Make.Add("Wide", "C" + i));
            operations.Add(Make.Table("T" + i));
        }

        var before = GC.GetTotalMemory(true);
        var clock = Stopwatch.StartNew();
        var placed = SchemaReplay.Walk(operations, SchemaState.Empty(Engine.PostgreSql), Engine.PostgreSql, 0);
        clock.Stop();

        Assert.Equal(20_001, placed.Count);
        Assert.Equal(9_999, placed[^1].Before.Tables.Count - 1);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
        Assert.True(GC.GetTotalMemory(true) - before < 200_000_000);
        GC.KeepAlive(placed);
    }
}
