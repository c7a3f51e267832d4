using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Testing;

/// <summary>Applies a code fix until nothing changes any more and compares the text.</summary>
public static class CSharpCodeFixVerifier<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    private const int MaxRounds = 10;

    /// <summary>The marked source is diagnosed as marked and becomes <paramref name="fixedSource"/>.</summary>
    /// <param name="source">Source with marks.</param>
    /// <param name="fixedSource">The text after the fix.</param>
    /// <param name="equivalenceKey">Which action, when more than one is offered.</param>
    /// <param name="diagnosticId">Only diagnostics of that id are fixed; null for all that the provider fixes.</param>
    /// <param name="options">Settings of the project.</param>
    /// <param name="references">What the source is compiled against; null for EF Core.</param>
    /// <param name="otherFiles">Files beside it before the fix; null for none.</param>
    /// <param name="fixedFiles">Files beside it after the fix; null for the same as before.</param>
    public static async Task VerifyCodeFixAsync(
        string source,
        string fixedSource,
        string? equivalenceKey = null,
        string? diagnosticId = null,
        TestOptions? options = null,
        IReadOnlyList<MetadataReference>? references = null,
        IReadOnlyList<(string Path, string Source)>? otherFiles = null,
        IReadOnlyList<(string Path, string Source)>? fixedFiles = null)
    {
        var before = Markup.Parse(source).Source;
        var document = CreateDocument(before, options, references, otherFiles);
        var errors = ErrorCount(await CompilationOf(document));
        for (var round = 0; round < MaxRounds; round++)
        {
            var action = await ActionFor(document, equivalenceKey, diagnosticId, options);
            if (action is null)
            {
                break;
            }

            var operations = await action.GetOperationsAsync(CancellationToken.None);
            var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
            var text = (await changed.GetTextAsync()).ToString();
            if (text == (await document.GetTextAsync()).ToString())
            {
                throw new VerificationException("The fix changes nothing");
            }

            document = CreateDocument(text, options, references, await OtherFilesOf(changed));
        }

        if (ErrorCount(await CompilationOf(document)) > errors)
        {
            throw new VerificationException("The fixed code does not compile:\n" + string.Join("\n", TestCompilation.ErrorsOf(await CompilationOf(document)))
                + "\n" + await document.GetTextAsync());
        }

        var result = Normalize((await document.GetTextAsync()).ToString());
        if (result != Normalize(fixedSource))
        {
            throw new VerificationException("The fixed code is not as expected:\n--- expected\n" + Normalize(fixedSource) + "\n--- found\n" + result);
        }

        var expectedFiles = Describe(fixedFiles ?? otherFiles ?? []);
        var foundFiles = Describe(await OtherFilesOf(document));
        if (foundFiles != expectedFiles)
        {
            throw new VerificationException("The files beside it are not as expected:\n--- expected\n" + expectedFiles + "\n--- found\n" + foundFiles);
        }
    }

    /// <summary>No fix is offered anywhere in the source.</summary>
    /// <param name="source">Source with marks.</param>
    /// <param name="options">Settings of the project.</param>
    /// <param name="references">What the source is compiled against; null for EF Core.</param>
    /// <param name="otherFiles">Files beside it; null for none.</param>
    public static async Task VerifyNoCodeFixAsync(
        string source, TestOptions? options = null, IReadOnlyList<MetadataReference>? references = null, IReadOnlyList<(string Path, string Source)>? otherFiles = null)
    {
        var document = CreateDocument(Markup.Parse(source).Source, options, references, otherFiles);
        if (await ActionFor(document, null, null, options) is { } action)
        {
            throw new VerificationException("A fix is offered: " + action.Title);
        }
    }

    /// <summary>One action, applied to every diagnostic of the source at once, gives <paramref name="fixedSource"/>.</summary>
    /// <param name="source">Source with marks.</param>
    /// <param name="fixedSource">The text after the fix.</param>
    /// <param name="diagnosticId">The diagnostics that are fixed.</param>
    /// <param name="equivalenceKey">Which action.</param>
    /// <param name="options">Settings of the project.</param>
    /// <param name="references">What the source is compiled against; null for EF Core.</param>
    public static async Task VerifyFixAllAsync(
        string source, string fixedSource, string diagnosticId, string equivalenceKey, TestOptions? options = null, IReadOnlyList<MetadataReference>? references = null)
    {
        var document = CreateDocument(Markup.Parse(source).Source, options, references, null);
        var found = (await CSharpAnalyzerVerifier<TAnalyzer>.DiagnosticsAsync(await CompilationOf(document), new TAnalyzer(), [], options ?? new())).Where(diagnostic => diagnostic.Id == diagnosticId).ToList();
        var provider = new TCodeFix();
        var context = new FixAllContext(document, provider, FixAllScope.Document, equivalenceKey, [diagnosticId], new Given(found), CancellationToken.None);
        if (provider.GetFixAllProvider() is not { } all || await all.GetFixAsync(context) is not { } action)
        {
            throw new VerificationException("Nothing is offered for all of " + found.Count + " diagnostics");
        }

        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        var result = Normalize((await changed.GetTextAsync()).ToString());
        if (result != Normalize(fixedSource))
        {
            throw new VerificationException("The fixed code is not as expected:\n--- expected\n" + Normalize(fixedSource) + "\n--- found\n" + result);
        }
    }

    private static async Task<CodeAction?> ActionFor(Document document, string? equivalenceKey, string? diagnosticId, TestOptions? options)
    {
        var provider = new TCodeFix();
        var diagnostics = await CSharpAnalyzerVerifier<TAnalyzer>.DiagnosticsAsync(await CompilationOf(document), new TAnalyzer(), [], options ?? new());
        var tree = await document.GetSyntaxTreeAsync();
        foreach (var diagnostic in diagnostics)
        {
            if (!provider.FixableDiagnosticIds.Contains(diagnostic.Id) || (diagnosticId is not null && diagnostic.Id != diagnosticId)
                || diagnostic.Location.SourceTree?.FilePath != tree?.FilePath)
            {
                continue;
            }

            var actions = new List<CodeAction>();
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            var chosen = equivalenceKey is null ? actions.FirstOrDefault() : actions.FirstOrDefault(action => action.EquivalenceKey == equivalenceKey);
            if (chosen is not null)
            {
                return chosen;
            }
        }

        return null;
    }

    private sealed class Given(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }

    private static Document CreateDocument(string text, TestOptions? options, IReadOnlyList<MetadataReference>? references, IReadOnlyList<(string Path, string Source)>? otherFiles)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "TestProject",
            "TestProject",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: TestCompilation.ParseOptions,
            metadataReferences: references ?? References.EfCore));

        // The workspace keeps no options of its own: it reads them from such a file, as an editor does.
        var settings = (options ?? new()).GlobalOptions;
        var config = "is_global = true\n" + string.Concat(settings.Keys.Select(key => key + " = " + (settings.TryGetValue(key, out var value) ? value : "") + "\n"));
        project = project.AddAnalyzerConfigDocument(".globalconfig", SourceText.From(config), filePath: "/.globalconfig").Project;
        foreach (var (path, source) in otherFiles ?? [])
        {
            project = project.AddDocument(path, SourceText.From(source), filePath: path).Project;
        }

        return project.AddDocument("Test0.cs", SourceText.From(text), filePath: "Test0.cs");
    }

    private static async Task<IReadOnlyList<(string Path, string Source)>> OtherFilesOf(Document document)
    {
        var files = new List<(string Path, string Source)>();
        foreach (var other in document.Project.Documents.Where(other => other.Id != document.Id))
        {
            files.Add((other.FilePath ?? other.Name, (await other.GetTextAsync()).ToString()));
        }

        return files;
    }

    private static string Describe(IReadOnlyList<(string Path, string Source)> files) =>
        Normalize(string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => "--- " + file.Path + "\n" + file.Source + "\n")));

    private static async Task<Compilation> CompilationOf(Document document) => (await document.Project.GetCompilationAsync())!;

    private static int ErrorCount(Compilation compilation) => TestCompilation.ErrorsOf(compilation).Count;

    private static string Normalize(string text) => text.Replace("\r\n", "\n");
}
