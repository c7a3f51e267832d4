using System.Diagnostics;
using System.Text.Json;
using MigrationGuard.Cli.Baselines;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli.Deploying;

public sealed class BaselineTests : IDisposable
{
    private const string Initial = "20260100000001_Initial";
    private const string AddCity = "20260100000002_AddCity";
    private const string DropEmail = "20260100000003_DropEmail";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    private string Configuration => File.ReadAllText(_session.Path("migrationguard.json"));

    [Fact]
    public void One_command_writes_one_line_and_what_comes_later_is_judged()
    {
        var project = Project(Session.Shop());

        var (code, output, errors) = Session.Run("baseline", project, "--applied", Initial + "," + AddCity, "--write");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("2 released, 1 to be judged", output);
        Assert.Equal("{\n  \"released\": \"" + AddCity + "\"\n}\n", Configuration);
        var built = Session.Shop() with { Settings = new ManifestSettings { ConfigurationHash = new ConfigurationText("", Configuration).Hash } };
        var judged = Session.Run("gate", Project(built));
        Assert.Equal(1, judged.Code);
        Assert.Contains("1 unreleased", judged.Output);
        Session.Run("baseline", project, "--applied", string.Join(",", Initial, AddCity, DropEmail), "--write");
        built = built with { Settings = new ManifestSettings { ConfigurationHash = new ConfigurationText("", Configuration).Hash } };
        Assert.Equal(0, Session.Run("gate", Project(built)).Code);
    }

    [Fact]
    public void A_tag_of_git_says_what_its_source_had()
    {
        var project = Project(Session.Shop() with { Migrations = [.. Session.Shop().Migrations, FluentAt("Fluent/M1.cs", 202601010000), FluentAt("Fluent/M2.cs", 202602010000)] });
        Git("init", "-q");
        _session.Write("Migrations/A.cs", "[DbContext(typeof(ShopContext))]\n[Migration(\"" + Initial + "\")]\nclass A {}\n// " + DropEmail);
        _session.Write("Fluent/M1.cs", "[ShopMigration(2026, 1, 1, 0, 0)] class M1 {}");
        Commit("v1");
        _session.Write("Migrations/B.cs", "[Migration(\"" + AddCity + "\")] class B {}");
        Commit("v2");
        _session.Write("Migrations/C.cs", "[Migration(\"" + DropEmail + "\")] class C {}");
        _session.Write("Fluent/M2.cs", "[Migration(2026_02_01_0000L)] class M2 {}");
        Commit("v3");

        Assert.Contains("\"ShopContext\": \"" + Initial + "\", \"FluentMigrator\": \"202601010000\"", Session.Run("baseline", project, "--from-git", "v1").Output);
        Assert.Contains("\"ShopContext\": \"" + AddCity + "\", \"FluentMigrator\": \"202601010000\"", Session.Run("baseline", project, "--from-git", "v2").Output);
        Assert.Contains("\"ShopContext\": \"" + DropEmail + "\", \"FluentMigrator\": \"202602010000\"", Session.Run("baseline", project, "--from-git", "v3").Output);
        Assert.Equal(2, Session.Run("baseline", project, "--from-git", "v4").Code);
        Assert.Equal(2, Session.Run("baseline", project, "--from-git=--upload-pack=x").Code);
    }

    [Fact]
    public void The_manifest_of_the_running_release_says_it_too()
    {
        var shop = Session.Shop();
        var running = _session.Write(shop with { Migrations = [shop.Migrations[0]] }, "running/Shop.migrations.json");

        var (code, output, _) = Session.Run("baseline", Project(shop), "--from-manifest", running, "--json");

        Assert.Equal(0, code);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal(Initial, answer.RootElement.GetProperty("contexts")[0].GetProperty("released").GetString());
        Assert.False(File.Exists(_session.Path("migrationguard.json")));
    }

    [Theory]
    [InlineData(Initial, "backwards")]
    [InlineData("none", "backwards")]
    [InlineData(Initial + "," + AddCity + ",20261231000000_Gone", "20261231000000_Gone")]
    [InlineData(Initial + "," + DropEmail, "did not run")]
    public void A_baseline_that_would_be_wrong_is_refused(string applied, string why)
    {
        _session.Write("migrationguard.json", "{ \"released\": \"" + AddCity + "\" }");

        var (code, _, errors) = Session.Run("baseline", Project(Session.Shop()), "--applied", applied, "--write");

        Assert.Equal(2, code);
        Assert.Contains(why, errors);
        Assert.Equal("{ \"released\": \"" + AddCity + "\" }", Configuration);
    }

    [Theory]
    [InlineData("{}", "{\n  \"released\": \"X\"\n}")]
    [InlineData("{ \"engine\": \"sqlite\" }", "{\n  \"released\": \"X\", \"engine\": \"sqlite\" }")]
    [InlineData("{ \"a\": { \"released\": \"no\" }, \"released\": \"old\", \"b\": [1] }", "{ \"a\": { \"released\": \"no\" }, \"released\": \"X\", \"b\": [1] }")]
    public void Only_the_one_value_changes(string before, string after) => Assert.Equal(after, ConfigurationEdit.Set(before, ["released"], "X"));

    [Fact]
    public void A_file_for_several_contexts_keeps_the_others()
    {
        _session.Write("migrationguard.json", "{\n  \"released\": { \"AuditContext\": \"none\" },\n  \"engine\": \"postgresql\"\n}\n");

        Session.Run("baseline", Project(Session.Shop()), "--applied", Initial, "--write");

        Assert.Equal("{\n  \"released\": {\n    \"ShopContext\": \"" + Initial + "\", \"AuditContext\": \"none\" },\n  \"engine\": \"postgresql\"\n}\n", Configuration);
        Assert.Empty(GuardConfiguration.Parse(new ConfigurationText("migrationguard.json", Configuration)).Problems);
    }

    [Fact]
    public void A_property_of_the_project_goes_before_the_file_and_is_not_written_past()
    {
        var project = Project(Session.Shop() with { Settings = new ManifestSettings { Released = Initial } });

        Assert.Contains("<MigrationGuardReleased>" + AddCity, Session.Run("baseline", project, "--applied", Initial + "," + AddCity).Output);
        Assert.Equal(2, Session.Run("baseline", project, "--applied", Initial + "," + AddCity, "--write").Code);
        Assert.Equal(2, Session.Run("baseline", project).Code);
        Assert.Equal(3, Session.Run("baseline", _session.Path("missing"), "--applied", "none").Code);
    }

    private static Migration FluentAt(string file, long version)
    {
        var id = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Migration { Id = id, Version = version, Framework = Framework.FluentMigrator, ClassName = "Shop.Fluent.M" + id, Files = [new SourceFile(file, "", "sha256")] };
    }

    private string Project(ManifestDocument manifest)
    {
        _session.Write("Shop.csproj", "<Project />");
        _session.Write(manifest, "obj/Shop.migrations.json");
        return _session.Path("Shop.csproj");
    }

    private void Commit(string tag)
    {
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", tag);
        Git("tag", tag);
    }

    private void Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _session.Folder, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
