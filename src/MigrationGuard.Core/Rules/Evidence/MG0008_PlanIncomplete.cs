namespace MigrationGuard.Rules;

/// <summary>The rollback plan lacks something that only a person knows.</summary>
internal sealed class MG0008_PlanIncomplete : Rule
{
    public override string Id => "MG0008";

    public override string Name => "PlanIncomplete";

    public override string Title => "The rollback plan lacks required inputs";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`MigrationGuardRequirePlan` is `true`, a migration waits to be deployed, and its rollback plan lacks an input: how the application is deployed, who decides, where the backup is. The message lists each one and how to supply it.",
        QuietWhen = "`MigrationGuardRequirePlan` is not set: then the report names the same gaps, and its verdict is no-go. A deployment whose class is `instant` needs little: the mechanism, the previous version, a health address and who decides.",
        WhatHappens = "In the night of the rollback somebody would have to find out what nobody wrote down.",
        SafeWay = "Add what the message names to `migrationguard.json`. What does not exist is said as well: `\"featureFlags\": []`, `\"infrastructure\": \"none\"`.",
    };
}
