using System.IO.Compression;
using System.Text;
using MigrationGuard.Gates;

namespace MigrationGuard.Cli.Backups;

/// <summary>Reads the SQL that pg_dump, mysqldump and mariadb-dump write, to its end, line by line.</summary>
internal sealed class PlainDump
{
    private static readonly string[] Ends = ["-- PostgreSQL database dump complete", "-- PostgreSQL database cluster dump complete", "-- Dump completed"];

    private readonly Dictionary<(string? Schema, string Table), bool> _tables = [];
    private (string? Schema, string Table)? _pending;
    private bool _isDump;
    private bool _isComplete;

    public static BackupContents ReadFile(string path, string name)
    {
        using var reader = new StreamReader(path);
        return Read(reader, name);
    }

    public static BackupContents ReadGzip(string path, string name)
    {
        using var file = File.OpenRead(path);
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return Read(reader, name);
    }

    /// <summary>Reads a dump.</summary>
    /// <param name="reader">Its text.</param>
    /// <param name="name">Its name, for people.</param>
    public static BackupContents Read(TextReader reader, string name)
    {
        var dump = new PlainDump();
        dump.ReadAll(reader);
        return new BackupContents
        {
            Name = name,
            Unusable = dump._isComplete ? null
                : dump._isDump ? "it is cut off: the line that ends a dump (\"dump complete\") is not there"
                : "it is no dump of PostgreSQL or MySQL and no SQLite file",
            Tables = [.. dump._tables.Select(table => new BackupTable(table.Key.Schema, table.Key.Table, table.Value)).OrderBy(table => table.Schema, StringComparer.Ordinal).ThenBy(table => table.Table, StringComparer.Ordinal)],
        };
    }

    private void ReadAll(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            if (line.StartsWith("COPY ", StringComparison.Ordinal) && line.EndsWith(" FROM stdin;", StringComparison.Ordinal))
            {
                ReadRows(reader, line);
            }
            else if (line.StartsWith("--", StringComparison.Ordinal))
            {
                ReadComment(line);
            }
            else if (!line.StartsWith('\\') && !line.StartsWith("/*!", StringComparison.Ordinal))
            {
                _isComplete = false;
                ReadStatement(line);
            }
        }
    }

    private void ReadRows(TextReader reader, string line)
    {
        var key = NameAt(line, "COPY ".Length);
        _isComplete = false;
        while (reader.ReadLine() is { } row)
        {
            if (row == "\\.")
            {
                // Rows count only when all of them are there.
                Add(key, hasRows: true);
                return;
            }
        }
    }

    private void ReadComment(string line)
    {
        const string rows = "-- Dumping data for table `";
        const string data = "-- Data for Name: ";
        _isDump |= line.Contains("database dump", StringComparison.Ordinal) || line.Contains("database cluster dump", StringComparison.Ordinal)
            || line.StartsWith("-- MySQL dump ", StringComparison.Ordinal) || line.StartsWith("-- MariaDB dump ", StringComparison.Ordinal);
        _isComplete |= _isDump && Ends.Any(end => line.StartsWith(end, StringComparison.Ordinal));
        if (line.StartsWith(rows, StringComparison.Ordinal) && line.EndsWith('`'))
        {
            Add((null, line[rows.Length..^1]), hasRows: true);
        }
        else if (line.StartsWith(data, StringComparison.Ordinal) && line.IndexOf("; Type: TABLE DATA; Schema: ", StringComparison.Ordinal) is var end and > 0)
        {
            // Written before the rows: with COPY they are counted at their end, with INSERT there is no other word about an empty table.
            _pending = (SchemaIn(line), line[data.Length..end]);
        }
    }

    private void ReadStatement(string line)
    {
        if (line.StartsWith("CREATE TABLE ", StringComparison.Ordinal) || line.StartsWith("CREATE UNLOGGED TABLE ", StringComparison.Ordinal))
        {
            Add(NameAt(line, line.IndexOf(" TABLE ", StringComparison.Ordinal) + " TABLE ".Length), hasRows: false);
        }
        else if (line.StartsWith("INSERT INTO ", StringComparison.Ordinal))
        {
            Add(NameAt(line, "INSERT INTO ".Length), hasRows: true);
        }

        if (_pending is { } table)
        {
            Add(table, hasRows: true);
            _pending = null;
        }
    }

    private void Add((string? Schema, string Table) key, bool hasRows)
    {
        _pending = _pending == key ? null : _pending;
        _tables[key] = hasRows || (_tables.TryGetValue(key, out var had) && had);
    }

    private static string? SchemaIn(string line)
    {
        const string word = "; Schema: ";
        var start = line.IndexOf(word, StringComparison.Ordinal) + word.Length;
        var end = line.IndexOf("; Owner: ", start, StringComparison.Ordinal);
        return end < 0 ? line[start..] : line[start..end];
    }

    /// <summary>A name of one or two parts, each plain or in quotes.</summary>
    private static (string? Schema, string Table) NameAt(string line, int at)
    {
        var first = Part(line, ref at);
        if (at < line.Length && line[at] == '.')
        {
            at++;
            return (first, Part(line, ref at));
        }

        return (null, first);
    }

    private static string Part(string line, ref int at)
    {
        var part = new StringBuilder();
        if (at < line.Length && line[at] is '"' or '`')
        {
            var quote = line[at++];
            for (; at < line.Length; at++)
            {
                if (line[at] != quote)
                {
                    part.Append(line[at]);
                }
                else if (at + 1 < line.Length && line[at + 1] == quote)
                {
                    part.Append(line[++at]);
                }
                else
                {
                    at++;
                    break;
                }
            }
        }
        else
        {
            for (; at < line.Length && line[at] is not ('.' or ' ' or '('); at++)
            {
                part.Append(line[at]);
            }
        }

        return part.ToString();
    }
}
