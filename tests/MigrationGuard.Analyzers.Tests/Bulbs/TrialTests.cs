using System.Collections.Immutable;
using MigrationGuard.BulbCheck.Loading;
using MigrationGuard.BulbCheck.Reporting;
using MigrationGuard.BulbCheck.Trying;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Bulbs;

/// <summary>The command that presses light bulbs on real projects, on a small one.</summary>
public sealed class TrialTests
{
    [Fact]
    public async Task What_is_offered_is_compiled_and_judged_again()
    {
        var result = await new Trial([new Bulb(new WriteDownFix()), new Bulb(new AcceptHazardFix())], 40).RunAsync(Shop("protected override void Down(MigrationBuilder b)\n    {\n    }"), default);

        Assert.Equal((2, 0), (result.Migrations, result.Errors));
        var written = Assert.Single(result.Bulbs[0].Presses);
        Assert.Equal(("MG2002", "AddNickname", null, true), (written.Rule, written.ClassName, written.Error, written.Silent));
        Assert.Contains("b.DropColumn(", written.After, StringComparison.Ordinal);
        Assert.Contains("[AcceptHazard(\"MG2002\", \"reviewed\")]", Assert.Single(result.Bulbs[1].Presses, press => press.Rule == "MG2002").After, StringComparison.Ordinal);
        Assert.All(result.Bulbs, bulb => Assert.Equal((bulb.Applied, bulb.Applied), (bulb.Compiled, bulb.Silent)));
    }

    [Theory]
    [InlineData("b.DropColumn(name: \"Nickname\", table: \"Customers\");", DownLikeness.Same)]
    [InlineData("b.DropColumn(\"Nickname\", \"Customers\"); b.AddColumn<int>(name: \"X\", table: \"Customers\", type: \"integer\", nullable: true); b.DropColumn(name: \"X\", table: \"Customers\");", DownLikeness.SameEffect)]
    [InlineData("b.DropColumn(name: \"Name\", table: \"Customers\");", DownLikeness.AuthorDiffers)]
    public async Task A_written_Down_is_held_against_the_authors(string authors, object expected)
    {
        var result = await new Trial([], 40).WithEmptiedDownsAsync(Shop("protected override void Down(MigrationBuilder b)\n    {\n        " + authors + "\n    }"), default);

        var press = Assert.Single(Assert.Single(result.Bulbs).Presses, press => press.ClassName == "AddNickname");
        Assert.Equal((DownLikeness?)expected, press.Likeness);
        Assert.True(press.Silent);
    }

    [Fact]
    public async Task What_is_written_ends_its_lines_as_the_file_does()
    {
        var project = Shop("protected override void Down(MigrationBuilder b)\n    {\n    }");
        foreach (var id in project.DocumentIds)
        {
            var document = project.GetDocument(id)!;
            project = document.WithText(SourceText.From((await document.GetTextAsync()).ToString().Replace("\n", "\r\n"))).Project;
        }

        var result = await new Trial([new Bulb(new WriteDownFix()), new Bulb(new AcceptHazardFix())], 40).RunAsync(project, default);

        Assert.All(result.Bulbs, bulb => Assert.NotEmpty(bulb.Presses));
        Assert.All(result.Bulbs.SelectMany(bulb => bulb.Presses), press => Assert.Equal(press.After.Count(character => character == '\n'), press.After.Split("\r\n").Length - 1));
    }

    [Theory]
    [InlineData("// nothing\n", 1, 0)]
    [InlineData("this is no C#\n", 0, 0)]
    public async Task A_light_bulb_that_does_not_do_what_it_says_is_found_out(string written, int compiled, int silent)
    {
        var result = await new Trial([new Bulb(new Useless(written))], 40).RunAsync(Shop(""), default);

        var bulb = Assert.Single(result.Bulbs);
        Assert.Equal((1, compiled, silent), (bulb.Applied, bulb.Compiled, bulb.Silent));
        var text = new StringWriter();
        TrialText.Write("Shop", result, text);
        Assert.Contains("| Shop | Useless | 1 | 1 | 1 | " + compiled + " | " + silent + " |\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains(compiled == 0 ? "MG2001 AddNickname: does not compile: CS" : "MG2001 AddNickname: not silent", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_migrations_can_be_left_out()
    {
        var project = LoadedProject.Create(
            [("/m/20260101000000_One.cs", Class("One", "20260101000000", "")), ("/m/20260201000000_Two.cs", Class("Two", "20260201000000", "")), ("/m/Startup.cs", "class Startup;")],
            References.EfCore,
            TestCompilation.ParseOptions,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            "postgresql",
            "",
            "20260101000000_One");

        Assert.Equal(["20260101000000_One.cs", "Startup.cs"], project.Documents.Select(document => document.Name));
        Assert.Equal(1, (await new Trial([], 1).RunAsync(project, default)).Migrations);
    }

    private static Project Shop(string down) => LoadedProject.Create(
        [
            ("/m/20260101000000_AddCustomers.cs", Class(
                "AddCustomers",
                "20260101000000",
                "b.CreateTable(name: \"Customers\", columns: table => new { Id = table.Column<int>(type: \"integer\", nullable: false), Name = table.Column<string>(type: \"text\", nullable: true) }, constraints: table => table.PrimaryKey(\"PK_Customers\", x => x.Id));",
                "protected override void Down(MigrationBuilder b) => b.DropTable(name: \"Customers\");")),
            ("/m/20260201000000_AddNickname.cs", Class("AddNickname", "20260201000000", "b.AddColumn<string>(name: \"Nickname\", table: \"Customers\", type: \"text\", nullable: true);", down)),
        ],
        References.EfCore,
        TestCompilation.ParseOptions,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
        "postgresql",
        "",
        until: null);

    private static string Class(string name, string id, string up, string down = "") => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("{{id}}_{{name}}")]
        public class {{name}} : Migration
        {
            protected override void Up(MigrationBuilder b)
            {
                {{up}}
            }

            {{down}}
        }
        """;

    private sealed class Useless(string written) : CodeFixProvider
    {
        public override ImmutableArray<string> FixableDiagnosticIds => ["MG2001"];

        public override async Task RegisterCodeFixesAsync(CodeFixContext context)
        {
            var text = await context.Document.GetTextAsync(context.CancellationToken);
            context.RegisterCodeFix(
                CodeAction.Create("Useless", _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(new TextSpan(0, 0), written))).Project.Solution), nameof(Useless)),
                context.Diagnostics[0]);
        }
    }
}
