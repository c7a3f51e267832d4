using System.Globalization;
using System.Text.Json;
using MigrationGuard.Core.Tests.Json;
using MigrationGuard.Reports;

namespace MigrationGuard.Core.Tests.Reports;

public class ReportTests
{
    private static readonly ReportOptions Options = new() { ProjectFolder = "src/Shop", ReportFile = "src/Shop/obj/migration-guard/rollback-report.md" };

    public static TheoryData<string> Names => [.. Assessments.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_Markdown_report_is_the_accepted_one(string name) => Snapshot.Match(MarkdownReport.Write(Assessments.Get(name), Options), name, "md");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_console_report_is_the_accepted_one(string name) => Snapshot.Match(ConsoleReport.Write(Assessments.Get(name), Options), name, "txt");

    [Theory]
    [InlineData("Empty")]
    [InlineData("Safe")]
    [InlineData("GatedDrop")]
    [InlineData("UngatedDrop")]
    [InlineData("Hostile")]
    [InlineData("FluentMigrator")]
    public void The_JSON_report_is_the_accepted_one(string name) => Snapshot.Match(JsonReport.Write(Assessments.Get(name), Options), name, "json");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_JSON_report_keeps_its_published_schema(string name)
    {
        var schema = JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/rollback-report.schema.json"));

        Assert.Empty(schema.Validate(JsonReport.Write(Assessments.Get(name), Options)));
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2")]
    [InlineData("\"class\": \"complex\"", "\"class\": \"slow\"")]
    [InlineData("\"certainty\": \"certain\"", "\"certainty\": \"sure\"")]
    [InlineData("\"missing\"", "\"mising\"")]
    [InlineData("\"line\": 9", "\"line\": \"9\"")]
    public void The_published_schema_refuses_another_form(string part, string other)
    {
        var schema = JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/rollback-report.schema.json"));
        string[] reports = [JsonReport.Write(Assessments.Get("GatedDrop")), JsonReport.Write(Assessments.Get("UngatedDrop"))];

        var report = reports.Last(candidate => candidate.Contains(part));
        Assert.NotEmpty(schema.Validate(report.Replace(part, other)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_report_depends_on_the_culture_of_the_machine(string name)
    {
        var assessment = Assessments.Get(name);
        var here = All();
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat = new NumberFormatInfo { NegativeSign = "~", NumberGroupSeparator = "_", NumberGroupSizes = [2] };
            CultureInfo.CurrentCulture = other;
            Assert.Equal(here, All());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        (string, string, string) All() => (MarkdownReport.Write(assessment, Options), JsonReport.Write(assessment, Options), ConsoleReport.Write(assessment, Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_report_for_people_holds_a_character_that_hides_or_reorders_text(string name)
    {
        foreach (var text in (string[])[MarkdownReport.Write(Assessments.Get(name), Options), ConsoleReport.Write(Assessments.Get(name), Options)])
        {
            Assert.DoesNotContain(text, c => c != '\n' && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator);
            Assert.DoesNotContain("\r", text);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_heading_of_the_Markdown_report_is_empty(string name)
    {
        var lines = MarkdownReport.Write(Assessments.Get(name), Options).Split('\n').Where(line => line.Length > 0).ToList();

        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                Assert.True(i + 1 < lines.Count && !lines[i + 1].StartsWith("## ", StringComparison.Ordinal), lines[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_table_row_has_as_many_cells_as_its_head(string name)
    {
        var cells = 0;
        foreach (var line in MarkdownReport.Write(Assessments.Get(name), Options).Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                cells = 0;
                continue;
            }

            var here = Bars(line);
            cells = cells == 0 ? here : cells;
            Assert.Equal(cells, here);
        }

        static int Bars(string line)
        {
            var count = 0;
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] == '\\')
                {
                    i++;
                }
                else if (line[i] == '|')
                {
                    count++;
                }
            }

            return count;
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void The_table_on_the_console_keeps_to_its_width(int width)
    {
        foreach (var name in Assessments.Names)
        {
            var table = ConsoleReport.Write(Assessments.Get(name), Options, width).Split('\n').SkipWhile(line => line != "  State hazards").TakeWhile(line => !line.StartsWith("  Report", StringComparison.Ordinal));
            Assert.All(table, line => Assert.InRange(line.Length, 0, Math.Max(width, 100)));
        }
    }

    [Fact]
    public void The_console_shows_at_most_twenty_hazards_and_says_how_many_more_there_are()
    {
        var lines = ConsoleReport.Write(Assessments.Get("ThreeHundred"), Options).Split('\n');

        Assert.Equal(20, lines.Count(line => line.StartsWith("      MG1001 ", StringComparison.Ordinal)));
        Assert.Contains("    ... and 280 hazards and 300 notes more in the report", lines);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_Markdown_report_fits_into_a_comment(string name) => Assert.InRange(MarkdownReport.Write(Assessments.Get(name), Options).Length, 1, 60_500);

    [Fact]
    public void A_deployment_that_is_easily_taken_back_gets_half_a_page()
    {
        var lines = MarkdownReport.Write(Assessments.Get("Safe"), Options).Split('\n');

        Assert.InRange(lines.Length, 10, 30);
        Assert.InRange(lines.Count(line => line.StartsWith("## ", StringComparison.Ordinal)), 1, 4);
    }

    [Fact]
    public void A_report_that_is_cut_says_so() => Assert.Contains("more in `rollback-report.json`.", MarkdownReport.Write(Assessments.Get("ThreeHundred"), Options));

    [Fact]
    public void Ten_seconds_show_the_class_why_the_point_of_no_return_and_what_to_do()
    {
        const string Point = "20261108090000_PurgeAuditLog";
        var console = string.Join("\n", ConsoleReport.Write(Assessments.Get("Twelve"), Options).Split('\n').Take(9));
        var markdown = string.Join("\n", MarkdownReport.Write(Assessments.Get("Twelve"), Options).Split('\n').Where(line => line.Length > 0).Take(6));

        foreach (var (head, point) in new[] { (console, "point of no return: " + Point), (markdown, "**Point of no return:** `" + Point + "`") })
        {
            Assert.Contains("irreversible", head, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(point, head);
            Assert.Contains("migration 8 of 12", head);
            Assert.Contains("minutes into the deployment", head.Replace("\n            ", " "));
            Assert.Contains("all rows are deleted", head);
            Assert.Contains("[BackupGate", head.Replace("\\", ""));
        }
    }

    [Fact]
    public void No_command_runs_the_Down_of_an_irreversible_migration()
    {
        var report = MarkdownReport.Write(Assessments.Get("UngatedDrop"), Options);

        Assert.Contains("**Do not run Down** of `20260915090000_DropLegacyEmail`", report);
        Assert.DoesNotContain("database update", report);
    }

    [Fact]
    public void A_JSON_report_says_what_every_operation_names()
    {
        var report = JsonDocument.Parse(JsonReport.Write(Assessments.Get("GatedDrop"), Options)).RootElement;

        var migration = report.GetProperty("migrations")[2];
        Assert.Equal("src/Shop/Migrations/Change.cs", migration.GetProperty("file").GetString());
        var drop = migration.GetProperty("up")[0];
        Assert.Equal(("DropColumn", "Customers", "Email", 16), (drop.GetProperty("kind").GetString(), drop.GetProperty("table").GetString(), drop.GetProperty("name").GetString(), drop.GetProperty("line").GetInt32()));
    }
}
