using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Engines;

/// <summary>An edition of SQL Server, as far as it decides what can be done online.</summary>
public enum Edition
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Standard, Web and Express.</summary>
    Standard,

    /// <summary>Enterprise, Developer and Evaluation.</summary>
    Enterprise,

    /// <summary>Azure SQL Database and Managed Instance.</summary>
    Azure,
}

/// <summary>The engine that a migration is judged for, with its version and edition: what <c>migrationguard.json</c> says, otherwise a current one.</summary>
public sealed class EngineProfile
{
    private readonly bool _versionSaid;

    private EngineProfile(Engine engine, string? version, Edition edition)
    {
        Engine = engine;
        _versionSaid = version is not null;
        Version = EngineVersion.Of(version ?? Assumed(engine));
        Edition = engine == Engine.SqlServer ? edition : Edition.Unknown;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>Its version; a current one when the configuration does not say it.</summary>
    public EngineVersion Version { get; }

    /// <summary>Its edition; always unknown for engines that have none.</summary>
    public Edition Edition { get; }

    /// <summary>Whether the edition does everything online that SQL Server can do online.</summary>
    public bool IsOnlineEdition => Edition is Edition.Enterprise or Edition.Azure;

    /// <summary>Whether it is MariaDB, whose versions begin at 10 where those of MySQL end.</summary>
    public bool IsMariaDb => Engine == Engine.MySql && !Version.IsBefore(10);

    /// <summary>Engine and version as messages say them, such as <c>PostgreSQL 16</c> or <c>MySQL 8.4 (assumed)</c>.</summary>
    public string Title
    {
        get
        {
            if (Edition == Edition.Azure)
            {
                return "Azure SQL";
            }

            var name = IsMariaDb ? "MariaDB" : Engine.ToTitle();
            return (Version.Text.Length == 0 ? name : name + " " + Version.Text)
                + (Edition == Edition.Unknown ? "" : " " + Edition)
                + (_versionSaid || Engine == Engine.Unknown ? "" : " (assumed)");
        }
    }

    /// <summary>The profile of an engine.</summary>
    /// <param name="engine">The engine a context is judged for.</param>
    /// <param name="configuration">What the file says. Its version counts only for its own engine, where it names one.</param>
    public static EngineProfile Of(Engine engine, GuardConfiguration configuration)
    {
        var own = configuration.Engine == Engine.Unknown || configuration.Engine == engine;
        return new EngineProfile(engine, own ? configuration.EngineVersion : null, configuration.Edition);
    }

    /// <summary>The profile of an engine of a version.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="version">Its version; null for a current one.</param>
    /// <param name="edition">Its edition.</param>
    public static EngineProfile Of(Engine engine, string? version, Edition edition = Edition.Unknown) => new(engine, version, edition);

    private static string? Assumed(Engine engine) => engine switch
    {
        Engine.PostgreSql => "17",
        Engine.SqlServer => "2022",
        Engine.MySql => "8.4",
        Engine.Sqlite => "3.45",
        _ => null,
    };
}
