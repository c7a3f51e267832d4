using MigrationGuard.Json;
using MigrationGuard.Manifest.Serialization;

namespace MigrationGuard.Manifest;

/// <summary>Writes a manifest as JSON in ASCII, the same text on every machine. Values that a reader assumes anyway are left out.</summary>
public static class ManifestWriter
{
    /// <summary>The member that holds the paths places refer to by number.</summary>
    internal const string Paths = "paths";

    /// <summary>Writes on one line: the form that travels inside a compilation.</summary>
    /// <param name="document">The manifest.</param>
    /// <param name="mapPath">Turns the path of a place into the one that is written: the compiler knows full paths, a manifest is relative. Null writes them as they are.</param>
    public static string Write(ManifestDocument document, Func<string, string>? mapPath = null) => Write(document, indented: false, mapPath);

    /// <summary>Writes with line ends (<c>\n</c>) and indentation: the form that ships beside an assembly, for people to read and to compare.</summary>
    /// <param name="document">The manifest.</param>
    public static string WriteIndented(ManifestDocument document) => Write(document, indented: true, mapPath: null);

    private static string Write(ManifestDocument document, bool indented, Func<string, string>? mapPath)
    {
        var output = new ManifestOutput(new JsonWriter(indented, JsonEscapes.NonAscii), mapPath);
        output.Json.StartObject();
        MigrationShapes.Document.WriteMembers(output, document);
        output.Json.Name(Paths).StartArray();
        foreach (var path in output.Paths)
        {
            output.Json.String(path);
        }

        var content = output.Json.End().ToString();
        return output.Json.Name(ManifestSeal.Name).String(ManifestSeal.Of(content)).End().ToString();
    }
}
