using System.Diagnostics;
using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;

namespace MigrationGuard.PlanExecution;

/// <summary>The steps on a SQLite database as they are printed, run by the generated script with SQLite's own shell. Only <c>dotnet ef</c> is replaced, by the SQL of the same Down.</summary>
public sealed class SqliteScriptTests : IDisposable
{
    private const string Before = """
        CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsHistory" VALUES ('20260101_Initial', '10.0.0');
        CREATE TABLE "Customers" ("Id" INTEGER NOT NULL CONSTRAINT "PK_Customers" PRIMARY KEY, "Email" TEXT NOT NULL, "Phone" TEXT NULL);
        CREATE TABLE "Coupons" ("Code" TEXT NOT NULL CONSTRAINT "PK_Coupons" PRIMARY KEY, "Discount" INTEGER NOT NULL);
        INSERT INTO "Customers" VALUES (1, 'ada@x', '1'), (2, 'alan@x', NULL), (3, 'it''s@x', '3');
        INSERT INTO "Coupons" VALUES ('TEN', 10), ('HALF', 50);
        """;

    private const string Deployment = """
        ALTER TABLE "Customers" ADD "Tier" TEXT NULL;
        DROP TABLE "Coupons";
        CREATE TABLE "Notes" ("Id" INTEGER NOT NULL CONSTRAINT "PK_Notes" PRIMARY KEY, "Text" TEXT NULL);
        INSERT INTO "__EFMigrationsHistory" VALUES ('20260201_AddTier', '10.0.0'), ('20260202_DropCoupons', '10.0.0'), ('20260203_AddNotes', '10.0.0');
        INSERT INTO "Customers" ("Id", "Email", "Tier") VALUES (4, 'grace@x', 'gold');
        INSERT INTO "Notes" VALUES (1, 'a'), (2, 'b');
        """;

    private const string Down = """
        BEGIN;
        DROP TABLE "Notes";
        CREATE TABLE "Coupons" ("Code" TEXT NOT NULL CONSTRAINT "PK_Coupons" PRIMARY KEY, "Discount" INTEGER NOT NULL);
        DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" IN ('20260203_AddNotes', '20260202_DropCoupons');
        COMMIT;
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("migration-guard-sqlite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SqliteFact]
    public void The_plan_brings_rows_back_from_the_backup_and_gives_up_exactly_what_it_counted()
    {
        var assessment = Assess();
        Sqlite("shop.db", Before);
        Sqlite("shop.db", ".backup nightly.db");
        Sqlite("shop.db", Deployment);
        var plan = RollbackPlan.Of(assessment);
        Assert.Equal(
            [("Coupons", DataFate.FromBackup), ("Notes", DataFate.Discarded)],
            plan.DataRecovery.Where(table => table.Fate != DataFate.Kept).Select(table => (table.Table, table.Fate)).OrderBy(table => table.Table, StringComparer.Ordinal));

        var (code, output) = Run(assessment, plan);

        Assert.True(code == 0, output);
        Assert.Equal("20260201_AddTier", Sqlite("shop.db", "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\""));
        Assert.Equal("HALF|50\nTEN|10", Sqlite("shop.db", "SELECT * FROM Coupons ORDER BY 1"));
        Assert.Equal("1|ada@x||1\n2|alan@x||\n3|it's@x||3\n4|grace@x|gold|", Sqlite("shop.db", "SELECT Id, Email, Tier, Phone FROM Customers ORDER BY 1"));
        Assert.Equal("0", Sqlite("shop.db", "SELECT count(*) FROM sqlite_master WHERE name = 'Notes'"));
        var record = File.ReadAllText(Path.Combine(_folder, "rollback-record.txt"));
        Assert.Matches("number N[0-9]+=2 rows of Notes that go\n", record);
    }

    [SqliteFact]
    public void A_backup_of_something_else_stops_the_script_before_any_row_is_written()
    {
        var assessment = Assess();
        Sqlite("shop.db", Before);
        Sqlite("shop.db", Deployment);
        Sqlite("nightly.db", "CREATE TABLE \"Other\" (\"Id\" INTEGER);");

        var (code, output) = Run(assessment, RollbackPlan.Of(assessment));

        Assert.Equal(1, code);
        Assert.Contains("STOPPED in step ", output);
        Assert.Contains("no such table: restored.", output);
        Assert.Equal("0", Sqlite("shop.db", "SELECT count(*) FROM Coupons"));
        Assert.Equal("2", Sqlite("before-rollback.db", "SELECT count(*) FROM Notes"));
    }

    private (int Code, string Output) Run(Assessment assessment, RollbackPlan plan)
    {
        foreach (var file in RollbackScript.Write(assessment))
        {
            File.WriteAllText(Path.Combine(_folder, file.Name), file.Text);
        }

        File.WriteAllText(Path.Combine(_folder, "down.sql"), Down);
        File.WriteAllText(Path.Combine(_folder, "answers"), string.Concat(Enumerable.Repeat("done\n", 60)));
        var stand = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "programs")).FullName, "dotnet");
        File.WriteAllText(stand, "#!/bin/sh\ncase \"$*\" in 'ef database update 20260201_AddTier '*) sqlite3 -bail \"$DATABASE_URL\" <down.sql ;; 'ef migrations list '*) ;; *) exit 9 ;; esac\n");
        Process.Start("chmod", ["+x", stand])!.WaitForExit();
        var approved = plan.Steps.Select((step, i) => (step, i)).Where(entry => entry.step.Destructive).SelectMany(entry => new[] { "--approve", (entry.i + 1).ToString() });
        return Shell("bash", ["-c", "exec bash rollback.sh \"$@\" <answers", "bash", "--deployment", "Shop", "--executed-by", "a", "--approved-by", "b", "--safe", .. approved]);
    }

    private string Sqlite(string file, string sql)
    {
        var (code, output) = Shell("sqlite3", ["-bail", file, sql]);
        Assert.True(code == 0, sql + "\n" + output);
        return output.TrimEnd('\n');
    }

    private (int Code, string Output) Shell(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["CONNECTION"] = "Data Source=shop.db";
        start.Environment["DATABASE_URL"] = "shop.db";
        start.Environment["BACKUP_FILE"] = "nightly.db";
        start.Environment["PATH"] = Path.Combine(_folder, "programs") + ":" + Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static Assessment Assess()
    {
        static Column Column(string name, string type, bool nullable = false) => new() { Name = name, StoreType = type, Nullable = nullable };

        static CreateTable Table(string name, params IReadOnlyList<Column> columns) => new() { Table = name, Columns = columns, PrimaryKey = new KeyDefinition("PK_" + name, [columns[0].Name]) };

        static Migration Ef(string id, IReadOnlyList<Operation> up, IReadOnlyList<Operation> down) => new()
        {
            Id = id,
            Framework = Framework.EfCore,
            Context = "Shop.ShopContext",
            ClassName = "Shop.Migrations." + id,
            Up = new MigrationBody { Operations = up },
            Down = new MigrationBody { Operations = down },
        };

        var coupons = Table("Coupons", Column("Code", "TEXT"), Column("Discount", "INTEGER"));
        var notes = Table("Notes", Column("Id", "INTEGER"), Column("Text", "TEXT", nullable: true));
        var manifest = new ManifestDocument
        {
            Project = "Shop",
            Assembly = "Shop",
            Settings = new ManifestSettings { Released = "20260101_Initial", Engine = "sqlite" },
            Migrations =
            [
                Ef("20260101_Initial", [Table("Customers", Column("Id", "INTEGER"), Column("Email", "TEXT"), Column("Phone", "TEXT", nullable: true)), coupons], [new DropTable { Table = "Coupons" }, new DropTable { Table = "Customers" }]),
                Ef("20260201_AddTier", [new AddColumn { Table = "Customers", Column = Column("Tier", "TEXT", nullable: true) }], [new DropColumn { Table = "Customers", Name = "Tier" }]),
                Ef(
                    "20260202_DropCoupons",
                    [new DropTable { Table = "Coupons" }],
                    [coupons]) with
                {
                    Declarations = new MigrationDeclarations
                    {
                        BackupGates = [new BackupGateDeclaration { Tables = ["Coupons"], Source = "the nightly copy", Runbook = "restore.md", RestoreTestedOn = "2026-07-01", RestoreMinutes = 5, Owner = "operations" }],
                    },
                },
                Ef("20260203_AddNotes", [notes], [new DropTable { Table = "Notes" }]),
            ],
        };
        return Guard.Assess(manifest, new GuardInputs { Released = "20260101_Initial", Engine = "sqlite", Today = new DateTime(2026, 7, 21), Files = new Runbook() });
    }

    private sealed class Runbook : IGateFiles
    {
        public string Read(string path) => "# Restore from the nightly copy\n\n## Coupons\n\n1. Attach the copy and copy the rows.\n";
    }
}
