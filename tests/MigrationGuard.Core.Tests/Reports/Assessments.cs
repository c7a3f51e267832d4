using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;
using MigrationGuard.Schema;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.Reports;

/// <summary>Judged deployments that reports are written from.</summary>
internal static class Assessments
{
    public const string Hostile = "a|b`c\\|d\n# <img src=x onerror=alert(1)> \u202Egnp @everyone #1 https://evil.example [x](y) **b** \u0007";

    public static IEnumerable<string> Names => ["Empty", "Safe", "GatedDrop", "UngatedDrop", "RestoreOnly", "AllReleased", "ContractStep", "Hostile", "ThreeHundred", "FluentMigrator", "Twelve"];

    public static Assessment Get(string name) => name switch
    {
        "Empty" => Of([]),
        "Safe" => Safe(),
        "GatedDrop" => Drop(gated: true),
        "UngatedDrop" => Drop(gated: false),
        "RestoreOnly" => RestoreOnly(),
        "AllReleased" => Of([new Entry(Migration("20260801080000_Initial"), Released: true)]),
        "ContractStep" => ContractStep(),
        "Hostile" => HostileNames(),
        "ThreeHundred" => ThreeHundred(),
        "FluentMigrator" => Fluent(),
        "Twelve" => Twelve(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static Assessment Safe() => Of(
    [
        new Entry(Migration("20260801080000_Initial", new CreateTable { Table = "Customers", Span = At(14) }), Released: true),
        new Entry(
            Migration("20260901120000_AddCustomerFullName", new AddColumn { Table = "Customers", Column = new Column { Name = "FullName", ClrType = "string", Nullable = true }, Span = At(14) }),
            Rollback: Judged(DataImpact.Adds, SchemaInverse.Exact, DataInverse.Untouched, RollbackClass.Instant)),
    ]);

    private static Assessment Drop(bool gated)
    {
        const string Id = "20260915090000_DropLegacyEmail";
        var dropped = Migration(Id, new DropColumn { Table = "Customers", Name = "Email", Span = At(16) }) with
        {
            Down = new MigrationBody { Operations = [new AddColumn { Table = "Customers", Column = new Column { Name = "Email", ClrType = "string", Nullable = true }, Span = At(24) }] },
            Declarations = gated
                ? new MigrationDeclarations
                {
                    BackupGates =
                    [
                        new BackupGateDeclaration
                        {
                            Tables = ["Customers"],
                            Source = "nightly snapshot orders-db",
                            Runbook = "docs/runbooks/restore-customers.md",
                            RestoreTestedOn = "2026-11-01",
                            RestoreMinutes = 20,
                            Owner = "dba on-call",
                        },
                    ],
                }
                : MigrationDeclarations.None,
        };
        var impacted = new ImpactedTable(null, "Customers", DataImpact.Loses, "column Email is dropped");
        var backfill = Migration("20260914090000_FillFullName", new Sql { Text = "UPDATE \"Customers\" SET \"FullName\" = \"First\" || ' ' || \"Last\"", Span = At(15) });
        var assessment = Of(
            [
                new Entry(Migration("20260801080000_Initial", new CreateTable { Table = "Customers", Span = At(14) }), Released: true),
                new Entry(backfill, Rollback: Judged(DataImpact.Adds, SchemaInverse.Exact, DataInverse.Untouched, RollbackClass.Fast) with { Because = ["Down drops column FullName, which the new release writes."] }),
                new Entry(
                    dropped,
                    Rollback: Judged(DataImpact.Loses, SchemaInverse.Exact, DataInverse.Lost, gated ? RollbackClass.Complex : RollbackClass.Irreversible) with
                    {
                        Impacted = [impacted],
                        Because = ["Column Customers.Email is dropped with its values; Down brings the column back empty."],
                    },
                    Hazards:
                    [
                        new Finding
                        {
                            Rule = "MG1001",
                            Severity = Severity.Warning,
                            Object = "Customers.Email",
                            Message = "Column Email of table Customers is dropped with its values.",
                            Effect = "dropped with every value in it",
                            Mitigation = "copy the values first, drop the column one release later",
                            Engine = Engine.PostgreSql,
                            Span = At(16),
                        },
                        new Finding
                        {
                            Rule = "MG2005",
                            Severity = Severity.Info,
                            Object = "Customers.Email",
                            Message = "Down brings column Email back without its values.",
                            Effect = "Down brings it back empty",
                            Mitigation = "restore it from a backup",
                            Engine = Engine.PostgreSql,
                            Span = At(24),
                            Accepted = new AcceptHazardDeclaration { Rule = "MG2005", Reason = "the address is in the CRM", Owner = "team shop", Until = "2026-12-31" },
                        },
                    ],
                    Gates: gated ? [new VerifiedGate(Id, "backup", true, "nightly snapshot orders-db, restore tested on 2026-11-01")] : []),
            ],
            configuration: new GuardConfiguration { EngineVersion = "16", TableSizes = [new TableSize("Customers", 1_250_000)] });
        var rollbackClass = gated ? RollbackClass.Complex : RollbackClass.Irreversible;
        return assessment with
        {
            Rollback = assessment.Rollback with
            {
                Class = rollbackClass,
                Windows = new RollbackWindows(RollbackClass.Fast, rollbackClass, rollbackClass),
                Because = ["Column Customers.Email is dropped with its values; Down brings the column back empty."],
                PointOfNoReturn = gated ? null : Id,
                EstimateMinutes = gated ? 20 : null,
            },
            Gate = assessment.Gate with
            {
                Failures = gated
                    ? []
                    :
                    [
                        new GateFailure(
                            new Finding
                            {
                                Rule = "MG6001",
                                Severity = Severity.Error,
                                Object = "Customers",
                                Message = "Migration " + Id + " changes or loses data and has no gate: Customers (column Email is dropped). Add [BackupGate(\"Customers\", Source = …)].",
                                Effect = "data impact without a gate",
                                MigrationId = Id,
                                ClassName = "Shop.Migrations.DropLegacyEmail",
                                Span = At(9),
                            },
                            ["backup", "expandContract"]),
                    ],
            },
        };
    }

    private static Assessment RestoreOnly()
    {
        const string Id = "20261010090000_PurgeOrders";
        var purge = Migration(Id, new DeleteData { Table = "Orders", Span = At(12) }) with
        {
            Down = new MigrationBody { Throws = true, Thrown = "throw new NotSupportedException()" },
            Declarations = new MigrationDeclarations
            {
                BackupGates = [new BackupGateDeclaration { Tables = ["*"], Source = "point-in-time recovery", Runbook = "docs/runbooks/pitr.md", RestoreTestedOn = "2026-10-01", RestoreMinutes = 45 }],
                ForwardOnly = new ForwardOnlyDeclaration { Reason = "deleted orders are under a legal hold elsewhere" },
            },
        };
        var expected = new ImpactedTable(null, "Orders", DataImpact.Loses, "every row is deleted");
        return Judge(RollbackClass.Irreversible, ["Every row of Orders is deleted."], Of(
            [
                new Entry(Migration("20260801080000_Initial"), Released: true),
                new Entry(Migration("20261008090000_AddTable"), Rollback: Judged(DataImpact.Adds, SchemaInverse.Unknown, DataInverse.Unknown, RollbackClass.Instant)),
                new Entry(Migration("20261009090000_AddIndex"), Rollback: Judged(DataImpact.None, SchemaInverse.Exact, DataInverse.Untouched, RollbackClass.Fast)),
                new Entry(
                    purge,
                    Rollback: Judged(DataImpact.Loses, SchemaInverse.None, DataInverse.Lost, RollbackClass.Complex) with { Impacted = [expected], Because = ["Every row of Orders is deleted."] },
                    Gates: [new VerifiedGate(Id, "backup", true, "point-in-time recovery, restore tested on 2026-10-01")]),
                new Entry(Migration("20261011090000_AddNote"), Rollback: Judged(DataImpact.Adds, SchemaInverse.Exact, DataInverse.Untouched, RollbackClass.Fast)),
            ],
            engine: Engine.MySql,
            releases: ReleaseKnowledge.Unstated));
    }

    private static Assessment ContractStep()
    {
        const string Id = "20261001090000_DropOldName";
        return Judge(RollbackClass.Fast, [], Of(
        [
            new Entry(Migration("20260901120000_AddCustomerFullName"), Released: true),
            new Entry(Migration("20260930090000_AddIndex", new CreateIndex { Table = "Customers", Name = "IX_Customers_FullName", Columns = ["FullName"] }),
                Rollback: Judged(DataImpact.None, SchemaInverse.Exact, DataInverse.Untouched, RollbackClass.Instant)),
            new Entry(
                Migration(Id, new DropColumn { Table = "Customers", Name = "Name" }) with
                {
                    Declarations = new MigrationDeclarations
                    {
                        ExpandContract = new ExpandContractDeclaration { Phase = MigrationPhase.Contract, ExpandedBy = "20260901120000_AddCustomerFullName" },
                    },
                },
                Rollback: Judged(DataImpact.Loses, SchemaInverse.Exact, DataInverse.Lost, RollbackClass.Fast) with
                {
                    Impacted = [new ImpactedTable(null, "Customers", DataImpact.Loses, "column Name is dropped")],
                },
                Gates: [new VerifiedGate(Id, "expandContract", true, "contract of 20260901120000_AddCustomerFullName")]),
        ]));
    }

    private static Assessment HostileNames()
    {
        var migration = Migration("20261101000000_'; rm -rf / #`$(x)`" + Hostile, new DropTable { Table = Hostile, Schema = "s|", Span = At(12) }, new Unknown { Reason = "calls " + Hostile, Span = At(13) }) with
        {
            Context = "Shop.<Context>|",
            Down = new MigrationBody { Kind = BodyKind.Declared, Throws = true, Thrown = Hostile },
            Declarations = new MigrationDeclarations
            {
                BackupGates = [new BackupGateDeclaration { Tables = [Hostile], Source = Hostile, Runbook = Hostile, Owner = "@" + Hostile }],
                ForwardOnly = new ForwardOnlyDeclaration { Reason = Hostile },
            },
        };
        var second = Migration("20261102000000_Next", new AddColumn { Table = Hostile, Column = new Column { Name = Hostile } }) with { Context = "Shop.<Context>|" };
        var assessment = Of(
        [
            new Entry(
                migration,
                Rollback: Judged(DataImpact.Loses, SchemaInverse.None, DataInverse.Lost, RollbackClass.Irreversible) with
                {
                    Impacted = [new ImpactedTable("s|", Hostile, DataImpact.Loses, "table " + Hostile + " is dropped")],
                    Because = [Hostile],
                },
                Hazards: [Hazard("MG1002", Hostile), Hazard("MG5001", "") with { Accepted = new AcceptHazardDeclaration { Rule = "MG5001", Reason = Hostile, Owner = Hostile, Until = Hostile } }],
                Gates: [new VerifiedGate(migration.Id, "backup", false, Hostile)]),
            new Entry(
                second,
                Rollback: Judged(DataImpact.Adds, SchemaInverse.Partial, DataInverse.Untouched, RollbackClass.Fast) with { Inverse = new InverseProof(SchemaInverse.Partial, DataInverse.Untouched, [Hostile]) }),
        ]);
        return assessment with
        {
            Deployment = assessment.Deployment with { Project = Hostile },
            Rollback = assessment.Rollback with { Class = RollbackClass.Irreversible, Because = [Hostile], PointOfNoReturn = migration.Id },
            Gate = assessment.Gate with
            {
                Failures = [new GateFailure(Hazard("MG6002", Hostile) with { MigrationId = migration.Id, Severity = Severity.Error }, ["backup"])],
                Warnings = [Hazard("MG0005", Hostile)],
            },
            Manifest = assessment.Manifest with { Assembly = "Shop;" + Hostile, Severities = [new SeverityOverride("MG1002", "none", Hostile)] },
        };
    }

    private static Assessment ThreeHundred() => Judge(RollbackClass.Irreversible, ["300 columns are dropped with their values."], Of(
    [
        .. Enumerable.Range(0, 300).Select(number => new Entry(
            Migration("20260101000" + number.ToString("000") + "_Change" + number, new DropColumn { Table = "Table" + number, Name = "Column" + number, Span = At(10) }),
            Rollback: Judged(DataImpact.Loses, SchemaInverse.Exact, DataInverse.Lost, RollbackClass.Irreversible) with
            {
                Impacted = [new ImpactedTable(null, "Table" + number, DataImpact.Loses, "column Column" + number + " is dropped")],
                Because = ["Column Column" + number + " is dropped with its values."],
            },
            Hazards: [Hazard("MG1001", "Table" + number + ".Column" + number), Hazard("MG2005", "Table" + number + ".Column" + number) with { Severity = Severity.Info }])),
    ]));

    // A release as teams make them: mostly harmless, one table dropped with a backup, one thing nobody can take back.
    private static Assessment Twelve()
    {
        static Migration Step(string id, Operation[] up, Operation[] down, MigrationDeclarations? declared = null) =>
            Migration(id, up) with { Down = new MigrationBody { Operations = down }, Declarations = declared ?? MigrationDeclarations.None };

        static Sql Run(string text) => new() { Text = text, Span = At(14), Statements = SqlReader.Read(text, SqlDialect.PostgreSql) };

        static Column Text(string name, bool nullable = true) => new() { Name = name, ClrType = "string", StoreType = "text", Nullable = nullable };

        static CreateTable Table(string name, params Column[] columns) =>
            new() { Table = name, Columns = [new Column { Name = "Id", ClrType = "int", StoreType = "integer", Nullable = false }, .. columns], PrimaryKey = new KeyDefinition("PK_" + name, ["Id"]), Span = At(14) };

        const string Released = "20260801080000_Initial";
        Migration[] migrations =
        [
            Migration(Released, Table("Customers", Text("First"), Text("Last"), Text("Email")), Table("Orders", Text("Status"), Text("Comment")), Table("LegacyCoupons", Text("Code")), Table("AuditLog", Text("Line"))),
            Step("20261101090000_AddGiftCards", [Table("GiftCards", Text("Code"))], [new DropTable { Table = "GiftCards" }]),
            Step("20261102090000_AddFullName", [new AddColumn { Table = "Customers", Column = Text("FullName"), Span = At(14) }], [new DropColumn { Table = "Customers", Name = "FullName" }]),
            Step("20261103090000_FillFullName", [Run("UPDATE \"Customers\" SET \"FullName\" = \"First\" || ' ' || \"Last\"")], [Run("UPDATE \"Customers\" SET \"FullName\" = NULL")]),
            Step("20261104090000_IndexEmail", [new CreateIndex { Table = "Customers", Name = "IX_Customers_Email", Columns = ["Email"], Span = At(14) }], [new DropIndex { Table = "Customers", Name = "IX_Customers_Email" }]),
            Step("20261105090000_RenameComment", [new RenameColumn { Table = "Orders", Name = "Comment", NewName = "Remark", Span = At(14) }], [new RenameColumn { Table = "Orders", Name = "Remark", NewName = "Comment" }]),
            Step("20261106090000_AddLocale", [new AddColumn { Table = "Customers", Column = Text("Locale"), Span = At(14) }], [new DropColumn { Table = "Customers", Name = "Locale" }]),
            Step(
                "20261107090000_DropLegacyCoupons",
                [new DropTable { Table = "LegacyCoupons", Span = At(14) }],
                [Table("LegacyCoupons", Text("Code"))],
                new MigrationDeclarations
                {
                    BackupGates =
                    [
                        new BackupGateDeclaration
                        {
                            Tables = ["LegacyCoupons"], Source = "nightly snapshot shop-db", Runbook = "docs/runbooks/restore-coupons.md", RestoreTestedOn = "2026-11-01", RestoreMinutes = 20, Owner = "dba on-call", Span = At(8),
                        },
                    ],
                }),
            Step("20261108090000_PurgeAuditLog", [Run("DELETE FROM \"AuditLog\"")], []),
            Step("20261109090000_AddOrderChannel", [new AddColumn { Table = "Orders", Column = Text("Channel"), Span = At(14) }], [new DropColumn { Table = "Orders", Name = "Channel" }]),
            Step("20261110090000_IndexStatus", [new CreateIndex { Table = "Orders", Name = "IX_Orders_Status", Columns = ["Status"], Span = At(14) }], [new DropIndex { Table = "Orders", Name = "IX_Orders_Status" }]),
            Step("20261111090000_AddWishlists", [Table("Wishlists", Text("Name"))], [new DropTable { Table = "Wishlists" }]),
            Step("20261112090000_AddReturns", [Table("Returns", Text("Reason"))], [new DropTable { Table = "Returns" }]),
        ];
        return Guard.Assess(
            new ManifestDocument { ToolVersion = "1.0.0", Project = "Shop", Assembly = "Shop.Data", Migrations = migrations },
            new GuardInputs
            {
                Released = Released,
                Engine = "postgresql",
                Today = new DateTime(2026, 11, 21),
                Files = new Runbook(),
                SettingsMustMatch = false,
                Configuration = new ConfigurationText("migrationguard.json", """{ "engineVersion": "16", "tableSizes": { "Customers": 6000000, "Orders": 48000000, "AuditLog": 90000000 } }"""),
            });
    }

    private sealed class Runbook : IGateFiles
    {
        public string? Read(string path) => "# Restore\n\n## LegacyCoupons\n\n1. Load the snapshot.\n";
    }

    private static Assessment Fluent()
    {
        var entries = new Entry[]
        {
            new(Fluent(202601010000, "Baseline"), Released: true),
            new(
                Fluent(202609010000, "SplitOrders", new RenameTable { Table = "Orders", NewName = "Purchases" }),
                Rollback: Judged(DataImpact.None, SchemaInverse.Exact, DataInverse.Untouched, RollbackClass.Fast) with { Because = ["The previous release reads table Orders."] }),
            new(Fluent(0, "Reindex") with { Kind = MigrationKind.Maintenance, Id = "Shop.Migrations.Reindex", Version = null }, Rollback: Judged(DataImpact.None, SchemaInverse.Unknown, DataInverse.Unknown, RollbackClass.Instant)),
        };
        var assessment = Of(entries, engine: Engine.SqlServer, releases: ReleaseKnowledge.Known);
        return Judge(RollbackClass.Fast, ["The previous release reads table Orders."], assessment);

        static Migration Fluent(long version, string name, params IReadOnlyList<Operation> operations) => Migration(version.ToString(null, null), operations) with
        {
            Framework = Framework.FluentMigrator,
            Context = null,
            ClassName = "Shop.Migrations." + name,
            Version = version,
        };
    }

    private static Assessment Of(
        IReadOnlyList<Entry> entries, GuardConfiguration? configuration = null, Engine engine = Engine.PostgreSql, ReleaseKnowledge releases = ReleaseKnowledge.Known)
    {
        var schema = SchemaState.Empty(engine);
        var manifest = new ManifestDocument { ToolVersion = "1.0.0", Project = "Shop", Assembly = "Shop.Data", Migrations = [.. entries.Select(entry => entry.Migration)] };
        var context = entries.Count == 0 ? null : new ContextDeployment
        {
            Framework = entries[0].Migration.Framework,
            Context = entries[0].Migration.Context,
            Engine = engine,
            EngineSource = "configuration",
            Releases = releases,
            Steps =
            [
                .. entries.Select((entry, index) => new MigrationStep
                {
                    Migration = entry.Migration,
                    Index = index,
                    Released = entry.Released,
                    SetStart = 0,
                    Before = schema,
                    After = schema,
                    PreviousId = index == 0 ? null : entries[index - 1].Migration.Id,
                }),
            ],
        };
        return new Assessment
        {
            Manifest = manifest,
            Configuration = configuration ?? GuardConfiguration.Empty,
            Deployment = new Deployment { Project = "Shop", Contexts = context is null ? [] : [context] },
            Hazards =
            [
                .. entries.SelectMany(entry => (entry.Hazards ?? []).Select(hazard => hazard with { MigrationId = entry.Migration.Id, ClassName = entry.Migration.ClassName })),
            ],
            Rollback = new RollbackAssessment
            {
                Class = RollbackClass.Instant,
                Windows = new RollbackWindows(RollbackClass.Instant, RollbackClass.Instant, RollbackClass.Instant),
                Migrations =
                [
                    .. entries.Where(entry => entry.Rollback is not null).Select(entry => entry.Rollback! with { MigrationId = entry.Migration.Id, ClassName = entry.Migration.ClassName }),
                ],
            },
            Gate = new GateDecision { Gates = [.. entries.SelectMany(entry => (entry.Gates ?? []).Select(gate => gate with { ClassName = entry.Migration.ClassName }))] },
        };
    }

    private static Assessment Judge(RollbackClass value, IReadOnlyList<string> because, Assessment assessment) =>
        assessment with { Rollback = assessment.Rollback with { Class = value, Windows = new RollbackWindows(value, value, value), Because = because } };

    private static MigrationRollback Judged(DataImpact impact, SchemaInverse schema, DataInverse data, RollbackClass value) => new()
    {
        MigrationId = "",
        ClassName = "",
        Impact = impact,
        Inverse = new InverseProof(schema, data, []),
        Class = value,
        Windows = new RollbackWindows(value, value, value),
    };

    private static Migration Migration(string id, params IReadOnlyList<Operation> operations) => new()
    {
        Id = id,
        Framework = Framework.EfCore,
        Context = "Shop.ShopContext",
        ClassName = "Shop.Migrations." + id.Substring(id.IndexOf('_') + 1),
        Span = At(9),
        Up = new MigrationBody { Operations = operations },
    };

    private static Finding Hazard(string rule, string subject) => new()
    {
        Rule = rule,
        Severity = Severity.Warning,
        Object = subject,
        Message = subject + " is lost",
        Effect = subject.Length > 40 ? "lost: " + subject : "lost with every row",
        Mitigation = "keep " + subject,
        Engine = Engine.PostgreSql,
        Span = At(12),
    };

    private static SourceSpan At(int line) => new("Migrations/Change.cs", 0, 1, line, 5, line, 6);

    private sealed record Entry(
        Migration Migration, bool Released = false, MigrationRollback? Rollback = null, IReadOnlyList<Finding>? Hazards = null, IReadOnlyList<VerifiedGate>? Gates = null);
}
