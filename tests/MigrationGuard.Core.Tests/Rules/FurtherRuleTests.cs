using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class FurtherRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"), Op.Text("City"));
    private static readonly MigrationBody AutoReversed = new() { Kind = BodyKind.AutoReversed };

    private static Func<Migration, Migration> Reversed => migration => migration with { Down = AutoReversed, FrameworkVersion = "7.2.0" };

    private static Sql Read(string text, SqlDialect dialect = SqlDialect.PostgreSql) => new() { Text = text, Statements = SqlReader.Read(text, dialect) };

    [Fact]
    public void MG1012_fires_when_a_sequence_is_restarted() => Trial.Ef.Migration(new RestartSequence { Name = "Numbers", Start = 1 }).Fires("MG1012");

    [Theory]
    [InlineData(Engine.PostgreSql, false, null, true)]
    [InlineData(Engine.PostgreSql, true, null, false)]
    [InlineData(Engine.PostgreSql, false, "SELECT setval('x', 7)", false)]
    [InlineData(Engine.MySql, false, null, false)]
    public void MG1012_fires_when_a_column_with_values_begins_to_number_itself(Engine engine, bool before, string? sql, bool fires)
    {
        Operation[] up = [Op.Alter("T", Op.Int("Id") with { Identity = true }, Op.Int("Id") with { Identity = before }), .. sql is null ? Array.Empty<Operation>() : [Read(sql)]];

        Assert.Equal(fires, Trial.Ef.On(engine).Migration(Op.Table("T", Op.Int("Id") with { Identity = before })).Migration(up).Judge("MG1012").Count == 1);
    }

    [Fact]
    public void MG1012_is_quiet_about_a_sequence_of_the_set() =>
        Trial.Ef.Migration(new CreateSequence { Name = "Numbers" }, new RestartSequence { Name = "Numbers", Start = 5 }).IsQuiet("MG1012");

    [Fact]
    public void MG1014_fires_when_a_column_is_dropped_and_added_again() =>
        Trial.Ef.Migration(Customers).Migration(Op.Drop("Customers", "Email"), Op.Add("Customers", Op.Int("Email"))).Fires("MG1014");

    [Fact]
    public void MG1014_fires_for_a_similar_name_and_the_same_type() =>
        Trial.Ef.Migration(Customers).Migration(Op.Drop("Customers", "Email"), Op.Add("Customers", Op.Text("EmailAddress"))).Fires("MG1014");

    [Fact]
    public void MG1014_is_quiet_when_the_names_have_nothing_in_common() =>
        Trial.Ef.Migration(Customers).Migration(Op.Drop("Customers", "Email"), Op.Add("Customers", Op.Text("Notes"))).IsQuiet("MG1014");

    [Fact]
    public void MG1014_is_quiet_when_the_values_are_copied() =>
        Trial.Ef.Migration(Customers)
            .Migration(Op.Add("Customers", Op.Text("EmailAddress")), Op.Sql(Op.Copy("Customers", "EmailAddress", "Email")), Op.Drop("Customers", "Email")).IsQuiet("MG1014");

    [Fact]
    public void MG1016_fires_when_a_table_is_no_longer_temporal() =>
        Trial.Ef.On(Engine.SqlServer).Migration(Customers)
            .Migration(new AlterTable { Table = "Customers", OldAnnotations = [new Annotation("SqlServer:IsTemporal", Literal.OfBoolean(true))] }).Fires("MG1016");

    [Fact]
    public void MG1016_is_quiet_about_a_comment() => Trial.Ef.On(Engine.SqlServer).Migration(Customers).Migration(new AlterTable { Table = "Customers", Comment = "x" }).IsQuiet("MG1016");

    [Fact]
    public void MG1017_fires_when_a_dropped_column_is_read() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Contact")), Op.Drop("Customers", "Email"), Op.Sql(Op.Copy("Customers", "Contact", "Email"))).Fires("MG1017");

    [Fact]
    public void MG1017_is_quiet_when_it_is_read_before() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Contact")), Op.Sql(Op.Copy("Customers", "Contact", "Email")), Op.Drop("Customers", "Email")).IsQuiet("MG1017");

    [Fact]
    public void MG1017_is_quiet_when_the_column_is_there_again() =>
        Trial.Ef.Migration(Customers).Migration(Op.Drop("Customers", "Email"), Op.Add("Customers", Op.Text("Email")), Op.Update("Customers", "Email")).IsQuiet("MG1017");

    [Fact]
    public void MG1017_is_quiet_after_a_rebuild_through_a_copy() =>
        Trial.Ef.Migration(Customers).Migration(Op.DropTable("Customers"), new RenameTable { Table = "Copy", NewName = "Customers" }, Op.Update("Customers", "City")).IsQuiet("MG1017");

    [Theory]
    [InlineData("file", "touches files")]
    [InlineData("connection", "touches a database connection of its own")]
    public void MG1019_says_what_is_touched(string touches, string effect) =>
        Assert.Equal(effect, Trial.Fm.Migration(new Unknown { Reason = "it cannot be read", Name = "Work", Touches = touches }).Fires("MG1019").Effect);

    [Fact]
    public void MG1019_is_quiet_when_nothing_is_known_to_be_touched() => Trial.Fm.Migration(new Unknown { Reason = "it cannot be read" }).IsQuiet("MG1019");

    [Fact]
    public void MG2007_fires_when_the_reverse_throws() => Trial.Fm.Migration(Customers).Migration([Op.Alter("Customers", Op.Text("City"), null)], [], Reversed).Fires("MG2007");

    [Fact]
    public void MG2007_is_quiet_when_everything_can_be_reversed() => Trial.Fm.Migration([Customers], [], Reversed).IsQuiet("MG2007");

    [Fact]
    public void MG2008_fires_when_the_reverse_asks_the_database() =>
        Trial.Fm.Migration([Customers with { Certainty = Certainty.Conditional, Condition = "!Schema.Table(\"Customers\").Exists()" }], [], Reversed).Fires("MG2008");

    [Fact]
    public void MG2008_is_quiet_without_a_condition() => Trial.Fm.Migration([Customers], [], Reversed).IsQuiet("MG2008");

    [Fact]
    public void MG2009_fires_when_Down_forgets_a_view() =>
        Trial.Ef.Migration(Customers)
            .Migration([Op.Add("Customers", Op.Text("Nick")), Read("CREATE VIEW v AS SELECT 1 AS one")], [Op.Drop("Customers", "Nick")]).Fires("MG2009");

    [Fact]
    public void MG2009_is_quiet_when_Down_drops_it() =>
        Trial.Ef.Migration(Customers)
            .Migration([Op.Add("Customers", Op.Text("Nick")), Read("CREATE VIEW v AS SELECT 1 AS one")], [Read("DROP VIEW v"), Op.Drop("Customers", "Nick")]).IsQuiet("MG2009");

    [Fact]
    public void MG2009_is_quiet_about_a_backfill() =>
        Trial.Ef.Migration(Customers)
            .Migration([Op.Add("Customers", Op.Text("Nick")), Op.Sql(Op.Update("Customers", "Nick"))], [Op.Drop("Customers", "Nick")]).IsQuiet("MG2009");

    [Fact]
    public void MG2009_leaves_an_empty_Down_to_MG2002() => Trial.Ef.Migration([Read("CREATE VIEW v AS SELECT 1 AS one")], []).IsQuiet("MG2009");

    [Fact]
    public void MG2011_fires_when_SQL_runs_outside_the_transaction_beside_other_operations() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Nick")), Op.Sql() with { SuppressTransaction = true }).Fires("MG2011");

    [Fact]
    public void MG1019_leaves_what_works_in_the_transaction_of_the_migration_to_MG0005()
    {
        Trial.Fm.Migration(new Unknown { Reason = "x", Name = "WithConnection", Touches = "connection" }).IsQuiet("MG1019");
        Trial.Fm.Migration(new Unknown { Reason = "x", Name = "Open", Touches = "connection" }).Fires("MG1019");
    }

    [Fact]
    public void MG5009_is_about_what_the_history_records()
    {
        var trial = Trial.Fm.Migration(Op.Alter("VersionInfo", Op.Of("AppliedOn", "timestamp with time zone"), null));

        trial.IsQuiet("MG5009");
        trial.IsQuiet("MG1004");
        Assert.Single(Trial.Fm.Migration(Op.Update("VersionInfo", "Version"), Op.Update("VersionInfo", "Description")).Judge("MG5009"));
        Trial.Fm.Migration(new DropTable { Table = "VersionInfo" }).Fires("MG5009");
    }

    [Fact]
    public void MG2011_is_quiet_about_a_single_operation() => Trial.Ef.Migration(Customers).Migration(Op.Sql() with { SuppressTransaction = true }).IsQuiet("MG2011");

    [Fact]
    public void MG2011_is_a_hint_on_MySQL()
    {
        var finding = Trial.Ef.On(Engine.MySql).Migration(Customers).Migration(Op.Add("Customers", Op.Text("A")), Op.Add("Customers", Op.Text("B"))).Fires("MG2011");
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Fact]
    public void MG2011_is_quiet_on_PostgreSQL() => Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("A")), Op.Add("Customers", Op.Text("B"))).IsQuiet("MG2011");

    [Fact]
    public void MG2012_fires_when_an_enum_gets_a_label()
    {
        var finding = Trial.Ef.Migration(new AlterDatabase
        {
            Annotations = [new Annotation("Npgsql:Enum:mood", Literal.OfString("sad,ok,happy"))],
            OldAnnotations = [new Annotation("Npgsql:Enum:mood", Literal.OfString("sad,ok"))],
        }).Fires("MG2012");
        Assert.Contains("Adds 'happy' to enum 'mood'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2012_is_quiet_about_a_new_enum() =>
        Trial.Ef.Migration(new AlterDatabase { Annotations = [new Annotation("Npgsql:Enum:mood", Literal.OfString("sad,ok"))] }).IsQuiet("MG2012");

    [Fact]
    public void MG5004_fires_for_CASCADE() => Trial.Ef.Migration(Customers).Migration(Read("DROP TABLE \"Customers\" CASCADE")).Fires("MG5004");

    [Fact]
    public void MG5004_is_quiet_without_CASCADE() => Trial.Ef.Migration(Customers).Migration(Read("DROP TABLE \"Customers\"")).IsQuiet("MG5004");

    [Theory]
    [InlineData("EXEC(@sql)", SqlDialect.SqlServer)]
    [InlineData("EXEC sp_executesql @sql", SqlDialect.SqlServer)]
    [InlineData("DO $$ DECLARE s text; BEGIN EXECUTE s; END $$", SqlDialect.PostgreSql)]
    public void MG5005_fires_when_a_text_is_executed_and_MG5001_leaves_it_to_it(string text, SqlDialect dialect)
    {
        var trial = Trial.Ef.Migration(Read(text, dialect));
        trial.Fires("MG5005");
        trial.IsQuiet("MG5001");
    }

    [Fact]
    public void MG5005_fires_when_the_text_is_not_known() => Trial.Ef.Migration(new Sql { Text = null }).Fires("MG5005");

    [Fact]
    public void MG5005_is_quiet_about_plain_SQL() => Trial.Ef.Migration(Read("DELETE FROM x WHERE a = 1")).IsQuiet("MG5005");

    [Theory]
    [InlineData("DELETE FROM x WHERE a = 1; COMMIT;", SqlDialect.PostgreSql)]
    [InlineData("BEGIN; DELETE FROM x WHERE a = 1;", SqlDialect.PostgreSql)]
    [InlineData("BEGIN TRANSACTION; DELETE FROM x WHERE a = 1;", SqlDialect.SqlServer)]
    public void MG5007_fires_for_transaction_control(string text, SqlDialect dialect) => Trial.Ef.Migration(Read(text, dialect)).Fires("MG5007");

    [Theory]
    [InlineData("DELETE FROM x WHERE a = 1;", SqlDialect.PostgreSql)]
    [InlineData("IF EXISTS (SELECT 1 FROM x) BEGIN DELETE FROM x WHERE a = 1 END", SqlDialect.SqlServer)]
    public void MG5007_is_quiet_about_blocks_and_plain_SQL(string text, SqlDialect dialect) => Trial.Ef.Migration(Read(text, dialect)).IsQuiet("MG5007");

    [Fact]
    public void MG5009_fires_when_the_history_is_edited() => Trial.Ef.Migration(Read("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = 'x'")).Fires("MG5009");

    [Fact]
    public void MG5009_looks_for_the_version_table_in_FluentMigrator() => Trial.Fm.Migration(Op.Update("VersionInfo", "Version")).Fires("MG5009");

    [Fact]
    public void MG5009_is_quiet_about_other_tables() => Trial.Ef.Migration(Op.Update("VersionInfo", "Version")).IsQuiet("MG5009");
}
