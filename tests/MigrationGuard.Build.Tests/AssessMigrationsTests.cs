using System.Security.Cryptography;
using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Build;

public sealed class AssessMigrationsTests : IDisposable
{
    private const string Source = "class DropEmail { }";

    private readonly TemporaryFolder _folder = new TemporaryFolder().With("repo/.git/HEAD").With("repo/Shop/Shop.csproj").With("repo/Shop/DropEmail.cs", Source);
    private readonly LoggingEngine _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_manifest_is_an_error_at_the_project()
    {
        Assert.False(Run());

        var error = Assert.Single(_log.Errors);
        Assert.Equal("MG0001", error.Code);
        Assert.Equal(_folder.At("repo/Shop/Shop.csproj"), error.File);
        Assert.EndsWith("MG0001.md", error.HelpLink, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// something else")]
    [InlineData("// migration-guard-manifest\n//:{\n// migration-guard-manifest-end\n")]
    [InlineData("// migration-guard-manifest\n//:{\"schemaVersion\":1}\n")]
    public void An_unreadable_manifest_is_an_error(string text)
    {
        _folder.With("repo/Shop/obj/manifest.g.cs", text);

        Assert.False(Run());

        Assert.Equal("MG0002", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void A_manifest_of_another_version_of_the_tool_is_an_error()
    {
        Write(Manifest() with { ToolVersion = "0.0.1" });

        Assert.False(Run());

        Assert.Contains("0.0.1", Assert.Single(_log.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("MG0002", _log.Errors[0].Code);
    }

    [Fact]
    public void A_manifest_that_was_not_read_to_the_end_is_an_error()
    {
        Write(Manifest() with { Complete = false, Error = "stopped" });

        Assert.False(Run());

        Assert.Contains(_log.Errors, error => error.Code == "MG0002" && error.Message!.Contains("stopped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_source_file_that_changed_is_an_error()
    {
        Write(Manifest());
        _folder.With("repo/Shop/DropEmail.cs", Source + " ");

        Assert.False(Run());

        Assert.Equal("MG0002", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void A_source_file_that_vanished_is_an_error()
    {
        Write(Manifest());
        File.Delete(_folder.At("repo/Shop/DropEmail.cs"));

        Assert.False(Run());

        Assert.Equal("MG0002", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void Other_settings_than_the_compiler_saw_are_an_error()
    {
        Write(Manifest());

        Assert.False(Run(released: "20260101000000_Start"));

        Assert.Contains(_log.Errors, error => error.Code == "MG0002");
    }

    [Fact]
    public void A_configuration_file_that_does_not_exist_is_an_error()
    {
        Write(Manifest());

        Assert.False(Run(configuration: _folder.At("repo/missing.json")));

        Assert.Contains(_log.Errors, error => error.Code == "MG0003" && error.Message!.Contains("missing.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_impact_without_a_gate_is_an_error_at_the_class_and_leaves_reports()
    {
        Write(Manifest());

        Assert.False(Run());

        var error = Assert.Single(_log.Errors);
        Assert.Equal("MG6001", error.Code);
        Assert.Equal(_folder.At("repo/Shop/DropEmail.cs"), error.File);
        Assert.Equal((1, 7), (error.LineNumber, error.ColumnNumber));
        Assert.True(File.Exists(_folder.At("repo/Shop/obj/report/rollback-report.md")));
        Assert.True(File.Exists(_folder.At("repo/Shop/obj/report/rollback-report.json")));
        Assert.NotEmpty(_log.Messages);
    }

    [Fact]
    public void After_a_failed_compile_there_is_a_report_and_nothing_is_raised()
    {
        Write(Manifest());

        Assert.True(Run(compileFailed: true));

        Assert.Empty(_log.Errors);
        Assert.Empty(_log.Warnings);
        Assert.True(File.Exists(_folder.At("repo/Shop/obj/report/rollback-report.md")));
    }

    [Theory]
    [InlineData("warning", true)]
    [InlineData("error", false)]
    [InlineData("info", true)]
    public void A_rule_of_the_team_is_raised_under_its_own_id_at_its_place(string severity, bool passes)
    {
        var text = """{ "rules": [ { "id": "SHOP001", "operation": "addColumn", "message": "Ask first", "severity": "SEVERITY" } ] }""".Replace("SEVERITY", severity, StringComparison.Ordinal);
        _folder.With("repo/migrationguard.json", text);
        var manifest = Manifest();
        var add = new AddColumn { Table = "Customers", Column = new Column { Name = "Nickname", ClrType = "string", StoreType = "text", Nullable = true }, Span = manifest.Migrations[0].Span };
        Write(manifest with
        {
            Migrations = [manifest.Migrations[0] with { Up = new MigrationBody { Operations = [add] }, Down = new MigrationBody { Operations = [new DropColumn { Table = "Customers", Name = "Nickname" }] } }],
            Settings = manifest.Settings with { ConfigurationHash = Planning.ConfigurationText.HashOf(text) },
        });

        Assert.Equal(passes, Run(configuration: _folder.At("repo/migrationguard.json")));

        var raised = _log.Errors.Where(error => error.Code == "SHOP001").Select(error => ("error", error.File, error.Message))
            .Concat(_log.Warnings.Where(warning => warning.Code == "SHOP001").Select(warning => ("warning", warning.File, warning.Message)))
            .Concat(_log.Messages.Where(message => message.Code == "SHOP001").Select(message => ("info", message.File, message.Message)));
        Assert.Equal((severity, _folder.At("repo/Shop/DropEmail.cs"), "Ask first: the migration adds column 'Nickname' to table 'Customers'."), Assert.Single(raised));
    }

    [Fact]
    public void After_a_failed_compile_a_missing_manifest_is_nobodys_news()
    {
        Assert.True(Run(compileFailed: true));

        Assert.Empty(_log.Errors);
    }

    [Fact]
    public void A_report_that_does_not_change_is_not_written_again()
    {
        Write(Manifest());
        Run();
        var report = _folder.At("repo/Shop/obj/report/rollback-report.md");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(report, time);

        Run();

        Assert.Equal(time, File.GetLastWriteTimeUtc(report));
    }

    [Fact]
    public void When_the_last_migration_goes_its_report_goes_too()
    {
        Write(Manifest());
        Run();
        _log.Errors.Clear();

        Write(Manifest() with { Migrations = [] });

        Assert.True(Run());
        Assert.False(File.Exists(_folder.At("repo/Shop/obj/report/rollback-report.md")));
        Assert.False(File.Exists(_folder.At("repo/Shop/obj/Shop.migrations.json")));
    }

    private static ManifestDocument Manifest()
    {
        var place = new SourceSpan("DropEmail.cs", 6, 9, 1, 7, 1, 16);
        return new ManifestDocument
        {
            Project = "Shop",
            Assembly = "Shop",
            ProviderReferences = [Engine.PostgreSql],
            Migrations =
            [
                new Migration
                {
                    Id = "20260201000000_DropEmail",
                    Framework = Framework.EfCore,
                    ClassName = "Shop.DropEmail",
                    Span = place,
                    Up = new MigrationBody { Span = place, Operations = [new DropColumn { Table = "Customers", Name = "Email", Span = place }] },
                    Down = new MigrationBody { Span = place },
                    Files = [new SourceFile("DropEmail.cs", Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Source))).ToLowerInvariant(), "sha256")],
                },
            ],
        };
    }

    private void Write(ManifestDocument manifest) => _folder.With("repo/Shop/obj/manifest.g.cs", ManifestComment.Wrap(ManifestWriter.Write(manifest)));

    private bool Run(string released = "", string configuration = "", bool compileFailed = false) => new AssessMigrations
    {
        BuildEngine = _log,
        ManifestFile = _folder.At("repo/Shop/obj/manifest.g.cs"),
        ProjectFile = _folder.At("repo/Shop/Shop.csproj"),
        ReportDirectory = _folder.At("repo/Shop/obj/report/"),
        ShippedManifestFile = _folder.At("repo/Shop/obj/Shop.migrations.json"),
        Released = released,
        ConfigurationFile = configuration,
        CompileFailed = compileFailed,
    }.Execute();
}
