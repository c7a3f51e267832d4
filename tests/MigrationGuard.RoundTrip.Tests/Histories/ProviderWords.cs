using System.Text.RegularExpressions;
using MigrationGuard.Model;

namespace MigrationGuard.RoundTrip.Histories;

/// <summary>Turns the words of a case into what a provider's own scaffolding writes.</summary>
internal static partial class ProviderWords
{
    private static readonly Dictionary<string, (string Postgres, string Sqlite)> Words = new(StringComparer.Ordinal)
    {
        ["int"] = ("integer", "INTEGER"),
        ["bigint"] = ("bigint", "INTEGER"),
        ["smallint"] = ("smallint", "INTEGER"),
        ["text"] = ("text", "TEXT"),
        ["varchar"] = ("character varying", "TEXT"),
        ["decimal"] = ("numeric", "TEXT"),
        ["double"] = ("double precision", "REAL"),
        ["bool"] = ("boolean", "INTEGER"),
        ["guid"] = ("uuid", "TEXT"),
        ["time"] = ("timestamp with time zone", "TEXT"),
        ["date"] = ("date", "TEXT"),
        ["bytes"] = ("bytea", "BLOB"),
        ["identity"] = (".Annotation(\"Npgsql:ValueGenerationStrategy\", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)", ".Annotation(\"Sqlite:Autoincrement\", true)"),
        ["generated"] = (".HasAnnotation(\"Npgsql:ValueGenerationStrategy\", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)", ".HasAnnotation(\"Sqlite:Autoincrement\", true)"),
    };

    public static string Expand(string text, Engine engine) => Word().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (!Words.TryGetValue(name, out var word))
        {
            return match.Value;
        }

        var arguments = match.Groups["arguments"].Value;
        return engine == Engine.PostgreSql ? word.Postgres + arguments : word.Sqlite;
    });

    [GeneratedRegex(@"\$(?<name>[a-z]+)(?<arguments>\([0-9, ]+\))?")]
    private static partial Regex Word();
}
