namespace MigrationGuard.Rules;

/// <summary>The engine is not known.</summary>
internal sealed class MG0004_EngineUnknown : Rule
{
    public override string Id => "MG0004";

    public override string Name => "EngineUnknown";

    public override string Title => "The database engine could not be told";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Neither the settings nor the migrations nor the referenced providers say which engine the migrations are for, or they contradict each other.",
        QuietWhen = "The engine is set or can be told from store types and annotations.",
        WhatHappens = "Engines differ in what they lose: a shortened column fails on PostgreSQL and is cut on MySQL outside strict mode. Without the engine every migration is judged by the strictest rules of all, which is safe and noisy.",
        SafeWay = "Set `<MigrationGuardEngine>postgresql</MigrationGuardEngine>` (or `sqlserver`, `mysql`, `sqlite`) in the project, or `\"engine\"` in `migrationguard.json`, where it can also be set for each context.",
    };
}
