using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationGuard.BulbCheck.Trying;

/// <summary>A light bulb.</summary>
/// <param name="Provider">What offers it.</param>
internal sealed record Bulb(CodeFixProvider Provider)
{
    /// <summary>All of them, in ordinal order of their names.</summary>
    public static IReadOnlyList<Bulb> All { get; } =
    [
        .. typeof(WriteDownFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new Bulb((CodeFixProvider)Activator.CreateInstance(type)!)),
    ];

    /// <summary>Name of its class.</summary>
    public string Name => Provider.GetType().Name;
}
