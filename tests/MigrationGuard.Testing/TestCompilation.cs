using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Testing;

/// <summary>Compilations from source text.</summary>
public static class TestCompilation
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Parse);

    /// <summary>Compiles one file, <c>Test0.cs</c>.</summary>
    public static CSharpCompilation Create(string source, IReadOnlyList<MetadataReference>? references = null) =>
        Create([("Test0.cs", source)], references);

    /// <summary>Compiles files; references EF Core unless told otherwise.</summary>
    public static CSharpCompilation Create(IEnumerable<(string Path, string Source)> files, IReadOnlyList<MetadataReference>? references = null) =>
        CSharpCompilation.Create(
            "TestProject",
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Source, Encoding.UTF8, SourceHashAlgorithm.Sha256), ParseOptions, file.Path)),
            references ?? References.EfCore,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    /// <summary>The compiler's errors, as text.</summary>
    public static IReadOnlyList<string> ErrorsOf(Compilation compilation) =>
        [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];

    /// <summary>The assembly as bytes; throws with the compiler's errors when it does not compile.</summary>
    public static byte[] Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success
            ? stream.ToArray()
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }
}
