extern alias annotations;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.BulbCheck.Loading;

/// <summary>Projects in memory, as an editor has them.</summary>
internal static class LoadedProject
{
    /// <summary>Loads a project as the compiler would see it.</summary>
    /// <param name="path">The project file.</param>
    /// <param name="engine">Its engine; empty to have it inferred.</param>
    /// <param name="released">Id of the last released migration; empty when nobody says.</param>
    /// <param name="until">Id of the newest migration to keep; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<Project> LoadAsync(string path, string engine, string released, string? until, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new LoadException(path + " does not exist.");
        }

        var folder = Path.GetDirectoryName(path)!;
        var arguments = CSharpCommandLineParser.Default.Parse(await CompilerArguments.OfAsync(path, cancellation).ConfigureAwait(false), folder, sdkDirectory: null);
        if (arguments.SourceFiles.IsEmpty)
        {
            throw new LoadException(path + " has no source files.");
        }

        var files = arguments.SourceFiles.Select(file => file.Path).Where(File.Exists).Select(file => (file, File.ReadAllText(file)));
        var references = arguments.MetadataReferences.Select(reference => Path.Combine(folder, reference.Reference)).Where(File.Exists)
            .Select(reference => (MetadataReference)MetadataReference.CreateFromFile(reference));
        return Create(files, references, arguments.ParseOptions, arguments.CompilationOptions, engine, released, until);
    }

    /// <summary>A project from texts.</summary>
    /// <param name="files">Paths and texts.</param>
    /// <param name="references">What it is compiled against, besides the attributes of this product.</param>
    /// <param name="parse">How it is parsed.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="engine">Its engine; empty to have it inferred.</param>
    /// <param name="released">Id of the last released migration; empty when nobody says.</param>
    /// <param name="until">Id of the newest migration to keep; null for all.</param>
    public static Project Create(
        IEnumerable<(string Path, string Text)> files, IEnumerable<MetadataReference> references, CSharpParseOptions parse, CSharpCompilationOptions options, string engine, string released, string? until)
    {
        var attributes = typeof(annotations::MigrationGuard.AcceptHazardAttribute).Assembly.Location;
        var project = new AdhocWorkspace().AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Migrations",
            "Migrations",
            LanguageNames.CSharp,
            compilationOptions: options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary).WithCryptoKeyFile(null).WithPublicSign(false),
            parseOptions: parse,
            metadataReferences: [.. references.Where(reference => Path.GetFileName(reference.Display) != Path.GetFileName(attributes)), MetadataReference.CreateFromFile(attributes)]));
        foreach (var (path, text) in files.Where(file => until is null || !IsNewer(file.Path, until)))
        {
            project = project.AddDocument(Path.GetFileName(path), SourceText.From(text, Encoding.UTF8), filePath: path).Project;
        }

        var settings = "is_global = true\nglobal_level = 9999\nbuild_property._MigrationGuardEngine = " + engine + "\nbuild_property._MigrationGuardReleased = " + released + "\n";
        return project.AddAnalyzerConfigDocument(".globalconfig", SourceText.From(settings, Encoding.UTF8), filePath: "/.globalconfig").Project;
    }

    /// <summary>Whether a file holds a migration, or its Designer, that is newer than another: the names of both start with the same number of digits.</summary>
    private static bool IsNewer(string file, string id)
    {
        var digits = id.Length - id.TrimStart("0123456789".ToCharArray()).Length;
        var name = Path.GetFileName(file);
        return digits > 0 && name.Length - name.TrimStart("0123456789".ToCharArray()).Length == digits && string.CompareOrdinal(name[..digits], id[..digits]) > 0;
    }
}
