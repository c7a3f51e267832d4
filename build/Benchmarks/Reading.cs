using BenchmarkDotNet.Attributes;
using MigrationGuard.Reading;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Benchmarks;

/// <summary>Reading one compilation from nothing: what a build pays.</summary>
[MemoryDiagnoser]
public class Reading
{
    private readonly Dictionary<string, CSharpCompilation> _compilations = new(StringComparer.Ordinal);
    private CSharpCompilation _compilation = null!;

    /// <summary>What the compilation holds.</summary>
    [Params("no EF reference", "EF, no migrations", "500 migrations, 60 MB of Designers")]
    public string Project { get; set; } = "";

    [GlobalSetup]
    public void Parse() => _compilations[Project] = Project switch
    {
        "no EF reference" => TestCompilation.Create(Classes(2_000), References.Framework),
        "EF, no migrations" => TestCompilation.Create(Classes(2_000)),
        _ => TestCompilation.Create(GeneratedMigrations.Files(500, 120 * 1024)),
    };

    /// <summary>Symbols are made anew each time, as in a build; parsing is not counted, because the compiler does it anyway. Other trees, so that nothing is remembered.</summary>
    [IterationSetup]
    public void Renew() => _compilation = Fresh.Of(_compilations[Project]);

    [Benchmark]
    public ReadingResult Read() => MigrationReader.Read(_compilation, new ReadingOptions());

    private static IEnumerable<(string Path, string Source)> Classes(int count) =>
        Enumerable.Range(0, count).Select(i => ($"Class{i}.cs", $"namespace Shop; public class Class{i} {{ public int Id {{ get; set; }} public int Add(int a) => a + Id; }}"));
}

/// <summary>Reading twice as many migrations takes twice as long.</summary>
public class ReadingByMigrations
{
    private CSharpCompilation _parsed = null!;
    private CSharpCompilation _compilation = null!;

    /// <summary>How many migrations there are.</summary>
    [Params(125, 250, 500, 1000)]
    public int Migrations { get; set; }

    [GlobalSetup]
    public void Parse() => _parsed = TestCompilation.Create(GeneratedMigrations.Files(Migrations, 4_000));

    [IterationSetup]
    public void Renew() => _compilation = Fresh.Of(_parsed);

    [Benchmark]
    public ReadingResult Read() => MigrationReader.Read(_compilation, new ReadingOptions());
}

/// <summary>An edit in one of 500 migrations: what an editor pays between two keystrokes.</summary>
public class ReadingAfterAnEdit
{
    private CSharpCompilation _current = null!;
    private CSharpCompilation _edited = null!;
    private int _edits;

    [GlobalSetup]
    public void ReadAll()
    {
        _current = TestCompilation.Create(GeneratedMigrations.Files(500, 4_000));
        MigrationReader.Read(_current, new ReadingOptions());
    }

    [IterationSetup]
    public void Edit()
    {
        var tree = _current.SyntaxTrees[500];
        var source = GeneratedMigrations.Edited(250, $"SELECT {++_edits}");
        _edited = _current.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, TestCompilation.ParseOptions, tree.FilePath, System.Text.Encoding.UTF8));
    }

    [Benchmark]
    public ReadingResult Read()
    {
        var result = MigrationReader.Read(_edited, new ReadingOptions());
        _current = _edited;
        return result;
    }
}

/// <summary>Compilations of which nothing is known yet.</summary>
internal static class Fresh
{
    /// <summary>The same green trees under new roots: nothing is bound, nothing is remembered, nothing is parsed.</summary>
    public static CSharpCompilation Of(CSharpCompilation parsed) => CSharpCompilation.Create(
        parsed.AssemblyName,
        parsed.SyntaxTrees.Select(tree => CSharpSyntaxTree.Create((CSharpSyntaxNode)tree.GetRoot(), (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8)),
        parsed.References,
        parsed.Options);
}
