using System.Globalization;
using BenchmarkDotNet.Running;
using MigrationGuard.Benchmarks;

// "project" writes what measure-build-cost.sh builds; everything else goes to BenchmarkDotNet.
if (args is ["project", var folder, var migrations, var kilobytes]
    && int.TryParse(migrations, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
    && int.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
{
    SyntheticProject.Write(folder, count, size);
    return 0;
}

if (args is ["project", ..])
{
    Console.Error.WriteLine("usage: Benchmarks project <empty or new folder> <number of migrations> <kilobytes of each Designer>");
    return 2;
}

BenchmarkSwitcher.FromAssembly(typeof(Reading).Assembly).Run(args);
return 0;
