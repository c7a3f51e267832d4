using System.Text.RegularExpressions;
using MigrationGuard.Model;

namespace MigrationGuard.Benchmark;

/// <summary>Turns the words of a case into what each engine's provider scaffolds: <c>$varchar(30)</c>, <c>$time</c>, and names in SQL, which stand in escaped quotes.</summary>
internal static partial class EngineWords
{
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["int"] = ["integer", "int", "int", "INTEGER"],
        ["bigint"] = ["bigint", "bigint", "bigint", "INTEGER"],
        ["smallint"] = ["smallint", "smallint", "smallint", "INTEGER"],
        ["text"] = ["text", "nvarchar(max)", "longtext", "TEXT"],
        ["varchar"] = ["character varying", "nvarchar", "varchar", "TEXT"],
        ["decimal"] = ["numeric", "decimal", "decimal", "TEXT"],
        ["double"] = ["double precision", "float", "double", "REAL"],
        ["real"] = ["real", "real", "float", "REAL"],
        ["bool"] = ["boolean", "bit", "tinyint(1)", "INTEGER"],
        ["guid"] = ["uuid", "uniqueidentifier", "char(36)", "TEXT"],
        ["time"] = ["timestamp with time zone", "datetime2", "datetime(6)", "TEXT"],
        ["date"] = ["date", "date", "date", "TEXT"],
        ["bytes"] = ["bytea", "varbinary(max)", "longblob", "BLOB"],
    };

    public static string NameOf(Engine engine) => engine switch { Engine.PostgreSql => "PostgreSQL", Engine.SqlServer => "SQL Server", Engine.MySql => "MySQL", _ => "SQLite" };

    public static string Expand(string code, Engine engine)
    {
        var column = engine switch { Engine.PostgreSql => 0, Engine.SqlServer => 1, Engine.MySql => 2, _ => 3 };
        var expanded = Word().Replace(code, match =>
        {
            var word = Words[match.Groups["name"].Value][column];
            return column == 3 ? word : word + match.Groups["arguments"].Value;
        });
        return engine == Engine.MySql ? expanded.Replace("\\\"", "`", StringComparison.Ordinal) : expanded;
    }

    [GeneratedRegex(@"\$(?<name>int|bigint|smallint|text|varchar|decimal|double|real|bool|guid|time|date|bytes)\b(?<arguments>\([0-9, ]+\))?")]
    private static partial Regex Word();
}
