namespace MigrationGuard.Rules;

/// <summary>The configuration cannot be read.</summary>
internal sealed class MG0003_ConfigurationInvalid : Rule
{
    public override string Id => "MG0003";

    public override string Name => "ConfigurationInvalid";

    public override string Title => "The configuration is invalid";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`migrationguard.json` cannot be read, or a setting in it or in the project has a value that is not allowed. The message gives the file, line and property, and what is allowed.",
        WhatHappens = "A setting that cannot be read is not skipped: it may be the one that names the released migrations. The gate stays closed.",
        SafeWay = "Correct the value. Editors check the file as you type when it starts with `\"$schema\": \"…/migrationguard.schema.json\"`.",
    };
}
