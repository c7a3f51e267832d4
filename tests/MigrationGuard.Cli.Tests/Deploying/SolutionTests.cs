using System.Text.Json;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using static MigrationGuard.Cli.Deploying.Session;

namespace MigrationGuard.Cli.Deploying;

public sealed class SolutionTests : IDisposable
{
    private const string DropEmail = "20260100000003_DropEmail";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_projects_of_a_solution_are_one_deployment_with_one_class_and_one_gate()
    {
        var solution = Solution(Safe("Audit"), Shop());

        var (code, output, errors) = Run("gate", solution);

        Assert.Equal(1, code);
        Assert.Contains(DropEmail, errors);
        Assert.Contains("MigrationGuard: All, PostgreSQL, 4 migrations, 4 unreleased", output);
        Assert.Contains("  Audit.AuditContext of Audit: PostgreSQL, 1 migration, 1 unreleased", output);
        Assert.Contains("  Shop.ShopContext of Shop: PostgreSQL, 3 migrations, 3 unreleased", output);
    }

    [Fact]
    public void Every_command_that_judges_takes_a_solution()
    {
        var solution = Solution(Safe("Audit"), Safe("Shop"));

        Assert.Equal(0, Run("gate", solution).Code);
        Assert.Equal(0, Run("inspect", solution, "--html").Code);
        Assert.Equal(0, Run("report", solution).Code);
        Assert.Equal(0, Run("plan", solution, "--incident", "x").Code);
    }

    [Fact]
    public void The_report_is_written_in_all_forms_with_places_that_count_from_the_root()
    {
        var migration = Migration(3, "DropEmail", Framework.EfCore, "Shop.ShopContext", new DropColumn { Table = "Customers", Name = "Email", Span = new SourceSpan("Migrations/3.cs", 0, 1, 7, 1, 7, 2) });
        var solution = Solution(Safe("Audit"), Shop() with { ProjectFolder = "src/Shop", Migrations = [migration] });
        var folder = _session.Path("report");

        var (code, output, errors) = Run("report", solution, "--output", folder);

        Assert.True(code == 0, errors);
        Assert.Contains("rollback-report.md", output);
        Assert.Contains("| `Audit` | `Audit.AuditContext` | PostgreSQL | 1 of 1 | instant |", File.ReadAllText(Path.Combine(folder, "rollback-report.md")));
        Assert.Contains("src/Shop/Migrations/3.cs", File.ReadAllText(Path.Combine(folder, "rollback-report.sarif")));
        Assert.Contains("<h1>Rollback plan: All</h1>", File.ReadAllText(Path.Combine(folder, "rollback-report.html")));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "rollback-report.json")));
        Assert.Equal(["Audit", "Shop"], json.RootElement.GetProperty("projects").EnumerateArray().Select(project => project.GetProperty("name").GetString()));
        Assert.Equal("irreversible", json.RootElement.GetProperty("rollback").GetProperty("class").GetString());
    }

    [Fact]
    public void The_same_migration_in_a_project_for_each_engine_is_told_apart()
    {
        var other = Shop(Engine.Sqlite) with { Project = "Shop.Sqlite", Migrations = [Migration(3, "DropEmail", Framework.EfCore, "Shop.ShopContext", new AddColumn { Table = "Customers", Column = new Column { Name = "City", ClrType = "string", Nullable = true } })] };

        var (_, output, _) = Run("inspect", Solution(Shop(), other), "--json");

        using var json = JsonDocument.Parse(output);
        var both = json.RootElement.GetProperty("migrations").EnumerateArray().Where(migration => migration.GetProperty("id").GetString() == DropEmail).ToList();
        Assert.Equal(["Shop", "Shop.Sqlite"], both.Select(migration => migration.GetProperty("project").GetString()));
        Assert.Equal(["loses", "adds"], both.Select(migration => migration.GetProperty("dataImpact").GetString()));
        Assert.Contains(both[0].GetProperty("hazards").EnumerateArray(), hazard => hazard.GetProperty("rule").GetString() == "MG1001");
        Assert.DoesNotContain(both[1].GetProperty("hazards").EnumerateArray(), hazard => hazard.GetProperty("rule").GetString() == "MG1001");
    }

    [Fact]
    public void The_commands_of_a_plan_name_the_project_they_run_in()
    {
        var safe = Safe("Audit") with { ProjectFolder = "src/Audit" };
        var fast = Shop() with { ProjectFolder = "src/Shop", Settings = new ManifestSettings { Released = "20260100000001_Initial" }, Migrations = [.. Shop().Migrations.Take(1), Renamed()] };

        var (code, output, errors) = Run("plan", Solution(safe, fast), "--incident", "x");

        Assert.True(code == 0, errors);
        Assert.Contains("dotnet ef database update 20260100000001_Initial --project src/Shop --context Shop.ShopContext", output);
    }

    [Fact]
    public void One_history_may_hold_the_migrations_of_several_projects()
    {
        var solution = Solution(Safe("Audit"), Shop());

        Assert.Equal(0, Run("gate", solution, "--applied", "20260100000001_Initial,20260100000002_AddCity," + DropEmail + ",20260100000009_AuditTable").Code);

        var (code, _, errors) = Run("gate", solution, "--applied", "20260100000001_Initial,20260100000002_AddCity," + DropEmail + ",20270101000000_Later");
        Assert.Equal(1, code);
        Assert.Equal(1, errors.Split("MG0007").Length - 1);
        Assert.Contains("20270101000000_Later", errors);
    }

    [Fact]
    public void A_released_migration_is_not_asked_of_every_project()
    {
        var (code, _, errors) = Run("gate", Solution(Safe("Audit"), Shop()), "--released", DropEmail);

        Assert.Equal(2, code);
        Assert.Contains("migrationguard.json", errors);
    }

    [Fact]
    public void What_a_project_outside_of_the_solution_left_behind_does_not_count()
    {
        var solution = Solution(Safe("Audit"));
        _session.Write(Shop(), Path.Combine("Shop", "bin", "Shop.migrations.json"));

        Assert.Equal(0, Run("gate", solution).Code);
    }

    [Fact]
    public void A_project_counts_once_for_target_frameworks_that_agree_and_twice_for_those_that_do_not()
    {
        var project = _session.Write("Shop.csproj", "<Project />");
        _session.Write(Shop() with { TargetFramework = "net8.0" }, Path.Combine("bin", "net8.0", "Shop.migrations.json"));
        _session.Write(Shop() with { TargetFramework = "net10.0" }, Path.Combine("bin", "net10.0", "Shop.migrations.json"));
        Assert.DoesNotContain(" of Shop", Run("inspect", project).Output);

        _session.Write(Shop() with { TargetFramework = "net8.0", Migrations = [.. Shop().Migrations.Take(2)] }, Path.Combine("bin", "net8.0", "Shop.migrations.json"));
        var (_, output, _) = Run("inspect", project);
        Assert.Contains("of Shop (net10.0): PostgreSQL, 3 migrations", output);
        Assert.Contains("of Shop (net8.0): PostgreSQL, 2 migrations", output);
    }

    [Fact]
    public void A_folder_of_manifests_is_one_deployment_for_the_report_alone()
    {
        _session.Write(Safe("Audit"), Path.Combine("publish", "Audit.migrations.json"));
        _session.Write(Shop(), Path.Combine("publish", "Shop.migrations.json"));

        Assert.Contains("of Audit", Run("report", _session.Path("publish")).Output);
        Assert.Equal(3, Run("gate", _session.Path("publish")).Code);
    }

    [Fact]
    public void One_unusable_manifest_closes_the_gate_of_the_solution()
    {
        var solution = Solution(Safe("Audit"), Safe("Shop"));
        _session.Write(Path.Combine("Shop", "bin", "Shop.migrations.json"), "{");

        var (code, _, errors) = Run("gate", solution);

        Assert.Equal(3, code);
        Assert.Contains("Shop.migrations.json", errors);
    }

    private static ManifestDocument Safe(string project) => new()
    {
        Project = project,
        Assembly = project,
        ProviderReferences = [Engine.PostgreSql],
        Settings = new ManifestSettings { Released = "none" },
        Migrations =
        [
            Migration(9, project + "Table", Framework.EfCore, project + "." + project + "Context", new CreateTable { Table = project, Columns = [new Column { Name = "Id", ClrType = "int", StoreType = "integer" }] }),
        ],
    };

    private static Migration Renamed() => Migration(2, "Rename", Framework.EfCore, "Shop.ShopContext", new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }) with
    {
        Down = new MigrationBody { Operations = [new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Email" }] },
    };

    private string Solution(params ManifestDocument[] projects)
    {
        foreach (var project in projects)
        {
            _session.Write(project, Path.Combine(project.Project, "bin", project.Project + ".migrations.json"));
        }

        return _session.Write("All.slnx", "<Solution>\n" + string.Concat(projects.Select(project => "  <Project Path=\"" + project.Project + "/" + project.Project + ".csproj\" />\n")) + "</Solution>\n");
    }
}
