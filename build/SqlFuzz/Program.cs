using System.Diagnostics;
using System.Globalization;
using System.Text;
using MigrationGuard.SqlFuzz;
using MigrationGuard.SqlReading;

// dotnet run --project build/SqlFuzz -c Release -- shapes [characters]   time of every hostile shape, of 1,000,000 characters or as many as given, in every dialect
// dotnet run --project build/SqlFuzz -c Release -- fuzz 600 1            600 seconds of random texts, seed 1
const int Megabyte = 1_000_000;
switch (args)
{
    case ["shapes", .. var rest]:
        return Shapes(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : Megabyte, rest.Length > 1 ? rest[1] : "");
    case ["fuzz", var seconds, var seed]:
        return Fuzz(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)), int.Parse(seed, CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("usage: SqlFuzz shapes [characters [part of a name]] | SqlFuzz fuzz <seconds> <seed>");
        return 2;
}

static TimeSpan Used()
{
    using var process = Process.GetCurrentProcess();
    return process.TotalProcessorTime;
}

static TimeSpan Read(string text, SqlDialect dialect)
{
    // A small stack: the compiler's threads have no large one either, and what goes one level deeper for each level of the text must show.
    var before = Used();
    var thread = new Thread(() => SqlReader.Read(text, dialect), maxStackSize: 256 * 1024);
    thread.Start();
    thread.Join();
    return Used() - before;
}

static int Shapes(int length, string part)
{
    var slow = 0;
    var worst = TimeSpan.Zero;
    var limit = TimeSpan.FromMilliseconds(500.0 * length / Megabyte);
    foreach (var (name, text) in HostileShapes.All(length).Where(shape => shape.Name.Contains(part, StringComparison.Ordinal)))
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            // A small one first: what takes quadratic time shows before it takes minutes.
            var small = Read(text[..(length / 10)], dialect);
            var time = small > limit * 4 ? small * 100 : Read(text, dialect);
            time = time > limit && time < limit * 2 ? Read(text, dialect) : time;
            worst = time > worst ? time : worst;
            if (time > limit)
            {
                slow++;
                Console.WriteLine($"{time.TotalMilliseconds,8:0} ms  (a tenth: {small.TotalMilliseconds,6:0} ms)  {dialect,-10}  {name}");
            }
        }
    }

    Console.WriteLine($"{slow} slower than {limit.TotalMilliseconds:0} ms, the slowest {worst.TotalMilliseconds:0} ms");
    return slow == 0 ? 0 : 1;
}

static int Fuzz(TimeSpan duration, int seed)
{
    var random = new Random(seed);
    var watch = Stopwatch.StartNew();
    long texts = 0, characters = 0, statements = 0, failures = 0, slow = 0;
    var worst = 0.0;
    while (watch.Elapsed < duration)
    {
        var text = RandomText.Next(random);
        texts++;
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            try
            {
                var before = watch.Elapsed;
                var read = SqlReader.Read(text, dialect);
                var used = watch.Elapsed - before;
                characters += text.Length;
                statements += read.Count;

                // Other work on the machine is in this time too; a text that is slow is read again, and only the quicker time counts.
                var limit = TimeSpan.FromMilliseconds(50 + (text.Length / 2000.0));
                if (used > limit)
                {
                    used = Read(text, dialect);
                }

                worst = text.Length >= 10_000 ? Math.Max(worst, used.TotalMilliseconds * Megabyte / text.Length) : worst;
                if (used > limit)
                {
                    slow++;
                    Report($"{used.TotalMilliseconds:0} ms for {text.Length} characters", dialect, text);
                }

                var position = 0;
                foreach (var statement in read)
                {
                    if (statement.Start < position || statement.Length <= 0 || statement.Start + statement.Length > text.Length)
                    {
                        failures++;
                        Report("a statement out of place", dialect, text);
                        break;
                    }

                    position = statement.Start + statement.Length;
                }
            }
            catch (Exception failure)
            {
                failures++;
                Report(failure.ToString(), dialect, text);
            }
        }
    }

    Console.WriteLine($"seed {seed}: {texts} texts in 5 dialects, {characters} characters, {statements} statements in {watch.Elapsed.TotalSeconds:0} s; {failures} failures, {slow} slow; slowest {worst:0} ms per million characters (texts of 10,000 and more)");
    return failures + slow == 0 ? 0 : 1;
}

static void Report(string what, SqlDialect dialect, string text) =>
    Console.WriteLine($"{dialect}: {what}\n  {new StringBuilder(text.Length > 300 ? text[..300] + "…" : text).Replace("\n", "\\n")}");
