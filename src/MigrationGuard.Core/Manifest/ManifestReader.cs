using MigrationGuard.Json;
using MigrationGuard.Manifest.Serialization;
using MigrationGuard.Reports;

namespace MigrationGuard.Manifest;

/// <summary>A manifest, read: exactly one of the two is there.</summary>
/// <param name="Document">The manifest; null when the text is none that this version understands.</param>
/// <param name="Error">Why not, as one sentence without a final stop; null when it was read.</param>
public sealed record ManifestReadResult(ManifestDocument? Document, string? Error);

/// <summary>Reads what <see cref="ManifestWriter"/> wrote, in either form.</summary>
public static class ManifestReader
{
    private static readonly string[] s_apart = [ManifestWriter.Paths, ManifestSeal.Name];

    /// <summary>
    /// Reads a manifest. Never throws. Whatever is not understood completely is refused: a version, a member or an operation that this code does not know may be the one
    /// that loses data.
    /// </summary>
    /// <param name="text">The JSON.</param>
    /// <param name="fromRoot">Whether places count from the root of the repository, as one report about several projects needs it, instead of from the project's folder.</param>
    public static ManifestReadResult Read(string text, bool fromRoot = false)
    {
        var (root, syntax) = JsonReader.Read(text);
        if (root is null)
        {
            return Refuse(syntax!.Message, syntax.Line, syntax.Column);
        }

        try
        {
            if (root.Kind != JsonKind.Object || root.Find("schemaVersion") is not { } version)
            {
                return new ManifestReadResult(null, "it is no migration manifest: it has no schemaVersion");
            }

            if (version.Kind != JsonKind.Number || version.Text != Numbers.Text(ManifestDocument.CurrentSchemaVersion))
            {
                var writer = root.Find("toolVersion") is { Kind: JsonKind.String } tool ? " by MigrationGuard " + tool.Text : "";
                return new ManifestReadResult(null, "it was written" + writer + " in format version " + version.Text + "; MigrationGuard " + ToolVersions.Current
                    + " reads version " + Numbers.Text(ManifestDocument.CurrentSchemaVersion));
            }

            var paths = root.Find(ManifestWriter.Paths) is { } list ? Codecs.Texts.Read(new ManifestInput([]), list) : [];
            if (fromRoot && root.Find("projectFolder") is { Kind: JsonKind.String } folder)
            {
                var options = new ReportOptions { ProjectFolder = folder.Text };
                paths = [.. paths.Select(path => ReportPath.Of(options, path))];
            }

            var document = MigrationShapes.Document.Read(new ManifestInput(paths), root, s_apart);
            return ManifestSeal.Broken(text, root.Find(ManifestSeal.Name) is { Kind: JsonKind.String } seal ? seal.Text : null) is { } broken
                ? new ManifestReadResult(null, broken)
                : new ManifestReadResult(document, null);
        }
        catch (ManifestFormatException error)
        {
            return Refuse(error.Message, error.Node.Line, error.Node.Column);
        }
    }

    private static ManifestReadResult Refuse(string message, int line, int column) =>
        new(null, "line " + Numbers.Text(line) + ", column " + Numbers.Text(column) + ": " + message);
}
