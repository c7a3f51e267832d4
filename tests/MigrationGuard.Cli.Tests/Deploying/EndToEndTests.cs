using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MigrationGuard.Model;

namespace MigrationGuard.Cli.Deploying;

/// <summary>A database at release N, and the build of N+1 that drops a column and renames a table before it drops it.</summary>
[Collection(nameof(SharedPostgres))]
public sealed class EndToEndTests(SharedPostgres postgres) : IDisposable
{
    private static readonly string[] Release =
    [
        """CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL)""",
        """INSERT INTO "__EFMigrationsHistory" VALUES ('20260100000001_Initial', '10.0.0'), ('20260100000002_AddCity', '10.0.0')""",
        """CREATE TABLE "Customers" ("Id" integer PRIMARY KEY, "Email" text, "City" text)""",
        """CREATE TABLE "Orders" ("Id" integer PRIMARY KEY)""",
    ];

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [RoundTrip.PostgresFact]
    public void On_PostgreSQL_the_gate_opens_for_a_backup_that_covers_the_drop_and_for_no_other()
    {
        var database = postgres.Create([.. Release, """INSERT INTO "Customers" SELECT i, md5(i::text) || md5((-i)::text), 'x' FROM generate_series(1, 5000) i"""]);

        var (code, _, errors) = Session.Run("gate", _session.Write(Session.Shop()), "--connection", database);
        Assert.Equal(1, code);
        Assert.Contains("20260100000003_DropEmail", errors);
        Assert.Contains("MG6001", errors);

        var path = _session.Write(Gated(Session.Shop()));
        var whole = Dump(database, "whole.dump", "--format=custom");
        Accepted(path, database, whole);
        Accepted(path, database, Dump(database, "whole.tar", "--format=tar"));
        Accepted(path, database, Dump(database, "whole", "--format=directory"));
        Accepted(path, database, Dump(database, "whole.sql", "--format=plain"));
        Accepted(path, database, Dump(database, "inserts.sql", "--format=plain", "--rows-per-insert=500", "--table=\"Customers\""));
        Accepted(path, database, Zip(_session.Path("whole.sql")));

        Refused(path, database, Dump(database, "orders.dump", "--format=custom", "--table=\"Orders\""), "Customers is not in it");
        Refused(path, database, Dump(database, "schema.dump", "--format=custom", "--schema-only"), "not its rows");
        Refused(path, database, Dump(database, "schema.sql", "--schema-only"), "not its rows");
        Refused(path, database, Dump(database, "orders.sql", "--table=\"Orders\""), "Customers is not in it");
        Refused(path, database, Cut(whole, 0.8), "damaged or cut off");
        Refused(path, database, Cut(whole, 0.01), "damaged or cut off");
        Refused(path, database, Cut(_session.Path("whole.tar"), 0.5), "damaged or cut off");
        Refused(path, database, Cut(_session.Path("whole.sql"), 0.5), "cut off");
        Refused(path, database, Cut(_session.Path("whole.sql.gz"), 0.5), "c");
        Refused(path, database, _session.Path("never-made.dump"), "there is no file");
        Refused(path, database, _session.Write("notes.txt", "we made one yesterday"), "no dump");
        foreach (var rows in Directory.GetFiles(_session.Path("whole"), "*.dat.gz"))
        {
            File.Delete(rows);
        }

        Refused(path, database, _session.Path("whole"), "damaged or cut off");
        Thread.Sleep(1100);
        Refused(path, database, whole, "too old", "--max-age", "1s");
    }

    [Fact]
    public void On_SQLite_the_gate_opens_for_a_copy_that_covers_the_drop_and_for_no_other()
    {
        var database = Sqlite("shop.db", [.. Release, "INSERT INTO Customers VALUES (1, 'a@b', 'x')"]);
        var (code, _, errors) = Session.Run("gate", _session.Write(Session.Shop(Engine.Sqlite)), "--connection", database);
        Assert.Equal(1, code);
        Assert.Contains("20260100000003_DropEmail", errors);

        var path = _session.Write(Gated(Session.Shop(Engine.Sqlite)));
        var copy = _session.Path("backup.db");
        File.Copy(database, copy);
        Accepted(path, database, copy);
        Refused(path, database, Sqlite("other.db", "CREATE TABLE Orders (Id integer)"), "Customers is not in it");
        Refused(path, database, Cut(copy, 0.6), "SQLite");
        File.SetLastWriteTimeUtc(copy, DateTime.UtcNow.AddDays(-3));
        Refused(path, database, copy, "too old: made 3 days ago, and at most 24 hours");
        Accepted(path, database, copy, "--max-age", "4d");
    }

    [Fact]
    public void The_answer_is_there_as_JSON_and_names_each_table()
    {
        var path = _session.Write(Gated(Session.Shop(Engine.Sqlite)));

        var (code, output, errors) = Session.Run("backup", "verify", Sqlite("empty.db", "CREATE TABLE Orders (Id integer)"), path, "--applied", "20260100000001_Initial", "--json");

        Assert.Equal(1, code);
        Assert.Contains("error MG6008", errors);
        using var answer = JsonDocument.Parse(output);
        Assert.False(answer.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal("Customers", answer.RootElement.GetProperty("tables")[0].GetProperty("table").GetString());
    }

    [Fact]
    public void A_table_that_the_deployment_renames_or_creates_is_looked_for_as_it_was()
    {
        var shop = Session.Shop(Engine.Sqlite);
        var path = _session.Write(Gated(shop with
        {
            Migrations =
            [
                shop.Migrations[0],
                shop.Migrations[1] with { Up = new MigrationBody { Operations = [new RenameTable { Table = "Customers", NewName = "People" }] } },
                Session.Migration(3, "DropPeople", Framework.EfCore, "Shop.ShopContext", new DropTable { Table = "People" }),
            ],
        }, "People"));

        var backup = Sqlite("backup.db", Release);

        Assert.Contains("has rows  Customers", Session.Run("backup", "verify", backup, path, "--applied", "20260100000001_Initial").Output);
        Assert.Contains("No pending migration relies", Session.Run("backup", "verify", backup, path, "--applied", "none").Output);
    }

    [Fact]
    public void What_nobody_can_look_into_from_here_is_no_evidence()
    {
        var (code, _, errors) = Session.Run("backup", "verify", _session.Write("shop.bak", "TAPE\0\0\u0003"), _session.Write(Session.Shop()), "--released", "none");

        Assert.Equal(3, code);
        Assert.Contains("RESTORE VERIFYONLY", errors);
        Assert.Equal(2, Session.Run("backup", "verify", "x.dump", _session.Write(Session.Shop()), "--max-age", "soon").Code);
    }

    [Theory]
    [InlineData("-- MariaDB dump 10.19\nCREATE TABLE `Customers` (\n  `Id` int\n);\n-- Dumping data for table `Customers`\n-- Dump completed on 2026-01-01  1:00:00\n", 0)]
    [InlineData("-- MariaDB dump 10.19\nCREATE TABLE `Customers` (\n  `Id` int\n);\n-- Dump completed on 2026-01-01  1:00:00\n", 1)]
    [InlineData("-- MariaDB dump 10.19\nINSERT INTO `Customers` VALUES (1);\n", 1)]
    [InlineData("-- MySQL dump 10.13\n-- Dump completed on 2026-01-01\nINSERT INTO `Customers` VALUES (1);\n", 1)]
    [InlineData("-- Dump completed\nINSERT INTO `Customers` VALUES (1);\n-- Dump completed\n", 1)]
    [InlineData("-- PostgreSQL database dump\nCOPY public.\"Customers\" (a) FROM stdin;\n1\n-- PostgreSQL database dump complete\n", 1)]
    [InlineData("-- PostgreSQL database dump\nCOPY public.\"Customers\" (a) FROM stdin;\n\\.\n--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict x\n", 0)]
    [InlineData("-- PostgreSQL database dump\nCOPY other.\"Customers\" (a) FROM stdin;\n\\.\nCOPY third.\"Customers\" (a) FROM stdin;\n\\.\n-- PostgreSQL database dump complete\n", 1)]
    [InlineData("-- PostgreSQL database dump\nCOPY public.\"Cust\"\"omers\" (a) FROM stdin;\n\\.\n-- PostgreSQL database dump complete\n", 1)]
    [InlineData("-- PostgreSQL database dump\nCOPY public.customers (a) FROM stdin;\n\\.\n-- PostgreSQL database dump complete\n", 0)]
    public void A_plain_dump_is_read_to_its_end(string text, int code) =>
        Assert.Equal(code, Session.Run("backup", "verify", _session.Write("dump.sql", text), _session.Write(Gated(Session.Shop())), "--applied", "20260100000001_Initial").Code);

    private void Accepted(string manifest, string database, string backup, params string[] more)
    {
        var gate = Session.Run(["gate", manifest, "--connection", database, "--backup", backup, .. more]);
        Assert.True(gate.Code == 0, backup + ": " + gate.Errors);
        Assert.Equal(0, Session.Run(["backup", "verify", backup, manifest, "--connection", database, .. more]).Code);
    }

    private void Refused(string manifest, string database, string backup, string why, params string[] more)
    {
        var (code, _, errors) = Session.Run(["gate", manifest, "--connection", database, "--backup", backup, .. more]);
        Assert.True(code == 1, backup + ": " + code + errors);
        Assert.Contains("error MG6008", errors);
        Assert.Contains(why, errors);
    }

    /// <summary>The same build with a backup gate on its last migration, in a repository that has the runbook beside the project.</summary>
    private Manifest.ManifestDocument Gated(Manifest.ManifestDocument shop, string table = "Customers")
    {
        Directory.CreateDirectory(_session.Path(".git"));
        _session.Write("src/Shop/docs/restore.md", "# Restore\n\n## " + table + "\n\npg_restore …\n");
        return shop with
        {
            ProjectFolder = "src/Shop",
            Migrations =
            [
                .. shop.Migrations.SkipLast(1),
                shop.Migrations[^1] with
                {
                    Declarations = new MigrationDeclarations
                    {
                        BackupGates =
                        [
                            new BackupGateDeclaration { Tables = [table], Source = "before the deployment", Runbook = "docs/restore.md", RestoreTestedOn = "2026-01-01", RestoreMinutes = 5, Owner = "dba" },
                        ],
                    },
                },
            ],
        };
    }

    private string Dump(string connection, string name, params string[] options)
    {
        var parts = connection.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var start = new ProcessStartInfo(Path.Combine(postgres.Programs, "pg_dump")) { RedirectStandardError = true };
        foreach (var argument in new[] { "--host=" + parts["Host"], "--username=postgres", "--dbname=" + parts["Database"], "--file=" + _session.Path(name) }.Concat(options))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return _session.Path(name);
    }

    private string Cut(string file, double share)
    {
        var bytes = File.ReadAllBytes(file);
        var cut = _session.Path("cut-" + share.ToString(System.Globalization.CultureInfo.InvariantCulture) + Path.GetFileName(file));
        File.WriteAllBytes(cut, bytes[..(int)(bytes.Length * share)]);
        return cut;
    }

    private static string Zip(string file)
    {
        using var target = File.Create(file + ".gz");
        using var zip = new GZipStream(target, CompressionLevel.Fastest);
        zip.Write(File.ReadAllBytes(file));
        return file + ".gz";
    }

    private string Sqlite(string name, params string[] statements)
    {
        using var connection = new SqliteConnection("Data Source=" + _session.Path(name) + ";Pooling=false");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        return _session.Path(name);
    }
}
