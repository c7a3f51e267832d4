using System.Diagnostics;
using MigrationGuard.Model;
using Xunit;

namespace MigrationGuard.Planning;

public sealed class GuardTests
{
    [Fact]
    public void Five_hundred_migrations_over_three_hundred_tables_are_judged_in_seconds()
    {
        var migrations = new List<Migration> { Make.Ef("20200101_Create", Enumerable.Range(0, 300).Select(i => (Operation)Make.Table("T" + i)).ToArray(), []) };
        for (var i = 0; i < 500; i++)
        {
            migrations.Add(Make.Ef(
                "2021" + i.ToString("0000", System.Globalization.CultureInfo.InvariantCulture) + "_M" + i,
                [Make.Add("T" + (i % 300), "C" + i), new CreateIndex { Table = "T" + (i % 300), Name = "IX" + i, Columns = ["C" + i] }],
                [Make.Drop("T" + (i % 300), "C" + i)]));
        }

        var clock = Stopwatch.StartNew();
        var assessment = Make.Assess("", migrations.ToArray());

        Assert.Equal(501, assessment.Rollback.Migrations.Count);
        Assert.True(assessment.Gate.Passed);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void A_migration_of_ten_thousand_operations_is_judged_in_seconds()
    {
        var up = new List<Operation> { Make.Table("New") };
        for (var i = 0; i < 2_500; i++)
        {
            up.Add(Make.Add("New", "C" + i));
            up.Add(new InsertData { Table = "New", Columns = ["Id"], Rows = [[Literal.OfNumber(i.ToString(System.Globalization.CultureInfo.InvariantCulture))]] });
            up.Add(new CreateIndex { Table = "New", Name = "IX" + i, Columns = ["C" + i] });
            up.Add(Make.Drop("Old", "C" + i));
        }

        var clock = Stopwatch.StartNew();
        var assessment = Make.Assess("none", Make.Ef("20260101_Huge", up.ToArray(), [Make.DropTable("New")]));

        Assert.Equal(["MG6001"], assessment.Failures());
        Assert.True(assessment.Gate.Failures[0].Finding.Message.Length < 2_000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void The_same_facts_give_the_same_judgement_word_for_word()
    {
        Migration[] migrations =
        [
            Make.Ef("20260101_Create", [Make.Table("B"), Make.Table("A")], []),
            Make.Ef("20260201_Drop", [Make.DropTable("B"), Make.Drop("A", "Name"), Make.Opaque()], []),
        ];

        var first = Make.Assess("20260101_Create", migrations);
        var second = Make.Assess("20260101_Create", migrations.Reverse().ToArray());

        Assert.Equal(first.Gate.Failures.Select(failure => failure.Finding.Message), second.Gate.Failures.Select(failure => failure.Finding.Message));
        Assert.Equal(first.Rollback.Because, second.Rollback.Because);
        Assert.Equal(first.Hazards.Select(hazard => hazard.Message), second.Hazards.Select(hazard => hazard.Message));
    }

    [Fact]
    public void What_could_not_be_read_is_a_warning_of_its_own_and_counts_as_data_impact()
    {
        var assessment = Make.Assess("none", Make.Ef("20260101_Create", [new Unknown { Reason = "a helper without source is called" }], []));

        Assert.Contains(assessment.Gate.Warnings, warning => warning.Rule == "MG0005" && warning.Message.Contains("a helper without source is called"));
        Assert.Equal(["MG6001"], assessment.Failures());
    }

    [Fact]
    public void What_could_not_be_read_in_a_released_migration_is_history()
    {
        var assessment = Make.Assess("20260101_Create", Make.Ef("20260101_Create", [new Unknown { Reason = "a helper without source is called" }], []));

        Assert.Empty(assessment.Gate.Warnings);
    }

    [Fact]
    public void What_stands_in_a_shared_base_class_is_said_once()
    {
        var hook = new Unknown { Reason = "a delegate gets the migration", Span = new SourceSpan("Base.cs", 10, 5, 2, 1, 2, 6) };

        var assessment = Make.Assess("none", Make.Ef("20260101_A", [hook], []), Make.Ef("20260102_B", [hook], []), Make.Ef("20260103_C", [hook], []));

        var warning = Assert.Single(assessment.Gate.Warnings, warning => warning.Rule == "MG0005");
        Assert.StartsWith("Migration 20260101_A and 2 others could not be read completely", warning.Message);
    }

    [Fact]
    public void What_released_migrations_came_by_as_well_is_not_said_again_and_counts_all_the_same()
    {
        var hook = new Unknown { Reason = "a delegate gets the migration", Span = new SourceSpan("Base.cs", 10, 5, 2, 1, 2, 6) };
        var own = new Unknown { Reason = "the file is read", Span = new SourceSpan("B.cs", 10, 5, 2, 1, 2, 6) };

        var assessment = Make.Assess("20260101_A", Make.Ef("20260101_A", [hook], []), Make.Ef("20260102_B", [hook, own], []));

        Assert.Contains("the file is read", Assert.Single(assessment.Gate.Warnings, warning => warning.Rule == "MG0005").Message);
        Assert.Contains("a delegate gets the migration", Assert.Single(assessment.Gate.Failures, failure => failure.Finding.Rule == "MG6001").Finding.Message);
    }

    [Fact]
    public void What_could_not_be_read_of_one_call_for_two_reasons_is_said_once()
    {
        var span = new SourceSpan("Base.cs", 10, 5, 2, 1, 2, 6);

        var assessment = Make.Assess("none", Make.Ef("20260101_A", [new Unknown { Reason = "a delegate gets the migration", Span = span }, new Unknown { Reason = "which code is called is not known", Span = span }], []));

        var warning = Assert.Single(assessment.Gate.Warnings, warning => warning.Rule == "MG0005");
        Assert.Contains("read completely: a delegate gets the migration; which code is called is not known. What", warning.Message);
    }
}
