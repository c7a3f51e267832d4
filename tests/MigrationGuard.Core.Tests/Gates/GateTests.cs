using MigrationGuard.Model;
using MigrationGuard.Planning;
using Xunit;

namespace MigrationGuard.Gates;

public sealed class GateTests
{
    private const string Released = "20260101_Create";

    private static readonly Migration s_create =
        Make.Ef(Released, [Make.Table("Customers"), Make.Table("Orders")], [Make.DropTable("Orders"), Make.DropTable("Customers")]);

    private static Migration DropEmail(MigrationDeclarations? declared = null) =>
        Make.Ef("20260201_DropEmail", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Email")], declared: declared);

    private static Assessment Judge(MigrationDeclarations declared, params Operation[] up) =>
        Make.Assess(Released, s_create, Make.Ef("20260201_Change", up, [Make.Opaque()], declared: declared));

    [Fact]
    public void A_dropped_column_without_a_gate_closes_it_and_names_table_and_column()
    {
        var assessment = Make.Assess(Released, s_create, DropEmail());

        var failure = Assert.Single(assessment.Gate.Failures);
        Assert.Equal("MG6001", failure.Finding.Rule);
        Assert.Contains("Customers (column Email is dropped)", failure.Finding.Message);
        Assert.Contains("[BackupGate(\"Customers\"", failure.Finding.Message);
        Assert.Equal(["backup", "expandContract"], failure.Missing);
        Assert.DoesNotContain("MigrationGuardReleased", failure.Finding.Message);
    }

    [Fact]
    public void Without_a_word_on_releases_the_message_says_how_to_give_one()
    {
        var assessment = Make.Assess("", s_create, DropEmail());

        Assert.Contains("set MigrationGuardReleased to the last released id, or to none", Assert.Single(assessment.Gate.Failures).Finding.Message);
    }

    [Fact]
    public void A_complete_backup_gate_opens_it()
    {
        var assessment = Make.Assess(Released, s_create, DropEmail(Make.Backup("Customers")));

        Assert.Empty(assessment.Gate.Failures);
        Assert.True(assessment.Gate.Passed);
        Assert.True(Assert.Single(assessment.Gate.Gates).Verified);
    }

    [Theory]
    [InlineData("customers")]
    [InlineData("public.Customers")]
    [InlineData("\"public\".\"Customers\"")]
    [InlineData(" [Customers] ")]
    [InlineData("*")]
    public void A_backup_gate_may_name_the_table_in_any_spelling(string name) =>
        Assert.True(Make.Assess(Released, s_create, DropEmail(Make.Backup(name))).Gate.Passed);

    [Theory]
    [InlineData("Orders")]
    [InlineData("sales.Customers")]
    [InlineData("Customer")]
    [InlineData("Customers.Email")]
    public void A_backup_gate_that_names_other_tables_does_not_open_it(string name)
    {
        var assessment = Make.Assess(Released, s_create, DropEmail(Make.Backup(name)));

        Assert.Equal(["MG6002"], assessment.Failures());
        Assert.Contains("Customers (column Email is dropped)", assessment.Gate.Failures[0].Finding.Message);
        Assert.Contains(assessment.Gate.Warnings, warning => warning.Rule == "MG6005");
    }

    [Fact]
    public void Every_lost_table_must_be_covered_and_two_gates_may_share_the_work()
    {
        Operation[] up = [Make.Drop("Customers", "Email"), Make.DropTable("Orders")];

        Assert.Equal(["MG6002"], Judge(Make.Backup("Customers"), up).Failures());
        Assert.Empty(Judge(new MigrationDeclarations { BackupGates = [Make.Gate("Customers"), Make.Gate("Orders")] }, up).Failures());
    }

    public static TheoryData<string, BackupGateDeclaration> IncompleteGates() => new()
    {
        { "no table", Make.Gate("Customers") with { Tables = [] } },
        { "Source", Make.Gate("Customers") with { Source = " " } },
        { "Runbook", Make.Gate("Customers") with { Runbook = null } },
        { "RestoreTestedOn is missing", Make.Gate("Customers") with { RestoreTestedOn = null } },
        { "no day written", Make.Gate("Customers") with { RestoreTestedOn = "last week" } },
        { "no day written", Make.Gate("Customers") with { RestoreTestedOn = "2026-02-30" } },
        { "still to come", Make.Gate("Customers") with { RestoreTestedOn = "2026-11-22" } },
        { "RestoreMinutes is missing", Make.Gate("Customers") with { RestoreMinutes = null } },
        { "more than 0", Make.Gate("Customers") with { RestoreMinutes = 0 } },
        { "more than 0", Make.Gate("Customers") with { RestoreMinutes = -5 } },
        { "Owner is missing", Make.Gate("Customers") with { Owner = " " } },
    };

    [Theory]
    [MemberData(nameof(IncompleteGates))]
    public void An_incomplete_backup_gate_is_an_error_that_says_what_is_missing(string expected, BackupGateDeclaration gate)
    {
        var assessment = Make.Assess(Released, s_create, DropEmail(new MigrationDeclarations { BackupGates = [gate] }));

        Assert.Equal(["MG6002"], assessment.Failures());
        Assert.Contains(expected, assessment.Gate.Failures[0].Finding.Message);
    }

    [Fact]
    public void A_restore_tested_today_counts() =>
        Assert.True(Make.Assess(Released, s_create, DropEmail(new MigrationDeclarations { BackupGates = [Make.Gate("Customers") with { RestoreTestedOn = "2026-11-21" }] })).Gate.Passed);

    [Theory]
    [InlineData("docs/missing.md")]
    [InlineData("../outside/restore.md")]
    [InlineData("docs/../../outside.md")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\runbooks\\restore.md")]
    [InlineData("\\\\server\\share\\restore.md")]
    [InlineData("https://wiki/restore")]
    public void A_runbook_that_is_missing_or_outside_the_repository_is_an_error(string runbook)
    {
        var declared = new MigrationDeclarations { BackupGates = [Make.Gate("Customers") with { Runbook = runbook }] };
        var everything = new GuardInputs { Released = Released, Engine = "postgresql", Today = Make.Today, Files = new AllFilesBut("docs/missing.md") };

        var assessment = Guard.Assess(Make.Manifest(Released, Engine.PostgreSql, s_create, DropEmail(declared)), everything);

        Assert.Equal(["MG6003"], assessment.Failures());
        Assert.Contains(runbook, assessment.Gate.Failures[0].Finding.Message);
    }

    [Theory]
    [InlineData("# Orders\n\nCustomers are restored alike.", "no section for Customers", "\"## Customers\"")]
    [InlineData(" \n", "empty or is no text file", "how to restore Customers")]
    public void A_runbook_that_does_not_say_how_to_restore_the_table_is_an_error(string text, string expected, string advice)
    {
        var inputs = Make.Inputs(Released) with { Files = new OneRunbook(text) };

        var assessment = Guard.Assess(Make.Manifest(Released, Engine.PostgreSql, s_create, DropEmail(Make.Backup("public.Customers"))), inputs);

        Assert.Equal(["MG6003"], assessment.Failures());
        Assert.Contains(expected.Replace("for Customers", "for public.Customers"), assessment.Gate.Failures[0].Finding.Message);
        Assert.Contains(advice.Replace("restore Customers", "restore public.Customers"), assessment.Gate.Failures[0].Finding.Message);
    }

    [Fact]
    public void A_backup_of_the_whole_database_needs_no_section_for_each_table()
    {
        var inputs = Make.Inputs(Released) with { Files = new OneRunbook("Restore everything.") };

        Assert.True(Guard.Assess(Make.Manifest(Released, Engine.PostgreSql, s_create, DropEmail(Make.Backup("*"))), inputs).Gate.Passed);
    }

    [Fact]
    public void The_editor_judges_neither_dates_nor_files()
    {
        var gate = Make.Gate("Customers") with { RestoreTestedOn = "2999-01-01", Runbook = "docs/missing.md" };
        var inputs = new GuardInputs { Released = Released, Engine = "postgresql" };

        Assert.True(Guard.Assess(Make.Manifest(Released, Engine.PostgreSql, s_create, DropEmail(new MigrationDeclarations { BackupGates = [gate] })), inputs).Gate.Passed);
    }

    [Theory]
    [InlineData(null, "does not name")]
    [InlineData(" ", "does not name")]
    [InlineData("20260101_Creat", "Did you mean 20260101_Create")]
    [InlineData("20260201_DropEmail", "names the migration itself")]
    [InlineData("20260301_Later", "runs later")]
    public void A_contract_step_without_an_earlier_expand_step_is_not_proven(string? expandedBy, string expected)
    {
        var assessment = Make.Assess(Released, s_create, DropEmail(Make.Contract(expandedBy)), Make.Ef("20260301_Later", [Make.Add("Orders", "Note")], [Make.Drop("Orders", "Note")]));

        Assert.Equal(["MG6004"], assessment.Failures());
        Assert.Contains(expected, assessment.Gate.Failures[0].Finding.Message);
    }

    [Fact]
    public void A_migration_of_another_context_is_no_expand_step()
    {
        var other = Make.Ef("20260101_Other", [Make.Table("Things")], [Make.DropTable("Things")], "Shop.OtherContext");

        Assert.Equal(["MG6004"], Make.Assess(Released + ";20260101_Other", s_create, other, DropEmail(Make.Contract("20260101_Other"))).Failures());
    }

    [Fact]
    public void An_expand_step_never_opens_the_gate()
    {
        var declared = new MigrationDeclarations { ExpandContract = new ExpandContractDeclaration { Phase = MigrationPhase.Expand } };

        var assessment = Make.Assess(Released, s_create, DropEmail(declared));

        Assert.Equal(["MG6001"], assessment.Failures());
        Assert.Contains("expand step does not open the gate", assessment.Gate.Failures[0].Finding.Message);
    }

    [Fact]
    public void What_is_not_understood_needs_a_backup_of_the_whole_database()
    {
        Assert.Equal(["MG6001"], Judge(MigrationDeclarations.None, Make.Opaque()).Failures());
        Assert.Equal(["MG6002"], Judge(Make.Backup("Customers", "Orders"), Make.Opaque()).Failures());
        Assert.Equal(["MG6004"], Judge(Make.Contract(Released), Make.Opaque()).Failures());
        Assert.Empty(Judge(Make.Backup("*"), Make.Opaque()).Failures());
        Assert.Equal(["MG6002"], Judge(Make.Backup("Customers"), new Unknown { Reason = "a helper without source is called" }).Failures());
    }

    [Fact]
    public void An_operation_on_a_table_with_an_unknown_name_needs_a_backup_of_the_whole_database()
    {
        Assert.Equal(["MG6002"], Judge(Make.Backup("Customers"), Make.DropTable("tmp_" + Hole.Mark)).Failures());
        Assert.Empty(Judge(Make.Backup("*"), Make.DropTable("tmp_" + Hole.Mark)).Failures());
    }

    [Fact]
    public void A_copy_made_before_the_drop_is_a_backup_that_can_be_seen()
    {
        var copy = Make.Sql("CREATE TABLE orders_old AS SELECT * FROM orders", new CreateTable { Table = "Orders_old", CopiedFrom = new CopySource(null, "Orders", null, true) });

        var assessment = Judge(MigrationDeclarations.None, copy, Make.DropTable("Orders"));

        Assert.Empty(assessment.Failures());
        Assert.Contains("Orders_old", Assert.Single(assessment.Gate.Gates).Summary);
        Assert.Equal("Orders_old", Assert.Single(assessment.Rollback.Migrations[0].Impacted).CopiedTo);
    }

    [Fact]
    public void A_copy_that_is_partial_late_or_thrown_away_is_no_backup()
    {
        CreateTable Copy(IReadOnlyList<string>? columns, bool whole) => new() { Table = "Orders_old", CopiedFrom = new CopySource(null, "Orders", columns, whole) };

        Assert.Equal(["MG6001"], Judge(MigrationDeclarations.None, Copy(null, false), Make.DropTable("Orders")).Failures());
        Assert.Equal(["MG6001"], Judge(MigrationDeclarations.None, Copy(["Id"], true), Make.DropTable("Orders")).Failures());
        Assert.Equal(["MG6001"], Judge(MigrationDeclarations.None, Make.DropTable("Orders"), Copy(null, true)).Failures());
        Assert.Equal(["MG6001"], Judge(MigrationDeclarations.None, Copy(null, true), Make.DropTable("Orders"), Make.DropTable("Orders_old")).Failures());
        Assert.Equal(
            ["MG6001"],
            Judge(MigrationDeclarations.None, Copy(null, true), new DeleteData { Table = "Orders_old" }, Make.DropTable("Orders")).Failures());
        Assert.Empty(Judge(MigrationDeclarations.None, Copy(["Id", "Name", "Email"], true), Make.DropTable("Orders")).Failures());
    }

    [Fact]
    public void A_gate_without_data_impact_is_a_warning()
    {
        var assessment = Judge(Make.Backup("Customers"), Make.Add("Customers", "Note"));

        Assert.True(assessment.Gate.Passed);
        Assert.Equal("MG6005", Assert.Single(assessment.Gate.Warnings).Rule);
    }

    [Fact]
    public void A_released_migration_is_never_gated() =>
        Assert.True(Make.Assess("20260201_DropEmail", s_create, DropEmail()).Gate.Passed);

    [Fact]
    public void A_class_that_never_runs_is_not_gated() =>
        Assert.True(Make.Assess(Released, s_create, DropEmail() with { Kind = MigrationKind.NeverRuns, NeverRunsBecause = "no [Migration]" }).Gate.Passed);

    [Fact]
    public void Names_with_quotes_newlines_and_marks_do_no_harm()
    {
        const string name = "Cust\"omers\n|<b>\u202E";
        var create = Make.Ef(Released, [Make.Table(name)], [Make.DropTable(name)]);
        var drop = Make.Ef("20260201_Drop", [Make.DropTable(name)], [Make.Table(name)]);

        Assert.Equal(["MG6001"], Make.Assess(Released, create, drop).Failures());
        var inputs = Make.Inputs(Released) with { Files = new OneRunbook("# Restore " + name.Replace('\n', ' ')) };
        Assert.True(Guard.Assess(Make.Manifest(Released, Engine.PostgreSql, create, drop with { Declarations = Make.Backup(name) }), inputs).Gate.Passed);
    }

    private sealed class OneRunbook(string text) : IGateFiles
    {
        public string? Read(string path) => text;
    }

    private sealed class AllFilesBut(string missing) : IGateFiles
    {
        public string? Read(string path) => path == missing ? null : "# Customers\n";
    }
}
