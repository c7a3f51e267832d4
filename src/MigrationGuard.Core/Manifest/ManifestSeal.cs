namespace MigrationGuard.Manifest;

/// <summary>
/// The checksum at the end of a manifest. It finds a manifest that somebody edited, merged or cut: the gate decides on what the compiler saw, and on nothing else. It is no
/// signature, because whoever can write the file can also write its checksum.
/// </summary>
internal static class ManifestSeal
{
    /// <summary>The member that holds it, the last one of the document.</summary>
    public const string Name = "checksum";

    private const string Quoted = "\"" + Name + "\"";

    /// <summary>The checksum of a document's text up to its seal, white space between tokens left out: indentation and line ends may differ.</summary>
    /// <param name="text">The JSON up to the seal, without the comma before it.</param>
    public static string Of(string text)
    {
        var content = new byte[text.Length];
        var length = 0;
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString && c == '\\' && i + 1 < text.Length)
            {
                content[length++] = (byte)c;
                c = text[++i];
            }
            else if (c == '"')
            {
                inString = !inString;
            }
            else if (!inString && c is ' ' or '\n' or '\r' or '\t')
            {
                continue;
            }

            // A manifest is ASCII; anything else is an edit already, and must not collide with what was there.
            content[length++] = c < 128 ? (byte)c : (byte)255;
        }

        return Checksums.Sha256(content, length);
    }

    /// <summary>Whether a document is what was written. Null when it is; otherwise why not, as one sentence without a final stop.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="seal">The checksum it gives; null when it gives none.</param>
    public static string? Broken(string text, string? seal)
    {
        var at = text.LastIndexOf(Quoted, StringComparison.Ordinal);
        if (seal is null || at < 0)
        {
            return "it has no checksum, so it was written by hand or is not whole";
        }

        var end = text.Substring(0, at).TrimEnd();
        return Of(end.EndsWith(",", StringComparison.Ordinal) ? end.Substring(0, end.Length - 1) : end) == seal
            ? null
            : "its checksum does not fit its content, so it was edited after the compiler wrote it";
    }
}
