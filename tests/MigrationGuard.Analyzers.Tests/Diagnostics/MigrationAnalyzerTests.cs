using System.Collections.Immutable;
using MigrationGuard.Rules;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Verify = MigrationGuard.Testing.CSharpAnalyzerVerifier<MigrationGuard.MigrationAnalyzer>;

namespace MigrationGuard.Diagnostics;

public sealed class MigrationAnalyzerTests
{
    private static readonly TestOptions PostgreSql = new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "postgresql" });

    [Fact]
    public Task A_hazard_shows_on_the_exact_operation_and_a_missing_gate_at_the_class() => new Verify.Test
    {
        Source = Migration("{|MG6001:DropEmail|}", """
            migrationBuilder.Sql("SELECT 1");
                    {|MG1001:migrationBuilder.DropColumn(name: "Email", table: "Customers")|};
            """),
        OnlyIds = ["MG1001", "MG6001"],
        Options = PostgreSql,
    }.RunAsync();

    [Fact]
    public Task A_rule_of_the_team_shows_in_the_editor_with_its_own_id_in_front() => new Verify.Test
    {
        Source = Migration("DropEmail", """
            {|#0:migrationBuilder.DropColumn(name: "Email", table: "Customers")|};
            """),
        AdditionalFiles = [new TestFile("/repo/migrationguard.json", """{ "rules": [ { "id": "SHOP001", "operation": "dropColumn", "table": "cust*", "message": "Ask first", "severity": "error" } ] }""")],
        OnlyIds = ["MG0009"],
        Expected = [new DiagnosticResult("MG0009", DiagnosticSeverity.Error).WithLocation(0).WithMessage("SHOP001: Ask first: the migration drops column 'Email' of table 'Customers'.")],
        Options = new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "postgresql", ["build_property._MigrationGuardConfigurationFile"] = "%2Frepo%2Fmigrationguard.json" }),
    }.RunAsync();

    [Fact]
    public Task A_hazard_of_SQL_shows_on_its_statement_inside_the_literal() => new Verify.Test
    {
        Source = Migration("DropTables", """
            migrationBuilder.Sql(@"SELECT 1;
                {|MG1002:DROP TABLE Customers|};
                {|MG1002:DROP TABLE Orders|};");
            """),
        OnlyIds = ["MG1002"],
        Options = PostgreSql,
    }.RunAsync();

    [Fact]
    public Task A_pragma_around_the_line_of_the_statement_quietens_it() => new Verify.Test
    {
        Source = Migration("DropTables", """
            migrationBuilder.Sql("SELECT 1;" +
            #pragma warning disable MG1002
                "DROP TABLE Customers;" +
            #pragma warning restore MG1002
                "{|MG1002:DROP TABLE Orders|};");
            """),
        OnlyIds = ["MG1002"],
        Options = PostgreSql,
    }.RunAsync();

    [Fact]
    public Task A_hazard_in_SQL_of_another_file_shows_there_and_a_pragma_there_quietens_it() => new Verify.Test
    {
        Source = Migration("DropTables", "migrationBuilder.Sql(Texts.Drop);") + """


            public static class Texts
            {
            #pragma warning disable MG1002
                private const string Quiet = "DROP TABLE Orders;";
            #pragma warning restore MG1002
                public const string Drop = Quiet + "{|MG1002:DROP TABLE Customers|}";
            }
            """,
        OnlyIds = ["MG1002"],
        Options = PostgreSql,
    }.RunAsync();

    [Fact]
    public async Task A_hazard_in_a_script_shows_on_the_call_and_says_where_it_stands()
    {
        await new Verify.Test
        {
            Source = Migration("DropTables", """
                {|MG1002:migrationBuilder.Sql(System.IO.File.ReadAllText("Sql/drop.sql"))|};
                #pragma warning disable MG1002
                        migrationBuilder.Sql(System.IO.File.ReadAllText("Sql/drop2.sql"));
                #pragma warning restore MG1002
                """),
            AdditionalFiles = [new TestFile("Sql/drop.sql", "SELECT 1;\n\n  DROP TABLE Customers;"), new TestFile("Sql/drop2.sql", "DROP TABLE Orders;")],
            OnlyIds = ["MG1002"],
            Options = PostgreSql,
        }.RunAsync();

        var compilation = TestCompilation.Create(Migration("DropTables", "migrationBuilder.Sql(System.IO.File.ReadAllText(\"Sql/drop.sql\"));"));
        var options = new AnalyzerOptions([new TestFile("Sql/drop.sql", "SELECT 1;\n\n  DROP TABLE Customers;")], PostgreSql);
        var found = await compilation.WithAnalyzers([new MigrationAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        var diagnostic = Assert.Single(found, diagnostic => diagnostic.Id == "MG1002");
        Assert.EndsWith(" (Sql/drop.sql, line 3)", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("Sql/drop.sql: (2,2)-(2,22)", Assert.Single(diagnostic.AdditionalLocations).GetLineSpan().ToString());
    }

    [Fact]
    public Task Where_a_gate_follows_it_speaks_for_itself() => VerifyWithGate(Migration("DropEmail", """
        {|MG1001:migrationBuilder.DropColumn(name: "Email", table: "Customers")|};
        """));

    [Fact]
    public Task An_accepted_hazard_is_quiet_and_does_not_open_the_gate() => new Verify.Test
    {
        Source = Migration("{|MG6001:DropEmail|}", """migrationBuilder.DropColumn(name: "Email", table: "Customers");""", """[MigrationGuard.AcceptHazard("MG1001", "never used")]""")
            + Attributes.Source,
        OnlyIds = ["MG1001", "MG6001"],
        Options = PostgreSql,
    }.RunAsync();

    [Fact]
    public Task A_safe_migration_is_quiet() => new Verify.Test
    {
        Source = Migration("CreateNotes", """migrationBuilder.CreateTable(name: "Notes", columns: table => new { Id = table.Column<int>() });""", down: """migrationBuilder.DropTable(name: "Notes");"""),
        Options = PostgreSql,
        OnlyIds = ["MG1001", "MG1002", "MG6001", "MG6002", "MG0005"],
    }.RunAsync();

    [Fact]
    public Task Generated_code_is_quiet() => new Verify.Test
    {
        Source = "// <auto-generated/>\n#nullable enable\n" + Migration("DropEmail", """migrationBuilder.DropColumn(name: "Email", table: "Customers");"""),
        Options = PostgreSql,
    }.RunAsync();

    [Fact]
    public Task Switched_off_it_is_quiet() => new Verify.Test
    {
        Source = Migration("DropEmail", """migrationBuilder.DropColumn(name: "Email", table: "Customers");"""),
        Options = new TestOptions(new Dictionary<string, string> { ["build_property.MigrationGuardEnabled"] = "false" }),
    }.RunAsync();

    [Fact]
    public Task Without_a_migration_framework_it_does_nothing() => new Verify.Test
    {
        Source = "public class Migration { public virtual void DropColumn(string name, string table) { } } public class M : Migration { public void Up() => DropColumn(\"a\", \"b\"); }",
        References = References.Framework,
    }.RunAsync();

    [Theory]
    [InlineData("migrationBuilder.DropColumn(name: \"Email\", table: ")]
    [InlineData("migrationBuilder.DropColumn(name: , table: \"Customers\");")]
    [InlineData("migrationBuilder.Nonsense(); }")]
    [InlineData("for (;;")]
    public async Task Code_that_does_not_compile_does_not_break_it(string body)
    {
        var compilation = TestCompilation.Create(Migration("DropEmail", body));
        var run = compilation.WithAnalyzers([new MigrationAnalyzer()], new AnalyzerOptions([], PostgreSql));

        Assert.DoesNotContain(await run.GetAnalyzerDiagnosticsAsync(), diagnostic => diagnostic.Id == "AD0001");
    }

    // Nobody said what is released, so that MG3002 gives a hint only, where MG1001 names a loss.
    [Theory]
    [InlineData("recommended", DiagnosticSeverity.Warning, DiagnosticSeverity.Info)]
    [InlineData("strict", DiagnosticSeverity.Error, DiagnosticSeverity.Warning)]
    [InlineData("downtime", DiagnosticSeverity.Warning, DiagnosticSeverity.Info)]
    public async Task A_preset_leaves_a_hint_less_loud_than_a_hazard(string preset, DiagnosticSeverity hazard, DiagnosticSeverity hint)
    {
        var options = new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "postgresql", ["build_property._MigrationGuardPreset"] = preset });
        var compilation = TestCompilation.Create(Migration("DropEmail", "migrationBuilder.DropColumn(name: \"Email\", table: \"Customers\");"));
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new ShippedPreset(preset)));

        var found = await compilation.WithAnalyzers([new MigrationAnalyzer()], new AnalyzerOptions([], options)).GetAnalyzerDiagnosticsAsync();

        Assert.Equal(hazard, Assert.Single(found, diagnostic => diagnostic.Id == "MG1001").Severity);
        Assert.Equal(hint, Assert.Single(found, diagnostic => diagnostic.Id == "MG3002").Severity);
    }

    [Fact]
    public void Every_rule_has_a_descriptor_that_leads_to_its_page()
    {
        var descriptors = new MigrationAnalyzer().SupportedDiagnostics;

        Assert.Equal(RuleCatalog.All.Select(rule => rule.Id), descriptors.Select(descriptor => descriptor.Id));
        Assert.All(descriptors, descriptor => Assert.EndsWith(descriptor.Id + ".md", descriptor.HelpLinkUri, StringComparison.Ordinal));
        Assert.All(descriptors, descriptor => Assert.True(descriptor.IsEnabledByDefault));
    }

    /// <summary>The file of a preset as the compiler sees it.</summary>
    private sealed class ShippedPreset : SyntaxTreeOptionsProvider
    {
        private readonly ImmutableDictionary<string, ReportDiagnostic> _severities;

        public ShippedPreset(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "")
        {
            var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../build/presets/migration-guard." + name + ".globalconfig"));
            _severities = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(File.ReadAllText(path), path) }).GlobalConfigOptions.TreeOptions;
        }

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            _severities.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            _severities.TryGetValue(diagnosticId, out severity);
    }

    private static string Migration(string name, string up, string attribute = "", string down = "") => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260201000000_DropEmail")]{{attribute}}
        public class {{name}} : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        }
        """;

    private static async Task VerifyWithGate(string source)
    {
        var markup = Markup.Parse(source);
        var tree = CSharpSyntaxTree.ParseText(markup.Source, TestCompilation.ParseOptions.WithFeatures([new("MigrationGuardGate", "true")]), "Test0.cs");
        var compilation = TestCompilation.Create([], References.EfCore).AddSyntaxTrees(tree);
        var found = await compilation.WithAnalyzers([new MigrationAnalyzer()], new AnalyzerOptions([], PostgreSql)).GetAnalyzerDiagnosticsAsync();

        Assert.Contains(found, diagnostic => diagnostic.Id == "MG1001" && diagnostic.Location.SourceSpan == markup.Marks.Single().Span);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id.StartsWith("MG6", StringComparison.Ordinal) || diagnostic.Id.StartsWith("MG0", StringComparison.Ordinal));
    }
}
