using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;
using Xunit;

namespace MigrationGuard.Rollback;

public sealed class DataImpactTests
{
    private static readonly CreateTable s_customers = Make.Table(
        "Customers",
        Make.Column("Id", "integer", false),
        Make.Column("Email", "character varying(100)"),
        Make.Column("Total", "numeric(18,4)", false),
        Make.Column("Full", "text") with { ComputedSql = "a || b" });

    private static readonly CreateTable s_orders = Make.Table("Orders", Make.Column("Id", "integer", false), Make.Column("CustomerId", "integer")) with
    {
        ForeignKeys = [new ForeignKeyDefinition { Name = "FK", Columns = ["CustomerId"], PrincipalTable = "Customers", PrincipalColumns = ["Id"], OnDelete = "Cascade" }],
    };

    private static MigrationRollback Judge(Engine engine, Framework framework, params Operation[] up)
    {
        Operation[] create = [s_customers, s_orders, new CreateSequence { Name = "numbers" }, new EnsureSchema { Name = "empty" }];
        return framework == Framework.EfCore
            ? Make.Assess("20260101_Create", engine, Make.Ef("20260101_Create", create), Make.Ef("20260201_Change", up)).Rollback.Migrations.Single()
            : Make.Assess("1", engine, Make.Fm(1, create), Make.Fm(2, up)).Rollback.Migrations.Single();
    }

    private static DataImpact Impact(params Operation[] up) => Judge(Engine.PostgreSql, Framework.EfCore, up).Impact;

    public static TheoryData<DataImpact, Operation> Operations() => new()
    {
        { DataImpact.None, Make.Table("New") },
        { DataImpact.None, new RenameTable { Table = "Customers", NewName = "Clients" } },
        { DataImpact.None, new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" } },
        { DataImpact.None, new CreateIndex { Table = "Customers", Columns = ["Email"], Unique = true } },
        { DataImpact.None, new DropIndex { Table = "Customers", Name = "IX" } },
        { DataImpact.None, new RenameIndex { Table = "Customers", Name = "IX", NewName = "IX2" } },
        { DataImpact.None, new AddForeignKey { Table = "Orders", ForeignKey = new ForeignKeyDefinition { Columns = ["Id"], PrincipalTable = "Customers" } } },
        { DataImpact.None, new DropForeignKey { Table = "Orders", Name = "FK" } },
        { DataImpact.None, new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition("PK", ["Id"]) } },
        { DataImpact.None, new DropPrimaryKey { Table = "Orders", Name = "PK" } },
        { DataImpact.None, new AddUniqueConstraint { Table = "Orders", Key = new KeyDefinition("UQ", ["Id"]) } },
        { DataImpact.None, new DropUniqueConstraint { Table = "Orders", Name = "UQ" } },
        { DataImpact.None, new AddCheckConstraint { Table = "Orders", Check = new CheckDefinition("CK", "1 = 1") } },
        { DataImpact.None, new DropCheckConstraint { Table = "Orders", Name = "CK" } },
        { DataImpact.None, new DropConstraint { Table = "Orders", Name = "CK" } },
        { DataImpact.None, new ValidateConstraint { Table = "Orders", Name = "CK" } },
        { DataImpact.None, new EnsureSchema { Name = "s" } },
        { DataImpact.None, new AlterDatabase { Collation = "x" } },
        { DataImpact.None, new CreateSequence { Name = "q" } },
        { DataImpact.None, new AlterSequence { Name = "numbers" } },
        { DataImpact.None, new RenameSequence { Name = "numbers", NewName = "n" } },
        { DataImpact.None, new ChangeObject { ObjectType = "view", Name = "v", Change = ObjectChange.Drop, Cascade = true } },
        { DataImpact.None, new AlterTable { Table = "Customers", Comment = "x" } },
        { DataImpact.None, Make.Sql("SELECT 1") },
        { DataImpact.None, new DeleteData { Table = "Customers", Filter = new RowFilter(RowFilterKind.Nothing, []) } },
        { DataImpact.None, Make.Drop("Customers", "Full") },
        { DataImpact.None, new DropSchema { Name = "empty" } },
        { DataImpact.Adds, Make.Add("Customers", "Note") },
        { DataImpact.Adds, Make.Add("Customers", Make.Column("Note", "text", false, Literal.OfString(""))) },
        { DataImpact.Adds, new InsertData { Table = "Customers", Columns = ["Id"], Rows = [[Literal.OfNumber("1")]] } },
        { DataImpact.Rewrites, new InsertData { Table = "Customers", Overwrites = true } },
        { DataImpact.Rewrites, new UpdateData { Table = "Customers", Columns = ["Email"] } },
        { DataImpact.Rewrites, new UpdateData { Table = "Customers", Columns = ["Email"], Filter = new RowFilter(RowFilterKind.OnlyNull, ["Email"]) } },
        { DataImpact.Rewrites, new UpdateData { Table = "Customers" } },
        { DataImpact.Loses, new DeleteData { Table = "Customers" } },
        { DataImpact.Loses, new DeleteData { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("1")]] } },
        { DataImpact.Loses, new TruncateTable { Table = "Orders" } },
        { DataImpact.Loses, Make.DropTable("Customers") },
        { DataImpact.Loses, Make.DropTable("Customers") with { Certainty = Certainty.Conditional } },
        { DataImpact.Loses, Make.DropTable("NeverSeen") },
        { DataImpact.Loses, Make.Drop("Customers", "Email") },
        { DataImpact.Loses, Make.Drop("NeverSeen", "Email") },
        { DataImpact.Loses, new DropSchema { Name = "never_seen" } },
        { DataImpact.Loses, new DropSequence { Name = "numbers" } },
        { DataImpact.Loses, new RestartSequence { Name = "numbers", Start = 1 } },
        { DataImpact.Loses, new ChangeObject { ObjectType = "type", Name = "mood", Change = ObjectChange.Drop, Cascade = true } },
        { DataImpact.Loses, new ChangeObject { ObjectType = "database", Name = "shop", Change = ObjectChange.Drop } },
        { DataImpact.Loses, Make.Sql("ALTER TABLE Customers DROP COLUMN Email", Make.Drop("Customers", "Email")) },
        {
            DataImpact.Loses,
            new AlterTable { Table = "Customers", OldAnnotations = [new Annotation("SqlServer:IsTemporal", Literal.OfBoolean(true))] }
        },
        { DataImpact.Unknown, new Unknown { Reason = "x" } },
        { DataImpact.Unknown, Make.Opaque() },
        { DataImpact.Unknown, Make.Opaque(null) },
        { DataImpact.Unknown, Make.Alter("NeverSeen", Make.Column("A", "integer")) },
        { DataImpact.None, Make.Alter("NeverSeen", Make.Column("A", "text")) },
        { DataImpact.None, Make.Alter("Customers", Make.Column("Email", "character varying(200)")) },
        { DataImpact.None, Make.Alter("Customers", Make.Column("Email", "character varying(10)")) },
        { DataImpact.None, Make.Alter("Customers", Make.Column("Email", "character varying(100)", false)) },
        { DataImpact.Rewrites, Make.Alter("Customers", Make.Column("Email", "character varying(100)", false, Literal.OfString(""))) },
        { DataImpact.Loses, Make.Alter("Customers", Make.Column("Total", "numeric(18,2)", false)) },
        { DataImpact.Loses, Make.Alter("Customers", Make.Column("Email") with { ComputedSql = "1" }) },
        { DataImpact.Loses, Make.Alter("Customers", Make.Column("Full")) },
        { DataImpact.None, new AlterColumn { Table = "NeverSeen", IsComplete = false, DropsDefault = true, Column = new Column { Name = "A" } } },
        { DataImpact.None, new AlterColumn { Table = "NeverSeen", IsComplete = false, Column = new Column { Name = "A", Nullable = false } } },
        { DataImpact.Rewrites, Make.Alter("Customers", Make.Column("Email", "character varying(100)")) with { ExistingRows = Literal.OfString("x") } },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_has_its_impact_on_rows_that_exist(DataImpact expected, Operation operation) => Assert.Equal(expected, Impact(operation));

    [Theory]
    [InlineData(Engine.PostgreSql, DataImpact.None)]
    [InlineData(Engine.SqlServer, DataImpact.None)]
    [InlineData(Engine.Sqlite, DataImpact.None)]
    [InlineData(Engine.MySql, DataImpact.Loses)]
    public void A_narrower_length_loses_only_where_the_engine_may_cut(Engine engine, DataImpact expected) =>
        Assert.Equal(expected, Judge(engine, Framework.EfCore, Make.Alter("Customers", Make.Column("Email", "varchar(10)"), Make.Column("Email", "varchar(100)"))).Impact);

    [Theory]
    [InlineData(Engine.SqlServer, DataImpact.None)]
    [InlineData(Engine.MySql, DataImpact.Rewrites)]
    [InlineData(Engine.PostgreSql, DataImpact.None)]
    public void FluentMigrator_overwrites_no_NULL_by_itself(Engine engine, DataImpact expected) =>
        Assert.Equal(expected, Judge(engine, Framework.FluentMigrator, Make.Alter("Customers", Make.Column("Email", "varchar(200)", false, Literal.OfString("")))).Impact);

    [Fact]
    public void What_the_set_created_cannot_lose_anything()
    {
        Assert.Equal(DataImpact.None, Impact(Make.Table("T"), Make.Drop("T", "Name"), new DeleteData { Table = "T" }, new UpdateData { Table = "T", Columns = ["Name"] }, Make.DropTable("T")));
        Assert.Equal(DataImpact.Adds, Impact(Make.Add("Customers", "Note"), Make.Alter("Customers", Make.Column("Note", "text", false, Literal.OfString(""))), Make.Drop("Customers", "Note")));
        Assert.Equal(DataImpact.None, Impact(new CreateSequence { Name = "q" }, new RestartSequence { Name = "q" }, new DropSequence { Name = "q" }));
    }

    [Fact]
    public void A_table_that_may_have_been_there_before_may_hold_rows()
    {
        Assert.Equal(DataImpact.Loses, Impact(Make.Table("T") with { Certainty = Certainty.Conditional }, Make.DropTable("T")));
        Assert.Equal(DataImpact.Loses, Impact(Make.Table("T") with { IfNotExists = true }, Make.DropTable("T")));
    }

    [Fact]
    public void A_backfill_of_a_new_column_adds()
    {
        Assert.Equal(DataImpact.Adds, Impact(Make.Add("Customers", "Mail"), new UpdateData { Table = "Customers", Columns = ["Mail"], Reads = ["Email"] }));
        Assert.Equal(DataImpact.Rewrites, Impact(Make.Add("Customers", "Mail"), new UpdateData { Table = "Customers", Columns = ["Mail", "Email"] }));
    }

    [Fact]
    public void Rows_inserted_by_the_set_may_be_changed_and_deleted_by_it()
    {
        InsertData Insert(string id) => new() { Table = "Customers", Columns = ["Id", "Email"], Rows = [[Literal.OfNumber(id), Literal.OfString("x")]] };
        DeleteData Delete(string id) => new() { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber(id)]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) };
        var update = new UpdateData { Table = "Customers", Columns = ["Email"], KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("7")]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) };

        Assert.Equal(DataImpact.Adds, Impact(Insert("7"), update, Delete("7")));
        Assert.Equal(DataImpact.Loses, Impact(Insert("7"), Delete("8")));
        Assert.Equal(DataImpact.Loses, Impact(Delete("7"), Insert("7")));
    }

    [Fact]
    public void An_exact_copy_keeps_a_dropped_column_alive_and_anything_else_does_not()
    {
        UpdateData Copy(RowFilter filter, params ColumnCopy[] copies) => new() { Table = "Customers", Columns = ["Mail"], Reads = ["Email"], Filter = filter, Copies = copies };
        var exact = new ColumnCopy("Mail", "Email");

        Assert.Equal(DataImpact.Adds, Impact(Make.Add("Customers", "Mail"), Copy(RowFilter.All, exact), Make.Drop("Customers", "Email")));
        Assert.Equal(DataImpact.Adds, Impact(Make.Add("Customers", "Mail"), Copy(new RowFilter(RowFilterKind.OnlyNull, ["Mail"]), exact), Make.Drop("Customers", "Email")));
        Assert.Equal(DataImpact.Loses, Impact(Make.Add("Customers", "Mail"), Copy(RowFilter.All), Make.Drop("Customers", "Email")));
        Assert.Equal(DataImpact.Loses, Impact(Make.Add("Customers", "Mail"), Copy(new RowFilter(RowFilterKind.Condition, ["Id"], "Id > 5"), exact), Make.Drop("Customers", "Email")));
        Assert.Equal(DataImpact.Loses, Impact(Make.Add("Customers", "Mail"), Make.Drop("Customers", "Email"), Copy(RowFilter.All, exact)));
        Assert.Equal(DataImpact.Loses, Impact(Make.Add("Customers", "Mail"), Copy(RowFilter.All, exact), Make.Drop("Customers", "Mail"), Make.Drop("Customers", "Email")));
    }

    [Fact]
    public void A_new_column_that_holds_the_only_copy_is_no_longer_new()
    {
        var copy = new UpdateData { Table = "Customers", Columns = ["Mail"], Copies = [new ColumnCopy("Mail", "Email")] };

        Assert.Equal(DataImpact.Loses, Impact(Make.Add("Customers", "Mail"), copy, Make.Drop("Customers", "Email"), Make.Drop("Customers", "Mail")));
    }

    [Fact]
    public void A_new_table_that_holds_the_only_copy_is_no_longer_new()
    {
        var copy = new CreateTable { Table = "Clients", CopiedFrom = new CopySource(null, "Customers", null, true) };

        var rebuilt = Judge(Engine.PostgreSql, Framework.EfCore, copy, Make.DropTable("Customers"), new RenameTable { Table = "Clients", NewName = "Customers" });
        Assert.Equal("Customers", Assert.Single(rebuilt.Impacted).CopiedTo);

        var lost = Judge(Engine.PostgreSql, Framework.EfCore, copy, Make.DropTable("Customers"), new DeleteData { Table = "Clients" });
        Assert.Equal(["Clients", "Customers"], lost.Impacted.Select(table => table.Table));
        Assert.All(lost.Impacted, table => Assert.True(table.CopiedTo is null || table.Table == "Customers"));
    }

    [Fact]
    public void Deleted_rows_take_the_rows_that_reference_them_along()
    {
        var rollback = Judge(Engine.SqlServer, Framework.EfCore, new DeleteData { Table = "Customers" });

        Assert.Equal(["Customers", "Orders"], rollback.Impacted.Select(table => table.Table));
        Assert.Contains("reference Customers", rollback.Impacted[1].What);
    }

    [Theory]
    [InlineData(Engine.Sqlite, 2)]
    [InlineData(Engine.PostgreSql, 1)]
    public void Only_SQLite_follows_references_when_a_table_is_dropped(Engine engine, int tables) =>
        Assert.Equal(tables, Judge(engine, Framework.EfCore, Make.DropTable("Customers")).Impacted.Count);

    [Fact]
    public void What_happens_to_one_table_is_said_once_and_the_worst_counts()
    {
        var table = Assert.Single(Judge(
            Engine.PostgreSql,
            Framework.EfCore,
            new UpdateData { Table = "Customers", Columns = ["Email"] },
            Make.Drop("public.", "x") with { Table = "customers", Name = "Total" },
            Make.Drop("Customers", "Email")).Impacted);

        Assert.Equal(DataImpact.Loses, table.Impact);
        Assert.Equal("column Email is overwritten in all rows; column Total is dropped; column Email is dropped", table.What);
    }

    [Fact]
    public void Nothing_is_said_of_a_table_that_is_not_known_but_that_it_is_not()
    {
        var table = Assert.Single(Judge(Engine.PostgreSql, Framework.EfCore, Make.DropTable("x" + Hole.Mark)).Impacted);

        Assert.Equal("‹?›", table.Table);
        Assert.Equal("x‹?›: the table is dropped with all its rows", table.What);
    }
}
