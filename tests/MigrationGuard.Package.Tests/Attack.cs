namespace MigrationGuard.Package;

/// <summary>One way to get a dangerous migration past the gate, and what stops it.</summary>
/// <param name="Name">What is tried; also the name of its folder.</param>
/// <param name="Code">The error that stops it.</param>
/// <param name="Message">A part of that error that tells the reader what is wrong.</param>
internal sealed record Attack(string Name, string Code, string Message)
{
    /// <summary>Writes the project's files. The project holds <see cref="Projects.EfCore"/> and nothing else before.</summary>
    public Action<Sandbox> Arrange { get; init; } = _ => { };

    /// <summary>What is done between a first build and the one that must fail; null when there is only one build.</summary>
    public Action<Sandbox>? Tamper { get; init; }

    /// <summary>Properties as from the command line, <c>A=b;C=d</c>.</summary>
    public string Properties { get; init; } = "";

    public override string ToString() => Name;
}
