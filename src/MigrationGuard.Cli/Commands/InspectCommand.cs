using System.CommandLine;
using MigrationGuard.Reports;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>inspect</c>: what is in a manifest.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var options = new JudgementOptions { Target = new TargetOptions() };
        var json = new Option<bool>("--json") { Description = "Print the JSON report instead." };
        var markdown = new Option<bool>("--markdown") { Description = "Print the Markdown report instead." };
        var html = new Option<bool>("--html") { Description = "Print the report as one self-contained page instead." };
        var sarif = new Option<bool>("--sarif") { Description = "Print the SARIF log instead." };
        var command = new Command("inspect", "Shows the hazards, the rollback class and the gate of a deployment. Always exits 0 when the manifest could be read.");
        options.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(markdown);
        command.Options.Add(html);
        command.Options.Add(sarif);
        command.SetAction(arguments =>
        {
            if (options.Assess(arguments, arguments.InvocationConfiguration.Error, out var exitCode) is { } assessment)
            {
                var output = arguments.InvocationConfiguration.Output;
                output.Write(arguments.GetValue(json) ? JsonReport.Write(assessment)
                    : arguments.GetValue(markdown) ? MarkdownReport.Write(assessment)
                    : arguments.GetValue(html) ? HtmlPage.Write(assessment)
                    : arguments.GetValue(sarif) ? SarifReport.Write(assessment)
                    : ConsoleReport.Write(assessment) + "\n");
            }

            return exitCode;
        });
        return command;
    }
}
