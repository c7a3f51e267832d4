using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class LockRuleTests
{
    private static readonly CreateTable Orders = new()
    {
        Table = "Orders",
        Columns = [Op.Int("Id"), Op.Text("Note"), Op.Int("Number", nullable: true)],
        PrimaryKey = new KeyDefinition("PK_Orders", ["Id"]),
    };

    private static readonly CreateIndex Index = new() { Table = "Orders", Name = "IX", Columns = ["Note"] };

    private static Trial Later => Trial.Ef.Migration(Orders);

    [Fact]
    public void A_message_says_version_lock_who_waits_how_long_and_what_to_append()
    {
        var message = Later.With("""{ "engineVersion": "16", "tableSizes": { "Orders": 48000000 } }""").Migration(Index).Fires("MG4001").Message;

        Assert.Equal(
            "Index 'IX' is built under SHARE on 'Orders', PostgreSQL 16: nobody can write to 'Orders' until it is ready (about 4 minutes at 48000000 rows). "
                + "Append .Annotation(\"Npgsql:CreatedConcurrently\", true) to this CreateIndex, in a migration of its own.",
            message);
    }

    [Fact]
    public void A_foreign_key_comes_back_as_statements_to_paste()
    {
        var key = new AddForeignKey
        {
            Table = "Orders",
            Schema = "sales",
            ForeignKey = new ForeignKeyDefinition { Name = "FK\"1", Columns = ["Number"], PrincipalTable = "People", PrincipalColumns = ["Id"], OnDelete = "SetNull" },
        };
        var message = Trial.Ef.Migration(key).Fires("MG4003").Message;

        Assert.Contains("""""migrationBuilder.Sql("""ALTER TABLE "sales"."Orders" ADD CONSTRAINT "FK""1" FOREIGN KEY ("Number") REFERENCES "People" ("Id") ON DELETE SET NULL NOT VALID;""");""""", message);
        Assert.Contains("""""migrationBuilder.Sql("""ALTER TABLE "sales"."Orders" VALIDATE CONSTRAINT "FK""1";""");""""", message);
    }

    [Theory]
    [InlineData(Engine.PostgreSql, Severity.Info)]
    [InlineData(Engine.SqlServer, Severity.Info)]
    [InlineData(Engine.MySql, Severity.Warning)]
    public void A_reference_that_is_NULL_in_every_row_is_not_looked_up(Engine engine, Severity severity)
    {
        var key = new AddForeignKey { Table = "Orders", ForeignKey = new ForeignKeyDefinition { Name = "FK", Columns = ["OwnerId"], PrincipalTable = "People" } };
        var add = Op.Add("Orders", Op.Int("OwnerId", nullable: true));

        Assert.Equal(severity, Later.On(engine).Migration(add, key).Fires("MG4003").Severity);
        Assert.Equal(Severity.Warning, Later.On(engine).Migration(add, Op.Update("Orders", "OwnerId"), key).Fires("MG4003").Severity);
        Assert.Equal(Severity.Warning, Later.On(engine).Migration(add).Migration(key).Fires("MG4003").Severity);
    }

    [Theory]
    [InlineData(Engine.PostgreSql, "MG4005")]
    [InlineData(Engine.SqlServer, "MG4015")]
    [InlineData(Engine.MySql, "MG4014")]
    public void Columns_of_one_table_are_said_once(Engine engine, string rule)
    {
        static AlterColumn Wider(string name) => Op.Alter("Orders", Op.Of(name, "bigint"), Op.Of(name, "int"));

        var finding = Assert.Single(Trial.Ef.On(engine).Migration(Orders).Migration(Wider("Number"), Wider("Amount"), Wider("Weight")).Judge(rule));
        Assert.Contains(" (with 2 more columns of the table) ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_nobody_could_paste_gives_words_instead() =>
        Assert.DoesNotContain("migrationBuilder.Sql", Trial.Ef.Migration(new AddForeignKey
        {
            Table = "Orders",
            ForeignKey = new ForeignKeyDefinition { Name = "a\nb", Columns = ["Number"], PrincipalTable = "People" },
        }).Fires("MG4003").Message);

    [Theory]
    [InlineData("100000", false)]
    [InlineData("100001", true)]
    [InlineData("""{ "bytes": 10000000 }""", false)]
    [InlineData("""{ "bytes": 10000200 }""", true)]
    public void A_table_is_small_up_to_a_hundred_thousand_rows_of_a_hundred_bytes(string size, bool fires) =>
        Assert.Equal(fires, Later.With("{ \"tableSizes\": { \"Orders\": " + size + " } }").Migration(Index).Judge("MG4001").Count == 1);

    [Fact]
    public void Nothing_is_said_about_locks_of_SQLite() =>
        Assert.DoesNotContain(Later.On(Engine.Sqlite).Migration(Op.Add("Orders", Op.Text("A")), Index, Op.Update("Orders", "Note")).Judge(), finding => finding.Rule.StartsWith("MG4", StringComparison.Ordinal));

    [Fact]
    public void A_table_that_the_migration_creates_under_a_condition_is_not_in_use() =>
        Assert.DoesNotContain(Trial.Ef.Migration(Orders with { Certainty = Certainty.Conditional }, Index with { Unique = true, Certainty = Certainty.Conditional }).Judge(), finding => finding.Rule is "MG4001" or "MG4013");

    [Fact]
    public void A_unique_index_speaks_once() =>
        Assert.Equal(["MG4013"], Later.Migration(Index with { Unique = true }).Judge().Where(finding => finding.Rule is "MG4001" or "MG4013").Select(finding => finding.Rule));

    [Fact]
    public void A_unique_index_that_is_only_built_anew_cannot_fail()
    {
        var unique = Index with { Unique = true };

        Trial.Ef.Migration(Orders, unique).Migration(new DropIndex { Table = "Orders", Name = "IX" }, unique with { Name = "IX2" }).IsQuiet("MG4013");
        Trial.Ef.Migration(Orders).Migration(unique with { Columns = ["Id", "Note"] }).IsQuiet("MG4013");
        Trial.Ef.Migration(Orders).Migration(Op.Add("Orders", Op.Text("Code")), Op.Sql(Op.Update("Orders", "Code")), unique with { Columns = ["Code"] }).Fires("MG4013");
    }

    [Fact]
    public void A_unique_index_over_values_that_cannot_repeat_is_no_matter()
    {
        var unique = Index with { Unique = true, Columns = ["Code"] };
        var filled = new UpdateData { Table = "Orders", Columns = ["Code"], Reads = ["Id"], Copies = [new ColumnCopy("Code", "Id")] };

        Later.Migration(Op.Add("Orders", Op.Int("Code", nullable: true)), Op.Sql(filled), unique).IsQuiet("MG4013");
        Later.Migration(Op.Sql(Op.Delete("Orders") with { Filter = new RowFilter(RowFilterKind.Condition, ["Id"], "id NOT IN (1)") }), Index with { Unique = true }).IsQuiet("MG4013");
    }

    [Theory]
    [InlineData("varchar(64)", "varchar(128)", false)]
    [InlineData("varchar(40)", "varchar(128)", true)]
    [InlineData("varchar(128)", "varchar(64)", true)]
    public void A_text_of_MySQL_is_copied_when_it_surely_is(string from, string to, bool copied) => Assert.Equal(
        copied,
        Trial.Ef.On(Engine.MySql).Migration(Op.Table("Orders", Op.Of("Note", from, nullable: true))).Migration(Op.Alter("Orders", Op.Of("Note", to, nullable: true), Op.Of("Note", from, nullable: true)))
            .Judge("MG4014").Count == 1);

    [Fact]
    public void What_runs_outside_the_transaction_ends_it()
    {
        var add = Op.Add("Orders", Op.Text("State"));
        var fill = Op.Sql(Op.Update("Orders", "State"));

        Later.Migration(add, fill).Fires("MG4009");
        Later.Migration(add, fill with { SuppressTransaction = true }).IsQuiet("MG4009");
        Later.Migration(add, fill with { SuppressTransaction = true }).Fires("MG4010");
        Later.Migration(add, Op.Sql() with { SuppressTransaction = true }, fill).IsQuiet("MG4009");
        Later.Migration(fill, add).IsQuiet("MG4009");
    }

    [Fact]
    public void A_backfill_is_named_once_for_each_table() =>
        Assert.Single(Later.Migration(Op.Add("Orders", Op.Text("A")), Op.Sql(Op.Update("Orders", "A")), Op.Sql(Op.Delete("Orders"))).Judge("MG4009"));

    [Fact]
    public void A_lock_timeout_is_missed_once_in_a_deployment()
    {
        const string Large = """{ "tableSizes": { "Orders": 5000000 } }""";

        Assert.Single(Later.With(Large).LastInSet(2).Migration(Op.Add("Orders", Op.Text("A"))).Migration(Op.Add("Orders", Op.Text("B"))).Judge("MG4012"));
        Later.With(Large).Migration(new Sql { Text = "SET lock_timeout = 5000", Statements = SqlReader.Read("SET lock_timeout = 5000", SqlDialect.PostgreSql) }, Op.Add("Orders", Op.Text("A"))).IsQuiet("MG4012");
        Later.On(Engine.MySql).With(Large).Migration(new Sql { Text = "SET innodb_lock_wait_timeout = 5", Statements = SqlReader.Read("SET innodb_lock_wait_timeout = 5", SqlDialect.MySql) }, Op.Add("Orders", Op.Text("A"))).Fires("MG4012");
    }

    [Fact]
    public void A_key_that_must_go_for_a_type_change_is_not_only_renamed()
    {
        Operation drop = new DropPrimaryKey { Table = "Orders", Name = "PK_Orders" };
        Operation add = new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK_New", ["Id"]) };

        Assert.Contains("only to get another name", Later.Migration(drop, add).Fires("MG4008").Message);
        Assert.DoesNotContain("only to get another name", Later.Migration(drop, Op.Alter("Orders", Op.Of("Id", "bigint"), Op.Int("Id")), add).Fires("MG4008").Message);
    }

    [Fact]
    public void A_row_version_is_written_into_every_row_by_SQL_Server_only()
    {
        var add = Op.Add("Orders", new Column { Name = "Version", StoreType = "rowversion", Nullable = false, RowVersion = true });

        Later.On(Engine.SqlServer).Migration(add).Fires("MG4006");
        Later.Migration(Op.Add("Orders", new Column { Name = "Version", StoreType = "bytea", Nullable = true, RowVersion = true })).IsQuiet("MG4006");
    }
}
