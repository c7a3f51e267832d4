using System.Text.Json;
using MigrationGuard.Model;
using MigrationGuard.Reports;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public class CustomRuleTests
{
    private const string Audit = """{ "rules": [ { "id": "SHOP001", "operation": "dropColumn", "table": "audit_*", "message": "Audit columns are kept for seven years." } ] }""";

    [Fact]
    public void A_matching_operation_is_said_with_the_teams_words_and_what_it_does()
    {
        var finding = Trial.Ef.With(Audit).Migration(Op.Drop("audit_log", "At")).Fires("SHOP001");

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Audit columns are kept for seven years: the migration drops column 'At' of table 'audit_log'.", finding.Message);
    }

    [Fact]
    public void Other_tables_and_other_operations_are_left_alone() =>
        Trial.Ef.With(Audit).Migration(Op.Drop("orders", "At"), Op.DropTable("audit_log"), Op.Add("audit_log", Op.Text("By"))).IsQuiet("SHOP001");

    [Fact]
    public void What_SQL_does_counts_the_same() => Trial.Ef.With(Audit).Migration(Op.Sql(Op.Drop("AUDIT_LOG", "At"))).Fires("SHOP001");

    [Fact]
    public void FluentMigrator_counts_the_same() => Trial.Fm.With(Audit).Migration(Op.Drop("audit_log", "At")).Fires("SHOP001");

    [Fact]
    public void Released_migrations_are_history() => Trial.Ef.With(Audit).Migration(Op.Drop("audit_log", "At")).Migration(Op.Add("orders", Op.Text("A"))).IsQuiet("SHOP001");

    [Theory]
    [InlineData("audit_*", "audit_", true)]
    [InlineData("audit_*", "my_audit_log", false)]
    [InlineData("*audit*", "my_audit_log", true)]
    [InlineData("audit_?", "audit_1", true)]
    [InlineData("audit_?", "audit_12", false)]
    [InlineData("public.audit_*", "audit_log", true)]
    [InlineData("sales.audit_*", "audit_log", false)]
    [InlineData("*", "anything", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    public void A_pattern_means_the_whole_name_with_or_without_its_schema(string pattern, string table, bool matches)
    {
        var findings = Trial.Ef.With("""{ "rules": [ { "id": "SHOP001", "operation": "dropTable", "table": "PATTERN", "message": "m" } ] }""".Replace("PATTERN", pattern)).Migration(Op.DropTable(table)).Judge("SHOP001");

        Assert.Equal(matches ? 1 : 0, findings.Count);
    }

    [Fact]
    public void A_name_that_is_not_known_may_be_the_one_that_is_meant() => Trial.Ef.With(Audit).Migration(Op.Drop(Hole.Text, "At")).Fires("SHOP001");

    [Fact]
    public void Any_is_every_operation_once_with_SQL_by_what_it_does()
    {
        var findings = Trial.Ef.With("""{ "rules": [ { "id": "SHOP002", "operation": "any", "message": "Frozen" } ] }""")
            .Migration(Op.Add("orders", Op.Text("A")), Op.Sql(Op.Drop("orders", "B")), new Unknown { Reason = "made in another assembly" }).Judge("SHOP002");

        Assert.Equal(3, findings.Count);
    }

    [Fact]
    public void An_error_closes_the_gate_and_stands_in_the_SARIF_once()
    {
        var assessment = Trial.Ef.With(Audit.Replace("\"message\"", "\"severity\": \"error\", \"message\"")).Migration(Op.Drop("audit_log", "At")).Assess();

        Assert.Contains(assessment.Gate.Failures, failure => failure.Finding.Rule == "SHOP001");
        var results = JsonDocument.Parse(SarifReport.Write(assessment)).RootElement.GetProperty("runs")[0].GetProperty("results");
        Assert.Single(results.EnumerateArray(), result => result.GetProperty("ruleId").GetString() == "SHOP001");
    }

    [Fact]
    public void A_warning_leaves_the_gate_to_the_other_rules() =>
        Assert.DoesNotContain(Trial.Ef.With(Audit).Migration(Op.Drop("audit_log", "At")).Assess().Gate.Failures, failure => failure.Finding.Rule == "SHOP001");

    [Fact]
    public void It_is_accepted_by_its_own_id()
    {
        var assessment = Accepted("SHOP001", Op.Drop("audit_log", "At"));

        Assert.NotNull(Assert.Single(assessment.Hazards, hazard => hazard.Rule == "SHOP001").Accepted);
        Assert.DoesNotContain(assessment.Gate.Failures, failure => failure.Finding.Rule is "SHOP001" or "MG6006");
    }

    [Fact]
    public void Accepting_a_rule_of_the_team_that_says_nothing_here_accepts_nothing() =>
        Assert.Contains("accepts nothing", Assert.Single(Accepted("SHOP001", Op.Add("orders", Op.Text("A"))).Gate.Failures).Finding.Message);

    [Fact]
    public void Accepting_an_id_that_nobody_declared_is_unknown() =>
        Assert.Contains("names no rule", Assert.Single(Accepted("SHOP009", Op.Add("orders", Op.Text("A"))).Gate.Failures).Finding.Message);

    private static MigrationGuard.Planning.Assessment Accepted(string rule, Operation operation) =>
        Trial.Ef.With(Audit.Replace("\"message\"", "\"severity\": \"error\", \"message\"")).Migration(
            [operation],
            [],
            migration => migration with { Declarations = new() { Accepted = [new AcceptHazardDeclaration { Rule = rule, Reason = "agreed with audit" }] } }).Assess();
}
