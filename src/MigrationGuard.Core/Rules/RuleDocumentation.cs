using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The text of a rule's documentation page, and its examples, which are compiled and checked as tests.</summary>
public sealed record RuleDocumentation
{
    /// <summary>When it fires, one or two sentences.</summary>
    public required string FiresWhen { get; init; }

    /// <summary>When it stays quiet, one or two sentences; empty when never.</summary>
    public string QuietWhen { get; init; } = "";

    /// <summary>What happens to which rows when the migration runs, and what when it is rolled back; Markdown.</summary>
    public required string WhatHappens { get; init; }

    /// <summary>The safe way, step by step; Markdown.</summary>
    public required string SafeWay { get; init; }

    /// <summary>What the light bulb does, Markdown; empty where there is none besides accepting the hazard.</summary>
    public string LightBulb { get; init; } = "";

    /// <summary>How engines differ; Markdown; empty when they do not.</summary>
    public string Engines { get; init; } = "";

    /// <summary>How it is accepted, Markdown; empty when as every rule of its kind: by <c>[AcceptHazard]</c> with its id, and a rule of the gate not at all.</summary>
    public string Acceptance { get; init; } = "";

    /// <summary>Examples that must raise the rule, and twins that must not. Empty only for rules that no source code raises.</summary>
    public IReadOnlyList<RuleExample> Examples { get; init; } = [];
}

/// <summary>An example of a rule.</summary>
/// <param name="Fires">Whether the rule must fire in it.</param>
/// <param name="Title">What it shows, one short sentence.</param>
/// <param name="Framework">The library it is written for.</param>
/// <param name="Code">
/// One or more complete migration classes in C#, without using directives and namespace. The last migration by id is the one that is judged; earlier ones are released.
/// </param>
public sealed record RuleExample(bool Fires, string Title, Framework Framework, string Code)
{
    /// <summary>The engine it is judged for.</summary>
    public Engine Engine { get; init; } = Engine.PostgreSql;

    /// <summary>What <c>migrationguard.json</c> says; null when there is none.</summary>
    public string? Configuration { get; init; }

    /// <summary>Ids of the migrations that the database has applied; null for all but the last.</summary>
    public IReadOnlyList<string>? Applied { get; init; }
}
