using MigrationGuard.Testing;
using AcceptFix = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.AcceptHazardFix>;
using GateFix = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.AddBackupGateFix>;

namespace MigrationGuard.Diagnostics;

public sealed class CodeFixTests
{
    private static readonly TestOptions PostgreSql = new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "postgresql" });

    [Fact]
    public Task Accepting_a_hazard_writes_the_rule_and_leaves_the_reason_to_a_person() => AcceptFix.VerifyCodeFixAsync(
        Migration("") + Attributes.Source,
        Migration("[AcceptHazard(\"MG1001\", \"\")]\n", "using MigrationGuard;\n") + Attributes.Source,
        diagnosticId: "MG1001",
        options: PostgreSql);

    [Fact]
    public Task A_gate_starts_with_the_tables_that_lose_rows() => GateFix.VerifyCodeFixAsync(
        Migration("") + Attributes.Source,
        Migration("[BackupGate(\"Customers\", Source = \"\", Runbook = \"\", RestoreTestedOn = \"\", RestoreMinutes = 0, Owner = \"\")]\n", "using MigrationGuard;\n") + Attributes.Source,
        options: PostgreSql);

    [Fact]
    public Task A_namespace_that_is_imported_already_is_not_imported_again() => GateFix.VerifyCodeFixAsync(
        Migration("", "using MigrationGuard;\n") + Attributes.Source,
        Migration("[BackupGate(\"Customers\", Source = \"\", Runbook = \"\", RestoreTestedOn = \"\", RestoreMinutes = 0, Owner = \"\")]\n", "using MigrationGuard;\n") + Attributes.Source,
        options: PostgreSql);

    [Fact]
    public Task Where_the_project_cannot_see_the_attribute_nothing_is_offered() => GateFix.VerifyNoCodeFixAsync(Migration(""), PostgreSql);

    [Fact]
    public Task A_hazard_that_is_accepted_without_a_reason_is_not_accepted_twice() => AcceptFix.VerifyCodeFixAsync(
        Migration("[AcceptHazard(\"MG1001\", \"\")]\n", "using MigrationGuard;\n") + Attributes.Source,
        Migration("[AcceptHazard(\"MG1001\", \"\")]\n", "using MigrationGuard;\n") + Attributes.Source,
        diagnosticId: "MG1001",
        options: PostgreSql);

    private static string Migration(string attribute, string import = "") => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;
        {{import}}
        /// <summary>What it is for.</summary>
        [Migration("20260201000000_DropEmail")]
        {{attribute}}public class DropEmail : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn(name: "Email", table: "Customers");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
            }
        }
        """;
}
