using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reports;

namespace MigrationGuard.Core.Tests.Reports;

public class UnknownsTests
{
    [Fact]
    public void Evidence_that_is_not_complete_is_said_first()
    {
        var safe = Assessments.Get("Safe");

        var unknowns = Of(safe with { Manifest = safe.Manifest with { Complete = false, Error = "the reader stopped in Orders.cs" } });

        Assert.Equal(["**The evidence is not complete**: the reader stopped in Orders.cs. Migrations may be missing from this report."], unknowns);
    }

    [Fact]
    public void An_engine_that_is_not_known_is_said() =>
        Assert.Equal(
            ["The engine of `Shop.ShopContext` is not known: every operation was judged by the strictest engine."],
            Of(InContext(context => context with { Engine = Engine.Unknown })));

    [Fact]
    public void Releases_that_nobody_stated_are_said() =>
        Assert.Equal(
            ["Which migrations of `Shop.ShopContext` ran in production is not said (`MigrationGuardReleased`): all of them were judged."],
            Of(InContext(context => context with { Releases = ReleaseKnowledge.Unstated })));

    [Theory]
    [MemberData(nameof(NotUnderstood))]
    public void An_operation_that_was_not_understood_is_said_with_its_place(string expected, int number)
    {
        Operation operation = number switch
        {
            0 => new Unknown { Reason = "calls a helper without source", Touches = "network" },
            1 => new Sql { Text = null },
            2 => new Sql { Text = "DO $$ … $$", Statements = [new SqlStatement { Verb = "SELECT", Understanding = SqlUnderstanding.Full }, new SqlStatement { Verb = "DO", Understanding = SqlUnderstanding.None, Reason = "a block of code" }] },
            3 => new Sql { Text = "MAGIC 1" },
            _ => new Sql { Text = "SELECT 1", Statements = [new SqlStatement { Verb = "SELECT", Understanding = SqlUnderstanding.Full }] },
        };
        var placed = operation with { Span = new SourceSpan("Migrations/A.cs", 0, 1, 7, 1, 7, 2) };

        var unknowns = Of(InContext(context => context with
        {
            Steps = [.. context.Steps.Select(step => step.Released ? step : step with { Migration = step.Migration with { Down = new MigrationBody { Operations = [placed] } } })],
        }));

        Assert.Equal(expected.Length == 0 ? [] : ["Down of `20260901120000_AddCustomerFullName`: " + expected + ", at `src/Shop/Migrations/A.cs:7`."], unknowns);
    }

    public static TheoryData<string, int> NotUnderstood => new()
    {
        { "calls a helper without source (it touches: network)", 0 },
        { "its SQL is not known when it is compiled", 1 },
        { "its SQL was not understood: a block of code", 2 },
        { "its SQL was not understood", 3 },
        { "", 4 },
    };

    private static Assessment InContext(Func<ContextDeployment, ContextDeployment> change)
    {
        var safe = Assessments.Get("Safe");
        return safe with { Deployment = safe.Deployment with { Contexts = [change(safe.Deployment.Contexts[0])] } };
    }

    private static IReadOnlyList<string> Of(Assessment assessment) =>
        Unknowns.Of(assessment, [.. MigrationView.All(assessment).Where(view => !view.Step.Released)], new ReportOptions { ProjectFolder = "src/Shop" });
}
