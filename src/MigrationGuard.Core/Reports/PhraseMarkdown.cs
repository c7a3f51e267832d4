using System.Text;
using MigrationGuard.Planning.Plan;

namespace MigrationGuard.Reports;

/// <summary>Sentences of a plan as Markdown: its own words as they are, everything else made safe.</summary>
internal static class PhraseMarkdown
{
    public static string Of(Phrase phrase)
    {
        var text = new StringBuilder();
        foreach (var part in phrase.Parts)
        {
            text.Append(part.Kind switch
            {
                PhraseKind.Words => part.Text,
                PhraseKind.Code => Markdown.Code(part.Text),
                PhraseKind.Strong => "**" + part.Text + "**",
                _ => Markdown.Text(part.Text),
            });
        }

        return text.ToString();
    }
}
