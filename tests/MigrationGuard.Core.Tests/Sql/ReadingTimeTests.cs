using System.Diagnostics;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.SqlReading;

// Alone, so that the processor time of the process is that of the reader: elapsed time on a busy machine proves nothing.
[CollectionDefinition(nameof(ReadingTimeTests), DisableParallelization = true)]
[Collection(nameof(ReadingTimeTests))]
public class ReadingTimeTests
{
    [Theory]
    [InlineData("INSERT INTO t (a, b, c) VALUES (1, 'x', NULL);\n")]
    [InlineData("UPDATE t SET a = b + 1, c = 'x' WHERE id = 5;\n")]
    [InlineData("ALTER TABLE t ADD a int NULL;\nCREATE INDEX i ON t (a);\n")]
    [InlineData("IF EXISTS (SELECT 1 FROM t) BEGIN DELETE FROM t WHERE a IS NULL END\n")]
    [InlineData("(1, 'abc', 2),")]
    [InlineData("f(")]
    [InlineData("a = 1 OR ")]
    [InlineData("BEGIN ")]
    [InlineData("'")]
    public void Time_grows_with_the_text_and_no_faster(string unit)
    {
        foreach (var dialect in new[] { SqlDialect.SqlServer, SqlDialect.PostgreSql, SqlDialect.MySql })
        {
            var small = Measure(Repeat(unit, 100_000), dialect);
            var large = Measure(Repeat(unit, 1_000_000), dialect);

            // Ten times the text: quadratic time would be a hundred times as long.
            Assert.True(large < (small * 30) + TimeSpan.FromMilliseconds(500), $"{dialect}: {small.TotalMilliseconds} ms, then {large.TotalMilliseconds} ms");
        }
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));

    private static TimeSpan Measure(string text, SqlDialect dialect)
    {
        var best = TimeSpan.MaxValue;
        for (var n = 0; n < 2; n++)
        {
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            SqlReader.Read(text, dialect);
            process.Refresh();
            var used = process.TotalProcessorTime - before;
            best = used < best ? used : best;
        }

        return best;
    }
}
