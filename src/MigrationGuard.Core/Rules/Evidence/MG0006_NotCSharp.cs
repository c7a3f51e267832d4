namespace MigrationGuard.Rules;

/// <summary>The language is not supported.</summary>
internal sealed class MG0006_NotCSharp : Rule
{
    public override string Id => "MG0006";

    public override string Name => "NotCSharp";

    public override string Title => "The project is not written in C#";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "The package is referenced by a Visual Basic or F# project.",
        QuietWhen = "The project is a C# project.",
        WhatHappens = "Migrations in other languages cannot be read. Nothing is judged, and nothing is promised.",
        SafeWay = "Move the migrations to a C# project, or remove the package from this one.",
    };
}
