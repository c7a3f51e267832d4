using Microsoft.CodeAnalysis.CSharp;
using MigrationGuard.Model;
using MigrationGuard.Testing;
using MigrationGuard.Truth.Mutation;
using MigrationGuard.TruthCheck.Comparison;

namespace MigrationGuard.Truth.Checker;

/// <summary>What a call says about the column before, and what EF Core fills in where it says nothing.</summary>
public sealed class OldColumnTests
{
    [Theory]
    [InlineData("nullable: false")]
    [InlineData("nullable: false, oldClrType: typeof(bool)")]
    [InlineData("nullable: false, oldClrType: typeof(bool), oldNullable: true")]
    [InlineData("nullable: false, oldClrType: typeof(int), oldType: \"INTEGER\"")]
    public void An_altered_column_is_matched_whatever_the_call_says_about_the_one_before(string arguments)
    {
        var source = $$"""
            using Microsoft.EntityFrameworkCore.Migrations;

            public class Probe : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AlterColumn<bool>(name: "InFlood", table: "Playout", type: "INTEGER", {{arguments}});
            }
            """;
        var trial = MutantTrial.Of(GeneratedMigrations.Compile([], fluent: false), CSharpSyntaxTree.ParseText(source, TestCompilation.ParseOptions, encoding: System.Text.Encoding.UTF8), Providers.Sqlite);

        Assert.Equal(Standing.Matched, Assert.Single(trial.Bodies.SelectMany(body => body.Verdicts)).Standing);
    }
}
