using MigrationGuard.Model;
using MigrationGuard.Testing;

namespace MigrationGuard.Reading.EfCore;

/// <summary>SQL that does not stand in the code is found in the project's own files.</summary>
public sealed class Scripts
{
    private static readonly (string Path, string Resource, string Text)[] Files =
    [
        ("/p/Sql/001.Create.sql", "App.Sql.001.Create.sql", "CREATE TABLE A (Id int);"),
        ("/p/Sql/Up/x.sql", "App.Sql.Up.x.sql", "DROP TABLE B;"),
        ("/p/Sql/Down/x.sql", "App.Sql.Down.x.sql", "DROP TABLE C;"),
        ("/p/My Scripts/2024/y.sql", "TestProject.My_Scripts._2024.y.sql", "DROP TABLE D;"),
    ];

    [Theory]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("Sql/Up/x.sql"));""", "DROP TABLE B;")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText(Path.Combine(System.AppContext.BaseDirectory, "Sql", "Up", "x.sql")));""", "DROP TABLE B;")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText(@".\Sql\Down\x.sql"));""", "DROP TABLE C;")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("x.sql"));""", null)]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("Sql/none.sql"));""", null)]
    [InlineData("""migrationBuilder.Sql(Resource("App.Sql.001.Create.sql"));""", "CREATE TABLE A (Id int);")]
    [InlineData("""migrationBuilder.Sql(Resource($"{typeof(First).Assembly.GetName().Name}.My_Scripts._2024.y.sql"));""", "DROP TABLE D;")]
    [InlineData("""
        var assembly = System.Reflection.Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().First(n => n.EndsWith(".001.Create.sql", StringComparison.Ordinal));
        using (var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8))
        {
            migrationBuilder.Sql(reader.ReadToEnd());
        }
        """, "CREATE TABLE A (Id int);")]
    public void Are_read_where_the_migration_loads_them(string up, string? text)
    {
        var sql = Assert.IsType<Sql>(Assert.Single(Read(Fidelity.Migration(up, """
            private static string Resource(string name)
            {
                using var stream = typeof(First).Assembly.GetManifestResourceStream(name);
                using var reader = new StreamReader(stream!);
                return reader.ReadToEnd();
            }
            """))));
        Assert.Equal(text, sql.Text);
        Assert.NotNull(sql.Source);
        Assert.Equal(text is not null, sql.Source.File is not null && sql.Source.Hash is { Length: 64 });
    }

    [Fact]
    public void Named_by_attributes_of_the_class_are_read()
    {
        var operations = Read("""
            using System;
            using System.IO;
            using System.Linq;
            using System.Reflection;
            using Microsoft.EntityFrameworkCore.Migrations;

            public abstract class ScriptMigration : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    foreach (var script in GetType().GetCustomAttributes<ScriptAttribute>().OrderBy(s => s.Name))
                    {
                        var name = Assembly.GetExecutingAssembly().GetManifestResourceNames().First(n => n.EndsWith("." + script.Name));
                        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
                        migrationBuilder.Sql(reader.ReadToEnd(), script.Alone);
                    }
                }
            }

            [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
            public class ScriptAttribute : Attribute
            {
                public ScriptAttribute(string name) { Name = name; }
                public string Name { get; }
                public bool Alone { get; set; }
            }

            [Migration("1"), Script("y.sql", Alone = true), Script("001.Create.sql")]
            public class First : ScriptMigration { }
            """).Cast<Sql>();
        Assert.Equal([("CREATE TABLE A (Id int);", false), ("DROP TABLE D;", true)], operations.Select(sql => (sql.Text!, sql.SuppressTransaction)));
    }

    private static IReadOnlyList<Operation> Read(string source)
    {
        var options = new TestOptions();
        foreach (var (path, resource, _) in Files)
        {
            options.WithFile(path, new Dictionary<string, string> { ["build_metadata._MigrationGuardScript.ResourceName"] = resource });
        }

        var scripts = ProjectScripts.Of([.. Files.Select(file => new TestFile(file.Path, file.Text))], options, "/p", default);
        return MigrationReader.Read(TestCompilation.Create(source), new() { Scripts = scripts }).Migrations.Single(migration => migration.Name == "First").Up.Operations;
    }
}
