using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A script that the project does not hold.</summary>
internal sealed class MG5006_ScriptMissing : Rule
{
    private const string Extension = ".sql";

    public override string Id => "MG5006";

    public override string Name => "ScriptMissing";

    public override string Title => "A script named by the migration is not in the project";

    public override Severity DefaultSeverity => Severity.Error;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up or Down runs a `.sql` file or embedded resource, and no `EmbeddedResource`, `Content`, `None` or `AdditionalFiles` item of the project has that name, or more than one fits.",
        QuietWhen = "The script is found; its statements are then judged like SQL in the code. A name that is not known at compile time is MG5005, a script without the extension `.sql` is MG5001.",
        WhatHappens = """
            **Forward**: the migration throws when it loads the script, in the middle of a deployment; or the script lies somewhere that no review sees.

            **Rollback**: a Down whose script is missing cannot run. The gate does not know what the script does, and counts it as data loss.
            """,
        SafeWay = """
            1. Add the script to the project that holds the migration: `<EmbeddedResource Include="Scripts/**/*.sql" />`. A resource is found by `RootNamespace.Folder.File.sql`, or by its `LogicalName`.
            2. Spell the name as it is, case included: `GetManifestResourceStream` compares whole names exactly. FluentMigrator's `EmbeddedScript` compares the last parts, and they must fit one resource only.
            3. A file that is read from disk has to be an item too, and has to be copied to the output: `<Content Include="Scripts/**/*.sql" CopyToOutputDirectory="PreserveNewest" />`.
            4. A script that another project holds cannot be seen from here: declare a backup (`[BackupGate(…)]`) and accept the hint with `[AcceptHazard("MG5006", "the script is in Shop.Scripts")]`.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "The file is not in the project", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql(System.IO.File.ReadAllText("Scripts/cleanup.sql"));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The statement stands in the code", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"Customers\" WHERE \"IsTest\" = TRUE");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "No embedded resource has that name", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.EmbeddedScript("cleanup.sql");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "The statement stands in FluentMigrator code", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DELETE FROM \"Customers\" WHERE \"IsTest\" = TRUE");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var placed in context.InUp<Sql>())
        {
            Check(context, placed.Operation, "the migration fails when it is applied, or runs what nobody reviewed");
        }

        foreach (var placed in context.InDown<Sql>())
        {
            Check(context, placed.Operation, "a rollback fails, or runs what nobody reviewed");
        }
    }

    /// <summary>Whether the SQL comes from a named <c>.sql</c> script that was not found.</summary>
    internal static bool IsMissing(Sql sql) =>
        sql.Source is { File: null } source && FileName(source.Name) is { } name && name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a name behind an unknown directory; null when the file itself is not known.</summary>
    private static string? FileName(string name)
    {
        var hole = name.LastIndexOf(Hole.Mark);
        return hole < 0 ? name : hole + 1 < name.Length && name[hole + 1] is '/' or '\\' ? name.Substring(hole + 1) : null;
    }

    private void Check(RuleContext context, Sql sql, string consequence)
    {
        if (IsMissing(sql))
        {
            var name = Display.Name(sql.Source!.Name);
            context.Report(
                this,
                sql.Span,
                name,
                "script is not in the project",
                "add it to the project",
                "The script '" + name + "' is no item of this project, or more than one fits: " + consequence + ", and what it does to rows is unknown. "
                    + "Add it as <EmbeddedResource Include=\"…\" />, or as <Content> when it is read from disk, under the name that the migration uses.");
        }
    }
}
