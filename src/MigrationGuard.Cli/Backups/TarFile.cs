using System.Text;

namespace MigrationGuard.Cli.Backups;

/// <summary>Whether a tar archive is whole. pg_restore reads one that is cut off for ever, so it must not be given one.</summary>
internal static class TarFile
{
    private const int Block = 512;
    private const int SizeAt = 124;
    private const int SizeLength = 12;

    /// <summary>Whether the file is a tar archive without an end. False also for a file that is none.</summary>
    public static bool IsCutOff(string path)
    {
        using var file = File.OpenRead(path);
        var header = new byte[Block];
        for (long at = 0; ;)
        {
            file.Position = Math.Min(at, file.Length);
            if (file.ReadAtLeast(header, Block, throwOnEndOfStream: false) < Block)
            {
                return at > 0;
            }

            if (!header.AsSpan().ContainsAnyExcept((byte)0))
            {
                // The block of zeros that ends an archive.
                return false;
            }

            if (!header.AsSpan(257).StartsWith("ustar"u8) || !TryReadSize(header, out var size))
            {
                return at > 0;
            }

            at += Block + ((size + Block - 1) / Block * Block);
        }
    }

    private static bool TryReadSize(byte[] header, out long size)
    {
        size = 0;
        if ((header[SizeAt] & 0x80) != 0)
        {
            // Larger than eleven octal digits: base 256.
            for (var i = SizeAt + 4; i < SizeAt + SizeLength; i++)
            {
                size = (size << 8) | header[i];
            }

            return size >= 0;
        }

        foreach (var digit in Encoding.ASCII.GetString(header, SizeAt, SizeLength).Trim(' ', '\0'))
        {
            if (digit is < '0' or > '7')
            {
                return false;
            }

            size = (size << 3) | (uint)(digit - '0');
        }

        return true;
    }
}
