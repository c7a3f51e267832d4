using System.Text;
using System.Text.RegularExpressions;

namespace MigrationGuard.RoundTrip.Histories;

/// <summary>
/// The model of a Designer file as lines <c>Entity: statement;</c>. An edit of the same form adds a statement, or replaces the one about the same property, index or key;
/// <c>Entity: - statement</c> takes it away, <c>Entity: -</c> the entity.
/// </summary>
internal sealed partial class ModelText
{
    private readonly List<(string Entity, string Statement)> _lines = [];

    public ModelText(string text) => Add(text);

    private ModelText(IEnumerable<(string Entity, string Statement)> lines) => _lines.AddRange(lines);

    public ModelText With(string edits)
    {
        var copy = new ModelText(_lines);
        copy.Add(edits);
        return copy;
    }

    /// <summary>The body of <c>BuildTargetModel</c>, relations behind the entities as EF Core writes them.</summary>
    public string ToCode()
    {
        var code = new StringBuilder();
        foreach (var (_, statement) in _lines.Where(line => line.Entity == "Model"))
        {
            code.Append("            ").Append(statement).Append('\n');
        }

        foreach (var relations in new[] { false, true })
        {
            foreach (var entity in _lines.Where(line => line.Entity != "Model" && line.Statement.StartsWith("b.HasOne(", StringComparison.Ordinal) == relations).GroupBy(line => line.Entity))
            {
                code.Append("            modelBuilder.Entity(\"").Append(entity.Key).Append("\", b =>\n                {\n");
                foreach (var (_, statement) in entity)
                {
                    code.Append("                    ").Append(statement).Append("\n\n");
                }

                code.Append("                });\n\n");
            }
        }

        return code.ToString();
    }

    private void Add(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var entity = line[..colon];
            var statement = line[(colon + 1)..].Trim();
            if (statement == "-")
            {
                _lines.RemoveAll(existing => existing.Entity == entity);
                continue;
            }

            var removes = statement.StartsWith("- ", StringComparison.Ordinal);
            statement = removes ? statement[2..] : statement;
            var index = _lines.FindIndex(existing => existing.Entity == entity && Key(existing.Statement) == Key(statement));
            if (removes)
            {
                if (index < 0)
                {
                    throw new InvalidOperationException("nothing to take away: " + line);
                }

                _lines.RemoveAt(index);
            }
            else if (index >= 0)
            {
                _lines[index] = (entity, statement);
            }
            else
            {
                _lines.Add((entity, statement));
            }
        }
    }

    private static string Key(string statement)
    {
        if (statement.StartsWith("b.ToTable(", StringComparison.Ordinal) || statement.StartsWith("b.HasKey(", StringComparison.Ordinal) || statement.StartsWith("b.HasData(", StringComparison.Ordinal))
        {
            return statement[..statement.IndexOf('(', StringComparison.Ordinal)];
        }

        var head = FirstCall().Match(statement);
        return head.Success ? head.Groups["method"].Value + head.Groups["arguments"].Value : statement;
    }

    [GeneratedRegex(@"^(?<method>[A-Za-z.]+)(<[^>]*>)?(?<arguments>\((?:[^()]*)\))")]
    private static partial Regex FirstCall();
}
