using System.Text.Json;
using FluentMigrator;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Reading;
using MigrationGuard.Testing;
using MigrationGuard.TruthCheck;
using Migration = MigrationGuard.Model.Migration;

namespace MigrationGuard.Truth.Checker;

/// <summary>The command, on assemblies that are really built and run: 0 when reading and truth agree, 1 when they do not, 2 when they cannot be compared.</summary>
public sealed class TruthCommandTests : IDisposable
{
    private const string Source = """
        using FluentMigrator;

        [Migration(1)]
        public class Probe : Migration
        {
            public override void Up()
            {
                Create.Table("Orders").WithColumn("Id").AsCustom("INTEGER").PrimaryKey();
                Delete.Column("Note").FromTable("Customers");
            }

            public override void Down() => Delete.Table("Orders");
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("truth-check").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_reading_that_agrees_ends_with_0()
    {
        var (code, output, errors) = Check(Source, migration => migration);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("(no context): 1 migration, SQLite (from migrations)\n", output, StringComparison.Ordinal);
        Assert.EndsWith("total: 1 migration, 3 matched, 0 covered, 0 missed, 0 invented, 0 bodies not run\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_was_not_read_ends_with_1()
    {
        var (code, output, _) = Check(Source, migration => migration with { Up = migration.Up with { Operations = [migration.Up.Operations[0]] } });
        Assert.Equal(1, code);
        Assert.Contains("  Up on Sqlite missed: DropColumn | - | Customers | Note\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_does_not_exist_ends_with_1_also_in_JSON()
    {
        var (code, output, _) = Check(Source, migration => migration with { Down = migration.Down with { Operations = [.. migration.Down.Operations, new DropTable { Table = "Customers" }] } }, "--json");
        Assert.Equal(1, code);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((3, 0, 0, 1), (root.GetProperty("matched").GetInt32(), root.GetProperty("covered").GetInt32(), root.GetProperty("missed").GetInt32(), root.GetProperty("invented").GetInt32()));
        var down = root.GetProperty("bodies").EnumerateArray().Single(body => body.GetProperty("direction").GetString() == "down");
        Assert.Equal("DropTable | - | Customers | False", down.GetProperty("invented").EnumerateArray().Single().GetProperty("operation").GetString());
        Assert.Equal("sqlite", root.GetProperty("contexts").EnumerateArray().Single().GetProperty("engine").GetString());
    }

    [Fact]
    public void Migrations_none_of_which_can_be_run_end_with_2()
    {
        const string Throwing = """
            using FluentMigrator;

            [Migration(1)]
            public class Probe : Migration
            {
                public override void Up() => Create.Table("Orders").WithColumn(Name(null)).AsCustom("INTEGER");

                public override void Down() => Delete.Table(Name(null));

                private static string Name(string text) => text.Trim();
            }
            """;
        var (code, _, errors) = Check(Throwing, migration => migration);
        Assert.Equal(2, code);
        Assert.StartsWith("error: none of the migrations could be run. Probe: NullReferenceException", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_missing_or_not_usable_end_with_2()
    {
        var (missing, _, said) = Run("--assembly", Path.Combine(_folder, "No.dll"), "--report", Path.Combine(_folder, "No.json"));
        Assert.Equal(2, missing);
        Assert.Contains("No.dll does not exist.", said, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_folder, "Bad.dll"), "no assembly");
        File.WriteAllText(Path.Combine(_folder, "Bad.json"), "{");
        Assert.Equal(2, Run("--assembly", Path.Combine(_folder, "Bad.dll"), "--report", Path.Combine(_folder, "Bad.json")).Code);
        Assert.Equal(2, Run("--assembly", Path.Combine(_folder, "Bad.dll")).Code);
    }

    [Fact]
    public void An_assembly_that_cannot_be_loaded_ends_with_2()
    {
        var (_, report) = Build(Source, migration => migration);
        var bad = Path.Combine(_folder, "Bad.dll");
        File.WriteAllText(bad, "no assembly");
        var (code, _, errors) = Run("--assembly", bad, "--report", report);
        Assert.Equal(2, code);
        Assert.StartsWith("error: Bad.dll could not be run: it cannot be loaded", errors, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Errors) Check(string source, Func<Migration, Migration> change, params string[] more)
    {
        var (assembly, report) = Build(source, change);
        return Run(["--assembly", assembly, "--report", report, .. more]);
    }

    /// <summary>The assembly, and the reading of it as the compiler would have left it, with a change that the reader did not make.</summary>
    private (string Assembly, string Report) Build(string source, Func<Migration, Migration> change)
    {
        var compilation = GeneratedMigrations.Compile([("Probe.cs", source)], fluent: true);
        var library = typeof(MigrationAttribute).Assembly.Location;
        File.Copy(library, Path.Combine(_folder, Path.GetFileName(library)));
        var assembly = Path.Combine(_folder, "TestProject.dll");
        File.WriteAllBytes(assembly, TestCompilation.Emit(compilation));
        var report = Path.Combine(_folder, "TestProject.migrations.json");
        File.WriteAllText(report, ManifestWriter.Write(new ManifestDocument { Project = "TestProject", Migrations = [.. MigrationReader.Read(compilation, new()).Migrations.Select(change)] }));
        return (assembly, report);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = TruthCommand.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
