using System.CommandLine;
using System.Text;
using MigrationGuard.Planning;
using MigrationGuard.Reports;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>report</c>: one report about everything that is deployed together.</summary>
internal static class ReportCommand
{
    private const string MarkdownName = "rollback-report.md";

    public static Command Create()
    {
        var options = new JudgementOptions { Target = new TargetOptions(), FolderOfSeveral = true };
        var output = new Option<DirectoryInfo>("--output") { Description = "Write rollback-report.md, .json, .sarif and .html into this folder.", HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Print the JSON report instead." };
        var command = new Command("report", """
            Merges the projects of a solution, or the manifests below a folder, into one report about one deployment: the worst rollback class, every hazard, one plan.
            Exits 0 also when the gate is closed; that is what 'gate' is for.

            Examples:
              migration-guard report Shop.sln --output artifacts/report
              migration-guard report publish --connection-variable DATABASE_URL --json
            """);
        options.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(json);
        command.SetAction(arguments =>
        {
            var errors = arguments.InvocationConfiguration.Error;
            if (options.Assess(arguments, errors, out var exitCode) is not { } assessment)
            {
                return exitCode;
            }

            var folder = arguments.GetValue(output);
            try
            {
                if (folder is not null)
                {
                    Write(assessment, folder);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                errors.WriteLine("error: " + folder!.FullName + " cannot be written: " + exception.Message);
                return ExitCodes.Usage;
            }

            var report = new ReportOptions { ReportFile = folder is null ? "" : Path.Combine(folder.FullName, MarkdownName) };
            arguments.InvocationConfiguration.Output.WriteLine(arguments.GetValue(json) ? JsonReport.Write(assessment) : ConsoleReport.Write(assessment, report));
            return ExitCodes.Passed;
        });
        return command;
    }

    private static void Write(Assessment assessment, DirectoryInfo folder)
    {
        folder.Create();
        Write(MarkdownName, MarkdownReport.Write(assessment));
        Write("rollback-report.json", JsonReport.Write(assessment));
        Write("rollback-report.sarif", SarifReport.Write(assessment));
        Write("rollback-report.html", HtmlPage.Write(assessment));

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
