using System.Text.Json;
using MigrationGuard.Core.Tests;
using MigrationGuard.Core.Tests.Json;
using MigrationGuard.Engines;
using MigrationGuard.Json;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.SqlReading;
using Xunit;

namespace MigrationGuard.Rollback;

public sealed class DurationTests
{
    private const Engine Pg = Engine.PostgreSql;
    private const Engine Ms = Engine.SqlServer;
    private const Engine My = Engine.MySql;
    private const Engine Lite = Engine.Sqlite;

    private static readonly Operation[] s_create =
    [
        Make.Table("Customers", Make.Column("Id", "integer", false)),
        Make.Table("Orders", Make.Column("Id", "bigint", false), Make.Column("CustomerId", "integer"), Make.Column("Total", "decimal(12,2)"), Make.Column("Note", "varchar(40)"), Make.Column("Code", "varchar(20)", false)),
        new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"] },
    ];

    private static readonly Column s_number = Make.Column("N", "integer");

    public static TheoryData<string, string, string, string, string> ByEngine()
    {
        // Operation, then what PostgreSQL, SQL Server, MySQL and SQLite (by EF Core) do; "+2" are indexes besides, nothing is a change of the catalogue.
        var data = new TheoryData<string, string, string, string, string>
        {
            { "create table", "", "", "", "" },
            { "drop table", "", "", "", "" },
            { "rename table", "", "", "", "" },
            { "rename column", "", "", "", "" },
            { "add nullable", "", "", "", "" },
            { "add with default", "", "Rewrite Orders+2", "", "" },
            { "add with clock", "", "", "", "" },
            { "add with random", "Rewrite Orders+2", "", "Rewrite Orders+2", "" },
            { "add identity", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2", "" },
            { "add stored computed", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2", "" },
            { "drop column", "", "", "", "Rewrite Orders+2" },
            { "other type", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "longer text", "", "", "", "Rewrite Orders+2" },
            { "shorter text", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "wider decimal", "", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "other default", "", "", "", "Rewrite Orders+2" },
            { "required", "Scan Orders", "Scan Orders", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "required with default", "Update Orders+2 | Scan Orders", "Update Orders | Scan Orders", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "nullable", "", "", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "index", "IndexBuild Orders", "IndexBuild Orders", "IndexBuild Orders", "IndexBuild Orders" },
            { "index online", "IndexBuild Orders x2", "IndexBuild Orders x2", "IndexBuild Orders x2", "IndexBuild Orders x2" },
            { "drop index", "", "", "", "" },
            { "unique", "IndexBuild Orders", "IndexBuild Orders", "IndexBuild Orders", "Rewrite Orders+2" },
            { "drop primary key", "", "Rewrite Orders+2", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "foreign key", "ForeignKey Orders", "ForeignKey Orders", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "check", "Scan Orders", "Scan Orders", "Rewrite Orders+2", "Rewrite Orders+2" },
            { "update all", "Update Orders+2", "Update Orders", "Update Orders", "Update Orders" },
            { "update indexed", "Update Orders+2", "Update Orders+1", "Update Orders+1", "Update Orders+1" },
            { "update one row", "", "", "", "" },
            { "delete", "Delete Orders", "Delete Orders+2", "Delete Orders+2", "Delete Orders+2" },
            { "truncate", "", "", "", "" },
            { "seed", "", "", "", "" },
            { "copy", "Copy Orders", "Copy Orders", "Copy Orders", "Copy Orders" },
        };
        return data;
    }

    [Theory]
    [MemberData(nameof(ByEngine))]
    public void Each_engine_does_its_own_work_for_an_operation(string operation, string postgres, string sqlServer, string mySql, string sqlite) =>
        Assert.Equal((postgres, sqlServer, mySql, sqlite), (Work(Pg, operation), Work(Ms, operation), Work(My, operation), Work(Lite, operation)));

    [Fact]
    public void An_unknown_engine_is_as_slow_as_the_slowest()
    {
        var orders = new CreateTable { Table = "Orders", Columns = [new Column { Name = "Id", ClrType = "int", Nullable = false }] };
        string Slowest(string operation) => Show(Assess(Engine.Unknown, "{}", Make.Ef("20260101_Create", [orders]), Make.Ef("20260201_Change", Named(operation), [])).Rollback.Migrations.Single().Up);

        Assert.Equal("Rewrite Orders", Slowest("check"));
        Assert.Equal("IndexBuild Orders", Slowest("index"));
        Assert.Equal("Rewrite Orders", Slowest("drop column"));
        foreach (var kind in WorkRates.AllKinds)
        {
            Assert.Equal(new[] { Pg, Ms, My, Lite }.Min(engine => WorkRates.Default(engine, kind)), WorkRates.Default(Engine.Unknown, kind));
        }
    }

    [Theory]
    [InlineData(Pg, "10.23", "add with default", "Rewrite Orders+2")]
    [InlineData(Pg, "11", "add with default", "")]
    [InlineData(Pg, null, "add with default", "")]
    [InlineData(My, "5.7.44", "add nullable", "Rewrite Orders+2")]
    [InlineData(My, "8.0.36", "add nullable", "")]
    [InlineData(My, "10.11", "drop column", "")]
    [InlineData(My, "8.0.28", "drop column", "Rewrite Orders+2")]
    [InlineData(My, "99999999999999999999", "drop column", "")]
    public void Complaints_1_and_3_the_version_of_the_engine_decides(Engine engine, string? version, string operation, string expected) =>
        Assert.Equal(expected, Show(Judge(engine, Named(operation), version is null ? "{}" : """{ "engineVersion": "VERSION" }""".Replace("VERSION", version)).Up));

    [Theory]
    [InlineData("now()", true)]
    [InlineData("CURRENT_TIMESTAMP", true)]
    [InlineData("'random()'", true)]
    [InlineData("ARRAY[]::text[]", true)]
    [InlineData("timezone('utc', now())", true)]
    [InlineData("gen_random_uuid()", false)]
    [InlineData("now() + random ()", false)]
    [InlineData("clock_timestamp()", false)]
    [InlineData("my_function(1)", false)]
    [InlineData("", true)]
    [InlineData("((", true)]
    [InlineData("\uFFFD", false)]
    public void Complaint_2_only_a_default_that_differs_from_row_to_row_rewrites_the_table(string expression, bool stable) => Assert.Equal(stable, StableDefaults.Is(expression));

    [Theory]
    [InlineData("ALTER TABLE \"Orders\" ADD CONSTRAINT c CHECK (\"Total\" > 0) NOT VALID", "")]
    [InlineData("ALTER TABLE \"Orders\" ADD CONSTRAINT c CHECK (\"Total\" > 0) NOT VALID; ALTER TABLE \"Orders\" VALIDATE CONSTRAINT c", "Scan Orders")]
    [InlineData("ALTER TABLE \"Orders\" ADD CONSTRAINT f FOREIGN KEY (\"CustomerId\") REFERENCES \"Customers\" (\"Id\") NOT VALID; ALTER TABLE \"Orders\" VALIDATE CONSTRAINT f", "ForeignKey Orders")]
    [InlineData("ALTER TABLE \"Orders\" ADD CONSTRAINT n CHECK (\"Note\" IS NOT NULL); ALTER TABLE \"Orders\" ALTER \"Note\" SET NOT NULL", "Scan Orders")]
    [InlineData("CREATE TABLE saved AS SELECT * FROM \"Orders\"; CREATE INDEX i ON saved (\"Id\")", "Copy Orders | IndexBuild saved")]
    [InlineData("CREATE TABLE fresh (a int); INSERT INTO fresh VALUES (1); UPDATE fresh SET a = 2; CREATE INDEX i ON fresh (a)", "")]
    [InlineData("SELECT 1", "")]
    public void SQL_is_timed_like_the_calls_that_do_the_same(string text, string expected) => Assert.Equal(expected, Show(Judge(Pg, [Read(text)]).Up));

    [Fact]
    public void Minutes_follow_from_rows_rates_and_indexes()
    {
        // 12,000,000 rows at 100,000 a second are 120 s, and two indexes at 200,000 a second 60 s each.
        var rollback = Judge(Pg, Named("other type"), """{ "tableSizes": { "Orders": 12000000 } }""");

        Assert.Equal(240, rollback.Up.Seconds!.Value, 6);
        Assert.Equal((4, "about 4 minutes", "4 min"), (rollback.Up.Minutes, rollback.Up.Describe(), rollback.Up.Short()));
    }

    [Theory]
    [InlineData("""{ "tableSizes": { "Orders": { "rows": 1000, "bytes": 1200000000 } } }""", 240)]
    [InlineData("""{ "tableSizes": { "Orders": { "bytes": 1200000000 } } }""", 240)]
    [InlineData("""{ "tableSizes": { "Orders": { "rows": 12000000, "bytes": 5 } } }""", 240)]
    [InlineData("""{ "tableSizes": { "public.orders": 12000000 } }""", 240)]
    [InlineData("""{ "tableSizes": { "Orders": 12000000 }, "rowsPerSecond": { "rewrite": 1000000 } }""", 132)]
    [InlineData("""{ "tableSizes": { "Orders": 12000000 }, "rowsPerSecond": { "rewrite": 1000000, "indexBuild": 12000000 } }""", 14)]
    public void Wide_rows_count_as_several_and_measured_rates_win(string configuration, int seconds) =>
        Assert.Equal(seconds, Judge(Pg, Named("other type"), configuration).Up.Seconds!.Value, 6);

    [Fact]
    public void Without_a_size_there_is_a_range_and_no_number()
    {
        var up = Judge(Pg, Named("other type")).Up;

        Assert.Null(up.Seconds);
        Assert.Null(up.Minutes);
        Assert.Equal(["Orders"], up.SizeUnknown);
        Assert.Equal("size unknown (Orders): under a minute at a million rows, about 34 minutes at a hundred million", up.Describe());
        Assert.Equal("size unknown", up.Short());
    }

    [Fact]
    public void What_cannot_be_read_has_no_duration_at_all()
    {
        var rollback = Judge(Pg, [Make.Opaque()], """{ "tableSizes": { "Orders": 5 } }""");

        Assert.Null(rollback.Up.Seconds);
        Assert.Equal("not known: SQL that was not understood", rollback.Up.Describe());
        Assert.Equal("not known: how often an operation of a loop runs", Judge(Pg, [.. Named("index").Select(operation => operation with { Certainty = Certainty.Repeated })]).Up.Describe());
    }

    [Theory]
    [InlineData("""{ "tableSizes": { "Orders": 1000 } }""", 1)]
    [InlineData("""{ "tableSizes": { "Purchases": 12000000 } }""", 4)]
    public void A_table_is_found_by_the_name_it_has_in_production_or_gets(string configuration, int? minutes) => Assert.Equal(
        minutes,
        Judge(Pg, [new RenameTable { Table = "Orders", NewName = "Purchases" }, Make.Alter("Purchases", Make.Column("Total", "text"), Make.Column("Total", "decimal(12,2)"))], configuration).Up.Minutes);

    [Fact]
    public void A_table_that_the_set_creates_is_empty()
    {
        var up = Judge(Pg, [Make.Table("Fresh"), new CreateIndex { Table = "Fresh", Name = "i", Columns = ["Name"] }, new UpdateData { Table = "Fresh", Columns = ["Name"] }], """{ "tableSizes": { "Fresh": 900000000 } }""").Up;

        Assert.Empty(up.Work);
        Assert.Equal("under a minute", up.Describe());
    }

    // Down of a dropped index builds it again: at 1,000 rows a second, so many minutes.
    [Theory]
    [InlineData(14, RollbackClass.Fast, false)]
    [InlineData(15, RollbackClass.Fast, false)]
    [InlineData(16, RollbackClass.Complex, false)]
    [InlineData(60, RollbackClass.Complex, false)]
    [InlineData(61, RollbackClass.Complex, true)]
    public void Over_fifteen_minutes_is_complex_and_over_sixty_is_said(int minutes, RollbackClass expected, bool overAnHour)
    {
        var rollback = Assess(Pg, RebuildIndex(), Rows(minutes * 60_000)).Rollback;

        Assert.Equal((expected, minutes), (rollback.Class, rollback.EstimateMinutes));
        Assert.Equal(expected, rollback.Migrations.Single().Class);
        Assert.Equal(expected, rollback.Windows.BeforeTraffic);
        Assert.Equal(overAnHour, rollback.Because.Any(reason => reason.Contains("longer than the hour a complex rollback may take")));
        Assert.Equal(expected == RollbackClass.Complex, rollback.Because.Any(reason => reason.Contains("longer than the 15 minutes of a fast rollback: in Orders an index is built")));
    }

    [Fact]
    public void A_second_more_than_fifteen_minutes_is_too_long() => Assert.Equal(RollbackClass.Complex, Assess(Pg, RebuildIndex(), Rows((15 * 60_000) + 1)).Rollback.Class);

    [Fact]
    public void Migrations_that_are_fast_alone_may_be_complex_together()
    {
        Operation[] up = [new RenameColumn { Table = "Orders", Name = "Code", NewName = "Number" }, new DropIndex { Table = "Orders", Name = "IX_Orders_CustomerId" }];
        Operation[] down = [new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"] }, new RenameColumn { Table = "Orders", Name = "Number", NewName = "Code" }];
        Operation[] up2 = [new RenameColumn { Table = "Orders", Name = "Note", NewName = "Remark" }, new DropIndex { Table = "Orders", Name = "IX_Total" }];
        Operation[] down2 = [new CreateIndex { Table = "Orders", Name = "IX_Total", Columns = ["Total"] }, new RenameColumn { Table = "Orders", Name = "Remark", NewName = "Note" }];
        var rollback = Assess(
            Pg,
            Rows(10 * 60_000),
            Make.Ef("20260101_Create", [.. s_create, new CreateIndex { Table = "Orders", Name = "IX_Total", Columns = ["Total"] }]),
            Make.Ef("20260201_One", up, down),
            Make.Ef("20260202_Two", up2, down2)).Rollback;

        Assert.Equal([RollbackClass.Fast, RollbackClass.Fast], rollback.Migrations.Select(migration => migration.Class));
        Assert.Equal((RollbackClass.Complex, 20), (rollback.Class, rollback.EstimateMinutes));
        Assert.Equal("Rolling the database back takes about 20 minutes, longer than the 15 minutes of a fast rollback.", rollback.Because[0]);
    }

    [Fact]
    public void What_stays_takes_no_time()
    {
        var rollback = Assess(Pg, ([.. Named("index")], [new DropIndex { Table = "Orders", Name = "IX" }]), """{ "tableSizes": { "Orders": 60000000 } }""").Rollback;

        Assert.Equal((RollbackClass.Instant, (int?)null), (rollback.Class, rollback.EstimateMinutes));
        Assert.Equal("nothing on the database", rollback.DescribeRollingBack());
        Assert.Equal(5, rollback.Deploying.Minutes);
        Assert.Null(rollback.RollingBack);
    }

    [Fact]
    public void Without_a_size_no_class_is_invented()
    {
        var rollback = Assess(Pg, RebuildIndex(), "{}").Rollback;

        Assert.Equal((RollbackClass.Fast, (int?)null), (rollback.Class, rollback.EstimateMinutes));
        Assert.Contains("size unknown (Orders)", rollback.DescribeRollingBack());
    }

    [Fact]
    public void A_restore_and_the_Downs_beside_it_add_up()
    {
        var drop = Make.Ef("20260202_Drop", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Email")], declared: Make.Backup("Customers"));
        var (up, down) = RebuildIndex();
        var rollback = Assess(Pg, Rows(5 * 60_000), Make.Ef("20260101_Create", [Make.Table("Customers"), .. s_create.Skip(1)]), Make.Ef("20260201_Index", up, down), drop).Rollback;

        Assert.Equal((RollbackClass.Complex, 25), (rollback.Class, rollback.EstimateMinutes));
        Assert.Equal("about 25 minutes", rollback.DescribeRollingBack());
    }

    [Fact]
    public void A_Down_that_needs_hands_has_no_estimate()
    {
        var rollback = Assess(
            Pg, ([Make.Alter("Orders", Make.Column("Note", "varchar(40)", false), Make.Column("Note", "varchar(40)")), new DropIndex { Table = "Orders", Name = "IX_Orders_CustomerId" }], [Make.Alter("Orders", Make.Column("Note", "varchar(40)"), Make.Column("Note", "varchar(40)", false))]),
            Rows(1000)).Rollback;

        Assert.Equal((RollbackClass.Complex, (int?)null), (rollback.Class, rollback.EstimateMinutes));
        Assert.Contains("by hand", rollback.DescribeRollingBack());
    }

    [Fact]
    public void The_step_that_runs_Down_says_how_long_it_takes_and_when_it_is_given_up()
    {
        var step = RollbackPlan.Of(Assess(Pg, RebuildIndex(), Rows(40 * 60_000))).Steps.First(step => step.Action.ToString().StartsWith("Run Down", StringComparison.Ordinal));
        var blind = RollbackPlan.Of(Assess(Pg, RebuildIndex(), "{}")).Steps.First(step => step.Action.ToString().StartsWith("Run Down", StringComparison.Ordinal));

        Assert.Equal((40, 80), (step.Minutes, step.LimitMinutes));
        Assert.Equal(((int?)null, 30), (blind.Minutes, blind.LimitMinutes));
        Assert.Contains(blind.Notes, note => note.ToString().Contains("size unknown (Orders)"));
    }

    [Fact]
    public void Rows_that_were_copied_come_back_in_a_known_time()
    {
        var assessment = Assess(
            Pg,
            """{ "tableSizes": { "Customers": 16800000 } }""",
            Make.Ef("20260101_Create", [Make.Table("Customers")]),
            Make.Ef("20260201_Save", [Read("CREATE TABLE saved AS SELECT * FROM \"Customers\"")], [Read("DROP TABLE saved")]),
            Make.Ef("20260202_Drop", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Email")]));

        // 16,800,000 values at 70,000 a second.
        Assert.Equal(RollbackClass.Complex, assessment.Rollback.Class);
        Assert.Equal(4, assessment.Rollback.EstimateMinutes);
        Assert.Contains(RollbackPlan.Of(assessment).Steps, step => step.Minutes == 4 && step.Action.ToString().StartsWith("Bring back", StringComparison.Ordinal));
    }

    [Fact]
    public void One_table_and_the_whole_database_are_restored_in_other_words()
    {
        string Restore(params string[] tables) => RollbackPlan.Of(Assess(
                Pg, "{}", Make.Ef("20260101_Create", s_create), Make.Ef("20260201_Purge", [new DeleteData { Table = "Orders" }], null, declared: Make.Backup(tables))))
            .Steps.Single(step => step.Action.ToString().StartsWith("Do not run Down", StringComparison.Ordinal)).Action.ToString();

        Assert.Contains("Restore Orders and nothing else from nightly snapshot", Restore("Orders"));
        Assert.Contains("Every other table stays as it is.", Restore("Orders"));
        Assert.Contains("Restore the whole database from nightly snapshot", Restore("*"));
        Assert.Contains("Every table goes back to the time of the backup, not only Orders.", Restore("*"));
    }

    [Fact]
    public void The_largest_numbers_that_may_be_said_do_no_harm()
    {
        var rollback = Assess(Pg, RebuildIndex(), """{ "tableSizes": { "Orders": { "rows": 1000000000000000, "bytes": 100000000000000000 } }, "rowsPerSecond": { "indexBuild": 1, "update": 1 } }""").Rollback;

        Assert.Equal(int.MaxValue, rollback.EstimateMinutes);
        Assert.DoesNotContain("-", Duration.Text(rollback.EstimateMinutes!.Value));
        Assert.Equal(RollbackClass.Complex, rollback.Class);
    }

    [Theory]
    [InlineData(1, "1 minute")]
    [InlineData(119, "119 minutes")]
    [InlineData(120, "2 hours")]
    [InlineData(121, "3 hours")]
    [InlineData(2880, "2 days")]
    public void Long_times_are_said_in_hours_and_days(int minutes, string text) => Assert.Equal(text, Duration.Text(minutes));

    [Fact]
    public void Every_rate_of_the_guide_is_the_one_that_is_used()
    {
        var guide = RepositoryRoot.Read("docs/guides/durations.md");
        foreach (var kind in WorkRates.AllKinds)
        {
            var row = "| `" + ReportNames.Of(kind) + "` | " + string.Join(" | ", new[] { Pg, My, Lite, Ms }.Select(engine => WorkRates.Default(engine, kind).ToString("N0", System.Globalization.CultureInfo.InvariantCulture))) + " |";
            Assert.Contains(row, guide);
        }
    }

    [Fact]
    public void The_JSON_report_holds_what_the_estimate_rests_on()
    {
        var assessment = Assess(Pg, RebuildIndex(), Rows(60_000));
        var report = JsonReport.Write(assessment);
        var down = JsonDocument.Parse(report).RootElement.GetProperty("migrations")[1].GetProperty("durations").GetProperty("down");

        Assert.Empty(JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/rollback-report.schema.json")).Validate(report));
        Assert.Equal(60, down.GetProperty("seconds").GetInt64());
        Assert.Equal("indexBuild", down.GetProperty("work")[0].GetProperty("kind").GetString());
    }

    private static (Operation[] Up, Operation[] Down) RebuildIndex() =>
    (
        [new RenameColumn { Table = "Orders", Name = "Code", NewName = "Number" }, new DropIndex { Table = "Orders", Name = "IX_Orders_CustomerId" }],
        [new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"] }, new RenameColumn { Table = "Orders", Name = "Number", NewName = "Code" }]);

    private static string Rows(long rows) => """{ "tableSizes": { "Orders": ROWS }, "rowsPerSecond": { "indexBuild": 1000 } }""".Replace("ROWS", Numbers.Text(rows));

    private static Operation[] Named(string operation) => operation switch
    {
        "create table" => [Make.Table("T")],
        "drop table" => [Make.DropTable("Orders")],
        "rename table" => [new RenameTable { Table = "Orders", NewName = "Purchases" }],
        "rename column" => [new RenameColumn { Table = "Orders", Name = "Note", NewName = "Remark" }],
        "add nullable" => [Make.Add("Orders", "Extra")],
        "add with default" => [Make.Add("Orders", s_number with { Nullable = false, Default = Literal.OfNumber("5") })],
        "add with clock" => [Make.Add("Orders", Make.Column("At", "timestamp") with { DefaultSql = "CURRENT_TIMESTAMP" })],
        "add with random" => [Make.Add("Orders", Make.Column("Key", "char(36)") with { DefaultSql = "uuid()" })],
        "add identity" => [Make.Add("Orders", s_number with { Identity = true, Nullable = false })],
        "add stored computed" => [Make.Add("Orders", s_number with { ComputedSql = "1 + 1", Stored = true })],
        "drop column" => [Make.Drop("Orders", "Note")],
        "other type" => [Make.Alter("Orders", Make.Column("Total", "text"), Make.Column("Total", "decimal(12,2)"))],
        "longer text" => [Make.Alter("Orders", Make.Column("Note", "varchar(60)"), Make.Column("Note", "varchar(40)"))],
        "shorter text" => [Make.Alter("Orders", Make.Column("Note", "varchar(10)"), Make.Column("Note", "varchar(40)"))],
        "wider decimal" => [Make.Alter("Orders", Make.Column("Total", "decimal(18,2)"), Make.Column("Total", "decimal(12,2)"))],
        "other default" => [Make.Alter("Orders", Make.Column("Note", "varchar(40)", true, Literal.OfString("x")), Make.Column("Note", "varchar(40)"))],
        "required" => [Make.Alter("Orders", Make.Column("Note", "varchar(40)", false), Make.Column("Note", "varchar(40)"))],
        "required with default" => [Make.Alter("Orders", Make.Column("Note", "varchar(40)", false, Literal.OfString("")), Make.Column("Note", "varchar(40)"))],
        "nullable" => [Make.Alter("Orders", Make.Column("Code", "varchar(20)"), Make.Column("Code", "varchar(20)", false))],
        "index" => [new CreateIndex { Table = "Orders", Name = "IX", Columns = ["Note"] }],
        "index online" => [new CreateIndex { Table = "Orders", Name = "IX", Columns = ["Note"], Annotations = [new Annotation("Npgsql:CreatedConcurrently", Literal.OfBoolean(true))] }],
        "drop index" => [new DropIndex { Table = "Orders", Name = "IX_Orders_CustomerId" }],
        "unique" => [new AddUniqueConstraint { Table = "Orders", Key = new KeyDefinition("UQ", ["Code"]) }],
        "drop primary key" => [new DropPrimaryKey { Table = "Orders", Name = "PK_Orders" }],
        "foreign key" => [new AddForeignKey { Table = "Orders", ForeignKey = new ForeignKeyDefinition { Name = "FK", Columns = ["CustomerId"], PrincipalTable = "Customers", PrincipalColumns = ["Id"] } }],
        "check" => [new AddCheckConstraint { Table = "Orders", Check = new CheckDefinition("CK", "Total > 0") }],
        "update all" => [new UpdateData { Table = "Orders", Columns = ["Note"] }],
        "update indexed" => [new UpdateData { Table = "Orders", Columns = ["CustomerId"], Filter = new RowFilter(RowFilterKind.Condition, ["Total"], "Total > 0") }],
        "update one row" => [new UpdateData { Table = "Orders", Columns = ["Note"], KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("1")]], Rows = [[Literal.OfString("x")]] }],
        "delete" => [new DeleteData { Table = "Orders" }],
        "truncate" => [new TruncateTable { Table = "Orders" }],
        "seed" => [new InsertData { Table = "Orders", Columns = ["Id"], Rows = [[Literal.OfNumber("1")]] }],
        "copy" => [new CreateTable { Table = "Saved", CopiedFrom = new CopySource(null, "Orders", null, true) }],
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    private static string Work(Engine engine, string operation) => Show(Judge(engine, Named(operation)).Up);

    private static string Show(Duration duration) => string.Join(
        " | ",
        duration.Work.Select(work => work.Kind + " " + work.FullTable + (work.Indexes > 0 ? "+" + Numbers.Text(work.Indexes) : "") + (work.Times > 1 ? " x" + Numbers.Text(work.Times) : "")));

    private static MigrationRollback Judge(Engine engine, Operation[] up, string configuration = "{}") => Assess(engine, (up, []), configuration).Rollback.Migrations.Single();

    private static Assessment Assess(Engine engine, (Operation[] Up, Operation[] Down) change, string configuration) =>
        Assess(engine, configuration, Make.Ef("20260101_Create", s_create), Make.Ef("20260201_Change", change.Up, change.Down));

    private static Assessment Assess(Engine engine, string configuration, params Migration[] migrations)
    {
        var assessment = Guard.Assess(
            Make.Manifest("20260101_Create", engine, migrations),
            Make.Inputs("20260101_Create", engine) with { Configuration = new ConfigurationText("migrationguard.json", configuration), SettingsMustMatch = false });
        Assert.DoesNotContain(assessment.Deployment.Problems, problem => problem.Rule is "MG0002" or "MG0003");
        return assessment;
    }

    private static Sql Read(string text) => new() { Text = text, Statements = SqlReader.Read(text, SqlDialect.PostgreSql) };
}
