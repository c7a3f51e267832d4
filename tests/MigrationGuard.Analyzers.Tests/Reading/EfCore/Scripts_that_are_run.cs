using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Testing;

namespace MigrationGuard.Reading.EfCore;

/// <summary>SQL that does not stand in the code, in the forms that migrations load it.</summary>
public sealed class Scripts_that_are_run
{
    private const string Helpers = """
        private static readonly System.Reflection.Assembly Here = typeof(First).Assembly;

        private const string Folder = "TestProject.Scripts.";

        private static string Load(string name)
        {
            using var stream = Here.GetManifestResourceStream(name) ?? throw new InvalidOperationException(name);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }

        private static string LoadChecked(string name)
        {
            using (Stream? stream = System.Reflection.Assembly.GetExecutingAssembly().GetManifestResourceStream(name))
            {
                if (stream == null)
                {
                    throw new FileNotFoundException(name);
                }

                using (StreamReader reader = new StreamReader(stream, Encoding.UTF8))
                {
                    return reader.ReadToEnd();
                }
            }
        }

        private static async System.Threading.Tasks.Task<string> LoadAsync(string name)
        {
            await using var stream = Here.GetManifestResourceStream(name);
            using var reader = new StreamReader(stream!);
            return await reader.ReadToEndAsync().ConfigureAwait(false);
        }

        private void Run(MigrationBuilder builder, string file, [System.Runtime.CompilerServices.CallerMemberName] string direction = "")
            => builder.Sql(Load($"{Here.GetName().Name}.Scripts.{direction}.{file}"));
        """;

    [Theory]
    [InlineData("migrationBuilder.Sql(File.ReadAllText(\"Scripts/drop.sql\"));", "Scripts/drop.sql")]
    [InlineData("var path = Path.Combine(System.AppContext.BaseDirectory, \"Scripts\", \"drop.sql\"); migrationBuilder.Sql(File.ReadAllText(path));", Hole.Text + "/Scripts/drop.sql")]
    [InlineData("migrationBuilder.Sql(File.ReadAllText(AppDomain.CurrentDomain.BaseDirectory + \"Scripts/drop.sql\", Encoding.UTF8));", Hole.Text + "/Scripts/drop.sql")]
    [InlineData("migrationBuilder.Sql(File.ReadAllText(Path.Combine(Path.GetDirectoryName(typeof(First).Assembly.Location)!, @\"Scripts\\drop.sql\")));", Hole.Text + "/Scripts/drop.sql")]
    [InlineData("migrationBuilder.Sql(File.ReadAllTextAsync(\"Scripts/drop.sql\").Result);", "Scripts/drop.sql")]
    [InlineData("migrationBuilder.Sql(File.ReadAllTextAsync(\"Scripts/drop.sql\").GetAwaiter().GetResult());", "Scripts/drop.sql")]
    [InlineData("migrationBuilder.Sql(string.Join(\"\\n\", File.ReadAllLines(\"Scripts/drop.sql\")));", "Scripts/drop.sql")]
    [InlineData("using var reader = File.OpenText(\"Scripts/drop.sql\"); migrationBuilder.Sql(reader.ReadToEnd());", "Scripts/drop.sql")]
    [InlineData("using (var reader = new StreamReader(\"Scripts/drop.sql\")) { migrationBuilder.Sql(reader.ReadToEnd()); }", "Scripts/drop.sql")]
    [InlineData("migrationBuilder.Sql(Load(\"TestProject.Scripts.drop.sql\"));", "TestProject.Scripts.drop.sql")]
    [InlineData("migrationBuilder.Sql(LoadChecked(Folder + \"drop.sql\"));", "TestProject.Scripts.drop.sql")]
    [InlineData("migrationBuilder.Sql(LoadAsync(Folder + \"drop.sql\").GetAwaiter().GetResult());", "TestProject.Scripts.drop.sql")]
    [InlineData("Run(migrationBuilder, \"drop.sql\");", "TestProject.Scripts.Up.drop.sql")]
    public void Are_read(string up, string name)
    {
        var migration = Read(up, ("Scripts/drop.sql", "TestProject.Scripts.drop.sql"), ("Scripts/Up/drop.sql", "TestProject.Scripts.Up.drop.sql"));

        var sql = Assert.IsType<Sql>(Assert.Single(migration.Up.Operations));
        Assert.Equal(Certainty.Certain, sql.Certainty);
        Assert.Equal("DROP TABLE Customers", sql.Text);
        Assert.Equal(name, sql.Source?.Name);
        var file = name.Contains(".Up.", StringComparison.Ordinal) ? "Scripts/Up/drop.sql" : "Scripts/drop.sql";
        Assert.Equal(file, sql.Source?.File);
        Assert.Contains(new SourceFile(file, sql.Source!.Hash!, "sha256"), migration.Files);
    }

    [Theory]
    [InlineData("migrationBuilder.Sql(File.ReadAllText(\"Scripts/other.sql\"));", "Scripts/other.sql")]
    [InlineData("migrationBuilder.Sql(Load(\"Scripts.drop.sql\"));", "Scripts.drop.sql")]
    [InlineData("migrationBuilder.Sql(LoadAsync(\"drop.sql\").Result);", "drop.sql")]
    public void Are_named_when_the_project_does_not_hold_them(string up, string name)
    {
        var sql = Assert.IsType<Sql>(Assert.Single(Read(up, ("Scripts/drop.sql", "TestProject.Scripts.drop.sql")).Up.Operations));

        Assert.Null(sql.Text);
        Assert.Equal(new SqlSource(name, null, null), sql.Source);
    }

    [Theory]
    [InlineData("migrationBuilder.Sql(new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(\"TestProject.Scripts.drop.sql\")!).ReadToEnd());")]
    [InlineData("migrationBuilder.Sql(new StreamReader(System.Reflection.Assembly.Load(\"Other\").GetManifestResourceStream(\"Other.drop.sql\")!).ReadToEnd());")]
    public void Are_unknown_when_another_assembly_holds_them(string up)
    {
        var sql = Assert.IsType<Sql>(Assert.Single(Read(up, ("Scripts/drop.sql", "TestProject.Scripts.drop.sql")).Up.Operations));

        Assert.Null(sql.Text);
        Assert.Null(sql.Source);
    }

    [Fact]
    public void Keep_their_source_when_their_text_is_changed()
    {
        var sql = Assert.IsType<Sql>(Assert.Single(Read(
            "migrationBuilder.Sql(\"-- first\\n\" + File.ReadAllText(\"Scripts/drop.sql\").Replace(\"Customers\", \"Orders\"));", ("Scripts/drop.sql", "x")).Up.Operations));

        Assert.Equal("-- first\nDROP TABLE Orders", sql.Text);
        Assert.Equal("Scripts/drop.sql", sql.Source?.File);
    }

    [Fact]
    public void Travel_in_the_manifest_with_file_and_hash()
    {
        var file = new TestFile("/repo/Shop/Scripts/drop.sql", "DROP TABLE Customers");
        var options = new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardProjectDirectory"] = "/repo/Shop" });
        var run = GeneratorRun.Of(
            new ManifestGenerator(), TestCompilation.Create(Fidelity.Migration("migrationBuilder.Sql(File.ReadAllText(\"Scripts/drop.sql\"));")), options, file);

        var (manifest, _) = ManifestReader.Read(ManifestComment.Unwrap(Assert.Single(run.Sources).Value)!);
        var migration = Assert.Single(manifest!.Migrations);
        var sql = Assert.IsType<Sql>(Assert.Single(migration.Up.Operations));
        Assert.Equal(("DROP TABLE Customers", "Scripts/drop.sql"), (sql.Text, sql.Source?.File));
        Assert.Contains(new SourceFile("Scripts/drop.sql", sql.Source!.Hash!, "sha256"), migration.Files);
    }

    private static Migration Read(string up, params (string Path, string Resource)[] scripts)
    {
        var options = new TestOptions();
        foreach (var (path, resource) in scripts)
        {
            options.WithFile("/repo/Shop/" + path, new Dictionary<string, string> { ["build_metadata._MigrationGuardScript.ResourceName"] = resource });
        }

        var source = ProjectScripts.Of([.. scripts.Select(script => new TestFile("/repo/Shop/" + script.Path, "DROP TABLE Customers"))], options, "/repo/Shop/", default);
        var compilation = TestCompilation.Create([("First.cs", Fidelity.Migration(up, Helpers))]);
        Assert.Empty(TestCompilation.ErrorsOf(compilation));
        return Assert.Single(MigrationReader.Read(compilation, new() { ProjectDirectory = "/repo/Shop/", Scripts = source }).Migrations);
    }
}
