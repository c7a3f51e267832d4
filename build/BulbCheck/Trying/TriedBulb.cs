namespace MigrationGuard.BulbCheck.Trying;

/// <summary>What came of a light bulb on one migration.</summary>
/// <param name="Rule">The rule that spoke.</param>
/// <param name="ClassName">Full name of the migration class.</param>
internal sealed record Press(string Rule, string ClassName)
{
    /// <summary>What it was offered as; null when nothing was.</summary>
    public string? Title { get; init; }

    /// <summary>The file before.</summary>
    public string Before { get; init; } = "";

    /// <summary>The file after.</summary>
    public string After { get; init; } = "";

    /// <summary>The first error that the project did not have before; null when there is none.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it compiles, and the rule says less about the migration than before.</summary>
    public bool Silent { get; init; }

    /// <summary>Rules that say more about the migration than before.</summary>
    public IReadOnlyList<string> Louder { get; init; } = [];

    /// <summary>How a written Down relates to the author's; null where there is nothing to compare.</summary>
    public DownLikeness? Likeness { get; init; }

    /// <summary>What the author's Down was proven to give back, as a word; null where there is nothing to compare.</summary>
    public string? Author { get; init; }
}

/// <summary>What came of a light bulb on a project.</summary>
/// <param name="Name">The light bulb.</param>
/// <param name="Raised">Migrations and rules it could have been asked for.</param>
/// <param name="Presses">The ones it was asked for.</param>
internal sealed record TriedBulb(string Name, int Raised, IReadOnlyList<Press> Presses)
{
    /// <summary>How many were offered.</summary>
    public int Applied => Presses.Count(press => press.Title is not null);

    /// <summary>How many of those compile.</summary>
    public int Compiled => Presses.Count(press => press.Title is not null && press.Error is null);

    /// <summary>How many of those silence their rule.</summary>
    public int Silent => Presses.Count(press => press.Title is not null && press.Silent);
}

/// <summary>What came of all of them.</summary>
/// <param name="Migrations">How many migrations the project has.</param>
/// <param name="Errors">How many errors the compiler saw before.</param>
/// <param name="Bulbs">The light bulbs.</param>
internal sealed record TrialResult(int Migrations, int Errors, IReadOnlyList<TriedBulb> Bulbs);
