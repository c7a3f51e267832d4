namespace MigrationGuard.Rules;

/// <summary>The manifest cannot be trusted.</summary>
internal sealed class MG0002_EvidenceUnusable : Rule
{
    public override string Id => "MG0002";

    public override string Name => "EvidenceUnusable";

    public override string Title => "The evidence about the migrations cannot be used";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "The manifest is stale, incomplete, written by another version, or unreadable; or a rule failed while it judged it.",
        WhatHappens = "What the manifest says may not be what is deployed, so the gate stays closed. It never falls back to an older or a partial reading.",
        SafeWay = """
            1. Rebuild the project: the message says which setting or file changed since the manifest was written.
            2. Use the same version of the package and of `migration-guard` for building and for deploying.
            3. If the message names a failure inside MigrationGuard, please report it with the migration that causes it.
            """,
    };
}
