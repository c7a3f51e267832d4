namespace MigrationGuard.Rules;

/// <summary>The backup that was made does not hold what the gate promises.</summary>
internal sealed class MG6008_BackupDoesNotCover : Rule
{
    public override string Id => "MG6008";

    public override string Name => "BackupDoesNotCover";

    public override string Title => "The backup does not hold what a backup gate promises";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`migration-guard gate --backup <file>` or `migration-guard backup verify <file>` looks into a backup that is damaged, cut off, too old (`--max-age`), or lacks a table, or the rows of a table, which a backup gate of a pending migration covers.",
        QuietWhen = "The backup can be read to its end, is young enough, and has the rows of every such table, under the name that the table has before the deployment. A build does not look at backups.",
        WhatHappens = "The migration takes rows away, and the file that should bring them back does not have them. That is found out at the moment of the restore, unless somebody looks before.",
        SafeWay = """
            1. Make the backup again, of the whole database or with the named tables, and wait for its end.
            2. Run `migration-guard backup verify <file> <App.dll>` in the deployment, before the migration starts.
            """,
    };
}
