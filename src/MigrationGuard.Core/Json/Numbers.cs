using System.Globalization;

namespace MigrationGuard.Json;

/// <summary>Numbers as text, the same on every machine.</summary>
internal static class Numbers
{
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a whole number; false when the text is none or too large.</summary>
    public static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
