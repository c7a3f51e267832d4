using MigrationGuard.Rules;

namespace MigrationGuard.DocGen;

/// <summary>A file that is derived from the rules.</summary>
/// <param name="Path">Path from the repository root, with <c>/</c>.</param>
/// <param name="Content">What it must contain; null when it must not exist.</param>
internal sealed record GeneratedFile(string Path, string? Content);

/// <summary>Everything that is derived from the rules.</summary>
internal static class GeneratedFiles
{
    public static IReadOnlyList<GeneratedFile> For(string root)
    {
        var files = new List<GeneratedFile>();
        foreach (var rule in RuleCatalog.All)
        {
            files.Add(new GeneratedFile("docs/rules/" + rule.Id + ".md", RulePage.Write(rule)));
        }

        files.Add(new GeneratedFile("docs/engines.md", EnginePage.Write()));
        files.Add(new GeneratedFile("docs/rules/README.md", RuleIndex.Write()));
        files.Add(new GeneratedFile("src/MigrationGuard.Analyzers/AnalyzerReleases.Shipped.md", AnalyzerReleases.Shipped()));
        files.Add(new GeneratedFile("src/MigrationGuard.Analyzers/AnalyzerReleases.Unshipped.md", AnalyzerReleases.Unshipped()));
        files.AddRange(SeverityPreset.All.Select(preset => new GeneratedFile(PresetFile.PathOf(preset), PresetFile.Write(preset))));
        var readme = Path.Combine(root, "README.md");
        if (File.Exists(readme))
        {
            files.Add(new GeneratedFile("README.md", ReadmeTable.Insert(File.ReadAllText(readme))));
        }

        files.AddRange(Orphans(root, files));
        return files;
    }

    // The page of a rule that was renumbered before its release.
    private static IEnumerable<GeneratedFile> Orphans(string root, List<GeneratedFile> files)
    {
        var directory = Path.Combine(root, "docs", "rules");
        if (!Directory.Exists(directory))
        {
            yield break;
        }

        var expected = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(directory, "MG*.md").Order(StringComparer.Ordinal).ToList())
        {
            var relative = "docs/rules/" + Path.GetFileName(path);
            if (!expected.Contains(relative))
            {
                yield return new GeneratedFile(relative, null);
            }
        }
    }
}
