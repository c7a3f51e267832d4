namespace MigrationGuard.Rules;

/// <summary>A rule of the team's own fires. In the editor it has this id, because the compiler wants every id beforehand; in the build it has the team's.</summary>
internal sealed class MG0009_CustomRule : Rule
{
    public override string Id => "MG0009";

    public override string Name => "CustomRule";

    public override string Title => "A rule from migrationguard.json applies";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An operation of an unreleased Up matches an entry of `rules` in `migrationguard.json`. The editor shows it with this id and the team's id in front of the message; build, report and `migration-guard gate` use the team's id.",
        QuietWhen = "The migration is released, or carries `[AcceptHazard(\"SHOP001\", \"reason\")]` with the team's id.",
        WhatHappens = "What the team decided: the message of the entry says it. An entry of severity `error` closes the gate until it is accepted or the operation is gone.",
        SafeWay = "Do what the message says, accept it with a reason, or change the entry. See [Custom rules](../guides/custom-rules.md).",
        Acceptance = "Accept the team's own id where it is, with a reason: `[AcceptHazard(\"SHOP001\", \"why\")]` on the migration class.",
    };
}
