using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MigrationGuard.Testing;

/// <summary>What a migration class builds when it really runs.</summary>
/// <param name="ClassName">Full name of the class.</param>
/// <param name="Up">What <c>Up</c> builds; null when it throws.</param>
/// <param name="Down">What <c>Down</c> builds; null when it throws.</param>
/// <param name="UpThrows">What <c>Up</c> throws; null when it does not.</param>
/// <param name="DownThrows">What <c>Down</c> throws; null when it does not.</param>
public sealed record MigrationRun(
    string ClassName, IReadOnlyList<MigrationOperation>? Up, IReadOnlyList<MigrationOperation>? Down, Exception? UpThrows, Exception? DownThrows)
{
    /// <summary>Compiles migrations to memory and runs every concrete one with the given provider name.</summary>
    public static IReadOnlyList<MigrationRun> CompileAndRun(Compilation compilation, string provider)
    {
        var context = new AssemblyLoadContext("migrations", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(TestCompilation.Emit(compilation)));
        var runs = new List<MigrationRun>();
        foreach (var type in assembly.GetTypes().Where(type => !type.IsAbstract && !type.IsGenericType && type.IsSubclassOf(typeof(Migration))))
        {
            var (up, upThrows) = Operations(type, provider, migration => migration.UpOperations);
            var (down, downThrows) = Operations(type, provider, migration => migration.DownOperations);
            runs.Add(new(type.FullName!.Replace('+', '.'), up, down, upThrows, downThrows));
        }

        return [.. runs.OrderBy(run => run.ClassName, StringComparer.Ordinal)];
    }

    private static (IReadOnlyList<MigrationOperation>?, Exception?) Operations(
        Type type, string provider, Func<Migration, IReadOnlyList<MigrationOperation>> direction)
    {
        try
        {
            var migration = (Migration)Activator.CreateInstance(type, nonPublic: true)!;
            migration.ActiveProvider = provider;
            return (direction(migration), null);
        }
        catch (Exception thrown)
        {
            return (null, thrown);
        }
    }
}
