using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Running;

/// <summary>What one direction of a migration built when it ran.</summary>
/// <param name="ClassName">Full name of the class, with <c>.</c> also between nested classes.</param>
/// <param name="IsUp">Whether it is the way forward.</param>
/// <param name="Framework">The library it belongs to.</param>
/// <param name="Operations">The text of every operation, in order; null when it threw.</param>
/// <param name="Thrown">Type and message of what it threw; null when it did not.</param>
public sealed record BuiltBody(string ClassName, bool IsUp, Framework Framework, IReadOnlyList<string>? Operations, string? Thrown);
