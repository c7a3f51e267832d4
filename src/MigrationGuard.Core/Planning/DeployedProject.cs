namespace MigrationGuard.Planning;

/// <summary>One of several projects that are deployed together.</summary>
/// <param name="Name">Project name; with its target framework behind it when the project was built for several that differ.</param>
/// <param name="Folder">Folder relative to the root of the repository, with <c>/</c>; empty when it is the root, null when nobody knows.</param>
/// <param name="Assembly">Name of the assembly that holds its migrations.</param>
/// <param name="Configuration">What the configuration file says that it was built with.</param>
public sealed record DeployedProject(string Name, string? Folder, string Assembly, GuardConfiguration Configuration);
