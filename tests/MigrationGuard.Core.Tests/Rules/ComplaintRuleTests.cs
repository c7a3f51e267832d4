using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.Rules;

/// <summary>
/// Twelve things that users of other checkers reported as noise or as missed, each with what must be quiet and, beside it, what must not be, so that nothing is quiet for
/// want of reading. Quiet means that no rule of the catalogue warns; the note that a rollback drops what the release added is no complaint. What the previous release cannot live
/// with is another matter, and named where it is so. What the reader of SQL must tell apart for it stands with its tests.
/// </summary>
public sealed class ComplaintRuleTests
{
    private const string AddedLater = "MG2006";

    // Waiting is no loss: how long others wait depends on the table, and nobody waits for a small one.
    private const string Small = """{ "tableSizes": { "customers": 1000 } }""";

    private static readonly CreateTable Customers = new()
    {
        Table = "customers",
        Columns = [Op.Int("id"), Op.Text("email"), Op.Of("name", "character varying(50)"), Op.Int("owner", nullable: true), Op.Of("seen", "timestamp with time zone", nullable: true)],
        PrimaryKey = new KeyDefinition("pk_customers", ["id"]),
    };

    [Theory]
    [InlineData("ALTER TABLE customers ADD COLUMN n int DEFAULT 5", "ALTER TABLE customers DROP COLUMN n")]
    [InlineData("ALTER TABLE customers ADD COLUMN n text NOT NULL DEFAULT 'active'", "ALTER TABLE customers DROP COLUMN n")]
    public void Complaint_1_a_constant_default_is_no_rewrite(string up, string down)
    {
        IsQuiet(up, down);

        Fires("UPDATE customers SET name = 'active'", "MG5002");
    }

    [Theory]
    [InlineData("ALTER TABLE customers ADD COLUMN at timestamptz DEFAULT CURRENT_TIMESTAMP", "ALTER TABLE customers DROP COLUMN at")]
    [InlineData("ALTER TABLE customers ADD COLUMN at timestamptz DEFAULT now()", "ALTER TABLE customers DROP COLUMN at")]
    [InlineData("ALTER TABLE customers ADD COLUMN tags text[] DEFAULT ARRAY[]::text[]", "ALTER TABLE customers DROP COLUMN tags")]
    public void Complaint_2_the_current_time_and_an_empty_array_are_defaults_like_any_other(string up, string down)
    {
        IsQuiet(up, down);

        Fires("UPDATE customers SET seen = CURRENT_TIMESTAMP", "MG5002");
    }

    [Theory]
    [InlineData(Engine.SqlServer)]
    [InlineData(Engine.MySql)]
    [InlineData(Engine.Sqlite)]
    public void Complaint_3_what_is_quiet_on_one_engine_still_fires_on_another(Engine other)
    {
        var before = new CreateTable { Table = "customers", Columns = [Op.Int("id"), new Column { Name = "name", ClrType = "string", StoreType = "varchar(50)", Nullable = true }] };
        var longer = new AlterColumn { Table = "customers", Column = new Column { Name = "name", ClrType = "string", StoreType = "varchar(200)" } };

        Trial.Fm.Migration(before).Migration(longer).IsQuiet("MG1018");
        Trial.Fm.On(other).Migration(before).Migration(longer).Fires("MG1018");
    }

    [Theory]
    [InlineData("CREATE TABLE fresh (a int); UPDATE fresh SET a = 1; DELETE FROM fresh; TRUNCATE fresh; DROP TABLE fresh", "")]
    [InlineData("CREATE TEMP TABLE x AS SELECT * FROM customers; UPDATE x SET id = 1; DELETE FROM x; DROP TABLE x", "")]
    [InlineData("CREATE TABLE fresh (a int PRIMARY KEY, b text NOT NULL); CREATE INDEX i ON fresh (b); ALTER TABLE fresh ADD CHECK (a > 0)", "DROP TABLE fresh")]
    [InlineData("ALTER TABLE customers ADD COLUMN city text; UPDATE customers SET city = 'x'", "ALTER TABLE customers DROP COLUMN city")]
    public void Complaint_4_what_is_new_in_the_set_or_temporary_loses_nothing(string up, string down) => IsQuiet(up, down, null, Small);

    [Theory]
    [InlineData("UPDATE customers SET email = 'x'", "MG5002")]
    [InlineData("UPDATE customers SET email = 'x' WHERE id > 7", "MG1010")]
    [InlineData("DELETE FROM customers", "MG5002")]
    [InlineData("DELETE FROM customers WHERE id > 7", "MG1009")]
    [InlineData("TRUNCATE customers", "MG5003")]
    [InlineData("DROP TABLE customers", "MG1002")]
    public void Complaint_4_the_same_on_an_older_table_fires(string up, string rule) => Fires(up, rule);

    [Theory]
    [InlineData("ALTER TABLE customers ADD COLUMN n int NOT NULL DEFAULT 5", "ALTER TABLE customers DROP COLUMN n")]
    [InlineData("ALTER TABLE customers ADD COLUMN state text NOT NULL DEFAULT 'new'", "ALTER TABLE customers DROP COLUMN state")]
    public void Complaint_5_a_required_column_with_a_default_that_means_something_is_safe(string up, string down)
    {
        IsQuiet(up, down);

        // A made-up zero is told from a default that somebody chose, and is a note: nothing makes users ignore the whole migration.
        Assert.Equal(Severity.Info, Assert.Single(Judge("ALTER TABLE customers ADD COLUMN n int NOT NULL DEFAULT 0", ""), finding => finding.Rule == "MG1007").Severity);
    }

    [Theory]
    [InlineData("CREATE INDEX i ON customers (email) WHERE email IS NOT NULL", "DROP INDEX i", null)]
    [InlineData("ALTER TABLE customers ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID", "ALTER TABLE customers DROP CONSTRAINT c", "MG3004")]
    [InlineData("ALTER TABLE customers ADD COLUMN city text; UPDATE customers SET city = 'x' WHERE email IS NOT NULL", "ALTER TABLE customers DROP COLUMN city", null)]
    [InlineData("COMMENT ON COLUMN customers.email IS 'NOT NULL since 2020'", "COMMENT ON COLUMN customers.email IS NULL", null)]
    public void Complaint_6_the_words_NOT_NULL_in_a_condition_or_a_text_require_nothing(string up, string down, string? runningRelease)
    {
        IsQuiet(up, down, runningRelease, Small);
        Assert.DoesNotContain(Reasons(Read(up)), reason => reason.Contains("email"));

        Assert.Contains(Reasons(Read("ALTER TABLE customers ALTER COLUMN email SET NOT NULL")), reason => reason.Contains("email"));
    }

    [Theory]
    [InlineData("ALTER TABLE customers ALTER COLUMN name SET DEFAULT 'x'", "ALTER TABLE customers ALTER COLUMN name DROP DEFAULT")]
    [InlineData("ALTER TABLE customers ALTER COLUMN name TYPE text", "")]
    [InlineData("ALTER TABLE customers ALTER COLUMN name TYPE varchar(100)", "")]
    [InlineData("ALTER TABLE customers ALTER COLUMN id TYPE bigint", "")]
    public void Complaint_7_a_changed_column_that_keeps_every_value_is_no_loss(string up, string down) =>
        Assert.DoesNotContain(Judge(up, down), finding => finding.Rule.StartsWith("MG1", StringComparison.Ordinal));

    [Theory]
    [InlineData("ALTER TABLE customers ALTER COLUMN name TYPE varchar(20)", "ALTER TABLE customers ALTER COLUMN name TYPE varchar(50)", "MG1004")]
    [InlineData("ALTER TABLE customers ALTER COLUMN seen TYPE date", "ALTER TABLE customers ALTER COLUMN seen TYPE timestamptz", "MG1005")]
    [InlineData("ALTER TABLE customers ALTER COLUMN email TYPE integer USING length(email)", "ALTER TABLE customers ALTER COLUMN email TYPE text", "MG1005")]
    [InlineData("ALTER TABLE customers ALTER COLUMN name TYPE varchar(100)", "ALTER TABLE customers ALTER COLUMN name TYPE varchar(50)", "MG2019")]
    public void Complaint_7_a_changed_column_that_loses_something_says_what_and_what_to_do(string up, string down, string rule)
    {
        var findings = Judge(up, down);

        Assert.Contains(findings, finding => finding.Rule == rule);
        Assert.All(findings, finding =>
        {
            Assert.Contains("customers", finding.Message);
            Assert.True(finding.Mitigation.Length > 20, finding.Message);
            Assert.DoesNotContain("ignore", finding.Message, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("may be", finding.Effect, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("ALTER TABLE customers ADD CONSTRAINT fk FOREIGN KEY (owner) REFERENCES customers (id) NOT VALID", "ALTER TABLE customers DROP CONSTRAINT fk")]
    [InlineData("ALTER TABLE customers ADD CONSTRAINT c CHECK (id > 0) NOT VALID", "ALTER TABLE customers DROP CONSTRAINT c")]
    public void Complaint_8_a_constraint_that_is_not_validated_at_once_is_safe(string up, string down)
    {
        IsQuiet(up, down, "MG3004");

        // What a Down leaves behind is found all the same.
        Assert.Contains(Judge(up, "SELECT 1"), finding => finding.Rule == "MG2004");
    }

    [Theory]
    [InlineData("ALTER TABLE customers ADD COLUMN city text", "ALTER TABLE customers DROP COLUMN city", "ALTER TABLE customers DROP COLUMN email", "MG1001")]
    [InlineData("CREATE TABLE fresh (a int PRIMARY KEY)", "DROP TABLE fresh", "DROP TABLE customers", "MG1002")]
    public void Complaint_8_what_reverts_a_migration_of_its_own_is_no_loss(string up, string down, string sameInUp, string rule)
    {
        IsQuiet(up, down);

        Fires(sameInUp, rule);
        Fires(up, sameInUp, "MG2004");
    }

    [Fact]
    public void Complaint_8_the_safe_way_that_a_message_teaches_is_not_reported_in_its_turn()
    {
        IsQuiet("ALTER TABLE customers ADD COLUMN mail text; UPDATE customers SET mail = email", "ALTER TABLE customers DROP COLUMN mail", null, Small);
        IsQuiet("ALTER TABLE customers ADD COLUMN n int; UPDATE customers SET n = length(name) WHERE n IS NULL", "ALTER TABLE customers DROP COLUMN n", null, Small);

        Fires("ALTER TABLE customers DROP COLUMN email; ALTER TABLE customers ADD COLUMN mail text", "MG1001");
        Fires("UPDATE customers SET owner = length(name)", "MG5002");
    }

    [Theory]
    [InlineData("ALTER TABLE customers RENAME COLUMN email TO mail", "ALTER TABLE customers RENAME COLUMN mail TO email")]
    [InlineData("ALTER TABLE customers RENAME TO people", "ALTER TABLE people RENAME TO customers")]
    public void Complaint_9_a_rename_is_no_drop_and_add(string up, string down)
    {
        IsQuiet(up, down, "MG3001");

        Fires("ALTER TABLE customers DROP COLUMN email; ALTER TABLE customers ADD COLUMN mail text", "MG1014");
    }

    [Fact]
    public void Complaint_10_many_rules_say_nothing_about_what_every_project_does()
    {
        (Operation Up, Operation Down)[] everyday =
        [
            (Op.Table("orders", Op.Int("id"), Op.Text("note")), Op.DropTable("orders")),
            (Op.Add("customers", Op.Text("city")), Op.Drop("customers", "city")),
            (Op.Add("customers", Op.Int("age", nullable: true)), Op.Drop("customers", "age")),
            (new CreateIndex { Table = "customers", Name = "ix", Columns = ["email"] }, new DropIndex { Table = "customers", Name = "ix" }),
            (new CreateIndex { Table = "customers", Name = "ix", Columns = ["email"], Annotations = [new Annotation("Npgsql:CreatedConcurrently", Literal.OfBoolean(true))] }, new DropIndex { Table = "customers", Name = "ix" }),
            (new AddForeignKey { Table = "customers", ForeignKey = new ForeignKeyDefinition { Name = "fk", Columns = ["owner"], PrincipalTable = "customers", PrincipalColumns = ["id"] } }, new DropForeignKey { Table = "customers", Name = "fk" }),
            (new AddCheckConstraint { Table = "customers", Check = new CheckDefinition("ck", "id > 0") }, new DropCheckConstraint { Table = "customers", Name = "ck" }),
            (new RenameColumn { Table = "customers", Name = "email", NewName = "email_address" }, new RenameColumn { Table = "customers", Name = "email_address", NewName = "email" }),
            (new RenameTable { Table = "customers", NewName = "customer" }, new RenameTable { Table = "customer", NewName = "customers" }),
            (new RenameIndex { Table = "customers", Name = "pk_customers", NewName = "pk" }, new RenameIndex { Table = "customers", Name = "pk", NewName = "pk_customers" }),
            (new CreateSequence { Name = "numbers" }, new DropSequence { Name = "numbers" }),
            (Read("CREATE VIEW adults AS SELECT id FROM customers"), Read("DROP VIEW adults")),
            (Read("GRANT SELECT ON customers TO reporting"), Read("REVOKE SELECT ON customers FROM reporting")),
        ];

        foreach (var framework in new Func<Trial>[] { () => Trial.Ef, () => Trial.Fm })
        {
            foreach (var (up, down) in everyday)
            {
                var noise = framework().With(Small).Migration(Customers).Migration([up], [down], migration => migration with { NoTransaction = migration.Framework == Framework.FluentMigrator }).Judge().Where(IsWarning);
                Assert.True(!noise.Any(), up.Kind + ": " + string.Join(" | ", noise.Select(finding => finding.Rule + " " + finding.Message)));
            }
        }
    }

    [Theory]
    [InlineData("ALTER TABLE customers DROP COLUMN email", "MG1001")]
    [InlineData("DROP TABLE customers", "MG1002")]
    [InlineData("ALTER TABLE customers ALTER COLUMN name TYPE varchar(20)", "MG1004")]
    [InlineData("ALTER TABLE customers ALTER COLUMN seen TYPE date", "MG1005")]
    [InlineData("DELETE FROM customers WHERE id > 5", "MG1009")]
    [InlineData("UPDATE customers SET name = '' WHERE id > 5", "MG1010")]
    public void Complaint_10_one_mistake_is_one_data_loss(string up, string rule) =>
        Assert.Equal([rule], Judge(up, "").Where(finding => finding.Rule.StartsWith("MG1", StringComparison.Ordinal) || finding.Rule.StartsWith("MG5", StringComparison.Ordinal)).Select(finding => finding.Rule));

    [Fact]
    public void Complaint_11_a_default_a_backfill_and_a_requirement_in_that_order_overwrite_only_what_is_named()
    {
        // The order is what other checkers took for safe: the NULLs are gone all the same, and somebody says so.
        Fires(
            "ALTER TABLE customers ALTER email SET DEFAULT ''; UPDATE customers SET email = '' WHERE email IS NULL; ALTER TABLE customers ALTER email SET NOT NULL; ALTER TABLE customers ALTER email DROP DEFAULT",
            "MG1010");

        IsQuiet(
            "ALTER TABLE customers ADD city text; ALTER TABLE customers ALTER city SET DEFAULT ''; UPDATE customers SET city = '' WHERE city IS NULL; ALTER TABLE customers ALTER city SET NOT NULL; ALTER TABLE customers ALTER city DROP DEFAULT",
            "ALTER TABLE customers DROP COLUMN city",
            "MG3003",
            Small);
    }

    [Theory]
    [InlineData("ALTER TABLE customers ALTER COLUMN email SET NOT NULL")]
    [InlineData("alter table only customers alter \"email\" set /* now */ not null")]
    [InlineData("ALTER TABLE customers ADD b int, ALTER email SET NOT NULL")]
    [InlineData("DO $$ BEGIN ALTER TABLE customers ALTER COLUMN email SET NOT NULL; END $$")]
    public void Complaint_12_a_column_made_required_is_found_however_its_SQL_is_written(string up) => Assert.True(SaysRequired(Trial.Ef, Read(up)), up);

    [Fact]
    public void Complaint_12_a_column_made_required_is_found_whichever_library_generates_it()
    {
        Assert.True(SaysRequired(Trial.Ef, Op.Alter("customers", Op.Text("email", nullable: false), Op.Text("email"))));
        Assert.True(SaysRequired(Trial.Fm, Op.Alter("customers", Op.Text("email", nullable: false), null)));

        Assert.False(SaysRequired(Trial.Ef, Op.Alter("customers", Op.Text("email", nullable: true), Op.Text("email"))));
        Assert.False(SaysRequired(Trial.Fm, Op.Alter("customers", Op.Text("email", nullable: true), null)));
        Assert.False(SaysRequired(Trial.Ef, Read("ALTER TABLE customers ALTER COLUMN email DROP NOT NULL")));
    }

    private static bool SaysRequired(Trial trial, Operation up) =>
        trial.Migration(Customers).Migration(up).Assess().Rollback.Because.Any(reason => reason.Contains("customers.email") && reason.Contains("NULL"));

    private static void IsQuiet(string up, string down, string? runningRelease = null, string sizes = "{}")
    {
        var found = Judge(up, down, sizes);
        var noise = found.Where(IsWarning).Select(finding => finding.Rule + " " + finding.Message).ToList();
        Assert.True(noise.Count == 0, string.Join(" | ", noise));
        Assert.Equal(runningRelease is null ? [] : [runningRelease], found.Where(IsAboutRunningRelease).Select(finding => finding.Rule));
    }

    private static bool IsWarning(Finding finding) => finding.Rule != AddedLater && !IsAboutRunningRelease(finding);

    private static bool IsAboutRunningRelease(Finding finding) => finding.Rule.StartsWith("MG3", StringComparison.Ordinal);

    private static void Fires(string up, string rule) => Fires(up, "", rule);

    private static void Fires(string up, string down, string rule) => Assert.Contains(Judge(up, down), finding => finding.Rule == rule);

    private static IReadOnlyList<Finding> Judge(string up, string down, string sizes = "{}") => Trial.Ef.With(sizes).Migration(Customers).Migration([Read(up)], down.Length == 0 ? [] : [Read(down)]).Judge()
        .Where(finding => down.Length > 0 || finding.Rule != "MG2002").ToList();

    // Why the previous release does not simply run on.
    private static IReadOnlyList<string> Reasons(Operation up) => Trial.Ef.Migration(Customers).Migration(up).Assess().Rollback.Because;

    private static Sql Read(string text) => new() { Text = text, Statements = SqlReader.Read(text, SqlDialect.PostgreSql) };
}
