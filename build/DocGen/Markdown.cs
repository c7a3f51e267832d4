using System.Text;
using MigrationGuard.Rules;

namespace MigrationGuard.DocGen;

/// <summary>The few forms of Markdown that the generated documents use.</summary>
internal static class Markdown
{
    public const string Notice = "<!-- Generated from the rule's source file by build/DocGen. Edit the rule, not this page. -->";

    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    public static StringBuilder Line(this StringBuilder text, string line = "") => text.Append(line).Append('\n');

    public static string Word(Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Warning => "warning",
        _ => "error",
    };

    public static string Family(string category) => category switch
    {
        "Evidence" => "Evidence and configuration",
        "DataLoss" => "Data loss",
        "Reversibility" => "Reversibility",
        "Compatibility" => "Compatibility with the running release",
        "Locks" => "Locks and duration",
        "RawSql" => "Raw SQL",
        _ => "Gates and acknowledgements",
    };
}
