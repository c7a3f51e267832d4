using System.Globalization;

namespace MigrationGuard.Cli.Backups;

/// <summary>Ages as people write them: <c>90m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class Age
{
    public static bool TryParse(string? text, out TimeSpan age)
    {
        age = default;
        if (text is not { Length: > 1 } || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 100_000)
        {
            return false;
        }

        age = char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.MinValue,
        };
        return age >= TimeSpan.Zero;
    }

    public static string Show(TimeSpan age) =>
        age.TotalHours >= 48 ? Text(age.TotalDays, "days") : age.TotalMinutes >= 120 ? Text(age.TotalHours, "hours") : age.TotalSeconds >= 120 ? Text(age.TotalMinutes, "minutes") : Text(age.TotalSeconds, "seconds");

    private static string Text(double number, string unit) => Math.Floor(number).ToString(CultureInfo.InvariantCulture) + " " + unit;
}
