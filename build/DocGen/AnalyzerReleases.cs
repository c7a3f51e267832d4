using System.Text;
using MigrationGuard.Rules;

namespace MigrationGuard.DocGen;

/// <summary>The release tracking files of the analyzer. Evidence and configuration are judged by the build alone and are not in them.</summary>
internal static class AnalyzerReleases
{
    public static string Shipped() => "; Rules of published versions\n";

    public static string Unshipped()
    {
        var text = new StringBuilder();
        text.Line("; Rules that no published version has yet").Line()
            .Line("### New Rules").Line()
            .Line("Rule ID | Category | Severity | Notes")
            .Line("--------|----------|----------|-------");
        foreach (var rule in RuleCatalog.All)
        {
            if (rule.Category != "Evidence")
            {
                text.Line(rule.Id + " | " + rule.Category + " | " + rule.DefaultSeverity + " | " + rule.Name + ", [Documentation](" + rule.HelpLink + ")");
            }
        }

        return text.ToString();
    }
}
