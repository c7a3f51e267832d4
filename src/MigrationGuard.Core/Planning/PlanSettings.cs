namespace MigrationGuard.Planning;

/// <summary>
/// What a rollback plan needs and no source code can tell: how the application is deployed, who decides, what is switched. Every property is null or empty when the file
/// is silent; a list that is empty and not null was said to be empty.
/// </summary>
public sealed record PlanSettings
{
    /// <summary>A file that says nothing.</summary>
    public static PlanSettings Empty { get; } = new();

    /// <summary>How the application is deployed; null when not said.</summary>
    public DeploymentSettings? Deployment { get; init; }

    /// <summary>The stages of a progressive rollout, in order; null when not said, empty when everything gets the release at once.</summary>
    public IReadOnlyList<RolloutStage>? Rollout { get; init; }

    /// <summary>The feature flags of the release; null when not said, empty when there are none.</summary>
    public IReadOnlyList<FeatureFlag>? FeatureFlags { get; init; }

    /// <summary>The thresholds that trigger a rollback; each has a default.</summary>
    public ThresholdSettings Thresholds { get; init; } = new();

    /// <summary>Who decides, executes and approves.</summary>
    public RoleSettings Roles { get; init; } = new();

    /// <summary>Where people talk during a rollback.</summary>
    public ChannelSettings Channels { get; init; } = new();

    /// <summary>The backup of the whole database.</summary>
    public BackupSettings Backup { get; init; } = new();

    /// <summary>Names of the environment variables that hold connections.</summary>
    public ConnectionSettings Connection { get; init; } = new();

    /// <summary>State outside of the database that does not roll back by itself; null when not said, empty when there is none.</summary>
    public IReadOnlyList<ExternalState>? ExternalState { get; init; }

    /// <summary>Queries that must hold whenever the data is in order.</summary>
    public IReadOnlyList<ValidationQuery> Validation { get; init; } = [];
}

/// <summary>How a release reaches its users.</summary>
public enum DeploymentMechanism
{
    /// <summary>Nothing serves the application: the previous release is installed by hand.</summary>
    None,

    /// <summary>A Kubernetes deployment.</summary>
    Kubernetes,

    /// <summary>Two Kubernetes deployments behind one service, of which the selector picks one.</summary>
    BlueGreen,

    /// <summary>A Kubernetes deployment beside the stable one, with a weight on its ingress.</summary>
    Canary,

    /// <summary>A site of Internet Information Services.</summary>
    Iis,

    /// <summary>A systemd unit that starts from a link to the release.</summary>
    Systemd,
}

/// <summary>How the application is deployed. Which names are needed depends on the mechanism.</summary>
public sealed record DeploymentSettings
{
    /// <summary>The mechanism; null when not said or not readable.</summary>
    public DeploymentMechanism? Mechanism { get; init; }

    /// <summary>Name of the Kubernetes deployment; for blue-green what stands before the colour.</summary>
    public string? Name { get; init; }

    /// <summary>Kubernetes namespace; null means the one of the current context.</summary>
    public string? Namespace { get; init; }

    /// <summary>Blue-green: the service whose selector is switched.</summary>
    public string? Service { get; init; }

    /// <summary>Blue-green: the label that the selector compares; null means <c>version</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Canary: the ingress that carries the weight.</summary>
    public string? Ingress { get; init; }

    /// <summary>Blue-green: value of the label for the new release.</summary>
    public string? Current { get; init; }

    /// <summary>Blue-green: value of the label for the previous release. IIS and systemd: folder of the previous release.</summary>
    public string? Previous { get; init; }

    /// <summary>IIS: site.</summary>
    public string? Site { get; init; }

    /// <summary>IIS: application pool.</summary>
    public string? AppPool { get; init; }

    /// <summary>systemd: unit.</summary>
    public string? Unit { get; init; }

    /// <summary>systemd: the link that points to the running release.</summary>
    public string? Link { get; init; }

    /// <summary>The last known good version, or the name of an environment variable that holds it, such as <c>$PREVIOUS_VERSION</c>.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>Address that answers 200 when the application is well.</summary>
    public string? Health { get; init; }

    /// <summary>Address that answers with the running version.</summary>
    public string? VersionEndpoint { get; init; }

    /// <summary>Command that restores the previous configuration, or <c>none</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>Command that restores the previous infrastructure, or <c>none</c>.</summary>
    public string? Infrastructure { get; init; }

    /// <summary>When a deployment that is not easily rolled back may start, such as <c>Monday to Thursday, 09:00 to 15:00 UTC</c>.</summary>
    public string? Window { get; init; }

    /// <summary>Whether the application is stopped while migrations run: then no release runs on a schema that it was not built for.</summary>
    public bool Downtime { get; init; }
}

/// <summary>A stage of a progressive rollout.</summary>
/// <param name="Percent">Share of the traffic in percent.</param>
/// <param name="Minutes">How long it is watched before the next stage, in minutes.</param>
public sealed record RolloutStage(int Percent, int Minutes);

/// <summary>A feature flag of the release.</summary>
public sealed record FeatureFlag
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Command that switches it off; null when not said.</summary>
    public string? Off { get; init; }

    /// <summary>Command that shows its state; null when not said.</summary>
    public string? Show { get; init; }

    /// <summary>How it is enabled after the deployment, such as <c>5 % on day one, 50 % on day two</c>; null when not said.</summary>
    public string? Schedule { get; init; }

    /// <summary>What to do when the flag system itself is down; null when not said.</summary>
    public string? Fallback { get; init; }
}

/// <summary>Thresholds of the automatic triggers; null means the default, which the plan names.</summary>
public sealed record ThresholdSettings
{
    /// <summary>Error rate in percent.</summary>
    public int? ErrorRatePercent { get; init; }

    /// <summary>For how many minutes the error rate must be over its threshold.</summary>
    public int? ErrorRateMinutes { get; init; }

    /// <summary>How many times its baseline the 95th percentile of the response time is.</summary>
    public int? LatencyFactor { get; init; }

    /// <summary>For how many minutes.</summary>
    public int? LatencyMinutes { get; init; }

    /// <summary>Share of failing health checks in percent.</summary>
    public int? UnhealthyPercent { get; init; }

    /// <summary>Drop of the business metric in percent.</summary>
    public int? BusinessDropPercent { get; init; }

    /// <summary>The business metric, such as <c>orders per minute</c>.</summary>
    public string? BusinessMetric { get; init; }
}

/// <summary>Who does what in a rollback: names, teams or on-call rotations.</summary>
public sealed record RoleSettings
{
    /// <summary>Who decides.</summary>
    public string? Decides { get; init; }

    /// <summary>Who executes the steps.</summary>
    public string? Executes { get; init; }

    /// <summary>Who approves a destructive step; never the person who executes it.</summary>
    public string? Approves { get; init; }

    /// <summary>Who is called when the rollback fails.</summary>
    public string? Escalation { get; init; }

    /// <summary>Who must be told.</summary>
    public string? Informed { get; init; }
}

/// <summary>Where people talk and read.</summary>
public sealed record ChannelSettings
{
    /// <summary>Where the people who roll back talk.</summary>
    public string? Incident { get; init; }

    /// <summary>How customers are told.</summary>
    public string? Customers { get; init; }

    /// <summary>The status page.</summary>
    public string? StatusPage { get; init; }

    /// <summary>Where dashboards and logs are.</summary>
    public string? Dashboard { get; init; }
}

/// <summary>The backup of the whole database.</summary>
public sealed record BackupSettings
{
    /// <summary>Where it is.</summary>
    public string? Location { get; init; }

    /// <summary>How long a full restore took, in minutes.</summary>
    public int? RestoreMinutes { get; init; }

    /// <summary>Day of the last restore test, <c>yyyy-MM-dd</c>.</summary>
    public string? TestedOn { get; init; }

    /// <summary>Command or runbook of a full restore.</summary>
    public string? Restore { get; init; }
}

/// <summary>Names of environment variables; a report never holds a connection itself.</summary>
public sealed record ConnectionSettings
{
    /// <summary>The variable that holds the connection string for the migration tools.</summary>
    public string Migrations { get; init; } = "CONNECTION";

    /// <summary>The variable that holds the address for the engine's own tools: a URL for PostgreSQL, the database for MySQL and SQL Server, the file for SQLite.</summary>
    public string Tools { get; init; } = "DATABASE_URL";
}

/// <summary>Something outside of the database that keeps what the new release did.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind"><c>cache</c>, <c>queue</c>, <c>dual-write</c>, <c>third-party</c> or <c>other</c>.</param>
/// <param name="Mitigation">What to do about it when the release is rolled back.</param>
public sealed record ExternalState(string Name, string Kind, string Mitigation);

/// <summary>A query that tells whether data is in order.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Query">The query, one value.</param>
/// <param name="Expect">The value when all is well.</param>
public sealed record ValidationQuery(string Name, string Query, string Expect);
