using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Benchmark;

/// <summary>
/// What another checker said of the cases: a file of lines with case file, name, engine, a hash of the case's own class and configuration, and the ids of what was found, between tabs. An answer counts only as long
/// as the case reads as it did then.
/// </summary>
internal static class Answers
{
    /// <summary>The answers of a file beside the cases, by case.</summary>
    public static IReadOnlyDictionary<LabelledCase, IReadOnlyList<string>> Of(string file, IEnumerable<LabelledCase> cases, [CallerFilePath] string here = "")
    {
        var said = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "Cases", file))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => string.Join('\t', parts.Take(4)), parts => parts[4].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var answers = new Dictionary<LabelledCase, IReadOnlyList<string>>();
        foreach (var @case in cases)
        {
            if (said.TryGetValue(string.Join('\t', @case.File, @case.Name, @case.Engine.ToName(), HashOf(@case)), out var ids))
            {
                answers.Add(@case, ids);
            }
        }

        return answers;
    }

    /// <summary>The text of the case's Up.</summary>
    public static string UpOf(LabelledCase @case)
    {
        var text = ClassOf(@case);
        var down = text.IndexOf(" Down(", StringComparison.Ordinal);
        return down < 0 ? text : text[..down];
    }

    private static string ClassOf(LabelledCase @case) => @case.Code[@case.Code.LastIndexOf("public class Case ", StringComparison.Ordinal)..];

    private static string HashOf(LabelledCase @case) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ClassOf(@case) + @case.Configuration)))[..12].ToLowerInvariant();
}
