using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Generator;

public sealed class SharedReadingsTests
{
    private static readonly ProjectSettings Settings = new() { Project = "Shop", Released = "none" };

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create("Shop", [Parse("class A;"), Parse("class B;")], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

    [Fact]
    public void The_analyzer_gets_what_the_generator_read_although_files_were_generated_since()
    {
        var reading = Keep();

        Assert.Same(reading, SharedReadings.Find(_compilation.AddSyntaxTrees(Parse("// generated")), Settings with { SqlDialect = _ => Model.Engine.MySql }));
    }

    [Fact]
    public void A_file_that_changed_is_read_again()
    {
        Keep();
        var last = _compilation.SyntaxTrees[1];

        Assert.Null(SharedReadings.Find(_compilation.ReplaceSyntaxTree(last, Parse("class C;")), Settings));
        Assert.Null(SharedReadings.Find(_compilation.RemoveSyntaxTrees(last), Settings));
    }

    [Fact]
    public void Other_settings_and_other_references_are_read_again()
    {
        Keep();

        Assert.Null(SharedReadings.Find(_compilation, Settings with { Released = "" }));
        Assert.Null(SharedReadings.Find(_compilation.AddReferences(MetadataReference.CreateFromFile(typeof(Enumerable).Assembly.Location)), Settings));
    }

    [Fact]
    public void A_compilation_nobody_read_has_no_reading() => Assert.Null(SharedReadings.Find(_compilation, Settings));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text);

    private ProjectReading Keep()
    {
        var reading = ProjectReading.Of(_compilation, Settings, default);
        SharedReadings.Keep(_compilation, Settings, reading);
        return reading;
    }
}
