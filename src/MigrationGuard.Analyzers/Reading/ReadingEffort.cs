namespace MigrationGuard.Reading;

/// <summary>What a reading cost, in units that do not depend on the machine.</summary>
/// <param name="Classes">Migration classes that were read; the others were remembered.</param>
/// <param name="Bodies">Bodies and initializers that were bound.</param>
/// <param name="Steps">Statements and expressions that were run in thought.</param>
/// <param name="Files">Paths of the files in which something was bound, ordinally.</param>
internal sealed record ReadingEffort(int Classes, int Bodies, long Steps, IReadOnlyList<string> Files);
