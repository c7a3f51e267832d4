using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using MigrationGuard.Model;
using MigrationGuard.Reading;
using MigrationGuard.TruthCheck.Comparison;
using MigrationGuard.TruthCheck.Reporting;
using MigrationGuard.TruthCheck.Running;
using Migration = MigrationGuard.Model.Migration;

namespace MigrationGuard.Truth.Mutation;

/// <summary>What became of one damaged file.</summary>
/// <param name="Compiles">Whether the compiler accepts it. Where it does not, no build passes, and there is nothing to run.</param>
/// <param name="Bodies">Where it does: what each direction of its migrations built, against what was read of them.</param>
/// <param name="Seconds">How long the reading took.</param>
internal sealed record MutantTrial(bool Compiles, IReadOnlyList<BodyTruth> Bodies, double Seconds)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>Whether something was built that the reading neither has nor covers with an unknown, conditional or repeated operation.</summary>
    public bool IsSilent => Bodies.Any(body => body.Count(Standing.Missed) > 0);

    /// <summary>Reads a damaged file and, where it compiles, runs it.</summary>
    /// <param name="surroundings">A compilation with everything that the file needs, without it.</param>
    /// <param name="file">The file.</param>
    /// <param name="provider">The provider it runs with.</param>
    /// <exception cref="TimeoutException">The reading or the run took longer than ten seconds.</exception>
    public static MutantTrial Of(Compilation surroundings, SyntaxTree file, Providers provider)
    {
        var compilation = surroundings.AddSyntaxTrees(file);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var read = Within("read", () => MigrationReader.Read(compilation, new()).Migrations.ToLookup(migration => migration.ClassName, StringComparer.Ordinal));
        var seconds = clock.Elapsed.TotalSeconds;
        using var image = new MemoryStream();
        if (!compilation.Emit(image).Success)
        {
            return new(false, [], seconds);
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("mutant", isCollectible: true);
        var assembly = context.LoadFromStream(image);
        try
        {
            var built = Within("run", () => MigrationRunner.Run(assembly, provider));
            return new(true, [.. built.Select(body => Compare(read[body.ClassName].FirstOrDefault(), body, provider))], seconds);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>A class that was not even found as a migration misses everything it builds.</summary>
    private static BodyTruth Compare(Migration? migration, BuiltBody built, Providers provider) => migration is not null
        ? TruthReport.Compare(migration, built.IsUp, provider, built)
        : new("", built.ClassName, built.IsUp, provider, [.. (built.Operations ?? []).Select(text => new Verdict(Standing.Missed, text))]);

    private static T Within<T>(string doing, Func<T> action)
    {
        var task = Task.Run(action);
        return task.Wait(s_limit) ? task.Result : throw new TimeoutException($"To {doing} it took longer than {s_limit.TotalSeconds} seconds.");
    }
}
