using System.Diagnostics;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;
using MigrationGuard.Rollback;

namespace MigrationGuard.Core.Tests.Planning.Plan;

public class RollbackPlanTests
{
    public static TheoryData<DeploymentMechanism> Mechanisms => [.. Enum.GetValues<DeploymentMechanism>()];

    public static TheoryData<Engine> Engines => [Engine.PostgreSql, Engine.SqlServer, Engine.MySql];

    [Fact]
    public void Contexts_that_share_a_history_are_asked_only_for_their_own_last_migration()
    {
        Migration Audit(string id, Operation[] up, Operation[] down) => Make.Ef(id, up, down, context: "Shop.AuditContext");
        var plan = RollbackPlan.Of(Make.Assess(
            "20260101_Initial;20260102_Audit",
            Engine.PostgreSql,
            [
                Make.Ef("20260101_Initial", [Make.Table("Customers")], [Make.DropTable("Customers")]),
                Make.Ef("20260201_AddCode", [Make.Add("Customers", Make.Column("Code", "text", nullable: false))], [Make.Drop("Customers", "Code")]),
                Audit("20260102_Audit", [Make.Table("Events")], [Make.DropTable("Events")]),
                Audit("20260301_AddKind", [Make.Add("Events", Make.Column("Kind", "text", nullable: false))], [Make.Drop("Events", "Kind")]),
            ]).With(Plans.Complete));

        var asked = plan.Steps.SelectMany(step => step.Queries).Where(query => query.About.ToString().StartsWith("the last applied migration", StringComparison.Ordinal)).ToList();

        Assert.Contains(asked, query => query.Expected == "20260101_Initial");
        Assert.Contains(asked, query => query.Expected == "20260301_AddKind");
        Assert.All(asked, query => Assert.Contains(query.Expected is "20260101_Initial" or "20260201_AddCode" ? "IN ('20260101_Initial', '20260201_AddCode')" : "IN ('20260102_Audit', '20260301_AddKind')", query.Sql));
    }

    [Fact]
    public void A_harmless_deployment_gets_half_a_page()
    {
        var assessment = Plans.Instant();
        var plan = RollbackPlan.Of(assessment);
        var report = MarkdownReport.Write(assessment);

        Assert.True(plan.IsShort);
        Assert.True(plan.IsGo);
        Assert.Equal([StageKind.Flags, StageKind.Code], plan.Stages.Select(stage => stage.Kind));
        Assert.DoesNotContain(plan.Steps, step => step.Destructive);
        Assert.DoesNotContain("## Communication", report);
        Assert.InRange(report.Length, 500, 4000);
    }

    [Fact]
    public void A_Down_that_has_to_run_comes_before_the_previous_code_and_says_why()
    {
        var plan = RollbackPlan.Of(Plans.Complex());

        Assert.Equal([StageKind.Prepare, StageKind.Flags, StageKind.Drain, StageKind.Database, StageKind.Code], plan.Stages.Select(stage => stage.Kind));
        Assert.Contains("Before the code, not after it", plan.Stages[3].Why!.ToString());
    }

    [Fact]
    public void Nothing_destructive_runs_before_the_database_was_backed_up()
    {
        var steps = RollbackPlan.Of(Plans.Complex()).Steps.ToList();

        var backup = steps.FindIndex(step => step.Command?.StartsWith("pg_dump", StringComparison.Ordinal) == true);
        Assert.InRange(backup, 0, steps.FindIndex(step => step.Destructive) - 1);
        Assert.All(steps.Where(step => step.Destructive), step => Assert.NotNull(step.OnFailure));
    }

    [Fact]
    public void Every_step_has_a_check_and_a_limit_unless_it_says_what_not_to_do() =>
        Assert.All(
            RollbackPlan.Of(Plans.Complex()).Steps.Where(step => !step.Action.ToString().StartsWith("Do not run", StringComparison.Ordinal)),
            step => Assert.True(step.Check is not null && step.LimitMinutes > 0, step.Action.ToString()));

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void Every_command_of_a_mechanism_parses_and_names_no_connection(DeploymentMechanism mechanism)
    {
        var settings = Plans.Complete with { Deployment = Plans.Mechanism(mechanism) };
        foreach (var assessment in new[] { Plans.Complex().With(settings), Plans.Instant().With(settings) })
        {
            var plan = RollbackPlan.Of(assessment);
            Assert.Empty(plan.Gaps);
            foreach (var step in plan.Steps.Where(step => step.Shell == "bash"))
            {
                foreach (var command in new[] { step.Command, step.CheckCommand }.OfType<string>())
                {
                    Assert.Equal("", BashComplaint(command));
                }
            }
        }
    }

    [Fact]
    public void Kubernetes_is_undone_and_also_told_to_which_revision()
    {
        var report = MarkdownReport.Write(Plans.Complex());

        Assert.Contains("kubectl rollout undo deployment/shop --namespace prod", report);
        Assert.Contains("--to-revision=$REVISION", report);
        Assert.Contains("kubectl rollout status deployment/shop --namespace prod --timeout=5m", report);
    }

    [Theory]
    [InlineData(DeploymentMechanism.BlueGreen, "kubectl patch service/shop --namespace prod --patch '{\"spec\":{\"selector\":{\"version\":\"blue\"}}}'")]
    [InlineData(DeploymentMechanism.Canary, "kubectl annotate ingress/shop-canary --namespace prod --overwrite nginx.ingress.kubernetes.io/canary-weight=0")]
    [InlineData(DeploymentMechanism.Iis, "Set-ItemProperty -Path 'IIS:\\Sites\\Shop' -Name physicalPath -Value 'D:\\releases\\it''s 2.4'")]
    [InlineData(DeploymentMechanism.Systemd, "sudo ln --symbolic --force --no-dereference /opt/shop/2.4 /opt/shop/current")]
    public void A_mechanism_has_its_own_command(DeploymentMechanism mechanism, string command) =>
        Assert.Contains(RollbackPlan.Of(Plans.Instant().With(Plans.Complete with { Deployment = Plans.Mechanism(mechanism) })).Steps, step => step.Command?.Contains(command, StringComparison.Ordinal) == true);

    [Theory]
    [InlineData(DeploymentMechanism.Kubernetes, "deployment.name")]
    [InlineData(DeploymentMechanism.BlueGreen, "deployment.name, deployment.service, deployment.current, deployment.previous")]
    [InlineData(DeploymentMechanism.Canary, "deployment.name, deployment.ingress")]
    [InlineData(DeploymentMechanism.Iis, "deployment.site, deployment.appPool, deployment.previous")]
    [InlineData(DeploymentMechanism.Systemd, "deployment.unit, deployment.link, deployment.previous")]
    public void A_name_that_a_mechanism_needs_is_a_gap_when_it_is_missing(DeploymentMechanism mechanism, string names)
    {
        var bare = new DeploymentSettings { Mechanism = mechanism, PreviousVersion = "1", Health = "http://h", Configuration = "none", Infrastructure = "none", Window = "always" };

        var plan = RollbackPlan.Of(Plans.Complex().With(Plans.Complete with { Deployment = bare }));

        Assert.Equal(names, string.Join(", ", plan.Gaps.Select(gap => gap.Name)));
        Assert.False(plan.IsGo);
    }

    [Fact]
    public void What_nobody_said_is_a_named_gap_and_never_invented()
    {
        var assessment = Plans.Complex().With(PlanSettings.Empty);
        var plan = RollbackPlan.Of(assessment);

        Assert.Equal(
            [
                "deployment.mechanism", "deployment.previousVersion", "deployment.health", "deployment.configuration", "deployment.infrastructure", "roles.decides", "featureFlags",
                "roles.executes", "roles.approves", "channels.incident", "externalState", "deployment.window", "backup.location", "backup.restoreMinutes", "backup.testedOn", "backup.restore",
            ],
            plan.Gaps.Select(gap => gap.Name));
        Assert.All(plan.Gaps, gap => Assert.Contains("migrationguard.json", gap.Supply));
        Assert.False(plan.IsGo);
        Assert.Contains("**No-go.** 16 inputs are missing.", MarkdownReport.Write(assessment));
    }

    [Fact]
    public void A_plan_that_is_required_closes_the_gate_and_lists_what_it_lacks()
    {
        var manifest = Make.Manifest("20260101_Initial", Engine.PostgreSql, Make.Ef("20260101_Initial", [Make.Table("Customers")], []), Plans.DropsEmail(Make.Backup("Customers")));
        var inputs = Make.Inputs("20260101_Initial");

        Assert.DoesNotContain("MG0008", Guard.Assess(manifest, inputs).Failures());
        var failure = Assert.Single(Guard.Assess(manifest, inputs with { RequirePlan = true }).Gate.Failures, failure => failure.Finding.Rule == "MG0008");
        Assert.StartsWith("The rollback plan lacks 16 inputs: deployment.mechanism (the commands that bring the previous release back), supply it in migrationguard.json: ", failure.Finding.Message);
    }

    [Fact]
    public void A_complete_plan_satisfies_the_requirement()
    {
        const string Text = """{ "deployment": { "mechanism": "none", "previousVersion": "1.0" }, "roles": { "decides": "me" } }""";
        var configuration = new ConfigurationText("migrationguard.json", Text);
        var manifest = Make.Manifest("20260101_Initial", Engine.PostgreSql, Make.Ef("20260101_Initial", [Make.Table("Customers")], []), Make.Ef("20260201_AddNote", [Make.Add("Customers", "Note")], [Make.Drop("Customers", "Note")]));
        manifest = manifest with { Settings = manifest.Settings with { ConfigurationHash = configuration.Hash } };

        Assert.Empty(Guard.Assess(manifest, Make.Inputs("20260101_Initial") with { RequirePlan = true, Configuration = configuration }).Failures());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_schema_is_checked_object_by_object_in_the_dialect_of_the_engine(Engine engine)
    {
        var queries = RollbackPlan.Of(Plans.Complex(engine)).Steps.SelectMany(step => step.Queries).ToList();

        var back = Assert.Single(queries, query => query.About.ToString() == "column Customers.Email is back");
        var gone = Assert.Single(queries, query => query.About.ToString() == "column Orders.Code is gone");
        Assert.Equal(("1", "0"), (back.Expected, gone.Expected));
        Assert.Contains("information_schema.columns", back.Sql);
        var history = queries.First(query => query.About.ToString() == "the last applied migration");
        Assert.Equal("20260301_DropEmail", history.Expected);
        Assert.Contains(engine switch { Engine.SqlServer => "[__EFMigrationsHistory]", Engine.MySql => "`__EFMigrationsHistory`", _ => "\"__EFMigrationsHistory\"" }, history.Sql);
    }

    [Fact]
    public void SQLite_is_asked_by_its_own_tables()
    {
        var sql = new EngineSql(Engine.Sqlite);

        Assert.Equal("SELECT count(*) FROM pragma_table_info('Orders') WHERE lower(name) = lower('Code') AND \"notnull\" = 1;", sql.ColumnExists(null, "Orders", "Code", nullable: false));
        Assert.Equal("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND lower(name) = lower('It''s');", sql.TableExists(null, "It's"));
        Assert.Null(sql.ConstraintExists(null, "Orders", "PK_Orders"));
    }

    [Fact]
    public void What_comes_back_from_a_backup_is_told_from_what_is_discarded()
    {
        var tables = RollbackPlan.Of(Plans.Complex()).DataRecovery;

        Assert.Equal(
            [("Customers", "Email", DataFate.FromBackup), ("Orders", "Code", DataFate.Discarded)],
            tables.Select(table => (table.Table, string.Join(",", table.Columns), table.Fate)));
        Assert.Equal(20, tables[0].Minutes);
        Assert.Equal("SELECT count(*) FROM \"Orders\" WHERE \"Code\" IS NOT NULL;", tables[1].Find!.Sql);
    }

    [Fact]
    public void Without_a_verified_backup_the_way_back_ends_and_the_plan_says_so()
    {
        var plan = RollbackPlan.Of(Plans.Deploy(Engine.PostgreSql, Plans.DropsEmail()).With(Plans.Complete));

        Assert.Equal(RollbackClass.Irreversible, plan.Class);
        Assert.Equal([StageKind.Flags, StageKind.Database], plan.Stages.Select(stage => stage.Kind));
        Assert.DoesNotContain(plan.Steps, step => step.Destructive);
        Assert.Contains(plan.RollForward, reason => reason.ToString().StartsWith("The class is irreversible", StringComparison.Ordinal));
        Assert.Equal("There is no way back: mitigate and correct forward.", plan.Summary[0].ToString());
    }

    [Fact]
    public void Nothing_is_reverted_or_redeployed_when_the_way_back_would_end_half_way()
    {
        var plan = RollbackPlan.Of(Plans.Deploy(Engine.PostgreSql, Plans.DropsEmail(), Make.Ef("20260901_AddCode", [Make.Add("Orders", Make.Column("Code", "text", nullable: false))], [Make.Drop("Orders", "Code")])).With(Plans.Complete));

        Assert.Equal([StageKind.Flags, StageKind.Database], plan.Stages.Select(stage => stage.Kind));
        var step = Assert.Single(plan.Stages[1].Steps);
        Assert.StartsWith("Do not run Down of ", step.Action.ToString());
        Assert.Contains(step.Notes, note => note.ToString().StartsWith("Every other migration of this deployment stays applied", StringComparison.Ordinal));
        Assert.Null(step.Command);
    }

    [Fact]
    public void A_copy_that_the_deployment_made_is_read_before_its_own_Down_drops_it()
    {
        var copies = Make.Ef(
            "20260201_Keep",
            [new CreateTable { Table = "KeptCustomers", Columns = [Make.Column("Id", "integer", false), Make.Column("Name"), Make.Column("Email")], PrimaryKey = new KeyDefinition("PK_K", ["Id"]), CopiedFrom = new CopySource(null, "Customers", null, true) }, Make.Add("Orders", Make.Column("Code", "text", nullable: false))],
            [Make.Drop("Orders", "Code"), Make.DropTable("KeptCustomers")]);

        var steps = RollbackPlan.Of(Plans.Deploy(Engine.PostgreSql, copies, Plans.DropsEmail()).With(Plans.Complete)).Steps.ToList();

        var reads = steps.FindIndex(step => step.Sql?.Contains("FROM \"KeptCustomers\"", StringComparison.Ordinal) == true);
        var drops = steps.FindIndex(step => step.Command?.Contains("database update 20260101_Initial", StringComparison.Ordinal) == true);
        Assert.True(reads > 0 && drops > reads, reads + " " + drops);
    }

    [Fact]
    public void Hostile_names_give_no_query_rather_than_a_wrong_one()
    {
        var table = Make.Table("a\n'; DROP TABLE x; --");
        var plan = RollbackPlan.Of(Plans.Deploy(Engine.PostgreSql, Make.Ef("20260201_Bad", [table, Make.Add("Orders", Make.Column("Code", "text", nullable: false))], [Make.Drop("Orders", "Code"), Make.DropTable(table.Table)])).With(Plans.Complete));

        Assert.DoesNotContain(plan.Steps.SelectMany(step => step.Queries), query => query.Sql.Contains('\n'));
        Assert.DoesNotContain(plan.Steps, step => (step.Sql ?? step.Command ?? "").Contains("DROP TABLE x", StringComparison.Ordinal));
    }

    private static string BashComplaint(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash") { ArgumentList = { "-n" }, RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(command + "\n");
        process.StandardInput.Close();
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return complaint;
    }
}
