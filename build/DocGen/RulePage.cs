using System.Text;
using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.DocGen;

/// <summary>The documentation page of one rule.</summary>
internal static class RulePage
{
    public static string Write(Rule rule)
    {
        var documentation = rule.Documentation;
        var page = new StringBuilder();
        page.Line("# " + rule.Id + ": " + rule.Title).Line()
            .Line(Markdown.Notice).Line()
            .Line("| Name | Family | Severity | Raised by |")
            .Line("|---|---|---|---|")
            .Line("| " + rule.Name + " | " + Markdown.Family(rule.Category) + " | " + Markdown.Word(rule.DefaultSeverity) + " | " + (rule.IsGateRule ? "the gate" : "the analyzer") + " |")
            .Line();
        Section(page, "Fires when", documentation.FiresWhen);
        Section(page, "Stays quiet when", documentation.QuietWhen);
        Section(page, "What happens", documentation.WhatHappens);
        Section(page, "The safe way", documentation.SafeWay);
        Section(page, "The light bulb", documentation.LightBulb);
        Section(page, "Engines", documentation.Engines);
        Examples(page, documentation.Examples);
        Section(page, "If it must be so", Escape(rule));
        Section(page, "Read on", Guide(rule));
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder page, string title, string text)
    {
        if (text.Length > 0)
        {
            page.Line("## " + title).Line().Line(text.Trim()).Line();
        }
    }

    private static void Examples(StringBuilder page, IReadOnlyList<RuleExample> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        page.Line("## Examples").Line().Line("Where an example has several migrations, the last one is judged and the earlier ones are released.").Line();
        foreach (var example in examples)
        {
            var framework = example.Framework == Framework.EfCore ? "EF Core" : "FluentMigrator";
            var engine = example.Engine == Engine.PostgreSql ? "" : ", " + example.Engine.ToTitle();
            var configuration = example.Configuration is { } text ? ", with `" + text + "` in `migrationguard.json`" : "";
            page.Line("**" + (example.Fires ? "Fires" : "Quiet") + "** (" + framework + engine + "): " + example.Title + configuration).Line()
                .Line("```csharp").Line(example.Code.Trim('\n')).Line("```").Line();
        }
    }

    private static string Guide(Rule rule) => rule.Id switch
    {
        _ when rule.Id.StartsWith("MG0", StringComparison.Ordinal) => "[Troubleshooting](../guides/troubleshooting.md#" + rule.Id.ToLowerInvariant() + "): what the message says, what causes it, what to do.",
        "MG6004" => "[Expand and contract, by example](../guides/expand-contract.md)",
        "MG6001" => "[Backup gates](../guides/backup-gates.md), [expand and contract by example](../guides/expand-contract.md), [the ways around the gate](../guides/the-gate.md)",
        "MG6002" or "MG6003" or "MG6005" or "MG6008" => "[Backup gates](../guides/backup-gates.md)",
        _ => "",
    };

    private static string Escape(Rule rule) => rule.Documentation.Acceptance.Length > 0 ? rule.Documentation.Acceptance
        : rule.IsGateRule
        ? "The gate raises it, and only removing the cause makes it go away: `NoWarn`, `#pragma`, `.editorconfig` and `[AcceptHazard]` have no effect on it."
        : "Accept it where it is, with a reason: `[AcceptHazard(\"" + rule.Id + "\", \"why\")]` on the migration class. For the whole project set `dotnet_diagnostic." + rule.Id
            + ".severity` in `.editorconfig`. Both quieten the rule; neither opens the gate.";
}
