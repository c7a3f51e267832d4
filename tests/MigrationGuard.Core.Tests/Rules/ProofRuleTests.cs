using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

/// <summary>Rules that follow from Up and Down together, or from the order of migrations.</summary>
public sealed class ProofRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Of("Email", "character varying(50)", true));
    private static readonly Column Longer = Op.Of("Email", "character varying(200)", true);
    private static readonly Column Shorter = Op.Of("Email", "character varying(50)", true);

    [Fact]
    public void MG1011_is_quiet_about_a_row_that_nobody_saw_being_seeded() =>
        Trial.Ef.Migration(Customers).Migration(Update(7)).IsQuiet("MG1011");

    [Fact]
    public void MG1011_is_quiet_about_FluentMigrator() =>
        Trial.Fm.Migration(Customers, Insert(7)).Migration(Update(7)).IsQuiet("MG1011");

    [Fact]
    public void MG1011_is_quiet_about_SQL() =>
        Trial.Ef.Migration(Customers, Insert(7)).Migration(Op.Sql(Update(7))).IsQuiet("MG1011");

    [Fact]
    public void MG1011_counts_deleted_rows()
    {
        var finding = Trial.Ef.Migration(Customers, Insert(7)).Migration(new DeleteData { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Number(7)]] }).Fires("MG1011");
        Assert.StartsWith("A seeded row of table 'Customers' is deleted", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FaxNumber", "LoyaltyCard")]
    [InlineData("Notes", "Points")]
    [InlineData("CreatedOn", "IsArchived")]
    public void MG1013_fires_when_names_have_nothing_in_common(string from, string to) => Rename(from, to).Fires("MG1013");

    [Theory]
    [InlineData("Fax", "FaxNumber")]
    [InlineData("CreatedOn", "created_at")]
    [InlineData("EMail", "EmailAddress")]
    [InlineData("FirstName", "GivenName")]
    [InlineData("Qty", "Quantity")]
    [InlineData("VAT", "ValueAddedTax")]
    [InlineData("CategoryID", "category_id")]
    [InlineData("Organisation", "Organization")]
    public void MG1013_is_quiet_when_names_are_related(string from, string to) => Rename(from, to).IsQuiet("MG1013");

    [Fact]
    public void MG1013_is_quiet_when_two_tables_do_the_same() =>
        Trial.Ef
            .Migration(Op.Table("A", Op.Int("Id"), Op.Text("Owner")), Op.Table("B", Op.Int("Id"), Op.Text("Owner")))
            .Migration(new RenameColumn { Table = "A", Name = "Owner", NewName = "Person" }, new RenameColumn { Table = "B", Name = "Owner", NewName = "Person" })
            .IsQuiet("MG1013");

    [Fact]
    public void MG1013_is_quiet_about_new_tables() =>
        Trial.Ef.Migration(Op.Table("A", Op.Int("Id"), Op.Text("Owner")), new RenameColumn { Table = "A", Name = "Owner", NewName = "Points" }).IsQuiet("MG1013");

    [Theory]
    [InlineData("Shop.RenameSearchKey", ModelReading.Designer, false)]
    [InlineData("Shop.SearchKeyRenamedToAbbreviation", ModelReading.Designer, false)]
    [InlineData("Shop.RenameFax", ModelReading.Designer, true)]
    [InlineData("Shop.SearchKey", ModelReading.Designer, true)]
    [InlineData("Shop.SearchKey", ModelReading.Missing, false)]
    public void MG1013_is_quiet_when_the_migration_is_named_after_the_rename_or_was_never_scaffolded(string className, ModelReading model, bool fires)
    {
        var trial = Trial.Ef
            .Migration(Op.Table("A", Op.Int("Id"), Op.Text("search_key")))
            .Migration([new RenameColumn { Table = "A", Name = "search_key", NewName = "abbreviation" }], [], migration => migration with { ClassName = className, ModelReading = model });
        if (fires)
        {
            trial.Fires("MG1013");
        }
        else
        {
            trial.IsQuiet("MG1013");
        }
    }

    [Fact]
    public void MG1015_is_quiet_about_FluentMigrator_which_rebuilds_nothing() =>
        Trial.Fm.On(Engine.Sqlite).Migration(Customers, Trigger("Customers")).Migration(Op.Drop("Customers", "Email")).IsQuiet("MG1015");

    [Fact]
    public void MG1015_is_quiet_about_a_trigger_of_another_table() =>
        Trial.Ef.On(Engine.Sqlite).Migration(Customers, Trigger("CustomersOld")).Migration(Op.Drop("Customers", "Email")).IsQuiet("MG1015");

    [Fact]
    public void MG1015_is_quiet_when_nothing_is_rebuilt() =>
        Trial.Ef.On(Engine.Sqlite).Migration(Customers, Trigger("Customers")).Migration(Op.Add("Customers", Op.Text("City"))).IsQuiet("MG1015");

    [Fact]
    public void MG1015_says_that_a_view_stands_in_the_way()
    {
        var finding = Trial.Ef.On(Engine.Sqlite)
            .Migration(Customers, Object("view", "emails", "CREATE VIEW emails AS SELECT Email FROM Customers"))
            .Migration(Op.Drop("Customers", "Email"))
            .Fires("MG1015");
        Assert.Contains("view 'emails' reads it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2004_names_every_difference()
    {
        var finding = Trial.Ef.Migration(Customers).Migration([Op.Drop("Customers", "Email")], [Op.Add("Customers", Op.Of("Email", "character varying(40)", false))]).Fires("MG2004");
        Assert.Contains("character varying(40) instead of character varying(50)", finding.Message, StringComparison.Ordinal);
        Assert.Contains("comes back as required", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void MG2004_is_a_hint_where_only_a_default_is_left()
    {
        var required = Shorter with { Nullable = false };
        var finding = Trial.Ef
            .Migration(Op.Table("Customers", Op.Int("Id"), required))
            .Migration([Op.Drop("Customers", "Email")], [Op.Add("Customers", required with { Default = Literal.OfString("") })])
            .Fires("MG2004");
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Fact]
    public void MG2004_is_quiet_when_Down_is_empty_which_has_a_rule_of_its_own() =>
        Trial.Ef.Migration(Customers).Migration([Op.Drop("Customers", "Email")], []).IsQuiet("MG2004");

    [Fact]
    public void MG2010_is_a_hint_where_the_engine_of_the_project_is_not_concerned()
    {
        var finding = Trial.Ef.On(Engine.Sqlite).Migration(Customers)
            .Migration(
                [Index(Providers.PostgreSql | Providers.Sqlite)],
                [new DropIndex { Table = "Customers", Name = "IX", Providers = Providers.Sqlite }])
            .Fires("MG2010");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains("PostgreSQL", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2010_fires_when_Down_forgets_the_branch_entirely() =>
        Trial.Ef.Migration(Customers)
            .Migration([Index(Providers.PostgreSql)], [new DropIndex { Table = "Customers", Name = "Other", Providers = Providers.SqlServer }])
            .Fires("MG2010");

    [Fact]
    public void MG2010_is_quiet_when_branches_differ_only_in_how() =>
        Trial.Ef.Migration(Customers)
            .Migration(
                [Index(Providers.PostgreSql), Index(Providers.All & ~Providers.PostgreSql)],
                [new DropIndex { Table = "Customers", Name = "IX" }])
            .IsQuiet("MG2010");

    [Fact]
    public void MG2016_is_quiet_on_an_engine_that_converts_what_it_can() =>
        Trial.Ef.On(Engine.MySql).Migration(Op.Table("T", Op.Int("Id"), Op.Of("N", "int")))
            .Migration([Op.Alter("T", Op.Of("N", "longtext"), Op.Of("N", "int"))], [Op.Alter("T", Op.Of("N", "int"), Op.Of("N", "longtext"))])
            .IsQuiet("MG2016");

    [Fact]
    public void MG2019_fires_on_values_that_became_longer() =>
        Trial.Ef.Migration(Customers).Migration([Op.Alter("Customers", Longer, Shorter)], [Op.Alter("Customers", Shorter, Longer)]).Fires("MG2019");

    [Fact]
    public void MG2019_is_quiet_when_Down_throws_and_says_so() =>
        Trial.Ef.Migration(Customers)
            .Migration([Op.Alter("Customers", Longer, Shorter)], [], migration => migration with { Down = new MigrationBody { Throws = true } })
            .IsQuiet("MG2019");

    [Fact]
    public void MG2021_is_quiet_when_one_direction_says_nothing() =>
        Trial.Ef.Migration(Customers).Migration([Op.Drop("Customers", "Email")], [Op.Add("Customers", Op.Of("Email", "nvarchar(max)", true))]).IsQuiet("MG2021");

    [Fact]
    public void MG2013_is_quiet_in_a_build() => Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City"))).IsQuiet("MG2013");

    [Fact]
    public void What_a_database_has_applied_decides_exactly()
    {
        var assessment = Applied("20260301100000_M1", "20260303100000_M3");
        Assert.Equal([true, false, true, false], assessment.Deployment.Contexts[0].Steps.Select(step => step.Released));
        var late = Assert.Single(assessment.Hazards, hazard => hazard.Rule == "MG2013");
        Assert.Equal("20260302100000_M2", late.MigrationId);
        Assert.Contains("'20260303100000_M3', which did", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_database_has_everything_before_it()
    {
        var assessment = Applied();
        Assert.All(assessment.Deployment.Contexts[0].Steps, step => Assert.False(step.Released));
        Assert.Equal(ReleaseKnowledge.NothingReleased, assessment.Deployment.Contexts[0].Releases);
        Assert.Empty(assessment.Deployment.Problems);
    }

    [Fact]
    public void A_database_that_is_ahead_of_the_build_closes_the_gate()
    {
        var assessment = Applied("20260301100000_M1", "20270101000000_Later");
        Assert.Contains(assessment.Deployment.Problems, problem => problem.Rule == "MG0007" && problem.Message.Contains("20270101000000_Later", StringComparison.Ordinal));
        Assert.False(assessment.Gate.Passed);
    }

    private static Assessment Applied(params string[] ids)
    {
        Migration[] migrations =
        [
            .. Enumerable.Range(1, 4).Select(number => new Migration
            {
                Id = "2026030" + number + "100000_M" + number,
                Framework = Framework.EfCore,
                Context = "Shop.ShopContext",
                ClassName = "Shop.M" + number,
                Up = new MigrationBody { Operations = [Op.Table("T" + number, Op.Int("Id"))] },
                Down = new MigrationBody { Operations = [Op.DropTable("T" + number)] },
            }),
        ];
        return Guard.Assess(new ManifestDocument { Migrations = migrations }, new GuardInputs { Engine = "postgresql", Applied = ids, SettingsMustMatch = false });
    }

    private static Trial Rename(string from, string to) =>
        Trial.Ef.Migration(Op.Table("Customers", Op.Int("Id"), Op.Text(from))).Migration(new RenameColumn { Table = "Customers", Name = from, NewName = to });

    private static Literal Number(int value) => new(LiteralKind.Number, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static InsertData Insert(int key) => new() { Table = "Customers", Columns = ["Id"], Rows = [[Number(key)]] };

    private static UpdateData Update(int key) =>
        new() { Table = "Customers", Columns = ["Email"], Rows = [[Literal.OfString("x")]], KeyColumns = ["Id"], KeyValues = [[Number(key)]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) };

    private static CreateIndex Index(Providers providers) => new() { Table = "Customers", Name = "IX", Columns = ["Email"], Providers = providers };

    private static Sql Trigger(string table) => Object("trigger", "audit", "CREATE TRIGGER audit AFTER DELETE ON \"" + table + "\" BEGIN DELETE FROM Notes WHERE 1 = 0; END");

    private static Sql Object(string kind, string name, string text) => new()
    {
        Text = text,
        Statements =
        [
            new SqlStatement
            {
                Verb = "CREATE",
                Length = text.Length,
                Understanding = SqlUnderstanding.Full,
                Effects = [new ChangeObject { ObjectType = kind, Name = name, Change = ObjectChange.Create }],
            },
        ],
    };
}
