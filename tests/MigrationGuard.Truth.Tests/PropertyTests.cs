using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MigrationGuard.Model;
using MigrationGuard.TruthCheck.Comparison;
using MigrationGuard.TruthCheck.Reporting;
using Xunit.Abstractions;

namespace MigrationGuard.Truth;

/// <summary>
/// Whatever a migration builds when it runs was read from its source, or the reading says that it does not know. <c>MIGRATIONGUARD_PROPERTY_COUNT</c> asks for more
/// migrations than the usual 200, <c>MIGRATIONGUARD_PROPERTY_SEED</c> for others.
/// </summary>
public sealed class PropertyTests(ITestOutputHelper output)
{
    private const int BatchSize = 20;
    private const int TapeLength = 160;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_generated_migration_builds_is_read_or_said_to_be_unknown(bool fluent)
    {
        var batches = Setting("MIGRATIONGUARD_PROPERTY_COUNT", 200) / 2 / BatchSize;
        var seed = Setting("MIGRATIONGUARD_PROPERTY_SEED", 20261121);
        var tapes = Gen.Choose(0, 9999).ArrayOf(TapeLength).ArrayOf(BatchSize).Select(batch => new Batch(batch));
        var shrinks = 0;
        var totals = new int[4];
        var property = Prop.ForAll(Arb.From(tapes, Smaller), batch =>
        {
            var wrong = Wrong(batch.Tapes);
            if (wrong is null)
            {
                return true;
            }

            // A shrunk tape that passes ends the search there: after enough of them the smallest so far is shown.
            return shrinks++ > 150 ? true : throw new InvalidOperationException(wrong);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(batches).WithReplay((ulong)seed, 1ul).WithName($"seed {seed}"), property);
        output.WriteLine($"{batches * BatchSize} migrations: {totals[0]} operations matched, {totals[1]} covered, {totals[2]} missed, {totals[3]} invented.");

        string? Wrong(int[][] batch)
        {
            var bodies = GeneratedMigrations.Compare(batch, fluent);
            foreach (var body in bodies)
            {
                for (var standing = 0; standing < totals.Length; standing++)
                {
                    totals[standing] += body.Count((Standing)standing);
                }
            }

            var failed = bodies.Where(body => body is { NotRun: not null, IsForeseen: false } || body.Count(Standing.Missed) + body.Count(Standing.Invented) > 0).ToList();
            return failed.Count == 0 ? null : Describe(failed, batch);
        }

        string Describe(List<BodyTruth> failed, int[][] batch)
        {
            var sources = GeneratedMigrations.Sources(batch, fluent);
            var first = failed[0];
            var number = int.Parse(first.ClassName["Generated".Length..first.ClassName.IndexOf('.')], CultureInfo.InvariantCulture);
            var lines = first.Verdicts.Where(verdict => verdict.Standing != Standing.Matched).Select(verdict => $"{verdict.Standing}: {verdict.Text} {verdict.Because}");
            return $"seed {seed}: {(first.IsUp ? "Up" : "Down")} on {first.Provider} {first.NotRun}\n{string.Join("\n", lines)}\n{sources[number].Source}";
        }
    }

    [Theory]
    [InlineData(false, "DropColumn")]
    [InlineData(false, "Sql")]
    [InlineData(true, "DropColumn")]
    [InlineData(true, "CreateTable")]
    public void A_reading_that_drops_one_kind_of_operation_is_caught(bool fluent, string kind)
    {
        var random = new Random(7);
        int[][] tapes = [.. Enumerable.Range(0, BatchSize).Select(_ => Enumerable.Range(0, TapeLength).Select(_ => random.Next(10000)).ToArray())];
        var missed = GeneratedMigrations.Compare(tapes, fluent, operation => operation.Kind != kind)
            .SelectMany(body => body.Verdicts).Where(verdict => verdict.Standing == Standing.Missed).ToList();
        Assert.NotEmpty(missed);
        Assert.All(missed, verdict => Assert.StartsWith(kind, verdict.Text));
    }

    /// <summary>One migration of several first, then shorter and simpler tapes.</summary>
    private static IEnumerable<Batch> Smaller(Batch whole)
    {
        var batch = whole.Tapes;
        if (batch.Length > 1)
        {
            return batch.Select(tape => new Batch([tape]));
        }

        return batch.SelectMany(tape => Lengths(tape.Length).Select(length => tape[..length])
            .Concat(Enumerable.Range(0, tape.Length).Where(at => tape[at] != 0).Select(at => (int[])[.. tape[..at], 0, .. tape[(at + 1)..]])))
            .Select(tape => new Batch([tape]));

        static IEnumerable<int> Lengths(int length)
        {
            for (var cut = length / 2; cut > 0; cut /= 2)
            {
                yield return length - cut;
            }
        }
    }

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : usual;

    /// <summary>Tapes that say little when they are printed: the source of the migration says it all.</summary>
    private sealed class Batch(int[][] tapes)
    {
        public int[][] Tapes { get; } = tapes;

        public override string ToString() => $"{Tapes.Length} migrations";
    }
}
