using MigrationGuard.Model;

namespace MigrationGuard.Cli.Deploying;

public sealed class AppliedTests : IDisposable
{
    private const string Initial = "20260100000001_Initial";
    private const string AddCity = "20260100000002_AddCity";
    private const string DropEmail = "20260100000003_DropEmail";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("none", 0)]
    [InlineData(Initial, 1)]
    [InlineData(Initial + "," + AddCity, 1)]
    [InlineData(Initial + "," + AddCity + "," + DropEmail, 0)]
    [InlineData(" 20260100000001_initial , 20260100000002_ADDCITY , 20260100000003_dropemail ", 0)]
    public void Exactly_what_is_pending_is_judged(string applied, int code)
    {
        var (actual, output, errors) = Session.Run("gate", _session.Write(Session.Shop()), "--applied", applied);

        Assert.Equal(code, actual);
        Assert.Equal(code == 1, errors.Contains("MG6001", StringComparison.Ordinal));
        Assert.Contains(code == 1 ? "CLOSED" : "open", output);
    }

    [Fact]
    public void A_migration_that_was_merged_late_is_named()
    {
        var (_, output, _) = Session.Run("gate", _session.Write(Session.Shop()), "--applied", Initial + "," + DropEmail);

        Assert.Contains("MG2013", output);
        Assert.Contains(AddCity, output);
    }

    [Fact]
    public void A_database_that_is_ahead_of_the_build_closes_the_gate()
    {
        var all = string.Join(",", Initial, AddCity, DropEmail);

        var (code, _, errors) = Session.Run("gate", _session.Write(Session.Shop()), "--applied", all + ",20270101000000_FromTheFuture");

        Assert.Equal(1, code);
        Assert.Contains("error MG0007", errors);
        Assert.Contains("20270101000000_FromTheFuture", errors);
        Assert.Contains("older than what runs there", errors);
    }

    [Fact]
    public void The_database_of_another_project_closes_the_gate_with_one_error()
    {
        var (code, _, errors) = Session.Run("gate", _session.Write(Session.Shop()), "--applied", string.Join(",", Enumerable.Range(1, 40).Select(i => "2019010100" + i + "_Other")));

        Assert.Equal(1, code);
        Assert.Contains("and 35 more", errors);
        Assert.Contains("another project's", errors);
    }

    [Fact]
    public void A_context_that_the_database_knows_nothing_about_is_judged_as_its_build_was_told()
    {
        var shop = Session.Shop();
        var audit = Session.Migration(9, "DropTrail", Framework.EfCore, "Shop.AuditContext", new DropTable { Table = "Trail" });
        var path = _session.Write(shop with { Migrations = [.. shop.Migrations, audit] });

        Assert.Contains("Trail", Session.Run("gate", path, "--applied", string.Join(",", Initial, AddCity, DropEmail)).Errors);
    }

    [Theory]
    [InlineData("# comments are ids, too", 1)]
    [InlineData(Initial + "\r\n" + AddCity + "\r\n" + DropEmail + "\r\n", 0)]
    [InlineData("Build started...\n[\n  { \"id\": \"" + Initial + "\", \"name\": \"Initial\", \"safeName\": \"Initial\", \"applied\": true },\n  { \"id\": \"" + AddCity + "\", \"applied\": false }\n]\n", 1)]
    [InlineData("[\n  { \"id\": \"" + Initial + "\", \"applied\": null }\n]", 2)]
    [InlineData("{ \"applied\": 1 }", 2)]
    [InlineData("[{\"applied\":true}]", 2)]
    [InlineData(" \n", 2)]
    public void A_file_says_what_is_applied(string content, int code) =>
        Assert.Equal(code, Session.Run("gate", _session.Write(Session.Shop()), "--applied", _session.Write("applied.txt", content)).Code);

    [Theory]
    [InlineData("--applied", "missing/applied.txt")]
    [InlineData("--applied", "")]
    [InlineData("--applied", "none,20260100000001_Initial")]
    [InlineData("--applied", "none", "--released", "none")]
    [InlineData("--applied", "none", "--connection", "Data Source=shop.db")]
    [InlineData("--connection-variable", "MIGRATION_GUARD_NO_SUCH_VARIABLE")]
    public void What_cannot_be_meant_exits_2(params string[] arguments) =>
        Assert.Equal(2, Session.Run(["gate", _session.Write(Session.Shop()), .. arguments]).Code);

    [Fact]
    public void An_edited_manifest_is_refused_whatever_the_database_says()
    {
        var path = _session.Write(Session.Shop());
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"Email\"", "\"Emails\"", StringComparison.Ordinal));

        var (code, _, errors) = Session.Run("gate", path, "--applied", "none");

        Assert.Equal(3, code);
        Assert.Contains("edited", errors);
    }

    [Theory]
    [InlineData("Host=/nowhere;Username=shop;Password=hunter2-secret")]
    [InlineData("Host=/nowhere;Username=shop;Password=hunter2-secret;half-of-it")]
    [InlineData("Host=/nowhere;Username=shop;Pasword=hunter2-secret")]
    [InlineData("postgresql://shop:hunter2-secret@localhost:1/shop")]
    [InlineData("postgresql://shop:hunter2-secret@localhost:1/shop?nonsense=hunter2-secret")]
    [InlineData("hunter2-secret;Password=x")]
    public void No_message_shows_a_password(string connection)
    {
        var (code, output, errors) = Session.Run("gate", _session.Write(Session.Shop()), "--connection", connection);

        Assert.Equal(3, code);
        Assert.DoesNotContain("hunter2", output + errors);
        Assert.DoesNotContain("half-of-it", errors);
        Assert.StartsWith("error: ", errors);
    }

    [Theory]
    [InlineData("gate", "--connection", "Host=x", "Password=hunter2")]
    [InlineData("gate", "Password=hunter2")]
    [InlineData("gate", "--conection", "Host=x;Pwd = 'hunter2'")]
    [InlineData("gate", "postgres://shop:hunter2@db/shop")]
    public void A_wrong_command_line_does_not_show_it_either(params string[] arguments)
    {
        var (code, output, errors) = Session.Run(arguments);

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("hunter2", output + errors);
    }

    [Theory]
    [InlineData("sqlserver", "sqlcmd")]
    [InlineData("mysql", "mysql -N")]
    [InlineData("", "--engine")]
    public void An_engine_without_a_client_names_the_way_out(string engine, string hint)
    {
        var path = _session.Write(Session.Shop() with { ProviderReferences = [] });

        var (code, _, errors) = Session.Run("gate", path, "--connection", "Server=x;Password=y", "--engine", engine);

        Assert.Equal(3, code);
        Assert.Contains(hint, errors);
    }
}
