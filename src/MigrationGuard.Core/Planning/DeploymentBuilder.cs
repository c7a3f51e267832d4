using MigrationGuard.Execution;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Reports;
using MigrationGuard.Rules;
using MigrationGuard.Schema;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Planning;

/// <summary>
/// Puts the migrations of a manifest in their places: per context, in the framework's order, with engine, release state and the schema around each.
/// A build property wins over the configuration file, being closer to the project; both win over what the migrations say, and that over provider references.
/// </summary>
internal static class DeploymentBuilder
{
    public static Deployment Build(ManifestDocument manifest, GuardInputs inputs, GuardConfiguration configuration)
    {
        var problems = new List<Finding>();
        var groups = Group(manifest.Migrations);
        var property = PropertyEngine(inputs, problems);
        var releases = new Releases(
            inputs.Released,
            Named(inputs.Released, "MigrationGuardReleased", groups, problems),
            configuration.Released,
            Named(configuration.Released, "\"released\" in migrationguard.json", groups, problems));
        CheckContextNames(configuration, groups, problems);
        var applied = inputs.Applied is { } ids ? Applied(ids, groups, problems) : null;
        var contexts = new List<ContextDeployment>(groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            contexts.Add(BuildContext(groups, i, manifest, configuration, property, releases, applied?[i], problems));
        }

        return new Deployment { Project = manifest.Project, Contexts = contexts, Problems = problems };
    }

    /// <summary>
    /// The versioned migrations of each context in order, the engine they are judged for, and the position of the first that is not released; null when nobody says what
    /// is.
    /// </summary>
    public static IEnumerable<(IReadOnlyList<Migration> Migrations, Engine Engine, int? FirstUnreleased)> Outlines(ManifestDocument manifest, GuardInputs inputs, GuardConfiguration configuration)
    {
        var ignored = new List<Finding>();
        var property = PropertyEngine(inputs, ignored);
        var groups = Group(manifest.Migrations);
        var releases = new Releases(inputs.Released, Named(inputs.Released, "", groups, ignored), configuration.Released, Named(configuration.Released, "", groups, ignored));
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            var settings = configuration.Find(group.Context);
            var all = group.Versioned.Concat(group.EveryTime).Concat(group.Never).ToList();
            var (knowledge, released) = FindReleased(groups, i, releases, settings, ignored);
            yield return (
                group.Versioned,
                FindEngine(all, group, manifest, configuration, settings, property, ignored).Engine,
                knowledge == ReleaseKnowledge.Unstated ? null : (released ?? -1) + 1);
        }
    }

    private static List<ContextGroup> Group(IReadOnlyList<Migration> migrations)
    {
        var groups = new Dictionary<string, ContextGroup>(StringComparer.Ordinal);
        foreach (var migration in migrations)
        {
            var key = (int)migration.Framework + "\n" + migration.Context;
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new ContextGroup(migration.Framework, migration.Context));
            }

            (migration.Kind switch
            {
                MigrationKind.Versioned => group.Versioned,
                MigrationKind.NeverRuns => group.Never,
                _ => group.EveryTime,
            }).Add(migration);
        }

        var ordered = groups.Values
            .OrderBy(group => group.Framework)
            .ThenBy(group => group.Context ?? "", StringComparer.Ordinal)
            .ToList();
        foreach (var group in ordered)
        {
            group.Versioned.Sort(group.Framework == Framework.EfCore ? CompareIds : CompareVersions);
            group.EveryTime.Sort(CompareKindThenId);
            group.Never.Sort(CompareIds);
        }

        return ordered;
    }

    private static int CompareIds(Migration a, Migration b)
    {
        var byId = string.Compare(a.Id, b.Id, StringComparison.OrdinalIgnoreCase);
        return byId != 0 ? byId : string.CompareOrdinal(a.ClassName, b.ClassName);
    }

    private static int CompareVersions(Migration a, Migration b)
    {
        if (a.Version is { } first && b.Version is { } second)
        {
            var byVersion = first.CompareTo(second);
            return byVersion != 0 ? byVersion : string.CompareOrdinal(a.ClassName, b.ClassName);
        }

        return a.Version is null && b.Version is null ? CompareIds(a, b) : a.Version is null ? 1 : -1;
    }

    private static int CompareKindThenId(Migration a, Migration b)
    {
        var byKind = a.Kind.CompareTo(b.Kind);
        return byKind != 0 ? byKind : CompareIds(a, b);
    }

    private static Engine PropertyEngine(GuardInputs inputs, List<Finding> problems)
    {
        if (EngineNames.TryParse(inputs.Engine, out var engine) || string.IsNullOrWhiteSpace(inputs.Engine))
        {
            return engine;
        }

        problems.Add(Problem(
            "MG0003",
            "MigrationGuardEngine is \"" + inputs.Engine.Trim() + "\"; it must be postgresql, sqlserver, mysql or sqlite.",
            "unknown engine name"));
        return engine;
    }

    /// <summary>
    /// For each context the positions that the database has applied; null for one that it knows nothing about although it knows others: its history is elsewhere, so what
    /// the build was told decides. An id that no migration has is an error: this build is older than the database, or another one.
    /// </summary>
    private static List<HashSet<int>?> Applied(IReadOnlyList<string> ids, List<ContextGroup> groups, List<Finding> problems)
    {
        var positions = groups.ConvertAll(group => Positions(group.Versioned));
        var applied = groups.ConvertAll(_ => new HashSet<int>());
        var unknown = new List<string>();
        foreach (var id in ids)
        {
            var found = false;
            for (var i = 0; i < groups.Count; i++)
            {
                if (positions[i].TryGetValue(id, out var position))
                {
                    found = true;
                    applied[i].Add(position);
                }
            }

            if (!found)
            {
                unknown.Add(id);
            }
        }

        if (unknown.Count > 0 && groups.Count > 0)
        {
            problems.Add(Problem("MG0007", UnknownApplied(unknown, groups), "unknown applied migration"));
        }

        return applied.ConvertAll<HashSet<int>?>(found => found.Count == 0 && ids.Count > 0 ? null : found);
    }

    private static Dictionary<string, int> Positions(List<Migration> migrations)
    {
        var positions = new Dictionary<string, int>(migrations.Count, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < migrations.Count; i++)
        {
            if (!positions.ContainsKey(migrations[i].Id))
            {
                positions.Add(migrations[i].Id, i);
            }
        }

        return positions;
    }

    private static string UnknownApplied(List<string> unknown, List<ContextGroup> groups)
    {
        const int most = 5;
        var names = string.Join(", ", unknown.Take(most).Select(id => "\"" + Inert.Line(id) + "\"")) + (unknown.Count > most ? " and " + Json.Numbers.Text(unknown.Count - most) + " more" : "");
        var isLater = groups.All(group => group.Versioned.Count == 0 || unknown.All(id => IsLater(id, group.Versioned[group.Versioned.Count - 1])));
        return "The database has applied " + names + ", which " + (unknown.Count == 1 ? "is no migration" : "are no migrations") + " of this build. "
            + (isLater
                ? "Later than everything in the build: it is older than what runs there. Build the release that is to be deployed."
                : "Either the source was removed, or the database is another project's. Nothing can be said about a schema that other migrations made.");
    }

    private static bool IsLater(string id, Migration last) =>
        last.Version is { } version && Json.Numbers.TryParse(id, out var applied) ? applied > version : string.Compare(id, last.Id, StringComparison.OrdinalIgnoreCase) > 0;

    private static Dictionary<int, int> Named(string released, string setting, List<ContextGroup> groups, List<Finding> problems)
    {
        var named = new Dictionary<int, int>();
        if (ReleasedMigrations.IsNone(released) || groups.Count == 0)
        {
            return named;
        }

        foreach (var entry in ReleasedMigrations.Split(released))
        {
            Name(entry, setting, groups, Enumerable.Range(0, groups.Count), named, problems);
        }

        return named;
    }

    // One file may serve several projects: a name that is nothing like a context without settings is that of another project's.
    private static void CheckContextNames(GuardConfiguration configuration, List<ContextGroup> groups, List<Finding> problems)
    {
        var unnamed = groups.Select(group => group.Context ?? "FluentMigrator").Where(name => configuration.Find(name) is null).ToList();
        foreach (var context in configuration.Contexts)
        {
            if (groups.Any(group => ReferenceEquals(configuration.Find(group.Context), context)))
            {
                continue;
            }

            var meant = Suggestion.For(Simple(context.Name), unnamed.Select(Simple));
            if (unnamed.FirstOrDefault(name => Simple(name) == meant) is { } full)
            {
                problems.Add(Problem(
                    "MG0003",
                    "migrationguard.json names the context \"" + Inert.Line(context.Name) + "\", which this project does not have, and says nothing about " + full + ". Did you mean that?",
                    "unknown context"));
            }
        }
    }

    private static string Simple(string name) => name.Substring(name.LastIndexOf('.') + 1);

    private static void Name(string entry, string setting, List<ContextGroup> groups, IEnumerable<int> candidates, Dictionary<int, int> named, List<Finding> problems)
    {
        var found = false;
        var searched = new List<Migration>();
        foreach (var i in candidates)
        {
            var positions = ReleasedMigrations.Find(groups[i].Versioned, entry);
            searched.AddRange(groups[i].Versioned);
            if (positions.Count == 0)
            {
                continue;
            }

            found = true;
            if (positions.Count > 1)
            {
                var ids = string.Join(", ", positions.Select(position => groups[i].Versioned[position].Id));
                problems.Add(Problem("MG0007", setting + " names \"" + entry + "\", which is the name of several migrations: " + ids + ". Use the whole id.", "ambiguous released migration"));
            }
            else if (named.TryGetValue(i, out var other) && other != positions[0])
            {
                problems.Add(Problem(
                    "MG0007",
                    setting + " names two migrations of one context, " + groups[i].Versioned[other].Id + " and " + groups[i].Versioned[positions[0]].Id
                        + ". Name only the last one that ran in production.",
                    "two released migrations"));
            }

            // When in doubt the earlier one: what is not surely released stays gated.
            var position = positions.Min();
            named[i] = named.TryGetValue(i, out var earlier) ? Math.Min(earlier, position) : position;
        }

        if (!found)
        {
            var closest = ReleasedMigrations.Closest(searched, entry);
            var hint = closest.Count == 0 ? "There are no migrations to name." : "Did you mean " + string.Join(", ", closest) + "?";
            problems.Add(Problem("MG0007", setting + " names \"" + entry + "\", which is no migration of this project. " + hint, "unknown released migration"));
        }
    }

    private static ContextDeployment BuildContext(
        List<ContextGroup> groups,
        int index,
        ManifestDocument manifest,
        GuardConfiguration configuration,
        Engine property,
        Releases releases,
        HashSet<int>? applied,
        List<Finding> problems)
    {
        var group = groups[index];
        var settings = configuration.Find(group.Context);
        var all = group.Versioned.Concat(group.EveryTime).Concat(group.Never).ToList();
        var (engine, source) = FindEngine(all, group, manifest, configuration, settings, property, problems);
        var (knowledge, released) = applied is null ? FindReleased(groups, index, releases, settings, problems)
            : applied.Count == 0 ? (ReleaseKnowledge.NothingReleased, (int?)null)
            : (ReleaseKnowledge.Known, applied.Max());
        group.ReadSql(engine);
        return new ContextDeployment
        {
            Framework = group.Framework,
            Context = group.Context,
            Engine = engine,
            EngineSource = source,
            Releases = knowledge,
            Released = released is { } position ? group.Versioned[position].Id : null,
            Downtime = configuration.Plan.Deployment?.Downtime == true,
            Steps = Steps(group, engine, knowledge, released, applied),
        };
    }

    private static (Engine Engine, string Source) FindEngine(
        List<Migration> migrations,
        ContextGroup group,
        ManifestDocument manifest,
        GuardConfiguration configuration,
        ContextConfiguration? settings,
        Engine property,
        List<Finding> problems)
    {
        if (property != Engine.Unknown)
        {
            return (property, "property");
        }

        if (settings is { Engine: not Engine.Unknown })
        {
            return (settings.Engine, "configuration");
        }

        if (configuration.Engine != Engine.Unknown)
        {
            return (configuration.Engine, "configuration");
        }

        var evidence = EngineInference.Infer(migrations);
        if (evidence.Engine != Engine.Unknown)
        {
            return (evidence.Engine, "migrations");
        }

        if (evidence.Contradicting.Count == 0 && manifest.ProviderReferences.Count == 1 && manifest.ProviderReferences[0] != Engine.Unknown)
        {
            return (manifest.ProviderReferences[0], "references");
        }

        var why = evidence.Contradicting.Count > 0
            ? "its migrations speak of " + string.Join(" and ", evidence.Contradicting.Select(engine => engine.ToTitle()))
            : manifest.ProviderReferences.Count > 1
                ? "the project references providers for " + string.Join(" and ", manifest.ProviderReferences.Select(engine => engine.ToTitle()))
                : "neither its migrations nor the project's references say it";
        problems.Add(Problem(
            "MG0004",
            "The database engine of " + group.Title + " is not clear: " + why
                + ". It is judged by the strictest rules of all engines. Set MigrationGuardEngine or \"engine\" in migrationguard.json to postgresql, sqlserver, mysql or sqlite.",
            "engine not known",
            Severity.Warning));
        return (Engine.Unknown, "unknown");
    }

    private static (ReleaseKnowledge Knowledge, int? Released) FindReleased(List<ContextGroup> groups, int index, Releases releases, ContextConfiguration? settings, List<Finding> problems)
    {
        if (releases.ByProperty.TryGetValue(index, out var position))
        {
            return (ReleaseKnowledge.Known, position);
        }

        if (ReleasedMigrations.IsNone(releases.Property))
        {
            return (ReleaseKnowledge.NothingReleased, null);
        }

        if (settings is { Released.Length: > 0 })
        {
            if (ReleasedMigrations.IsNone(settings.Released))
            {
                return (ReleaseKnowledge.NothingReleased, null);
            }

            var own = new Dictionary<int, int>();
            foreach (var entry in ReleasedMigrations.Split(settings.Released))
            {
                Name(entry, "\"released\" of " + settings.Name + " in migrationguard.json", groups, [index], own, problems);
            }

            return own.TryGetValue(index, out position) ? (ReleaseKnowledge.Known, position) : (ReleaseKnowledge.Unstated, null);
        }

        if (releases.ByConfiguration.TryGetValue(index, out position))
        {
            return (ReleaseKnowledge.Known, position);
        }

        return ReleasedMigrations.IsNone(releases.Configuration) ? (ReleaseKnowledge.NothingReleased, null) : (ReleaseKnowledge.Unstated, null);
    }

    private static List<MigrationStep> Steps(ContextGroup group, Engine engine, ReleaseKnowledge knowledge, int? released, HashSet<int>? applied)
    {
        var steps = new List<MigrationStep>(group.Versioned.Count + group.EveryTime.Count + group.Never.Count);
        var state = SchemaState.Empty(engine);
        var setStart = knowledge switch
        {
            ReleaseKnowledge.Known => released!.Value + 1,
            ReleaseKnowledge.NothingReleased => 0,
            _ => -1,
        };
        string? previous = null;
        foreach (var migration in group.Versioned)
        {
            // What was applied out of order separates the pending ones before it from those after it.
            var isReleased = knowledge == ReleaseKnowledge.Known && (applied?.Contains(steps.Count) ?? steps.Count <= released!.Value);
            if (applied is not null && !isReleased && (steps.Count == 0 || steps[steps.Count - 1].Released))
            {
                setStart = steps.Count;
            }

            var run = ProviderRun.Of(group.Framework, migration.Up.Operations, state, migration, steps.Count);
            var step = new MigrationStep
            {
                Migration = migration,
                Index = steps.Count,
                Released = isReleased,
                SetStart = setStart < 0 ? steps.Count : setStart,
                Before = state,
                After = run.After,
                PreviousId = previous,
            };
            step.Remember(run);
            steps.Add(step);
            state = run.After;
            previous = migration.Id;
        }

        // These run again and again: what an earlier run created holds rows by the next one.
        foreach (var migration in group.EveryTime)
        {
            var after = SchemaReplay.Run(migration.Up.Operations, state, engine, steps.Count);
            steps.Add(new MigrationStep { Migration = migration, Index = steps.Count, Released = false, SetStart = steps.Count, Before = state, After = after });
            state = after;
        }

        foreach (var migration in group.Never)
        {
            steps.Add(new MigrationStep { Migration = migration, Index = steps.Count, Released = false, SetStart = steps.Count, Before = state, After = state });
        }

        return steps;
    }

    private static Finding Problem(string rule, string message, string effect, Severity severity = Severity.Error) =>
        new() { Rule = rule, Severity = severity, Message = message, Effect = effect };

    private sealed record Releases(string Property, Dictionary<int, int> ByProperty, string Configuration, Dictionary<int, int> ByConfiguration);

    private sealed class ContextGroup(Framework framework, string? context)
    {
        public Framework Framework { get; } = framework;

        public string? Context { get; } = context;

        public List<Migration> Versioned { get; } = [];

        public List<Migration> EveryTime { get; } = [];

        public List<Migration> Never { get; } = [];

        /// <summary>Reads the SQL texts, which cannot be done before the engine is known: what a text means depends on it.</summary>
        public void ReadSql(Engine engine)
        {
            foreach (var migrations in new[] { Versioned, EveryTime, Never })
            {
                for (var i = 0; i < migrations.Count; i++)
                {
                    var (up, down) = (migrations[i].Up, migrations[i].Down);
                    migrations[i] = migrations[i] with
                    {
                        Up = up with { Operations = SqlOperationReader.Attach(up.Operations, engine) },
                        Down = down with { Operations = SqlOperationReader.Attach(down.Operations, engine) },
                    };
                }
            }
        }

        public string Title => Framework == Framework.FluentMigrator ? "the FluentMigrator migrations" : Context is null ? "the EF Core migrations without a context" : Context;
    }
}
