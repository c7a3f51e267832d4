using System.Diagnostics;
using MigrationGuard.Manifest;
using MigrationGuard.Planning;
using MigrationGuard.Reports;

namespace MigrationGuard.PlanExecution;

/// <summary>
/// The generated scripts, run by bash against PostgreSQL. What belongs to others stands in their place: <c>dotnet ef</c> runs the script that the same migrator writes, and
/// <c>kubectl</c>, <c>curl</c> and <c>flagctl</c> answer what they would.
/// </summary>
public sealed class ScriptTests(Cluster cluster) : IClassFixture<Cluster>, IDisposable
{
    private const string Newest = "20260720064500_DropLegacyCoupons";
    private const string Target = "20260716100000_DropCustomerNameParts";

    private static readonly string[] Confirmed =
        ["--deployment", "storefront", "--executed-by", "Ada", "--approved-by", "Grace", "--safe", "--approve", "8", "--approve", "11", "--approve", "12", "--approve", "13"];

    private readonly string _folder = Directory.CreateTempSubdirectory("migration-guard-script-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_script_brings_schema_and_rows_back_and_keeps_a_record()
    {
        var database = Deployed();
        Write(Storefronts.Assess());
        var (code, output) = Run(database, Confirmed);

        Assert.True(code == 0, output);
        var expected = cluster.Create();
        Shop.Migrate(expected, Target);
        Assert.Equal(expected.Schema(_folder), database.Schema(_folder));
        Assert.Equal(["O'HALF|50", "TEN|10"], database.Rows("SELECT \"Code\", \"Discount\"::integer FROM \"LegacyCoupons\" ORDER BY 1"));
        Assert.Equal(["1|TEN", "2|NULL", "3|O'HALF", "4|NULL"], database.Rows("SELECT \"Id\", \"CouponCode\" FROM \"Orders\" ORDER BY 1"));
        var record = File.ReadAllText(Path.Combine(_folder, "rollback-record.txt"));
        Assert.Contains("rollback of storefront: executed by Ada, approved by Grace, approved steps: 8 11 12 13 ", record);
        Assert.Contains("number N1=4 rows of Orders", record);
        Assert.Contains("all steps done", record);
    }

    [Theory]
    [InlineData("--deployment", "name what is rolled back: --deployment 'storefront'")]
    [InlineData("--executed-by", "say who runs it")]
    [InlineData("--approved-by", "destructive steps need somebody who approves them")]
    [InlineData("--safe", "say with --safe that it is safe to roll back")]
    [InlineData("8", "step 8 is not approved: Run Down of 20260720064500_DropLegacyCoupons.")]
    [InlineData("13", "step 13 is not approved")]
    [InlineData("$BACKUP_FILE", "the variable BACKUP_FILE is not set")]
    public void Without_a_confirmation_nothing_runs(string left, string reason)
    {
        Write(Storefronts.Assess());
        List<string> given = [.. Confirmed];
        var at = given.IndexOf(left);
        if (at >= 0)
        {
            given.RemoveRange(char.IsDigit(left[0]) ? at - 1 : at, left == "--safe" ? 1 : 2);
        }

        var (code, output) = Run(null, given, without: left.TrimStart('$'));

        Assert.Equal((2, 1), (code, output.Split("refused: ").Length - 1));
        Assert.Contains("refused: " + reason, output);
        Assert.False(File.Exists(Path.Combine(_folder, "calls.log")) || File.Exists(Path.Combine(_folder, "rollback-record.txt")), "something ran");
    }

    [Fact]
    public void Whoever_runs_it_cannot_approve_it_and_another_name_is_another_deployment()
    {
        Write(Storefronts.Assess());

        Assert.Contains("refused: whoever approves destructive steps is not the one who runs them", Run(null, [.. Confirmed.Select(word => word == "Grace" ? "Ada" : word)]).Output);
        Assert.Contains("refused: name what is rolled back", Run(null, [.. Confirmed.Select(word => word == "storefront" ? "Storefront" : word)]).Output);
        Assert.Contains("refused: there is no option --yes", Run(null, [.. Confirmed, "--yes"]).Output);
    }

    [Fact]
    public void It_stops_at_the_first_check_that_does_not_hold()
    {
        var database = Deployed();
        database.Run("INSERT INTO \"__EFMigrationsHistory\" VALUES ('20261231000000_SomebodyElses', '10.0.0')");
        var schema = database.Schema(_folder);
        Write(Storefronts.Assess());
        var (code, output) = Run(database, Confirmed);

        Assert.Equal(1, code);
        Assert.Contains("STOPPED in step 3 of ", output);
        Assert.Contains("the last applied migration: '20261231000000_SomebodyElses', not '20260720064500_DropLegacyCoupons'", output);
        Assert.False(File.Exists(Path.Combine(_folder, "before-rollback.dump")));
        Assert.Equal(schema, database.Schema(_folder));
        Assert.EndsWith("step 3: aborted: the last applied migration: '20261231000000_SomebodyElses', not '20260720064500_DropLegacyCoupons'\n", File.ReadAllText(Path.Combine(_folder, "rollback-record.txt")));
    }

    [Fact]
    public void It_stops_when_a_command_fails_and_goes_on_where_it_stopped()
    {
        var database = Deployed();
        Write(Storefronts.Assess());
        File.WriteAllText(Path.Combine(_folder, "rollback.sql"), "SELECT nonsense;");
        var (code, output) = Run(database, Confirmed);
        Assert.Equal(1, code);
        Assert.Contains("STOPPED in step 8 of ", output);
        Assert.Contains("What to do: Read the error and see what is applied.", output);

        File.WriteAllText(Path.Combine(_folder, "rollback.sql"), Shop.Script(Newest, Target));
        (code, output) = Run(database, [.. Confirmed, "--from", "8"]);
        Assert.True(code == 0, output);
        Assert.DoesNotContain("== Step 7 ", output);
        Assert.Equal("2", database.Run("SELECT count(*) FROM \"LegacyCoupons\""));
    }

    [Fact]
    public void Nobody_at_the_keyboard_confirms_nothing()
    {
        Write(Storefronts.Assess());
        var (code, output) = Run(null, Confirmed, answers: "");

        Assert.Equal(1, code);
        Assert.Contains("STOPPED in step 1 of ", output);
        Assert.Contains("it was not confirmed", output);
    }

    [Fact]
    public void Shown_it_runs_nothing_and_hostile_names_stay_text()
    {
        const string Hostile = "x'; touch hit; echo '\nEND_OF_TEXT\n$(touch hit)`touch hit`\"";
        var assessment = Storefronts.Assess();
        var plan = assessment.Configuration.Plan;
        assessment = assessment with
        {
            Configuration = assessment.Configuration with
            {
                Plan = plan with { Deployment = plan.Deployment! with { Name = Hostile, PreviousVersion = Hostile }, Roles = plan.Roles with { Approves = Hostile }, FeatureFlags = [new FeatureFlag { Name = Hostile }] },
            },
        };
        Write(assessment);

        Assert.Equal(0, Run(null, ["--show"]).Code);
        Assert.Equal(0, Run(null, ["--help"]).Code);
        Assert.Equal(2, Run(null, ["--deployment", Hostile]).Code);
        Assert.False(File.Exists(Path.Combine(_folder, "calls.log")) || File.Exists(Path.Combine(_folder, "hit")));
    }

    [Fact]
    public void There_is_no_script_where_there_is_no_way_back_or_nothing_to_take_back()
    {
        static ManifestDocument WithoutGate(ManifestDocument manifest) =>
            manifest with { Migrations = [.. manifest.Migrations.Select(migration => migration with { Declarations = migration.Declarations with { BackupGates = [] } })] };

        Assert.Contains("the way back ends before its first step", RollbackScript.WhyNot(Storefronts.Assess(change: WithoutGate)));
        Assert.Contains("no migration of this build is newer", RollbackScript.WhyNot(Storefronts.Assess(Newest)));
        Assert.Null(RollbackScript.WhyNot(Storefronts.Assess()));
    }

    private Database Deployed()
    {
        var database = cluster.Create();
        Shop.Migrate(database, "20260305084500_AddProductSkuIndex");
        database.Run(Shop.Seed);
        Shop.Migrate(database, "20260518080000_AddProductReviews");
        database.Shell("pg_dump --format=custom --file=nightly.dump \"$DATABASE_URL\"", _folder);
        Shop.Migrate(database, Newest);
        database.Run("INSERT INTO \"Orders\" (\"CustomerId\", \"PlacedAt\") SELECT 2, '2026-07-21' WHERE setval(pg_get_serial_sequence('\"Orders\"', 'Id'), 3) IS NOT NULL;");
        File.WriteAllText(Path.Combine(_folder, "rollback.sql"), Shop.Script(Newest, Target));
        return database;
    }

    private void Write(Assessment assessment)
    {
        foreach (var file in RollbackScript.Write(assessment))
        {
            File.WriteAllText(Path.Combine(_folder, file.Name), file.Text);
        }

        var programs = Directory.CreateDirectory(Path.Combine(_folder, "programs")).FullName;
        Program("dotnet", "case \"$*\" in 'ef database update " + Target + " '*) psql \"$DATABASE_URL\" --quiet --set ON_ERROR_STOP=1 --file=rollback.sql ;; 'ef migrations list '*) echo listed ;; *) exit 9 ;; esac");
        Program("kubectl", "case \"$*\" in *status.replicas*) ;; *) echo answered ;; esac");
        Program("curl", "case \"$*\" in *http_code*) echo 200 ;; *) echo answered ;; esac");
        Program("flagctl", "echo answered");

        void Program(string name, string body)
        {
            var path = Path.Combine(programs, name);
            File.WriteAllText(path, "#!/bin/sh\necho \"" + name + " $*\" >>calls.log\n" + body + "\n");
            Process.Start("chmod", ["+x", path])!.WaitForExit();
        }
    }

    private (int Code, string Output) Run(Database? database, IReadOnlyList<string> arguments, string? answers = null, string? without = null)
    {
        File.WriteAllText(Path.Combine(_folder, "answers"), answers ?? string.Concat(Enumerable.Repeat("done\n", 60)));
        var start = new ProcessStartInfo("bash", ["-c", "exec bash rollback.sh \"$@\" <answers", "bash", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["CONNECTION"] = "none";
        start.Environment["DATABASE_URL"] = database?.Url ?? "none";
        start.Environment["BACKUP_FILE"] = Path.Combine(_folder, "nightly.dump");
        start.Environment["REPLICAS"] = "3";
        start.Environment["PATH"] = Path.Combine(_folder, "programs") + ":" + cluster.Programs + ":" + Environment.GetEnvironmentVariable("PATH");
        if (without is not null)
        {
            start.Environment.Remove(without);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
