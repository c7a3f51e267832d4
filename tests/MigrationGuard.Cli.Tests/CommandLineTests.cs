using System.Text.Json;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration guard ü ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Gate_fails_on_an_ungated_drop_and_names_table_and_column()
    {
        var path = Write(DropEmail());

        var (code, output, errors) = Run("gate", path);

        Assert.Equal(1, code);
        Assert.Contains("MG6001", errors);
        Assert.Contains("Customers", errors);
        Assert.Contains("Email", errors);
        Assert.Contains("MG1001", output);
    }

    [Fact]
    public void Gate_passes_when_the_drop_is_released()
    {
        var path = Write(DropEmail());

        var (code, _, errors) = Run("gate", path, "--released", "20260101000000_DropEmail");

        Assert.Equal(0, code);
        Assert.Equal("", errors);
    }

    [Fact]
    public void Plan_prints_the_emergency_plan_and_names_what_is_missing()
    {
        var path = Write(DropEmail());

        var (code, output, errors) = Run("plan", path, "--incident", "mails are not sent", "--db-impact", "yes", "--feature-flag", "new-mail");

        Assert.Equal(0, code);
        Assert.StartsWith("```text\nINCIDENT: mails are not sent\nVERSION: (empty: the last known good one, not said)\nDB_IMPACT: yes\nFEATURE_FLAG: new-mail\n```", output);
        Assert.Contains("## Rollback Steps", output);
        Assert.Contains("missing: deployment.mechanism: ", errors);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("plan", "--incident", "x", "--db-impact", "maybe")]
    public void Plan_asks_for_what_it_needs(params string[] arguments) => Assert.Equal(2, Run([.. arguments, Write(DropEmail())]).Code);

    [Fact]
    public void Plan_writes_scripts_to_be_reviewed_only_where_there_is_a_way_back()
    {
        var folder = Path.Combine(_folder, "way", "back");
        var (code, _, errors) = Run("plan", Write(DropEmail()), "--scripts", folder);
        Assert.Equal(1, code);
        Assert.Contains("error: no script was written: the way back ends before its first step", errors);
        Assert.False(Directory.Exists(folder));

        var additions = DropEmail() with { Migrations = [.. DropEmail().Migrations.Select(migration => migration with { Up = migration.Down, Down = migration.Up })] };
        (code, var output, errors) = Run("plan", Write(additions), "--scripts", folder);
        Assert.True(code == 0, errors);
        Assert.Equal(Path.Combine(folder, "rollback.sh") + "\n", output.Replace("\r", "", StringComparison.Ordinal));
        Assert.StartsWith("#!/usr/bin/env bash\n", File.ReadAllText(Path.Combine(folder, "rollback.sh")));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(folder, "rollback.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void A_project_stands_for_the_newest_manifest_that_its_builds_left()
    {
        var project = Path.Combine(_folder, "Shop.csproj");
        File.WriteAllText(project, "<Project />");
        Directory.CreateDirectory(Path.Combine(_folder, "obj"));
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        File.SetLastWriteTimeUtc(Write(DropEmail() with { Migrations = [] }, Path.Combine("obj", "Shop.migrations.json")), DateTime.UtcNow.AddHours(-1));
        Write(DropEmail(), Path.Combine("bin", "Shop.migrations.json"));
        Write(DropEmail() with { Migrations = [] }, Path.Combine("bin", "Other.migrations.json"));

        Assert.Equal(1, Run("gate", project).Code);
    }

    [Fact]
    public void The_configuration_that_the_build_saw_is_found_above_the_manifest()
    {
        var text = """{ "deployment": { "mechanism": "systemd", "unit": "shop.service", "link": "/opt/shop/current", "previous": "/opt/shop/1" } }""";
        File.WriteAllText(Path.Combine(_folder, "migrationguard.json"), text);
        var manifest = DropEmail();
        manifest = manifest with { Settings = manifest.Settings with { ConfigurationHash = new MigrationGuard.Planning.ConfigurationText("", text).Hash } };

        Assert.DoesNotContain("deployment.mechanism", Run("plan", Write(manifest), "--incident", "x").Errors);
        File.WriteAllText(Path.Combine(_folder, "migrationguard.json"), "{}");
        Assert.Contains("deployment.mechanism", Run("plan", Write(manifest), "--incident", "x").Errors);
    }

    [Fact]
    public void Gate_without_evidence_exits_3_and_says_what_to_do()
    {
        var (code, _, errors) = Run("gate", _folder);

        Assert.Equal(3, code);
        Assert.Contains("Build the project", errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"schemaVersion\":99}")]
    [InlineData("[]")]
    public void Gate_with_an_unusable_manifest_exits_3(string text)
    {
        var path = Path.Combine(_folder, "Shop.migrations.json");
        File.WriteAllText(path, text);

        Assert.Equal(3, Run("gate", path).Code);
    }

    [Fact]
    public void Several_manifests_below_a_folder_are_named()
    {
        Write(DropEmail(), "A.migrations.json");
        Write(DropEmail(), "B.migrations.json");

        var (code, _, errors) = Run("gate", _folder);

        Assert.Equal(3, code);
        Assert.Contains("A.migrations.json", errors);
        Assert.Contains("B.migrations.json", errors);
    }

    [Fact]
    public void An_assembly_stands_for_the_manifest_beside_it()
    {
        Write(DropEmail());

        Assert.Equal(1, Run("gate", Path.Combine(_folder, "Shop.dll")).Code);
    }

    [Fact]
    public void Inspect_prints_valid_json_and_exits_0()
    {
        var (code, output, _) = Run("inspect", Write(DropEmail()), "--json");

        Assert.Equal(0, code);
        using var report = JsonDocument.Parse(output);
        Assert.False(report.RootElement.GetProperty("gate").GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void A_configuration_that_does_not_exist_exits_2()
    {
        var (code, _, errors) = Run("gate", Write(DropEmail()), "--config", Path.Combine(_folder, "missing.json"));

        Assert.Equal(2, code);
        Assert.Contains("missing.json", errors);
    }

    [Fact]
    public void A_wrong_command_line_exits_2() => Assert.Equal(2, Run("gate", "--no-such-option").Code);

    [Fact]
    public void Explain_knows_every_rule()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var (code, output, _) = Run("explain", rule.Id);

            Assert.Equal(0, code);
            Assert.Contains(rule.Id, output);
        }
    }

    [Fact]
    public void Explain_lists_the_rules_and_refuses_an_unknown_one()
    {
        Assert.Contains("MG1001", Run("explain").Output);
        Assert.Equal(2, Run("explain", "MG9999").Code);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static ManifestDocument DropEmail() => new()
    {
        Project = "Shop",
        Assembly = "Shop",
        ProviderReferences = [Engine.PostgreSql],
        Migrations =
        [
            new Migration
            {
                Id = "20260101000000_DropEmail",
                Framework = Framework.EfCore,
                Context = "Shop.ShopContext",
                ClassName = "Shop.Migrations.DropEmail",
                Up = new MigrationBody { Operations = [new DropColumn { Table = "Customers", Name = "Email" }] },
                Down = new MigrationBody
                {
                    Operations = [new AddColumn { Table = "Customers", Column = new Column { Name = "Email", ClrType = "string", StoreType = "text", Nullable = true } }],
                },
            },
        ],
    };

    private string Write(ManifestDocument manifest, string name = "Shop.migrations.json")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, ManifestWriter.Write(manifest));
        return path;
    }
}
