using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.Rules;

// MG2009, statement by statement: what undoes what, and what only looks like it.
public sealed class SqlCounterpartTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"));

    [Theory]
    [InlineData(Engine.PostgreSql, "CREATE VIEW v AS SELECT 1 AS one", "SELECT 1", "DROP VIEW")]
    [InlineData(Engine.PostgreSql, "CREATE VIEW v AS SELECT 1 AS one", "DROP VIEW w", "DROP VIEW")]
    [InlineData(Engine.SqlServer, "DROP VIEW dbo.v", "DROP VIEW IF EXISTS dbo.v", "Create it again")]
    [InlineData(Engine.SqlServer, "ALTER VIEW dbo.v AS SELECT 1 AS one", "DROP VIEW dbo.v", "put that version's text")]
    [InlineData(Engine.SqlServer, "CREATE PROCEDURE p AS SELECT 1", "DROP PROCEDURE q", "DROP PROCEDURE")]
    [InlineData(Engine.PostgreSql, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP TRIGGER f ON t2; SELECT 1", null)]
    [InlineData(Engine.PostgreSql, "CREATE EXTENSION hstore", "DROP TABLE other", "DROP EXTENSION")]
    [InlineData(Engine.PostgreSql, "CREATE POLICY p ON \"Customers\" USING (TRUE)", "DROP POLICY q ON \"Customers\"", "DROP POLICY")]
    [InlineData(Engine.PostgreSql, "CREATE SEQUENCE s", "DROP SEQUENCE s2", "undoes it")]
    [InlineData(Engine.PostgreSql, "CREATE INDEX ix ON \"Customers\" (\"Email\")", "DROP INDEX iy", "DROP INDEX")]
    [InlineData(Engine.MySql, "CREATE INDEX ix ON `Customers` (`Email`)", "DROP INDEX iy ON `Customers`", "DROP INDEX")]
    [InlineData(Engine.SqlServer, "DROP INDEX ix ON [Customers]", "CREATE INDEX iy ON [Orders] ([Email])", "Create the index again")]
    [InlineData(Engine.PostgreSql, "INSERT INTO \"Customers\" (\"Id\", \"Email\") VALUES (7, 'x')", "DELETE FROM \"Customers\" WHERE \"Id\" = 8", "other rows")]
    [InlineData(Engine.SqlServer, "INSERT INTO [Customers] ([Id]) VALUES (7), (17)", "DELETE FROM [Customers] WHERE [Id] IN (17, 27)", "other rows")]
    [InlineData(Engine.PostgreSql, "INSERT INTO \"Customers\" (\"Id\") VALUES (7)", "DELETE FROM \"Orders\"", "same rows")]
    [InlineData(Engine.PostgreSql, "INSERT INTO \"Customers\" (\"Id\") VALUES (7)", "UPDATE \"Customers\" SET \"Email\" = NULL WHERE \"Id\" = 7", "same rows")]
    [InlineData(Engine.PostgreSql, "GRANT SELECT ON \"Customers\" TO app", "SELECT 1", "REVOKE")]
    [InlineData(Engine.SqlServer, "REVOKE SELECT ON [Customers] FROM app", "SELECT 1", "GRANT")]
    [InlineData(Engine.PostgreSql, "CREATE TRIGGER tr AFTER INSERT ON \"Customers\" FOR EACH ROW EXECUTE FUNCTION f()", "DROP TRIGGER tx ON \"Customers\"", "DROP TRIGGER")]
    public void It_fires_when_a_statement_is_not_undone(Engine engine, string up, string down, string? advice)
    {
        var trial = Trial.Ef.On(engine).Migration(Customers).Migration([Read(up, engine)], [Read(down, engine)]);
        if (advice is null)
        {
            trial.IsQuiet("MG2009");
            return;
        }

        Assert.Contains(advice, trial.Fires("MG2009").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.PostgreSql, "CREATE VIEW v AS SELECT 1 AS one", "DROP VIEW IF EXISTS v")]
    [InlineData(Engine.PostgreSql, "CREATE VIEW app.v AS SELECT 1 AS one", "DROP SCHEMA app CASCADE")]
    [InlineData(Engine.PostgreSql, "CREATE OR REPLACE VIEW v AS SELECT 1 AS one", "CREATE OR REPLACE VIEW v AS SELECT 2 AS one")]
    [InlineData(Engine.PostgreSql, "CREATE OR REPLACE VIEW v AS SELECT 1 AS one", "DROP VIEW v")]
    [InlineData(Engine.SqlServer, "DROP PROCEDURE p", "CREATE PROCEDURE p AS SELECT 1")]
    [InlineData(Engine.SqlServer, "ALTER VIEW v AS SELECT 1 AS one", "ALTER VIEW v AS SELECT 2 AS one")]
    [InlineData(Engine.SqlServer, "CREATE OR ALTER VIEW v AS SELECT 1 AS one", "CREATE OR ALTER VIEW v AS SELECT 2 AS one")]
    [InlineData(Engine.PostgreSql, "CREATE TRIGGER tr AFTER INSERT ON \"Log\" FOR EACH ROW EXECUTE FUNCTION f()", "DROP TABLE \"Log\"")]
    [InlineData(Engine.PostgreSql, "CREATE EXTENSION hstore", "DROP EXTENSION hstore")]
    [InlineData(Engine.PostgreSql, "CREATE INDEX ix ON \"Customers\" (\"Email\")", "DROP INDEX ix")]
    [InlineData(Engine.PostgreSql, "CREATE INDEX ix ON \"Customers\" (\"Email\")", "ALTER TABLE \"Customers\" DROP COLUMN \"Email\"")]
    [InlineData(Engine.MySql, "CREATE INDEX ix ON `Customers` (`Email`)", "ALTER TABLE `Customers` DROP INDEX ix")]
    [InlineData(Engine.SqlServer, "DROP INDEX ix ON [Customers]", "CREATE INDEX ix ON [Customers] ([Email])")]
    [InlineData(Engine.PostgreSql, "INSERT INTO \"Customers\" (\"Id\", \"Email\") VALUES (7, 'x')", "DELETE FROM \"Customers\" WHERE \"Id\" = 7")]
    [InlineData(Engine.PostgreSql, "INSERT INTO \"Customers\" (\"Id\", \"Email\") VALUES (7, 'x')", "DELETE FROM \"Customers\" WHERE \"Email\" = 'x'")]
    [InlineData(Engine.SqlServer, "INSERT INTO [Customers] ([Id]) VALUES (7), (17)", "DELETE FROM [Customers] WHERE [Id] IN (7, 17)")]
    [InlineData(Engine.SqlServer, "INSERT INTO [Customers] ([Id]) SELECT [Id] FROM [Old]", "DELETE FROM [Customers] WHERE [Id] > 100")]
    [InlineData(Engine.PostgreSql, "UPDATE \"Customers\" SET \"Email\" = \"Name\"", "UPDATE \"Customers\" SET \"Name\" = \"Email\"")]
    [InlineData(Engine.PostgreSql, "GRANT SELECT ON \"Customers\" TO app", "REVOKE SELECT ON \"Customers\" FROM app")]
    [InlineData(Engine.PostgreSql, "CREATE ROLE app; GRANT SELECT ON \"Customers\" TO app", "DROP OWNED BY app; DROP ROLE app")]
    [InlineData(Engine.SqlServer, "DENY SELECT ON [Customers] TO app", "REVOKE SELECT ON [Customers] FROM app")]
    [InlineData(Engine.PostgreSql, "CREATE SEQUENCE s", "DROP SEQUENCE s")]
    [InlineData(Engine.PostgreSql, "SELECT setval('s', 5)", "SELECT 1")]
    [InlineData(Engine.SqlServer, "EXEC sp_rename 'dbo.Customers.Email', 'Mail', 'COLUMN'", "EXEC sp_rename 'dbo.Customers.Mail', 'Email', 'COLUMN'")]
    public void It_is_quiet_when_the_statement_is_undone_or_another_rule_speaks(Engine engine, string up, string down) =>
        Trial.Ef.On(engine).Migration(Customers).Migration([Read(up, engine)], [Read(down, engine)]).IsQuiet("MG2009");

    [Fact]
    public void A_version_that_replaced_an_older_one_is_not_undone_by_dropping_it()
    {
        var finding = Trial.Ef.Migration(Read("CREATE VIEW v AS SELECT 1 AS one", Engine.PostgreSql))
            .Migration([Read("CREATE OR REPLACE VIEW v AS SELECT 2 AS one", Engine.PostgreSql)], [Read("DROP VIEW v", Engine.PostgreSql)]).Fires("MG2009");

        Assert.Contains("the version before is gone", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_statement_that_stays_is_named()
    {
        var findings = Trial.Ef.Migration(Customers)
            .Migration([Read("CREATE VIEW v AS SELECT 1 AS one; CREATE VIEW w AS SELECT 1 AS one; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", Engine.PostgreSql)], [Read("DROP VIEW v", Engine.PostgreSql)])
            .Judge("MG2009");

        Assert.Equal(["f", "w"], findings.Select(finding => finding.Object).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_delete_by_the_builder_is_held_against_the_keys_that_SQL_inserted()
    {
        var up = Read("INSERT INTO \"Customers\" (\"Id\") VALUES (7)", Engine.PostgreSql);
        var same = new DeleteData { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[new Literal(LiteralKind.Number, "7")]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) };

        Trial.Ef.Migration(Customers).Migration([up], [same]).IsQuiet("MG2009");
        Trial.Ef.Migration(Customers).Migration([up], [same with { KeyValues = [[new Literal(LiteralKind.Number, "8")]] }]).Fires("MG2009");
    }

    private static Sql Read(string text, Engine engine) => new() { Text = text, Statements = SqlReader.Read(text, SqlDialects.Of(engine)) };
}
