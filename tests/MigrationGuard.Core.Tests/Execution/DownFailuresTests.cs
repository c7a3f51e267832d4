using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using Xunit;

namespace MigrationGuard.Execution;

public sealed class DownFailuresTests
{
    private static readonly CreateTable s_orders = Make.Table("Orders", Make.Column("Id", "integer", false), Make.Column("Code", "character varying(20)", false), Make.Column("CustomerId", "integer"));
    private static readonly CreateTable s_customers = Make.Table("Customers", Make.Column("Id", "integer", false), Make.Column("Name"));
    private static readonly ForeignKeyDefinition s_key = new() { Name = "FK_Orders_Customers", Columns = ["CustomerId"], PrincipalTable = "Customers", PrincipalColumns = ["Id"] };

    private static InverseProof Prove(Operation[] up, Operation[] down, params Operation[] also) =>
        Make.Assess("20260101_Create", Engine.PostgreSql, Make.Ef("20260101_Create", [s_customers, s_orders, .. also]), Make.Ef("20260201_Change", up, down)).Rollback.Migrations.Single().Inverse;

    private static Column Code(string type, bool nullable = false) => Make.Column("Code", type, nullable) with { ClrType = "string" };

    [Fact]
    public void A_down_that_nothing_speaks_against_is_not_proven_to_fail() =>
        Assert.Equal(DownFailure.NotProven, Prove([Make.Add("Orders", "Note")], [Make.Drop("Orders", "Note")]).DownFails);

    [Fact]
    public void A_wider_column_fails_on_what_the_new_release_wrote()
    {
        var proof = Prove(
            [Make.Alter("Orders", Code("character varying(50)"), Code("character varying(20)"))],
            [Make.Alter("Orders", Code("character varying(20)"), Code("character varying(50)"))]);
        Assert.Equal((SchemaInverse.Exact, DownFailure.OnNewRows), (proof.Schema, proof.DownFails));
    }

    [Fact]
    public void A_cast_that_does_not_exist_fails_always()
    {
        var proof = Prove(
            [Make.Alter("Orders", Make.Column("CustomerId", "text"), Make.Column("CustomerId", "integer"))],
            [Make.Alter("Orders", Make.Column("CustomerId", "integer"), Make.Column("CustomerId", "text"))]);
        Assert.Equal((SchemaInverse.None, DownFailure.Always), (proof.Schema, proof.DownFails));
    }

    [Fact]
    public void A_required_reference_that_comes_back_with_zero_fails_on_data()
    {
        var required = s_orders with { Columns = [s_orders.Columns[0], s_orders.Columns[1], Make.Column("CustomerId", "integer", false)], ForeignKeys = [s_key] };
        var create = Make.Ef("20260101_Create", [s_customers, required]);
        var change = Make.Ef(
            "20260201_Change",
            [new DropForeignKey { Table = "Orders", Name = s_key.Name }, Make.Drop("Orders", "CustomerId")],
            [Make.Add("Orders", Make.Column("CustomerId", "integer", false, Literal.OfNumber("0"))), new AddForeignKey { Table = "Orders", ForeignKey = s_key }]);
        var proof = Make.Assess("20260101_Create", Engine.PostgreSql, create, change).Rollback.Migrations.Single().Inverse;
        Assert.Equal(DownFailure.OnData, proof.DownFails);
        Assert.Contains("FK_Orders_Customers", proof.DownFailures[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_column_without_a_default_fails_on_data() =>
        Assert.Equal(DownFailure.OnData, Prove([Make.Drop("Orders", "Code")], [Make.Add("Orders", Code("character varying(20)"))]).DownFails);

    [Theory]
    [InlineData("left(\"Full\", 20)", DownFailure.NotProven)]
    [InlineData("LEFT(ltrim(substr(\"Full\", length(split_part(\"Full\", ' ', 1)) + 1)), 20)", DownFailure.NotProven)]
    [InlineData("left(\"Full\", 21)", DownFailure.OnNewRows)]
    [InlineData("left(\"Full\", 20) || 'x'", DownFailure.OnNewRows)]
    [InlineData("left(nullif(\"Full\", ''), 20)", DownFailure.OnNewRows)]
    [InlineData("left(\"Name\", 20)", DownFailure.OnNewRows)]
    [InlineData("upper(\"Full\")", DownFailure.OnNewRows)]
    public void A_text_that_is_cut_to_the_length_of_its_column_fits(string expression, DownFailure expected)
    {
        var customers = Make.Table("People", Make.Column("Id", "integer", false), Make.Column("Full", "character varying(200)", false), Make.Column("Name"), Make.Column("First", "character varying(20)", false));
        var proof = Prove(
            [Make.Drop("People", "First")],
            [Make.Add("People", Make.Column("First", "character varying(20)", false, Literal.OfString(""))), new Sql { Text = "UPDATE \"People\" SET \"First\" = " + expression }],
            customers);
        Assert.Equal(expected, proof.DownFails);
    }

    [Theory]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = '' WHERE \"Code\" IS NULL", DownFailure.NotProven)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = 'none'", DownFailure.NotProven)]
    [InlineData("DELETE FROM \"Orders\" WHERE \"Code\" IS NULL", DownFailure.NotProven)]
    [InlineData("TRUNCATE TABLE \"Orders\"", DownFailure.NotProven)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = NULL WHERE \"Code\" IS NULL", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = '' WHERE \"Code\" IS NULL AND \"Id\" > 5", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = '' WHERE \"CustomerId\" IS NULL", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Customers\" SET \"Name\" = '' WHERE \"Name\" IS NULL", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = ''; UPDATE \"Orders\" SET \"Code\" = NULL", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = ''; CALL something()", DownFailure.OnNewRows)]
    public void NULLs_that_Down_fills_first_do_not_stand_in_the_way(string sql, DownFailure expected)
    {
        var proof = Prove(
            [Make.Alter("Orders", Code("character varying(20)", true), Code("character varying(20)"))],
            [new Sql { Text = sql }, Make.Alter("Orders", Code("character varying(20)"), Code("character varying(20)", true))]);
        Assert.Equal(expected, proof.DownFails);
    }

    [Theory]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = substring(\"Code\", 1, 20)", DownFailure.NotProven)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = left(\"Code\", 20) WHERE length(\"Code\") > 20", DownFailure.NotProven)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = left(\"Code\", 20) WHERE char_length(\"Code\") >= 21", DownFailure.NotProven)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = 'too long' WHERE length(\"Code\") > 20", DownFailure.NotProven)]
    [InlineData("DELETE FROM \"Orders\" WHERE length(\"Code\") > 20", DownFailure.NotProven)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = left(\"Code\", 21)", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = left(\"Code\", 20) WHERE length(\"Code\") > 30", DownFailure.OnNewRows)]
    [InlineData("UPDATE \"Orders\" SET \"Code\" = left(\"Code\", 20) WHERE length(\"Code\") > 20 AND \"Id\" = 1", DownFailure.OnNewRows)]
    [InlineData("DELETE FROM \"Orders\" WHERE length(\"Code\") < 20", DownFailure.OnNewRows)]
    public void Texts_that_Down_cuts_first_do_not_stand_in_the_way(string sql, DownFailure expected)
    {
        var proof = Prove(
            [Make.Alter("Orders", Code("character varying(50)"), Code("character varying(20)"))],
            [new Sql { Text = sql }, Make.Alter("Orders", Code("character varying(20)"), Code("character varying(50)"))]);
        Assert.Equal(expected, proof.DownFails);
    }

    [Theory]
    [InlineData("left(\"Code\", 20)", DownFailure.NotProven)]
    [InlineData("left(\"Code\", 21)", DownFailure.OnNewRows)]
    [InlineData("upper(\"Code\")", DownFailure.OnNewRows)]
    public void A_conversion_that_cuts_to_the_length_does_not_fail(string conversion, DownFailure expected)
    {
        var proof = Prove(
            [new Sql { Text = "ALTER TABLE \"Orders\" ALTER COLUMN \"Code\" TYPE text" }],
            [new Sql { Text = "ALTER TABLE \"Orders\" ALTER COLUMN \"Code\" TYPE character varying(20) USING " + conversion }]);
        Assert.Equal(expected, proof.DownFails);
    }

    [Fact]
    public void A_text_that_is_cut_may_no_longer_be_unique()
    {
        var index = new CreateIndex { Table = "Orders", Name = "IX_Orders_Code", Columns = ["Code"], Unique = true };
        var proof = Prove(
            [Make.Alter("Orders", Code("character varying(50)"), Code("character varying(20)"))],
            [new Sql { Text = "UPDATE \"Orders\" SET \"Code\" = left(\"Code\", 20)" }, Make.Alter("Orders", Code("character varying(20)"), Code("character varying(50)"))],
            index);
        Assert.Equal(DownFailure.OnNewRows, proof.DownFails);
    }

    [Fact]
    public void MySql_refuses_a_number_that_does_not_fit_any_more()
    {
        static Column Points(string type) => Make.Column("Points", type, false);
        var create = Make.Ef("20260101_Create", [Make.Table("Scores", Points("int"))]);
        var change = Make.Ef("20260201_Change", [Make.Alter("Scores", Points("bigint"), Points("int"))], [Make.Alter("Scores", Points("int"), Points("bigint"))]);
        Assert.Equal(DownFailure.OnNewRows, Make.Assess("20260101_Create", Engine.MySql, create, change).Rollback.Migrations.Single().Inverse.DownFails);
    }

    [Fact]
    public void A_unique_index_fails_on_duplicates_of_the_new_release()
    {
        var index = new CreateIndex { Table = "Orders", Name = "IX_Orders_Code", Columns = ["Code"], Unique = true };
        var proof = Prove([new DropIndex { Table = "Orders", Name = "IX_Orders_Code" }], [index], index);
        Assert.Equal((SchemaInverse.Exact, DownFailure.OnNewRows), (proof.Schema, proof.DownFails));
    }

    [Fact]
    public void A_table_that_is_still_referenced_cannot_be_dropped()
    {
        var proof = Prove(
            [Make.Table("Tags", Make.Column("Id", "integer", false)), new AddForeignKey { Table = "Orders", ForeignKey = s_key with { Name = "FK_Orders_Tags", PrincipalTable = "Tags" } }],
            [Make.DropTable("Tags"), new DropForeignKey { Table = "Orders", Name = "FK_Orders_Tags" }]);
        Assert.Equal(DownFailure.Always, proof.DownFails);
    }

    [Fact]
    public void A_column_of_the_wrong_stage_fails_always() =>
        Assert.Equal(DownFailure.Always, Prove([new RenameColumn { Table = "Orders", Name = "Code", NewName = "Number" }], [new RenameColumn { Table = "Orders", Name = "Code", NewName = "Number" }]).DownFails);

    [Fact]
    public void An_enum_label_cannot_be_taken_out()
    {
        static Annotation Labels(string labels) => new("Npgsql:Enum:mood", Literal.OfString(labels));
        var proof = Prove(
            [new AlterDatabase { Annotations = [Labels("sad,ok,happy")], OldAnnotations = [Labels("sad,ok")] }],
            [new AlterDatabase { Annotations = [Labels("sad,ok")], OldAnnotations = [Labels("sad,ok,happy")] }]);
        Assert.Equal((SchemaInverse.None, DownFailure.Always), (proof.Schema, proof.DownFails));
    }

    [Fact]
    public void A_down_without_the_old_type_is_a_change_that_npgsql_does_not_see()
    {
        var wide = new Column { Name = "CustomerId", ClrType = "long", StoreType = "bigint", Nullable = true };
        var proof = Prove(
            [Make.Alter("Orders", wide, new Column { Name = "CustomerId", ClrType = "int", StoreType = "integer", Nullable = true })],
            [Make.Alter("Orders", new Column { Name = "CustomerId", ClrType = "int", Nullable = true }, new Column { Name = "CustomerId", ClrType = "long", Nullable = true })]);
        Assert.Equal(SchemaInverse.Partial, proof.Schema);
        Assert.Equal(["column Orders.CustomerId comes back as bigint instead of integer"], proof.Differences);
    }

    [Fact]
    public void An_extension_stays()
    {
        var extension = new Annotation("Npgsql:PostgresExtension:citext", Literal.OfString(",,"));
        var proof = Prove([new AlterDatabase { Annotations = [extension] }], [new AlterDatabase { OldAnnotations = [extension] }]);
        Assert.Equal(SchemaInverse.Partial, proof.Schema);
        Assert.True(proof.OnlyMinor);
    }

    [Fact]
    public void Restrict_and_no_action_are_a_minor_difference()
    {
        var proof = Prove(
            [new DropForeignKey { Table = "Orders", Name = s_key.Name }],
            [new AddForeignKey { Table = "Orders", ForeignKey = s_key }],
            new AddForeignKey { Table = "Orders", ForeignKey = s_key with { OnDelete = "Restrict" } });
        Assert.True(proof.OnlyMinor);
        Assert.Contains("ON DELETE NO ACTION instead of ON DELETE RESTRICT", proof.Differences.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Code\" = 'none'", DownFailure.NotProven)]
    [InlineData("\"Code\" = 'longer than twenty letters'", DownFailure.OnNewRows)]
    [InlineData("\"Code\" = NULL", DownFailure.OnNewRows)]
    [InlineData("\"CustomerId\" = NULL", DownFailure.NotProven)]
    [InlineData("\"CustomerId\" = 7", DownFailure.NotProven)]
    [InlineData("\"CustomerId\" = 7000000000", DownFailure.OnNewRows)]
    [InlineData("\"CustomerId\" = 7, \"Code\" = upper(\"Code\")", DownFailure.OnNewRows)]
    [InlineData("\"Id\" = 7", DownFailure.OnNewRows)]
    public void A_value_that_stands_in_the_SQL_fits_its_column_or_not(string assignments, DownFailure expected)
    {
        var key = new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK_Orders", ["Id"]) };
        var proof = Prove([Make.Add("Orders", "Note")], [new Sql { Text = "UPDATE \"Orders\" SET " + assignments + " WHERE \"Note\" IS NULL" }, Make.Drop("Orders", "Note")], key);
        Assert.Equal(expected, proof.DownFails);
    }

    [Theory]
    [InlineData("7", DownFailure.OnNewRows)]
    [InlineData("NULL", DownFailure.NotProven)]
    public void A_value_that_must_exist_elsewhere_does_not_fit_for_certain(string value, DownFailure expected)
    {
        var proof = Prove(
            [Make.Add("Orders", "Note")],
            [new Sql { Text = "UPDATE \"Orders\" SET \"CustomerId\" = " + value }, Make.Drop("Orders", "Note")],
            new AddForeignKey { Table = "Orders", ForeignKey = s_key });
        Assert.Equal(expected, proof.DownFails);
    }

    [Theory]
    [InlineData(true, ModelReading.Missing, DownFailure.NotProven)]
    [InlineData(false, ModelReading.Missing, DownFailure.Always)]
    [InlineData(false, ModelReading.Designer, DownFailure.NotProven)]
    public void Rows_without_types_need_a_model(bool saysTypes, ModelReading model, DownFailure expected)
    {
        var update = new DeleteData { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("1")]], SaysTypes = saysTypes };
        var create = Make.Ef("20260101_Create", [s_customers, s_orders]) with { ModelReading = model };
        var proof = Make.Assess("20260101_Create", Engine.PostgreSql, create, Make.Ef("20260201_Change", [Make.Add("Orders", "Note")], [update, Make.Drop("Orders", "Note")])).Rollback.Migrations.Single().Inverse;
        Assert.Equal(expected, proof.DownFails);
    }

    [Fact]
    public void A_reference_that_only_changes_its_names_held_all_the_time()
    {
        var key = new AddForeignKey { Table = "Orders", ForeignKey = s_key };
        var renamed = s_key with { Name = "FK_Order_Customer", Columns = ["BuyerId"], PrincipalTable = "Buyers" };
        var proof = Prove(
            [
                new DropForeignKey { Table = "Orders", Name = s_key.Name },
                new RenameTable { Table = "Customers", NewName = "Buyers" },
                new RenameColumn { Table = "Orders", Name = "CustomerId", NewName = "BuyerId" },
                new AddForeignKey { Table = "Orders", ForeignKey = renamed },
            ],
            [
                new DropForeignKey { Table = "Orders", Name = "FK_Order_Customer" },
                new RenameColumn { Table = "Orders", Name = "BuyerId", NewName = "CustomerId" },
                new RenameTable { Table = "Buyers", NewName = "Customers" },
                key,
            ],
            key);
        Assert.Equal((SchemaInverse.Exact, DownFailure.NotProven), (proof.Schema, proof.DownFails));
    }

    [Theory]
    [InlineData("Code", DownFailure.NotProven)]
    [InlineData("CustomerId", DownFailure.OnNewRows)]
    public void A_key_over_what_was_unique_until_Down_dropped_it_finds_no_duplicates(string indexed, DownFailure expected)
    {
        var old = new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK_Orders", ["Code"]) };
        var proof = Prove(
            [
                new DropPrimaryKey { Table = "Orders", Name = "PK_Orders" },
                new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK_Orders", ["Id"]) },
                new CreateIndex { Table = "Orders", Name = "IX", Columns = [indexed], Unique = true },
            ],
            [
                new DropPrimaryKey { Table = "Orders", Name = "PK_Orders" },
                new DropIndex { Table = "Orders", Name = "IX" },
                old,
            ],
            old);
        Assert.Equal((SchemaInverse.Exact, expected), (proof.Schema, proof.DownFails));
    }

    [Fact]
    public void A_wider_key_than_the_one_that_held_finds_no_duplicates()
    {
        var old = new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK_Orders", ["Id", "Kind"]) };
        var kind = Make.Column("Kind", "integer", false);
        var proof = Prove(
            [
                new DropPrimaryKey { Table = "Orders", Name = "PK_Orders" },
                Make.Drop("Orders", "Kind"),
                new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK_Orders", ["Id"]) },
            ],
            [
                new DropPrimaryKey { Table = "Orders", Name = "PK_Orders" },
                Make.Add("Orders", kind with { Default = Literal.OfNumber("0") }),
                old,
            ],
            Make.Add("Orders", kind),
            old);
        Assert.Equal(DownFailure.NotProven, proof.DownFails);
    }

    [Fact]
    public void A_character_set_that_stays_is_a_minor_difference()
    {
        var proof = Make.Assess("", Engine.MySql, Make.Ef("20260101_Create", [new AlterDatabase { Annotations = [new Annotation("MySql:CharSet", Literal.OfString("utf8mb4"))] }, s_customers], [Make.DropTable("Customers")])).Rollback.Migrations.Single().Inverse;
        Assert.True(proof.OnlyMinor);
    }

    [Theory]
    [InlineData("BLOB", DownFailure.Always)]
    [InlineData("longtext", DownFailure.Always)]
    [InlineData("varchar(20)", DownFailure.NotProven)]
    [InlineData("bytea", DownFailure.NotProven)]
    [InlineData("TEXT", DownFailure.NotProven)]
    public void A_type_of_another_engine_fails_always(string type, DownFailure expected)
    {
        var gone = Make.Table("Keys", Make.Column("Id", "integer", false), Make.Column("Value", type));
        Assert.Equal(expected, Prove([Make.DropTable("Keys")], [gone], Make.Table("Keys", Make.Column("Id", "integer", false), Make.Column("Value", "bytea"))).DownFails);
    }

    [Fact]
    public void A_type_of_SQLite_is_no_failure_there()
    {
        var gone = Make.Table("Keys", Make.Column("Id", "INTEGER", false), Make.Column("Value", "BLOB"));
        var proof = Make.Assess("20260101_Create", Engine.Sqlite, Make.Ef("20260101_Create", [gone]), Make.Ef("20260201_Change", [Make.DropTable("Keys")], [gone])).Rollback.Migrations.Single().Inverse;
        Assert.Equal((SchemaInverse.Exact, DownFailure.NotProven), (proof.Schema, proof.DownFails));
    }

    [Theory]
    [InlineData("CREATE TABLE \"Keys\" (\"Id\" integer NOT NULL, \"Value\" text)", true, true)]
    [InlineData("CREATE TABLE \"Keys\" (\"Id\" integer NOT NULL, \"Value\" text)", false, false)]
    [InlineData("CREATE TABLE \"Keys\" (\"Id\" integer NOT NULL, \"Value\" text NOT NULL)", false, true)]
    [InlineData("CREATE TABLE \"Keys\" (\"Id\" integer NOT NULL, \"Value\" text PRIMARY KEY)", false, false)]
    [InlineData("CREATE TABLE \"Keys\" (\"Id\" integer NOT NULL); ALTER TABLE \"Keys\" ADD COLUMN \"Value\" text", true, true)]
    [InlineData("CREATE TABLE \"Keys\" (\"Id\" integer NOT NULL); ALTER TABLE \"Keys\" ADD COLUMN \"Value\" text NULL", true, true)]
    public void A_column_that_SQL_creates_allows_NULL_unless_it_says_otherwise(string create, bool nullable, bool exact)
    {
        var again = Make.Column("Value", "text", nullable) with { Default = nullable ? null : Literal.OfString("") };
        var proof = Prove([Make.Drop("Keys", "Value")], [Make.Add("Keys", again)], new Sql { Text = create });
        Assert.Equal(exact, proof.Schema == SchemaInverse.Exact || proof.OnlyDefaults);
    }
}
