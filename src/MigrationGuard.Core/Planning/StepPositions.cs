using MigrationGuard.Model;

namespace MigrationGuard.Planning;

/// <summary>Finds versioned migrations of one context without looking at all of them.</summary>
internal sealed class StepPositions
{
    private readonly ILookup<string, MigrationStep> _byId;
    private readonly int _lastReleased;

    public StepPositions(IReadOnlyList<MigrationStep> steps)
    {
        Steps = steps;
        var versioned = steps.Where(step => step.Migration.Kind == MigrationKind.Versioned).ToList();
        _byId = versioned.ToLookup(step => step.Migration.Id, StringComparer.OrdinalIgnoreCase);
        _lastReleased = versioned.FindLast(step => step.Released)?.Index ?? -1;
    }

    /// <summary>The migrations these positions are of.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; }

    /// <summary>The migrations of one id, in order.</summary>
    public IEnumerable<MigrationStep> WithId(string id) => _byId[id];

    /// <summary>The first released migration after a position; null when there is none.</summary>
    public MigrationStep? ReleasedAfter(int index)
    {
        for (var i = index + 1; i <= _lastReleased; i++)
        {
            if (Steps[i] is { Released: true, Migration.Kind: MigrationKind.Versioned } step)
            {
                return step;
            }
        }

        return null;
    }
}
