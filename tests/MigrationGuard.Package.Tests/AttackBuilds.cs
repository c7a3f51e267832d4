using System.Text;
using System.Text.RegularExpressions;

namespace MigrationGuard.Package;

/// <summary>
/// Builds the projects of all attacks at once, because sixty separate builds take minutes: those that need an earlier state first, then all of them. Each is a repository of
/// its own, and its errors are told apart by the project that MSBuild names behind them.
/// </summary>
public sealed partial class AttackBuilds
{
    private readonly ILookup<string, LoggedMessage> _errors;
    private readonly Dictionary<string, Sandbox> _sandboxes = new(StringComparer.Ordinal);

    /// <summary>Arranges, builds, tampers and builds again.</summary>
    public AttackBuilds()
    {
        foreach (var attack in FailureTable.Attacks)
        {
            var sandbox = Sandbox.WithEfCore(Folder(attack));
            attack.Arrange(sandbox);
            _sandboxes.Add(attack.Name, sandbox);
        }

        var inTwoSteps = FailureTable.Attacks.Where(attack => attack.Tamper is not null).ToList();
        BuildAll("first", inTwoSteps);
        foreach (var attack in inTwoSteps)
        {
            attack.Tamper!(_sandboxes[attack.Name]);
        }

        Output = BuildAll("second", FailureTable.Attacks);
        _errors = Line().Matches(Output)
            .Select(match => (
                // MSBuild does not repeat the project behind an error that stands at the project.
                Project: match.Groups["project"].Success ? match.Groups["project"].Value : match.Groups["file"].Value.Trim(),
                Message: new LoggedMessage("error", match.Groups["code"].Value, match.Groups["file"].Value.Trim(), 0, match.Groups["text"].Value)))
            .Distinct()
            .ToLookup(error => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(error.Project)))!, error => error.Message, StringComparer.Ordinal);
    }

    internal string Output { get; }

    internal IReadOnlyList<LoggedMessage> ErrorsOf(Attack attack) => [.. _errors[Folder(attack)]];

    internal Sandbox SandboxOf(Attack attack) => _sandboxes[attack.Name];

    private static string Folder(Attack attack) => "attack " + NotInAPath().Replace(attack.Name, "_");

    private string BuildAll(string step, IEnumerable<Attack> attacks)
    {
        var projects = new StringBuilder("<Project>\n  <ItemGroup>\n");
        foreach (var attack in attacks)
        {
            projects.Append("    <Attacked Include=\"").Append(_sandboxes[attack.Name].At("App", "App.csproj"))
                .Append("\" AdditionalProperties=\"Configuration=Debug;").Append(attack.Properties.Replace("&", "&amp;", StringComparison.Ordinal)).Append("\" />\n");
        }

        projects.Append("""
              </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(Attacked)" Targets="Build" BuildInParallel="true" ContinueOnError="ErrorAndContinue" />
              </Target>
            </Project>
            """);
        var file = Path.Combine(PackageUnderTest.Root, "attacks-" + step + ".proj");
        File.WriteAllText(file, projects.ToString());
        return Dotnet.Run(PackageUnderTest.Root, "msbuild", file, "-m", "-nologo", "-tl:off", "-v:m").Output;
    }

    [GeneratedRegex(@"^\s*(?<file>[^\n]*?)(\([\d,]+\))?\s*:\s*error\s+(?<code>[A-Z]+\d+)\s*:\s*(?<text>[^\n]*?)(\s+\[(?<project>[^\n\]]*App\.csproj)[^\n\]]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"[^a-zA-Z0-9]+")]
    private static partial Regex NotInAPath();
}
