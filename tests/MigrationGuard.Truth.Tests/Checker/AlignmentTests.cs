using MigrationGuard.Model;
using MigrationGuard.TruthCheck.Comparison;

namespace MigrationGuard.Truth.Checker;

/// <summary>What counts as matched, covered, missed and invented.</summary>
public sealed class AlignmentTests
{
    [Fact]
    public void The_same_in_the_same_order_is_matched() => Expect(["a", "b"], [Step("a"), Step("b")], "Matched a", "Matched b");

    [Fact]
    public void What_the_reading_leaves_out_is_missed() => Expect(["a", "b", "c"], [Step("a"), Step("c")], "Matched a", "Missed b", "Matched c");

    [Fact]
    public void What_the_reading_adds_is_invented() => Expect(["a", "c"], [Step("a"), Step("b"), Step("c")], "Matched a", "Invented b", "Matched c");

    [Fact]
    public void A_part_that_differs_is_missed_and_invented() => Expect(["a nullable"], [Step("a required")], "Invented a required", "Missed a nullable");

    [Fact]
    public void Another_order_is_no_match() => Expect(["a", "b"], [Step("b"), Step("a")], "Invented b", "Matched a", "Missed b");

    [Fact]
    public void The_same_twice_is_not_read_once() => Expect(["a", "a"], [Step("a")], "Matched a", "Missed a");

    [Fact]
    public void Nothing_read_misses_everything() => Expect(["a", "b"], [], "Missed a", "Missed b");

    [Fact]
    public void Nothing_built_and_nothing_read_is_no_verdict() => Expect([], []);

    [Fact]
    public void Something_unknown_covers_whatever_is_built_there_and_no_more() =>
        Expect(["a", "x", "y", "b"], [Step("a"), Unknown("no source"), Step("b")], "Matched a", "Covered x", "Covered y", "Matched b");

    [Fact]
    public void Something_unknown_does_not_cover_what_is_built_before_it() => Expect(["x", "a"], [Step("a"), Unknown("no source")], "Missed x", "Matched a");

    [Fact]
    public void Something_unknown_need_not_build_anything() => Expect(["a"], [Unknown("no source"), Step("a"), Unknown("no source")], "Matched a");

    [Fact]
    public void A_condition_may_hold_or_not()
    {
        Expect(["a"], [Step("a"), Step("b", Certainty.Conditional)], "Matched a");
        Expect(["a", "b"], [Step("a"), Step("b", Certainty.Conditional)], "Matched a", "Covered b");
    }

    [Fact]
    public void A_condition_does_not_hold_twice() => Expect(["a", "a"], [Step("a", Certainty.Conditional)], "Covered a", "Missed a");

    [Fact]
    public void A_condition_around_one_operation_does_not_cover_another() => Expect(["b"], [Step("a", Certainty.Conditional)], "Missed b");

    [Fact]
    public void A_loop_runs_any_number_of_times()
    {
        ReadStep[] loop = [Step("a", Certainty.Repeated), Step("b", Certainty.Repeated)];
        Expect([], loop);
        Expect(["a", "b", "a", "b"], loop, "Covered a", "Covered b", "Covered a", "Covered b");
    }

    [Fact]
    public void A_part_that_is_not_known_may_be_anything_but_the_rest_must_fit()
    {
        Expect(["Sql UPDATE t"], [Step("Sql UPDATE " + Hole.Text)], "Covered Sql UPDATE t");
        Expect(["Sql DELETE t"], [Step("Sql UPDATE " + Hole.Text)], "Invented Sql UPDATE " + Hole.Text, "Missed Sql DELETE t");
        Expect(["aba"], [Step("ab" + Hole.Text + "ba")], "Invented ab" + Hole.Text + "ba", "Missed aba");
    }

    [Fact]
    public void A_covered_operation_says_why()
    {
        Assert.Equal("unknown: no source", Assert.Single(Alignment.Compare(["x"], [Unknown("no source")])).Because);
        Assert.Equal("conditional: if", Assert.Single(Alignment.Compare(["x"], [Step("x", Certainty.Conditional)])).Because);
        Assert.Null(Assert.Single(Alignment.Compare(["x"], [Step("x")])).Because);
    }

    private static ReadStep Step(string text, Certainty certainty = Certainty.Certain) => new(text, certainty, Condition: certainty == Certainty.Certain ? null : "if");

    private static ReadStep Unknown(string reason) => new("Unknown", Unknown: reason);

    private static void Expect(string[] built, ReadStep[] read, params string[] verdicts) =>
        Assert.Equal(verdicts.Order(StringComparer.Ordinal), Alignment.Compare(built, read).Select(verdict => verdict.Standing + " " + verdict.Text).Order(StringComparer.Ordinal));
}
