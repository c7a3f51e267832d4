using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>
/// The script of an <c>AutoScriptMigration</c>: an embedded resource <c>Scripts.{Up|Down}.{version}_{class}_{database}.sql</c>. The library takes the first that is
/// there, from the name of the engine's version over the name of the engine to <c>Generic</c>.
/// </summary>
internal static class AutoScripts
{
    private const string Generic = "Generic";

    private static readonly Providers[] All =
        [Providers.PostgreSql, Providers.SqlServer, Providers.Sqlite, Providers.MySql, Providers.Oracle, Providers.Other];

    public static IReadOnlyList<Operation> Of(string className, long version, Direction direction, SourceSpan span, SyntaxTree? tree, ReadingContext context)
    {
        var start = "Scripts." + direction + "." + version.ToString(System.Globalization.CultureInfo.InvariantCulture) + "_" + className + "_";
        var operations = new List<Sql>();
        foreach (var provider in All)
        {
            // Which version of the engine it will be is not known, so a script for one version may or may not be the one.
            var versions = Found(DatabaseNames.VersionsOf(provider));
            foreach (var (name, script) in versions)
            {
                Add(name, script, Certainty.Conditional, provider);
            }

            var others = Found([.. DatabaseNames.GeneralOf(provider), Generic]);
            if (others.Count > 0)
            {
                Add(others[0].Name, others[0].Script, versions.Count > 0 ? Certainty.Conditional : Certainty.Certain, provider);
            }
            else if (versions.Count == 0)
            {
                Add(start + Generic + ".sql", null, Certainty.Certain, provider);
            }
        }

        return operations;

        List<(string Name, Script Script)> Found(IEnumerable<string> databases)
        {
            var found = new List<(string, Script)>();
            foreach (var database in databases)
            {
                var name = start + database + ".sql";
                if (context.FindScript(name, ScriptKind.ResourceEnding) is { } script && !found.Exists(other => other.Item2 == script))
                {
                    found.Add((name, script));
                }
            }

            return found;
        }

        void Add(string name, Script? script, Certainty certainty, Providers provider)
        {
            var source = new SqlSource(name, script?.File, script?.Hash);
            var at = operations.FindIndex(operation => operation.Source == source && operation.Certainty == certainty);
            if (at >= 0)
            {
                operations[at] = operations[at] with { Providers = operations[at].Providers | provider };
                return;
            }

            operations.Add(new()
            {
                Text = script?.Text,
                Source = source,
                Dialect = tree is null ? Engine.Unknown : context.DialectOf(tree),
                Places = script is null ? [] : WrittenTexts.Of(script),
                Span = span,
                Providers = provider,
                Certainty = certainty,
                Condition = certainty == Certainty.Certain ? null : "the version of the engine",
            });
        }
    }
}
