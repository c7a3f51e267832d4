using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class DataLossRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"), Op.Text("Name"));

    [Fact]
    public void MG1001_fires_when_a_column_is_dropped()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(Op.Drop("Customers", "Email")).Fires("MG1001");
        Assert.Equal("Customers.Email", finding.Object);
        Assert.Contains("'Email' of table 'Customers'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("[BackupGate(\"Customers\", …)]", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void MG1001_fires_when_nobody_knows_the_table() => Trial.Fm.Migration(Op.Drop("Customers", "Email")).Fires("MG1001");

    [Fact]
    public void MG1001_fires_when_SQL_drops_the_column() => Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Drop("Customers", "Email"))).Fires("MG1001");

    [Fact]
    public void MG1001_fires_after_a_rename_in_the_same_migration() =>
        Trial.Ef.Migration(Customers).Migration(new RenameTable { Table = "Customers", NewName = "Clients" }, Op.Drop("Clients", "Email")).Fires("MG1001");

    [Fact]
    public void MG1001_shows_a_name_that_is_not_known()
    {
        var finding = Trial.Ef.Migration(Op.Drop("Customers", Hole.Text)).Fires("MG1001");
        Assert.Contains("'‹?›'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG1001_is_quiet_about_a_column_of_the_same_migration() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Draft")), Op.Drop("Customers", "Draft")).IsQuiet("MG1001");

    [Fact]
    public void MG1001_is_quiet_about_a_column_of_the_same_unreleased_set() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Draft"))).Migration(Op.Drop("Customers", "Draft")).LastInSet(2).IsQuiet("MG1001");

    [Fact]
    public void MG1001_fires_about_a_column_of_a_released_migration() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Draft"))).Migration(Op.Drop("Customers", "Draft")).Fires("MG1001");

    [Fact]
    public void MG1001_is_quiet_when_the_values_were_copied_in_the_set() =>
        Trial.Ef.Migration(Customers)
            .Migration(Op.Add("Customers", Op.Text("Contact")), Op.Sql(Op.Copy("Customers", "Contact", "Email")), Op.Drop("Customers", "Email"))
            .IsQuiet("MG1001");

    [Fact]
    public void MG1001_fires_when_another_column_was_copied() =>
        Trial.Ef.Migration(Customers)
            .Migration(Op.Add("Customers", Op.Text("Contact")), Op.Sql(Op.Copy("Customers", "Contact", "Name")), Op.Drop("Customers", "Email"))
            .Fires("MG1001");

    [Fact]
    public void MG1001_is_quiet_about_a_computed_column() =>
        Trial.Ef.Migration(Op.Table("Customers", Op.Text("Name"), Op.Text("Upper") with { ComputedSql = "upper(Name)" }))
            .Migration(Op.Drop("Customers", "Upper"))
            .IsQuiet("MG1001");

    [Fact]
    public void MG1001_is_quiet_inside_Down() =>
        Trial.Ef.Migration(Customers).Migration([Op.Add("Customers", Op.Text("Draft"))], [Op.Drop("Customers", "Draft")]).IsQuiet("MG1001");

    [Fact]
    public void MG1001_is_quiet_in_a_contract_step_of_a_released_expand_step() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Contact")), Op.Copy("Customers", "Contact", "Email"))
            .Migration([Op.Drop("Customers", "Email")], [], migration => migration with
            {
                Declarations = new MigrationDeclarations { ExpandContract = new ExpandContractDeclaration { Phase = MigrationPhase.Contract, ExpandedBy = "20260302100000_M2" } },
            })
            .IsQuiet("MG1001");

    [Fact]
    public void MG1001_fires_in_a_contract_step_whose_replacement_nothing_fills() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Contact")))
            .Migration([Op.Drop("Customers", "Email")], [], migration => migration with
            {
                Declarations = new MigrationDeclarations { ExpandContract = new ExpandContractDeclaration { Phase = MigrationPhase.Contract, ExpandedBy = "20260302100000_M2" } },
            })
            .Fires("MG1001");

    [Fact]
    public void MG1001_fires_in_a_contract_step_whose_expand_step_does_not_exist() =>
        Trial.Ef.Migration(Customers)
            .Migration([Op.Drop("Customers", "Email")], [], migration => migration with
            {
                Declarations = new MigrationDeclarations { ExpandContract = new ExpandContractDeclaration { Phase = MigrationPhase.Contract, ExpandedBy = "20200101000000_Never" } },
            })
            .Fires("MG1001");

    [Fact]
    public void MG1001_is_quiet_where_the_operation_does_not_run_on_the_engine() =>
        Trial.Ef.Migration(Customers).Migration(Op.Drop("Customers", "Email") with { Providers = Providers.Sqlite }).IsQuiet("MG1001");

    [Fact]
    public void Rules_about_data_are_quiet_in_a_class_that_never_runs() =>
        Trial.Ef.Migration(Customers).Migration([Op.Drop("Customers", "Email")], [], migration => migration with { Kind = MigrationKind.NeverRuns }).IsQuiet("MG1001");

    [Fact]
    public void MG1002_fires_when_a_table_is_dropped()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(Op.DropTable("Customers")).Fires("MG1002");
        Assert.Equal("Customers", finding.Object);
    }

    [Fact]
    public void MG1002_is_quiet_about_a_table_of_the_set() => Trial.Fm.Migration(Op.Table("Scratch", Op.Int("Id")), Op.DropTable("Scratch")).IsQuiet("MG1002");

    [Fact]
    public void MG1002_is_quiet_when_every_row_and_column_was_copied() =>
        Trial.Ef.Migration(Customers)
            .Migration(
                Op.Sql(
                    Op.Table("Copy", Op.Int("Id"), Op.Text("Email"), Op.Text("Name")),
                    new InsertData { Table = "Copy", Columns = ["Id", "Email", "Name"], CopiedFrom = new CopySource(null, "Customers", ["Id", "Email", "Name"], true) }),
                Op.DropTable("Customers"),
                new RenameTable { Table = "Copy", NewName = "Customers" })
            .IsQuiet("MG1002");

    [Fact]
    public void MG1002_fires_when_the_copy_lacks_a_column() =>
        Trial.Ef.Migration(Customers)
            .Migration(
                Op.Sql(
                    Op.Table("Copy", Op.Int("Id"), Op.Text("Email")),
                    new InsertData { Table = "Copy", Columns = ["Id", "Email"], CopiedFrom = new CopySource(null, "Customers", ["Id", "Email"], true) }),
                Op.DropTable("Customers"),
                new RenameTable { Table = "Copy", NewName = "Customers" })
            .Fires("MG1002");

    [Fact]
    public void MG1002_fires_when_only_some_rows_were_copied() =>
        Trial.Ef.Migration(Customers)
            .Migration(
                Op.Sql(
                    Op.Table("Copy", Op.Int("Id"), Op.Text("Email"), Op.Text("Name")),
                    new InsertData { Table = "Copy", Columns = ["Id", "Email", "Name"], CopiedFrom = new CopySource(null, "Customers", ["Id", "Email", "Name"], false) }),
                Op.DropTable("Customers"))
            .Fires("MG1002");

    [Fact]
    public void MG1003_fires_when_a_schema_with_tables_is_dropped()
    {
        var finding = Trial.Ef.Migration(new EnsureSchema { Name = "archive" }, Customers with { Schema = "archive" }).Migration(new DropSchema { Name = "archive" }).Fires("MG1003");
        Assert.Contains("'Customers'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG1003_fires_when_nobody_saw_the_schema_being_created() => Trial.Ef.Migration(new DropSchema { Name = "archive" }).Fires("MG1003");

    [Fact]
    public void MG1003_is_quiet_when_the_schema_is_known_to_be_empty() =>
        Trial.Ef.Migration(new EnsureSchema { Name = "archive" }).Migration(new DropSchema { Name = "archive" }).IsQuiet("MG1003");

    [Fact]
    public void MG1007_hints_at_a_default_that_means_nothing()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City", false) with { Default = Literal.OfString("") })).Fires("MG1007");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains("every existing row \"\"", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG1007_is_quiet_in_a_new_table() =>
        Trial.Ef.Migration(Customers, Op.Add("Customers", Op.Text("City", false) with { Default = Literal.OfString("") })).IsQuiet("MG1007");

    [Fact]
    public void MG1007_is_quiet_when_the_column_may_be_null() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City") with { Default = Literal.OfString("") })).IsQuiet("MG1007");

    [Fact]
    public void MG1007_is_quiet_when_a_backfill_follows() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City", false) with { Default = Literal.OfString("") }), Op.Sql(Op.Update("Customers", "City"))).IsQuiet("MG1007");

    [Fact]
    public void MG1007_is_quiet_about_a_default_that_says_something() =>
        Trial.Fm.Migration(Customers).Migration(Op.Add("Customers", Op.Text("Currency", false) with { Default = Literal.OfString("EUR") })).IsQuiet("MG1007");

    [Fact]
    public void MG1007_is_quiet_about_a_row_version() =>
        Trial.Ef.On(Engine.SqlServer).Migration(Customers).Migration(Op.Add("Customers", new Column { Name = "V", Nullable = false, RowVersion = true, Default = new Literal(LiteralKind.Bytes, "") })).IsQuiet("MG1007");

    [Fact]
    public void MG1009_fires_when_rows_are_deleted()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(new DeleteData
        {
            Table = "Customers",
            KeyColumns = ["Id"],
            KeyValues = [[Literal.OfNumber("7")]],
            Filter = new RowFilter(RowFilterKind.Key, ["Id"]),
        }).Fires("MG1009");
        Assert.Contains("one row named by key", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG1009_is_quiet_about_rows_of_the_set() =>
        Trial.Ef.Migration(Customers).Migration(
            new InsertData { Table = "Customers", Columns = ["Id"], Rows = [[Literal.OfNumber("7")]] },
            new DeleteData { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("7")]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) }).IsQuiet("MG1009");

    [Fact]
    public void MG1009_fires_about_other_rows_than_those_of_the_set() =>
        Trial.Ef.Migration(Customers).Migration(
            new InsertData { Table = "Customers", Columns = ["Id"], Rows = [[Literal.OfNumber("7")]] },
            new DeleteData { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("8")]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) }).Fires("MG1009");

    private static RowFilter Some => new(RowFilterKind.Condition, ["Kind"], "Kind = 1");

    [Theory]
    [InlineData("__EFMigrationsHistory", true)]
    [InlineData("VersionInfo", false)]
    public void Rows_of_the_history_are_no_data_of_users(string table, bool isHistory)
    {
        var rules = Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Delete(table) with { Filter = Some }), Op.Sql(new UpdateData { Table = table, Columns = ["ProductVersion"], Filter = Some })).Judge().Select(finding => finding.Rule).ToHashSet();

        Assert.Equal((!isHistory, !isHistory, isHistory), (rules.Contains("MG1009"), rules.Contains("MG1010"), rules.Contains("MG5009")));
    }

    [Fact]
    public void MG1009_is_quiet_when_no_row_matches() =>
        Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Delete("Customers") with { Filter = new RowFilter(RowFilterKind.Nothing, []) })).IsQuiet("MG1009");

    [Fact]
    public void MG1010_fires_when_a_column_with_values_is_updated()
    {
        var finding = Trial.Fm.Migration(Customers).Migration(Op.Update("Customers", "Email")).Fires("MG1010");
        Assert.Equal("Customers.Email", finding.Object);
    }

    [Fact]
    public void MG1010_is_quiet_about_a_backfill() =>
        Trial.Fm.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City")), Op.Update("Customers", "City")).IsQuiet("MG1010");

    [Fact]
    public void MG1010_names_only_the_columns_that_had_values()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City")), Op.Sql(Op.Update("Customers", "City", "Email") with { Filter = Some })).Fires("MG1010");
        Assert.Contains("Overwrites 'Email' in", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_of_one_kind_are_said_once()
    {
        static UpdateData Set(string table, string column) => Op.Update(table, column) with { Filter = Some };
        var findings = Trial.Fm.Migration(Customers).Migration(Set("Customers", "Email"), Set("Customers", "Email"), Set("Customers", "Email"), Set("Customers", "Name"), Set("Orders", "Email")).Judge("MG1010");

        Assert.Equal(["Customers.Email", "Customers.Name", "Orders.Email"], findings.Select(finding => finding.Object).OrderBy(name => name, StringComparer.Ordinal));
        Assert.Contains("table 'Customers', as 2 more statements of this migration do;", string.Concat(findings.Select(finding => finding.Message)), StringComparison.Ordinal);

        var deletes = Trial.Fm.Migration(Customers).Migration(Op.Delete("Customers") with { Filter = Some }, Op.Delete("Customers") with { Filter = Some }, Op.Delete("Customers")).Judge("MG1009");
        Assert.Equal(2, deletes.Count);
        Assert.Single(deletes, finding => finding.Message.Contains("as another statement of this migration does", StringComparison.Ordinal));
        Assert.Single(deletes, finding => finding.Message.Contains("Deletes every row of table 'Customers';", StringComparison.Ordinal));
    }

    [Fact]
    public void A_statement_without_a_condition_is_left_to_MG5002()
    {
        var trial = Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Update("Customers", "Email")), Op.Sql(Op.Delete("Customers")));

        trial.IsQuiet("MG1009");
        trial.IsQuiet("MG1010");
        Assert.Contains("overwrites 'Email' in every row of table 'Customers'", string.Concat(trial.Judge("MG5002").Select(finding => finding.Message)), StringComparison.Ordinal);
        Assert.Equal(2, trial.Judge("MG5002").Count);
    }

    [Fact]
    public void Filling_NULLs_is_a_hint_and_gated_all_the_same()
    {
        var fill = Op.Update("Customers", "Email") with { Filter = new RowFilter(RowFilterKind.OnlyNull, ["Email"]) };
        var trial = Trial.Ef.Migration(Customers).Migration(Op.Sql(fill));

        Assert.Equal(Severity.Info, trial.Fires("MG1010").Severity);
        Assert.Contains(trial.Assess().Gate.Failures, failure => failure.Finding.Rule == "MG6001");
        Assert.Equal(Severity.Warning, Trial.Ef.Migration(Customers).Migration(Op.Sql(fill with { Columns = ["Name"] })).Fires("MG1010").Severity);
    }

    [Fact]
    public void Rows_that_FluentMigrator_names_by_any_column_are_not_called_rows_of_a_key()
    {
        var byName = new DeleteData { Table = "Customers", KeyColumns = ["Name"], KeyValues = [[Literal.OfString("x")]], Filter = new RowFilter(RowFilterKind.Key, ["Name"]) };

        Assert.Contains("Deletes the rows with one value of 'Name' of table", Trial.Fm.Migration(Customers).Migration(byName).Fires("MG1009").Message, StringComparison.Ordinal);
        Assert.Contains("Deletes one row named by key of table", Trial.Ef.Migration(Customers).Migration(byName).Fires("MG1009").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG1010_fires_when_an_insert_replaces_rows() =>
        Trial.Ef.Migration(Customers).Migration(Op.Sql(new InsertData { Table = "Customers", Columns = ["Id", "Email"], Overwrites = true })).Fires("MG1010");

    [Fact]
    public void MG1010_is_quiet_about_a_plain_insert() =>
        Trial.Ef.Migration(Customers).Migration(new InsertData { Table = "Customers", Columns = ["Id", "Email"] }).IsQuiet("MG1010");
}
