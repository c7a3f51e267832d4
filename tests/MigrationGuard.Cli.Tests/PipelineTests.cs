using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MigrationGuard.Cli;

/// <summary>The pipelines to copy. Their shell parts run with programs in the place of the services; what the services themselves do is not shown here.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration-guard-ci-").FullName;

    public static TheoryData<string> Pipelines => ["github-actions.yml", "azure-pipelines.yml", "gitlab-ci.yml"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Every_property_and_file_that_a_pipeline_names_exists(string pipeline)
    {
        var text = Read("samples/ci/" + pipeline);
        var targets = Read("build/MigrationGuard.Analyzers.targets");

        Assert.All(Regex.Matches(text, "-p:(\\w+)=").Select(match => match.Groups[1].Value), property => Assert.Contains("<" + property + " ", targets));
        Assert.All(Regex.Matches(text, @"rollback-report\.(md|json|sarif)").Select(match => match.Value).Distinct(), file => Assert.Contains("$(MigrationGuardReportDirectory)" + file, targets));
        Assert.All(Steps(pipeline).Where(step => step.Uses is not null), step => Assert.Matches(@"^(actions|github)/[a-z-]+(/[a-z-]+)?@v[0-9]+$|^[A-Z]\w+@[0-9]+$", step.Uses!));
        Assert.Equal(3, Steps(pipeline).Count(step => step.Script is not null));
        Assert.Contains("samples/ci/" + pipeline, Read("docs/guides/ci.md"));
    }

    [Theory]
    [InlineData("github-actions.yml", "", "gh api --method POST repos/shop/shop/issues/7/comments --field body=@TEMP/comment.md --silent")]
    [InlineData("github-actions.yml", "42", "gh api --method PATCH repos/shop/shop/issues/comments/42 --field body=@TEMP/comment.md --silent")]
    [InlineData("azure-pipelines.yml", "", "--request POST --data @- https://dev.example/org/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1")]
    [InlineData("azure-pipelines.yml", "42", "--request PATCH --data @- https://dev.example/org/p/_apis/git/repositories/r/pullRequests/7/threads/42/comments/1?api-version=7.1")]
    [InlineData("gitlab-ci.yml", "", "--request POST --data @- https://dev.example/api/v4/projects/3/merge_requests/7/notes")]
    [InlineData("gitlab-ci.yml", "42", "--request PUT --data @- https://dev.example/api/v4/projects/3/merge_requests/7/notes/42")]
    public void A_closed_gate_still_leaves_page_and_one_comment(string pipeline, string old, string expected)
    {
        Program("dotnet", "case $1 in build) mkdir -p \"$REPORT\"; echo '# Rollback report: it''s \"closed\"' > \"$REPORT/rollback-report.md\"; exit 1 ;; tool) mkdir -p \"$5\"; cp \"$(command -v migration-guard)\" \"$5\" ;; esac");
        Program("migration-guard", "echo '<!DOCTYPE html>'");
        Program("gh", "case \"$*\" in *--paginate*) echo '" + old + "' ;; esac");
        Program("curl", "case \"$*\" in *--request*) cat > \"$AGENT_TEMPDIRECTORY/body.json\" ;; *api/v4*) echo '[{\"id\":41,\"body\":\"hello\"}"
            + (old.Length == 0 ? "" : ",{\"id\":" + old + ",\"body\":\"<!-- migration-guard --> before\"}") + "]' ;; *) echo '{\"value\":[{\"id\":41,\"comments\":[{\"content\":\"hello\"}]},{\"id\":40,\"comments\":[{}]}"
            + (old.Length == 0 ? "" : ",{\"id\":" + old + ",\"comments\":[{\"content\":\"<!-- migration-guard --> before\"}]}") + "]}' ;; esac");

        var codes = Steps(pipeline).Where(step => step.Script is not null).Select(step => Bash(step.Script!)).ToList();

        Assert.Equal([1, 0, 0], codes);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Path.Combine(_folder, "report", "rollback-report.html")));
        Assert.StartsWith("<!-- migration-guard -->\n# Rollback report", File.ReadAllText(Path.Combine(_folder, "temp", "comment.md")));
        var calls = File.ReadAllText(Path.Combine(_folder, "calls.log")).Replace(Path.Combine(_folder, "temp"), "TEMP", StringComparison.Ordinal);
        Assert.Contains(expected + "\n", calls);
        Assert.Contains("migration-guard inspect src/Shop/Shop.csproj --html\n", calls);
        Assert.Equal(1, Regex.Count(calls, "POST|PATCH|PUT"));
        if (pipeline.StartsWith("azure", StringComparison.Ordinal))
        {
            using var body = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "temp", "body.json")));
            var comment = old.Length == 0 ? body.RootElement.GetProperty("comments")[0] : body.RootElement;
            Assert.Equal(File.ReadAllText(Path.Combine(_folder, "temp", "comment.md")), comment.GetProperty("content").GetString());
        }
        else if (pipeline.StartsWith("gitlab", StringComparison.Ordinal))
        {
            using var body = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "temp", "body.json")));
            Assert.Equal(File.ReadAllText(Path.Combine(_folder, "temp", "comment.md")), body.RootElement.GetProperty("body").GetString());
        }
    }

    private static IEnumerable<(string? Uses, string? Script)> Steps(string pipeline)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read("samples/ci/" + pipeline)));
        var root = (YamlMappingNode)yaml.Documents.Single().RootNode;
        if (root.Children.TryGetValue("migrations", out var job))
        {
            return new[] { "script", "after_script" }.SelectMany(part => (YamlSequenceNode)job[part]).Select(line => ((string?)null, ((YamlScalarNode)line).Value));
        }

        var steps = root.Children.TryGetValue("jobs", out var jobs) ? jobs["migrations"]["steps"] : root["steps"];
        return ((YamlSequenceNode)steps).Select(step => (
            Of(step, "uses") ?? Of(step, "task"),
            Of(step, "run") ?? Of(step, "bash")));

        static string? Of(YamlNode step, string key) => ((YamlMappingNode)step).Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
    }

    private int Bash(string script)
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "temp")).FullName;
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (var (name, value) in new[]
        {
            ("PROJECT", "src/Shop/Shop.csproj"), ("REPORT", Path.Combine(_folder, "report")), ("RUNNER_TEMP", temporary), ("AGENT_TEMPDIRECTORY", temporary), ("GITHUB_REPOSITORY", "shop/shop"),
            ("PULL_REQUEST", "7"), ("GH_TOKEN", "t"), ("SYSTEM_COLLECTIONURI", "https://dev.example/org/"), ("SYSTEM_TEAMPROJECTID", "p"), ("BUILD_REPOSITORY_ID", "r"),
            ("SYSTEM_PULLREQUEST_PULLREQUESTID", "7"), ("SYSTEM_ACCESSTOKEN", "t"), ("TEMPORARY", temporary), ("CI_API_V4_URL", "https://dev.example/api/v4"), ("CI_PROJECT_ID", "3"), ("CI_MERGE_REQUEST_IID", "7"),
            ("MIGRATION_GUARD_TOKEN", "t"), ("PATH", Path.Combine(_folder, "programs") + ":" + Environment.GetEnvironmentVariable("PATH")),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private void Program(string name, string body)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "programs")).FullName, name);
        File.WriteAllText(path, "#!/bin/bash\necho \"" + name + " $*\" >>" + Path.Combine(_folder, "calls.log") + "\n" + body + "\n");
        Process.Start("chmod", ["+x", path])!.WaitForExit();
    }

    private static string Read(string path, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path));
}
