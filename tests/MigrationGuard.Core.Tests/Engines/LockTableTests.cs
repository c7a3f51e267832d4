using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Core.Tests.Engines;

public sealed class LockTableTests
{
    // PostgreSQL had no virtual columns before version 18.
    public static TheoryData<Engine, string, string> Profiles => new()
    {
        { Engine.PostgreSql, "12", nameof(DdlAction.AddVirtualColumn) },
        { Engine.PostgreSql, "17", nameof(DdlAction.AddVirtualColumn) },
        { Engine.PostgreSql, "18", "" },
        { Engine.SqlServer, "2016", "" },
        { Engine.SqlServer, "2025", "" },
        { Engine.MySql, "8.0.11", "" },
        { Engine.MySql, "8.4", "" },
        { Engine.MySql, "10.6", "" },
        { Engine.MySql, "11.4", "" },
        { Engine.Sqlite, "3.45", "" },
    };

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_action_has_a_row_for_every_supported_version(Engine engine, string version, string without)
    {
        foreach (var edition in new[] { Edition.Unknown, Edition.Standard, Edition.Enterprise, Edition.Azure })
        {
            var profile = EngineProfile.Of(engine, version, edition);
            var missing = Enum.GetValues<DdlAction>().Where(action => LockTable.Find(profile, action) is null).Select(action => action.ToString());
            Assert.Equal(without, string.Join(", ", missing));
        }
    }

    [Fact]
    public void An_engine_that_is_not_known_has_no_rows() => Assert.Null(LockTable.Find(EngineProfile.Of(Engine.Unknown, (string?)null), DdlAction.AddColumn));

    [Fact]
    public void Every_row_cites_where_it_is_written_down() =>
        Assert.All(LockTable.All, fact => Assert.True(Uri.IsWellFormedUriString(fact.Source, UriKind.Absolute) && fact.Lock.Length > 0, fact.Engine + " " + fact.Action));

    [Fact]
    public void Only_servers_that_the_tests_start_count_as_measured() =>
        Assert.All(LockTable.All.Where(fact => fact.IsMeasured), fact => Assert.True(fact.Engine == Engine.PostgreSql || (fact.Engine == Engine.MySql && fact.From.SequenceEqual([10])), fact.Engine + " " + fact.Action));

    [Theory]
    [InlineData(Engine.PostgreSql, null, Edition.Unknown, "PostgreSQL 17 (assumed)")]
    [InlineData(Engine.PostgreSql, "16.4", Edition.Standard, "PostgreSQL 16.4")]
    [InlineData(Engine.SqlServer, null, Edition.Standard, "SQL Server 2022 Standard (assumed)")]
    [InlineData(Engine.SqlServer, "2019", Edition.Unknown, "SQL Server 2019")]
    [InlineData(Engine.SqlServer, null, Edition.Azure, "Azure SQL")]
    [InlineData(Engine.MySql, null, Edition.Unknown, "MySQL 8.4 (assumed)")]
    [InlineData(Engine.MySql, "10.11", Edition.Unknown, "MariaDB 10.11")]
    [InlineData(Engine.Unknown, null, Edition.Unknown, "an unknown engine")]
    public void Messages_say_what_is_assumed(Engine engine, string? version, Edition edition, string title) => Assert.Equal(title, EngineProfile.Of(engine, version, edition).Title);

    [Fact]
    public void A_version_counts_only_for_the_engine_that_it_is_said_of()
    {
        var configuration = new GuardConfiguration { Engine = Engine.PostgreSql, EngineVersion = "14" };

        Assert.Equal("PostgreSQL 14", EngineProfile.Of(Engine.PostgreSql, configuration).Title);
        Assert.Equal("MySQL 8.4 (assumed)", EngineProfile.Of(Engine.MySql, configuration).Title);
    }
}
