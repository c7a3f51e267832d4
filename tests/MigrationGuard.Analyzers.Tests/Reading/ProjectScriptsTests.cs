using System.Security.Cryptography;
using System.Text;
using MigrationGuard.Model;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationGuard.Reading;

/// <summary>How a name leads to a script of the project.</summary>
public sealed class ProjectScriptsTests
{
    private const string Unknown = Hole.Text;

    [Theory]
    [InlineData("Scripts/up.sql")]
    [InlineData("Scripts\\up.sql")]
    [InlineData("./Scripts/up.sql")]
    [InlineData("Scripts/./Old/../up.sql")]
    [InlineData("../../../Scripts/up.sql")]
    [InlineData("src/Shop/Scripts/up.sql")]
    [InlineData("/repo/src/Shop/Scripts/up.sql")]
    [InlineData("up.sql")]
    [InlineData("scripts/UP.sql")]
    [InlineData(Unknown + "/Scripts/up.sql")]
    [InlineData(Unknown + "/../../../Scripts/up.sql")]
    [InlineData(Unknown + "\\Scripts\\up.sql")]
    public void A_path_is_found(string path) => Assert.Equal("Scripts/up.sql", Scripts("Scripts/up.sql", "Scripts/down.sql").Find(path, ScriptKind.File)?.File);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData("Scripts/other.sql")]
    [InlineData("Scripts/Scripts/up.sql")]
    [InlineData("p.sql")]
    [InlineData("/elsewhere/Scripts/up.sql")]
    [InlineData("C:/Scripts/up.sql")]
    [InlineData("/up.sql")]
    [InlineData(Unknown)]
    [InlineData(Unknown + "/")]
    [InlineData(Unknown + "/..")]
    [InlineData(Unknown + "up.sql")]
    [InlineData(Unknown + "/" + Unknown + "/up.sql")]
    [InlineData("Scripts/" + Unknown + "/up.sql")]
    [InlineData("Scripts/u" + Unknown + ".sql")]
    [InlineData("Scripts/up.sql" + Unknown)]
    public void A_path_that_may_be_another_file_is_not(string path) => Assert.Null(Scripts("Scripts/up.sql", "Scripts/down.sql").Find(path, ScriptKind.File));

    [Theory]
    [InlineData("1.sql")]
    [InlineData(Unknown + "/1.sql")]
    [InlineData("a/x/1.sql")]
    public void A_path_that_fits_more_than_one_file_finds_none(string path) => Assert.Null(Scripts("x/a/1.sql", "X/A/1.sql", "y/1.sql").Find(path, ScriptKind.File));

    [Fact]
    public void A_path_that_fits_one_file_exactly_finds_it_beside_longer_ones() =>
        Assert.Equal("1.sql", Scripts("old/1.sql", "1.sql").Find("1.sql", ScriptKind.File)?.File);

    [Fact]
    public void A_linked_file_is_found_where_it_is_copied_to()
    {
        var scripts = Of(new TestOptions().WithFile("/repo/shared/up.sql", Output("Sql%2Fup%20%231.sql")), "/repo/shared/up.sql");

        Assert.Equal("/repo/shared/up.sql", scripts.Find("Sql/up #1.sql", ScriptKind.File)?.File);
        Assert.Equal("/repo/shared/up.sql", scripts.Find(Unknown + "/Sql/up #1.sql", ScriptKind.File)?.File);
    }

    [Theory]
    [InlineData("Shop.Scripts.up.sql", true, true)]
    [InlineData(Unknown + ".Scripts.up.sql", true, true)]
    [InlineData("Scripts.up.sql", false, true)]
    [InlineData("shop.scripts.UP.SQL", false, true)]
    [InlineData("up.sql", false, true)]
    [InlineData("p.sql", false, false)]
    [InlineData("Scripts/up.sql", false, false)]
    [InlineData("", false, false)]
    [InlineData(Unknown, false, false)]
    [InlineData("Shop." + Unknown + ".up.sql", true, true)]
    [InlineData(Unknown + "up.sql", true, true)]
    [InlineData(Unknown + "scripts.up" + Unknown, true, true)]
    [InlineData("Shop.Scripts." + Unknown, false, false)]
    [InlineData("Shop.Scripts.up.sql" + Unknown + ".up.sql", false, false)]
    [InlineData(Unknown + "other" + Unknown, false, false)]
    [InlineData(Unknown + "." + Unknown, false, false)]
    public void A_resource_is_found_by_its_whole_name_or_as_FluentMigrator_finds_it(string name, bool byName, bool byEnding)
    {
        var scripts = Of(
            new TestOptions()
                .WithFile("/repo/src/Shop/Scripts/up.sql", Resource("Shop.Scripts.up.sql"))
                .WithFile("/repo/src/Shop/Scripts/down.sql", Resource("Shop.Scripts.down.sql")),
            "/repo/src/Shop/Scripts/up.sql",
            "/repo/src/Shop/Scripts/down.sql");

        Assert.Equal(byName, scripts.Find(name, ScriptKind.Resource) is { File: "Scripts/up.sql" });
        Assert.Equal(byEnding, scripts.Find(name, ScriptKind.ResourceEnding) is { File: "Scripts/up.sql" });
    }

    [Fact]
    public void An_ending_that_fits_two_resources_finds_none()
    {
        var scripts = Of(
            new TestOptions().WithFile("/a/up.sql", Resource("Shop.A.up.sql")).WithFile("/b/up.sql", Resource("Shop.B.up.sql")), "/a/up.sql", "/b/up.sql");

        Assert.Null(scripts.Find("up.sql", ScriptKind.ResourceEnding));
        Assert.Equal("/b/up.sql", scripts.Find("B.up.sql", ScriptKind.ResourceEnding)?.File);
    }

    [Fact]
    public void A_file_that_is_no_resource_is_not_found_as_one() => Assert.Null(Scripts("up.sql").Find("up.sql", ScriptKind.ResourceEnding));

    [Fact]
    public void A_file_that_is_handed_over_twice_counts_once() => Assert.NotNull(Scripts("up.sql", "up.sql").Find("up.sql", ScriptKind.File));

    [Fact]
    public void The_hash_is_that_of_the_bytes_of_the_file()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("content")).ToArray();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Scripts("up.sql").Find("up.sql", ScriptKind.File)?.Hash);
    }

    [Fact]
    public void A_file_that_cannot_be_read_as_text_is_not_found()
    {
        var scripts = ProjectScripts.Of([new Unreadable()], new TestOptions(), "/repo/", default);

        Assert.Null(scripts.Find("up.sql", ScriptKind.File));
    }

    private static ProjectScripts Scripts(params string[] paths) => Of(new TestOptions(), [.. paths.Select(path => "/repo/src/Shop/" + path)]);

    private static ProjectScripts Of(TestOptions options, params string[] paths) =>
        ProjectScripts.Of([.. paths.Select(path => new TestFile(path, "content"))], options, "/repo/src/Shop/", default);

    private static Dictionary<string, string> Resource(string name) => new() { ["build_metadata._MigrationGuardScript.ResourceName"] = name };

    private static Dictionary<string, string> Output(string path) => new() { ["build_metadata._MigrationGuardScript.OutputPath"] = path };

    private sealed class Unreadable : AdditionalText
    {
        public override string Path => "/repo/up.sql";

        public override Microsoft.CodeAnalysis.Text.SourceText? GetText(CancellationToken cancellationToken = default) => null;
    }
}
