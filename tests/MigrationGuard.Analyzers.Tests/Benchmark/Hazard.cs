using System.Text.RegularExpressions;

namespace MigrationGuard.Benchmark;

/// <summary>A hazard that MigrationLint has a rule for, and the rules of both that are about it.</summary>
/// <param name="Family">What the rules of this repository are about.</param>
/// <param name="Name">The hazard in words.</param>
/// <param name="Theirs">MigrationLint's rules.</param>
/// <param name="Ours">This repository's rules; a case has the hazard where its label names one of them.</param>
internal sealed partial record Hazard(string Family, string Name, IReadOnlyList<string> Theirs, IReadOnlyList<string> Ours)
{
    /// <summary>Labels that make MigrationLint's rule right as well: what it says is true of the operation, although the rules here call it something else.</summary>
    public IReadOnlyList<string> AlsoRight { get; init; } = [];

    /// <summary>Rules of MigrationLint that count as having found the hazard, though they are not counted against it where it is absent.</summary>
    public IReadOnlyList<string> AlsoFound { get; init; } = [];

    /// <summary>Where the rules of both mean different things by the same words: whether the case is one that MigrationLint's rule claims at all.</summary>
    public Func<LabelledCase, bool> IsClaimed { get; init; } = _ => true;

    private static readonly string[] Integers = ["byte", "short", "int", "long"];

    /// <summary>Every hazard, in the order of the page.</summary>
    public static IReadOnlyList<Hazard> All { get; } =
    [
        new("Data loss", "a column or table is dropped", ["MIG001", "MIG002"], ["MG1001", "MG1002"]) { AlsoRight = ["MG1014", "MG3002"], AlsoFound = ["MIG011"] },
        new("Data loss", "a type is narrowed", ["MIG005"], ["MG1004"]) { AlsoRight = ["MG1005"] },
        new("Data loss", "an optional column becomes required", ["MIG006"], ["MG1006"]) { AlsoRight = ["MG3004", "MG4007"] },
        new("Raw SQL", "SQL empties a table, changes every row, or drops with what depends on it", ["MIG011"], ["MG5002", "MG5003", "MG5004"])
        {
            AlsoRight = ["MG1001", "MG1002", "MG1003", "MG1009", "MG1010", "MG3002", "MG4010"],
        },
        new("Running release", "a column or table is renamed", ["MIG003"], ["MG3001"]),
        new("Running release", "a required column without a default", ["MIG004"], ["MG3003"]),
        new("Locks", "an index is built while writers wait", ["MIG007"], ["MG4001"]) { AlsoRight = ["MG4013"] },
        new("Locks", "a unique index or constraint over rows", ["MIG008"], ["MG4013"]) { AlsoRight = ["MG3004"] },
        new("Locks", "a foreign key is checked", ["MIG009"], ["MG4003"]),
        new("Locks", "a check is checked", ["MIG013"], ["MG4004"]),
        new("Locks", "a primary key is built", ["MIG014"], ["MG4008"]),
        new("Locks", "a wider integer rewrites the table", ["MIG015"], ["MG4005", "MG4014", "MG4015"]) { IsClaimed = WidensInteger },
        new("Locks", "a default or computed value is written into every row", ["MIG016", "MIG019"], ["MG4006"]),
        new("Locks", "schema and rows change in one transaction", ["MIG010"], ["MG4009"]) { AlsoRight = ["MG4011"] },
    ];

    /// <summary>Whether the rule of MigrationLint claims to judge the case, or judged it.</summary>
    public bool IsMeantFor(Answer answer) => IsClaimed(answer.Case) || IsSaidThere(answer);

    /// <summary>Whether the label says that the hazard is there.</summary>
    public bool Has(Answer answer) => answer.Case.Expected.Intersect(Ours).Any();

    /// <summary>Whether MigrationLint warns of it.</summary>
    public bool IsSaidThere(Answer answer) => answer.Theirs.Intersect(Theirs).Any();

    /// <summary>Whether MigrationLint says anything that counts as having found it.</summary>
    public bool IsFoundThere(Answer answer) => answer.Theirs.Intersect(Theirs.Concat(AlsoFound)).Any();

    /// <summary>Whether MigrationLint warns, and nothing in the label bears it out.</summary>
    public bool IsWrongThere(Answer answer) => IsSaidThere(answer) && !answer.Case.Expected.Intersect(Ours.Concat(AlsoRight)).Any();

    /// <summary>Whether it is said here.</summary>
    public bool IsSaidHere(Answer answer) => answer.Ours.Intersect(Ours).Any();

    /// <summary>Whether MigrationLint, by saying something or not, agrees with the label.</summary>
    public bool IsRightThere(Answer answer) => Has(answer) ? IsFoundThere(answer) : !IsWrongThere(answer);

    /// <summary>Whether what is said here, or not, agrees with the label; where only another label bears MigrationLint out, that one must be found.</summary>
    public bool IsRightHere(Answer answer) => Has(answer) || !IsSaidThere(answer) || IsWrongThere(answer)
        ? IsSaidHere(answer) == Has(answer)
        : answer.Ours.Intersect(answer.Case.Expected).Intersect(AlsoRight).Any();

    private static bool WidensInteger(LabelledCase @case)
    {
        foreach (Match change in IntegerChange().Matches(Answers.UpOf(@case)))
        {
            if (Array.IndexOf(Integers, change.Groups["new"].Value) > Array.IndexOf(Integers, change.Groups["old"].Value))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"AlterColumn<(?<new>short|int|long)>\([^;]*oldClrType: typeof\((?<old>byte|short|int)\)")]
    private static partial Regex IntegerChange();
}
