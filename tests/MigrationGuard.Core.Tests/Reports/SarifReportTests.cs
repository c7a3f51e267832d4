using System.Text.Json;
using MigrationGuard.Reports;

namespace MigrationGuard.Core.Tests.Reports;

public class SarifReportTests
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    public static TheoryData<string> Names => [.. Assessments.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void There_is_one_result_for_each_hazard_and_each_word_of_the_gate(string name)
    {
        var assessment = Assessments.Get(name);
        var expected = assessment.Hazards.Concat(assessment.Gate.Warnings).Concat(assessment.Gate.Failures.Select(failure => failure.Finding)).Select(finding => finding.Rule).Order();

        Assert.Equal(expected, Results(Log(name)).Select(result => result.GetProperty("ruleId").GetString()!).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_object_has_what_SARIF_2_1_0_requires_of_it(string name)
    {
        var log = Log(name);
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("MigrationGuard", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.All(rules, rule =>
        {
            Assert.StartsWith("MG", rule.GetProperty("id").GetString());
            Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
            Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!);
            Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), Levels);
            Assert.True(Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute));
        });
        Assert.All(Results(log), result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), Levels);
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
            Assert.True(Uri.IsWellFormedUriString(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute));
            if (place.TryGetProperty("region", out var region))
            {
                Assert.True(region.GetProperty("startLine").GetInt32() >= 1);
                Assert.True(!region.TryGetProperty("endLine", out var end) || end.GetInt32() >= region.GetProperty("startLine").GetInt32());
            }
        });
    }

    /// <summary>Everything that section 3 of the specification lets these objects hold and this log writes. An object of SARIF is closed: a property of another name makes the log invalid.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> Closed = new Dictionary<string, string[]>
    {
        [""] = ["$schema", "version", "runs"],
        ["runs"] = ["tool", "columnKind", "results"],
        ["tool"] = ["driver"],
        ["driver"] = ["name", "informationUri", "version", "rules"],
        ["rules"] = ["id", "name", "shortDescription", "fullDescription", "helpUri", "help", "defaultConfiguration", "properties"],
        ["shortDescription"] = ["text"],
        ["fullDescription"] = ["text"],
        ["help"] = ["text", "markdown"],
        ["defaultConfiguration"] = ["level"],
        ["results"] = ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions", "properties"],
        ["message"] = ["text"],
        ["locations"] = ["physicalLocation", "logicalLocations"],
        ["physicalLocation"] = ["artifactLocation", "region"],
        ["artifactLocation"] = ["uri"],
        ["region"] = ["startLine", "startColumn", "endLine", "endColumn"],
        ["logicalLocations"] = ["fullyQualifiedName", "kind"],
        ["suppressions"] = ["kind", "justification"],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void No_object_holds_a_property_that_SARIF_2_1_0_does_not_know(string name)
    {
        Walk("", Log(name));

        static void Walk(string owner, JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                Assert.All(element.EnumerateArray(), item => Walk(owner, item));
            }
            else if (element.ValueKind == JsonValueKind.Object && owner is not ("properties" or "partialFingerprints"))
            {
                Assert.Contains(owner, Closed.Keys);
                Assert.All(element.EnumerateObject(), property =>
                {
                    Assert.Contains(property.Name, Closed[owner]);
                    Assert.True(property.Name is not ("startLine" or "startColumn" or "endLine" or "endColumn") || property.Value.GetInt32() >= 1);
                    Walk(property.Name, property.Value);
                });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fingerprints_tell_results_apart(string name)
    {
        var prints = Results(Log(name)).Select(result => result.GetProperty("partialFingerprints").GetProperty("migrationGuard/v1").GetString()).ToList();

        Assert.Equal(prints.Count, prints.Distinct().Count());
    }

    [Fact]
    public void A_place_is_relative_to_the_repository_and_an_accepted_hazard_is_suppressed()
    {
        var results = Results(Log("GatedDrop")).ToList();

        Assert.Equal("src/Shop/Migrations/Change.cs", results[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        var suppressed = Assert.Single(results, result => result.TryGetProperty("suppressions", out _));
        Assert.Equal(("inSource", "the address is in the CRM"), (suppressed.GetProperty("suppressions")[0].GetProperty("kind").GetString(), suppressed.GetProperty("suppressions")[0].GetProperty("justification").GetString()));
    }

    private static JsonElement Log(string name) => JsonDocument.Parse(SarifReport.Write(Assessments.Get(name), new ReportOptions { ProjectFolder = "src/Shop" })).RootElement;

    private static IEnumerable<JsonElement> Results(JsonElement log) => log.GetProperty("runs")[0].GetProperty("results").EnumerateArray();
}
