using System.Security.Cryptography;
using System.Text;

namespace MigrationGuard.Manifest;

/// <summary>Checksums as text.</summary>
internal static class Checksums
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="content">Holds the bytes.</param>
    /// <param name="length">How many of them count, from the first.</param>
    public static string Sha256(byte[] content, int length)
    {
        using var sha = SHA256.Create();
        var hexadecimal = new StringBuilder(64);
        foreach (var value in sha.ComputeHash(content, 0, length))
        {
            hexadecimal.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
        }

        return hexadecimal.ToString();
    }
}
