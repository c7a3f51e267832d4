using System.Text;
using Microsoft.CodeAnalysis.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>The files a migration depends on, with the checksums the compiler computed.</summary>
internal static class SourceFiles
{
    public static IReadOnlyList<SourceFile> Of(IEnumerable<SyntaxTree> trees, IEnumerable<Script> scripts, ReadingContext context)
    {
        var files = new List<SourceFile>();
        foreach (var tree in trees)
        {
            var text = tree.GetText(context.Cancellation);
            files.Add(new(
                Relative(tree.FilePath, context.Options.ProjectDirectory),
                Hexadecimal(text.GetChecksum()),
                text.ChecksumAlgorithm == SourceHashAlgorithm.Sha256 ? "sha256" : "sha1"));
        }

        foreach (var script in scripts)
        {
            files.Add(new(script.File, script.Hash, "sha256"));
        }

        files.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return files;
    }

    /// <summary>A path relative to a directory when it lies inside it, with <c>/</c>.</summary>
    public static string Relative(string path, string directory)
    {
        path = path.Replace('\\', '/');
        directory = directory.Replace('\\', '/').TrimEnd('/');
        return directory.Length > 0 && path.Length > directory.Length && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal)
            ? path.Substring(directory.Length + 1)
            : path;
    }

    /// <summary>SHA-256 of the bytes that a text was read from.</summary>
    public static string Sha256(SourceText text) =>
        Hexadecimal((text.ChecksumAlgorithm == SourceHashAlgorithm.Sha256
            ? text
            : SourceText.From(text.ToString(), text.Encoding ?? new UTF8Encoding(false), SourceHashAlgorithm.Sha256)).GetChecksum());

    private static string Hexadecimal(IEnumerable<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
