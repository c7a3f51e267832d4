namespace MigrationGuard.Rules;

/// <summary>The manifest is not there.</summary>
internal sealed class MG0001_EvidenceMissing : Rule
{
    public override string Id => "MG0001";

    public override string Name => "EvidenceMissing";

    public override string Title => "The compiler left no evidence about the migrations";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "The project compiled, but the manifest of its migrations is not there: the generator was not loaded, failed, or the SDK is too old for it.",
        WhatHappens = "Nothing is known about the migrations, so the gate stays closed. A deployment that nobody looked at is not a safe deployment.",
        SafeWay = """
            1. Rebuild the project (`dotnet build --no-incremental`).
            2. Look for `CS8785` or `CS8032` in the output: they say why the generator could not run.
            3. Use the .NET SDK 8.0 or later, and the package `MigrationGuard.Analyzers` as a `PackageReference` without `ExcludeAssets="analyzers"`.
            4. A project without migrations of its own switches the product off with `<MigrationGuardEnabled>false</MigrationGuardEnabled>`.
            """,
    };
}
