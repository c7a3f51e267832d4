using System.Text;

namespace MigrationGuard.SqlComparison.Comparing;

/// <summary>
/// Collects where the reader and a real parser differ, by template, and holds that against the list of differences that are known and justified. A difference that
/// is not in the list fails, and so does an entry that no longer differs.
/// </summary>
internal sealed class Comparison(string folder)
{
    private readonly SortedDictionary<string, List<string>> _found = new(StringComparer.Ordinal);

    public int Compared { get; private set; }

    public void Agree() => Compared++;

    public void Differ(string template, string how)
    {
        Compared++;
        if (!_found.TryGetValue(template, out var differences))
        {
            _found[template] = differences = [];
        }

        differences.Add(how);
    }

    /// <summary>Compares words; nothing but the reader's own doubt is left out.</summary>
    public void Words(string template, string sql, IEnumerable<string> truth, IEnumerable<string> reader, string? doubt)
    {
        var expected = EffectWords.Normal(truth);
        var actual = EffectWords.Normal(reader);
        if (doubt is not null)
        {
            Differ(template, "not understood completely: " + doubt + "\n    " + sql);
        }
        else if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            Differ(template, "parser: " + string.Join("; ", expected) + "\n    reader: " + string.Join("; ", actual) + "\n    " + sql);
        }
        else
        {
            Agree();
        }
    }

    public void AssertOnlyJustified()
    {
        var justified = Justified();
        var report = new StringBuilder();
        foreach (var (template, differences) in _found)
        {
            if (!justified.ContainsKey(template))
            {
                report.Append(template).Append("  (").Append(differences.Count).Append(" times)\n    ").Append(differences[0]).Append('\n');
            }
        }

        foreach (var template in justified.Keys)
        {
            if (!_found.ContainsKey(template))
            {
                report.Append("no longer differs, remove it from the list: ").Append(template).Append('\n');
            }
        }

        Assert.True(report.Length == 0, $"{Compared} compared; differences that disagreements.txt does not justify:\n{report}");
    }

    // Every template is followed by a line that begins with "=>" and says why the difference is right.
    private Dictionary<string, string> Justified()
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, folder, "disagreements.txt")).Where(line => line.Length > 0 && !line.StartsWith("##", StringComparison.Ordinal)).ToArray();
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            Assert.True(lines[i + 1].StartsWith("=> ", StringComparison.Ordinal) && lines[i + 1].Length > 20, "no justification: " + lines[i]);
            result.Add(lines[i].Trim(), lines[i + 1][3..]);
        }

        return result;
    }
}
