using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;

namespace MigrationGuard.Core.Tests.Planning.Plan;

/// <summary>Deployments with complete configuration, and their plans.</summary>
internal static class Plans
{
    public static readonly PlanSettings Complete = new()
    {
        Deployment = Mechanism(DeploymentMechanism.Kubernetes),
        Rollout = [new RolloutStage(10, 30)],
        FeatureFlags = [new FeatureFlag { Name = "new-mail", Off = "flags off new-mail" }],
        Roles = new RoleSettings { Decides = "commander", Executes = "engineer", Approves = "dba", Escalation = "head", Informed = "support" },
        Channels = new ChannelSettings { Incident = "#incidents" },
        Backup = new BackupSettings { Location = "vault", RestoreMinutes = 45, TestedOn = "2026-11-01", Restore = "docs/restore.md" },
        ExternalState = [],
    };

    public static DeploymentSettings Mechanism(DeploymentMechanism? mechanism) => new()
    {
        Mechanism = mechanism,
        Name = "shop",
        Namespace = "prod",
        Service = "shop",
        Ingress = "shop-canary",
        Current = "green",
        Previous = mechanism is DeploymentMechanism.Iis ? "D:\\releases\\it's 2.4" : mechanism is DeploymentMechanism.Systemd ? "/opt/shop/2.4" : "blue",
        Site = "Shop",
        AppPool = "ShopPool",
        Unit = "shop.service",
        Link = "/opt/shop/current",
        PreviousVersion = "$PREVIOUS_VERSION",
        Health = "https://shop.example/health",
        VersionEndpoint = "https://shop.example/version",
        Configuration = "none",
        Infrastructure = "none",
        Window = "Monday to Thursday",
    };

    /// <summary>Customers and Orders are released; what follows is deployed.</summary>
    public static Assessment Deploy(Engine engine, params Migration[] migrations) => Make.Assess(
        "20260101_Initial",
        engine,
        [Make.Ef("20260101_Initial", [Make.Table("Customers"), Make.Table("Orders")], [Make.DropTable("Orders"), Make.DropTable("Customers")]), .. migrations]);

    public static Assessment With(this Assessment assessment, PlanSettings settings) => assessment with { Configuration = assessment.Configuration with { Plan = settings } };

    public static Migration DropsEmail(MigrationDeclarations? declared = null) =>
        Make.Ef("20260301_DropEmail", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Email")], declared: declared);

    public static Migration AddsRequiredCode() => Make.Ef(
        "20260201_AddCode",
        [Make.Add("Orders", Make.Column("Code", "text", nullable: false))],
        [Make.Drop("Orders", "Code")]);

    public static Assessment Complex(Engine engine = Engine.PostgreSql) =>
        Deploy(engine, AddsRequiredCode(), DropsEmail(Make.Backup("Customers"))).With(Complete);

    public static Assessment Instant() => Deploy(Engine.PostgreSql, Make.Ef("20260201_AddNote", [Make.Add("Customers", "Note")], [Make.Drop("Customers", "Note")])).With(Complete);
}
