using System.Diagnostics;
using MigrationGuard.SqlFuzz;
using MigrationGuard.SqlReading;

namespace MigrationGuard.SqlComparison.Hostile;

// Alone, so that the processor time of the process is that of the reader.
[CollectionDefinition(nameof(HostileTextTests), DisableParallelization = true)]
[Collection(nameof(HostileTextTests))]
public sealed class HostileTextTests
{
    // build/SqlFuzz measures the same shapes at a million characters, where half a second is the aim. Ten times that still tells quadratic time apart.
    private const int Length = 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void No_shape_of_text_takes_more_time_than_its_length_is_worth_or_more_stack_than_a_small_thread_has()
    {
        var slow = new List<string>();
        foreach (var (name, text) in HostileShapes.All(Length))
        {
            foreach (var dialect in Enum.GetValues<SqlDialect>())
            {
                var used = Read(text, dialect);
                used = used > Limit ? Read(text, dialect) : used;
                if (used > Limit)
                {
                    slow.Add($"{used.TotalMilliseconds:0} ms, {dialect}: {name}");
                }
            }
        }

        Assert.True(slow.Count == 0, string.Join("\n", slow));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_texts_are_read_without_an_exception_and_in_order(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 1500; n++)
        {
            var text = RandomText.Next(random);
            if (text.Length > 20_000)
            {
                continue;
            }

            foreach (var dialect in Enum.GetValues<SqlDialect>())
            {
                var position = 0;
                foreach (var statement in SqlReader.Read(text, dialect))
                {
                    Assert.True(statement.Start >= position && statement.Length > 0 && statement.Start + statement.Length <= text.Length, dialect + ": " + text);
                    position = statement.Start + statement.Length;
                }
            }
        }
    }

    private static TimeSpan Read(string text, SqlDialect dialect)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var thread = new Thread(() => SqlReader.Read(text, dialect), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        process.Refresh();
        return process.TotalProcessorTime - before;
    }
}
