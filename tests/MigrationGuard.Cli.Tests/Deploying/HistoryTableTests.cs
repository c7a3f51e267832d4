using Microsoft.Data.Sqlite;
using MigrationGuard.Model;
using MigrationGuard.Testing.Servers;
using Npgsql;

namespace MigrationGuard.Cli.Deploying;

/// <summary>One server for all tests that need one.</summary>
public sealed class SharedPostgres : IDisposable
{
    private readonly Lazy<PostgresCluster> _cluster = new(() => new PostgresCluster());
    private int _databases;

    public string Programs => _cluster.Value.Programs;

    public string Create(params string[] statements)
    {
        var name = "case_" + Interlocked.Increment(ref _databases);
        Execute(_cluster.Value.ConnectionString("postgres"), "CREATE DATABASE " + name);
        var connection = _cluster.Value.ConnectionString(name) + ";Pooling=false";
        Execute(connection, statements);
        return connection;
    }

    public static void Execute(string connectionString, params string[] statements)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = new NpgsqlCommand(statement, connection);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        if (_cluster.IsValueCreated)
        {
            _cluster.Value.Dispose();
        }
    }
}

[CollectionDefinition(nameof(SharedPostgres))]
public sealed class SharedPostgresCollection : ICollectionFixture<SharedPostgres>;

[Collection(nameof(SharedPostgres))]
public sealed class HistoryTableTests(SharedPostgres postgres) : IDisposable
{
    private const string History = """CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL)""";
    private const string UpToCity = """INSERT INTO "__EFMigrationsHistory" VALUES ('20260100000001_Initial', '10.0.0'), ('20260100000002_AddCity', '10.0.0')""";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [RoundTrip.PostgresFact]
    public void The_pending_drop_is_judged_by_what_the_database_has()
    {
        var path = _session.Write(Session.Shop());
        var database = postgres.Create(History, UpToCity);

        var (code, output, errors) = Session.Run("gate", path, "--connection", database);

        Assert.Equal(1, code);
        Assert.Contains("20260100000003_DropEmail", errors);
        Assert.DoesNotContain("AddCity", errors);
        Assert.Contains("3 migrations, 1 unreleased", output);
        SharedPostgres.Execute(database, """INSERT INTO "__EFMigrationsHistory" VALUES ('20260100000003_DropEmail', '10.0.0')""");
        Assert.Equal(0, Session.Run("gate", path, "--connection", database).Code);
    }

    [RoundTrip.PostgresFact]
    public void A_history_in_another_schema_is_found_and_two_of_them_are_asked_about()
    {
        var path = _session.Write(Session.Shop());
        var database = postgres.Create("CREATE SCHEMA shop", History.Replace("\"__", "shop.\"__"), UpToCity.Replace("\"__", "shop.\"__"));

        Assert.Contains("1 unreleased", Session.Run("gate", path, "--connection", database).Output);
        SharedPostgres.Execute(database, History);
        Assert.Contains("--history-table", Session.Run("gate", path, "--connection", database).Errors);
        Assert.Contains("1 unreleased", Session.Run("gate", path, "--connection", database, "--history-table", "shop.\"__EFMigrationsHistory\"").Output);
        Assert.Contains("3 unreleased", Session.Run("gate", path, "--connection", database, "--history-table", "public.__EFMigrationsHistory").Output);
    }

    [RoundTrip.PostgresFact]
    public void A_renamed_history_with_other_column_names_is_read_when_it_is_named()
    {
        var database = postgres.Create("CREATE TABLE deployed (migration_id text, product_version text)", "INSERT INTO deployed VALUES ('20260100000001_Initial', '1')");
        var path = _session.Write(Session.Shop());

        Assert.Equal(3, Session.Run("gate", path, "--connection", database).Code);
        Assert.Contains("2 unreleased", Session.Run("gate", path, "--connection", database, "--history-table", "Deployed").Output);
        Assert.Contains("no table other", Session.Run("gate", path, "--connection", database, "--history-table", "other").Errors);
        SharedPostgres.Execute(database, "CREATE TABLE plain (id int)");
        Assert.Contains("no history table", Session.Run("gate", path, "--connection", database, "--history-table", "plain").Errors);
    }

    [RoundTrip.PostgresFact]
    public void FluentMigrator_versions_are_read()
    {
        var path = _session.Write(Session.Shop(framework: Framework.FluentMigrator));
        var database = postgres.Create(
            """CREATE TABLE "VersionInfo" ("Version" bigint NOT NULL, "AppliedOn" timestamp, "Description" varchar(1024))""",
            """INSERT INTO "VersionInfo" VALUES (20260100000001, now(), 'Initial'), (20260100000002, now(), 'AddCity')""");

        var (code, output, errors) = Session.Run("gate", path, "--connection", database);

        Assert.Equal(1, code);
        Assert.Contains("1 unreleased", output);
        Assert.Contains("Email", errors);
    }

    [RoundTrip.PostgresFact]
    public void A_database_without_a_history_is_only_believed_when_it_is_empty()
    {
        var path = _session.Write(Session.Shop());
        var database = postgres.Create();

        Assert.Contains("3 unreleased", Session.Run("gate", path, "--connection", database).Output);
        SharedPostgres.Execute(database, "CREATE TABLE customers (id int)");
        var (code, _, errors) = Session.Run("gate", path, "--connection", database);
        Assert.Equal(3, code);
        Assert.Contains("--applied none", errors);
    }

    [RoundTrip.PostgresFact]
    public void A_server_that_refuses_is_no_evidence_and_its_words_hide_the_password()
    {
        var database = postgres.Create(History);

        var (code, _, errors) = Session.Run("gate", _session.Write(Session.Shop()), "--connection", database.Replace("Username=postgres", "Username=nobody_knows;Password=hunter2"));

        Assert.Equal(3, code);
        Assert.Contains("nobody_knows", errors);
        Assert.DoesNotContain("hunter2", errors);
        Assert.Equal(3, Session.Run("gate", _session.Write(Session.Shop()), "--connection", database.Replace("case_", "missing_")).Code);
    }

    [Fact]
    public void A_SQLite_file_is_read_and_not_touched()
    {
        var path = _session.Write(Session.Shop(Engine.Sqlite));
        var file = SqliteFile(History, UpToCity);
        var before = File.ReadAllBytes(file);

        var (code, output, errors) = Session.Run("gate", path, "--connection", file);

        Assert.Equal(1, code);
        Assert.Contains("DropEmail", errors);
        Assert.Contains("1 unreleased", output);
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Equal(1, Session.Run("gate", path, "--connection", "Data Source=" + file).Code);
    }

    [Fact]
    public void A_SQLite_file_that_is_none_or_not_there_is_no_evidence()
    {
        var path = _session.Write(Session.Shop(Engine.Sqlite));

        Assert.Equal(3, Session.Run("gate", path, "--connection", _session.Path("missing.db")).Code);
        Assert.False(File.Exists(_session.Path("missing.db")));
        Assert.Equal(3, Session.Run("gate", path, "--connection", _session.Write("text.db", new string('x', 4096))).Code);
        Assert.Equal(3, Session.Run("gate", path, "--connection", "Data Sauce=" + path).Code);
    }

    private string SqliteFile(params string[] statements)
    {
        var file = _session.Path("shop.db");
        using var connection = new SqliteConnection("Data Source=" + file + ";Pooling=false");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        return file;
    }
}
