using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MigrationGuard.Manifest;

namespace MigrationGuard.Build;

/// <summary>Whether the files that a manifest was read from still have the content they had then.</summary>
internal static class SourceFreshness
{
    /// <summary>The first file that differs, as one sentence; null when none does.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="projectDirectory">The directory its paths are relative to.</param>
    public static string? FindDifference(ManifestDocument manifest, string projectDirectory)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var migration in manifest.Migrations)
        {
            foreach (var file in migration.Files)
            {
                if (seen.Add(file.Path) && Check(file.Path, file.Checksum, file.Algorithm, projectDirectory) is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private static string? Check(string path, string checksum, string algorithm, string projectDirectory)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(Path.Combine(projectDirectory, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return path + " cannot be read any more";
        }

        return Hash(content, algorithm) is not { } hash
            ? path + " has a checksum of the unknown kind '" + algorithm + "'"
            : hash == checksum ? null : path + " has changed since it was read";
    }

    private static string? Hash(byte[] content, string algorithm)
    {
        // SHA-1 is what the compiler uses where a project asks for it; it detects edits here and secures nothing.
#pragma warning disable CA5350
        using HashAlgorithm? hasher = algorithm switch
        {
            "sha256" => SHA256.Create(),
            "sha1" => SHA1.Create(),
            _ => null,
        };
#pragma warning restore CA5350
        if (hasher is null)
        {
            return null;
        }

        var hexadecimal = new StringBuilder(64);
        foreach (var value in hasher.ComputeHash(content))
        {
            hexadecimal.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hexadecimal.ToString();
    }
}
