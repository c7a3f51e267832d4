namespace MigrationGuard.Rules;

/// <summary>The last released migration is not found.</summary>
internal sealed class MG0007_ReleasedUnknown : Rule
{
    public override string Id => "MG0007";

    public override string Name => "ReleasedUnknown";

    public override string Title => "The released migration does not exist";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`MigrationGuardReleased`, or `\"released\"` in `migrationguard.json`, names no migration of the project, several, or two of one context. The message names the closest ones.",
        WhatHappens = "The gate cannot tell which migrations already ran in production, and so which ones to judge. It stays closed.",
        SafeWay = "Set `MigrationGuardReleased` to the id of the last migration that ran in production (the newest row of the history table), for several contexts separated by `;`, or to `none` when nothing was ever released.",
    };
}
