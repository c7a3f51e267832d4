using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>The name of a table or another object.</summary>
/// <param name="Schema">Its schema; null when not said. A database in front is left out.</param>
/// <param name="Name">The name without quotes.</param>
/// <param name="First">Index of its first token.</param>
/// <param name="After">Index after its last token.</param>
internal sealed record SqlName(string? Schema, string Name, int First, int After)
{
    public string Full => Schema is null ? Name : Schema + "." + Name;
}

internal sealed partial class StatementReader
{
    // Words that never name a table or column unquoted in any of the dialects; used to tell a name from the next clause.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "UNION", "EXCEPT", "INTERSECT", "SET", "VALUES", "ON", "USING", "JOIN", "INNER", "CROSS",
        "AND", "OR", "NOT", "IS", "NULL", "IN", "LIKE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "AS", "INTO", "EXISTS", "DISTINCT", "ALL",
        "CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE", "TABLE", "PRIMARY", "FOREIGN", "REFERENCES", "UNIQUE", "CHECK", "CONSTRAINT",
        "DEFAULT", "BY", "LIMIT", "RETURNING", "OUTPUT", "NATURAL", "LEFT", "RIGHT", "FULL", "OUTER", "WITH", "OFFSET", "FETCH", "FOR", "WINDOW", "OPTION",
    };

    private bool IsNamePart(int index)
    {
        if (index < 0 || index >= _end)
        {
            return false;
        }

        return _t.Tokens[index].Kind switch
        {
            TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole => true,
            TokenKind.String => Dialect is not SqlDialect.PostgreSql and not SqlDialect.SqlServer && _t.Tokens[index].Upper.Length == 0,
            TokenKind.Variable => true,
            _ => false,
        };
    }

    /// <summary>A name at the position, which moves behind it; null and no move when none stands there.</summary>
    private SqlName? ReadName()
    {
        while (Dialect == SqlDialect.SqlServer && IsSymbol(_i, ".") && (IsNamePart(_i + 1) || IsSymbol(_i + 1, ".")))
        {
            _i++;
        }

        if (!IsNamePart(_i) || (IsKind(_i, TokenKind.Word) && Reserved.Contains(_t.Tokens[_i].Upper)))
        {
            return null;
        }

        var first = _i;
        string? schema = null;
        var name = _t.Value(_i);
        _i++;
        while (IsSymbol(_i, "."))
        {
            if (IsNamePart(_i + 1))
            {
                schema = name.Length == 0 ? null : name;
                name = _t.Value(_i + 1);
                _i += 2;
            }
            else if (IsSymbol(_i + 1, "."))
            {
                // SQL Server's db..table: the default schema of another database.
                name = "";
                _i++;
            }
            else
            {
                break;
            }
        }

        return new SqlName(schema is { Length: > 0 } ? schema : null, name, first, _i);
    }

    private SqlName? NameAt(int index)
    {
        var before = _i;
        _i = index;
        var name = ReadName();
        _i = before;
        return name;
    }

    /// <summary>A single identifier; null when none stands here.</summary>
    private string? ReadIdentifier()
    {
        if (!IsNamePart(_i))
        {
            return null;
        }

        return _t.Value(_i++);
    }

    /// <summary>Columns in a parenthesis such as <c>(a, b DESC, lower(c))</c>; an expression stands as its text.</summary>
    private List<string> ReadColumnList(List<bool>? descending = null)
    {
        var columns = new List<string>();
        if (!IsSymbol(_i, "("))
        {
            return columns;
        }

        var close = _t.Partner(_i);
        var end = close > _i && close < _end ? close : _end;
        foreach (var (from, to) in SplitAtCommas(_i + 1, end))
        {
            if (from >= to)
            {
                continue;
            }

            columns.Add(ColumnText(from, to));
            descending?.Add(Find(from, to, "DESC") < to);
        }

        _i = Math.Min(end + 1, _end);
        return columns;
    }

    private string ColumnText(int from, int to)
    {
        var token = _t.Tokens[from];
        var simple = token.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole || (token.Kind == TokenKind.String && Dialect != SqlDialect.PostgreSql);

        // A parenthesis after a name is a prefix length (MySQL "c(10)") or the arguments of a function.
        if (simple && from + 1 < to && IsSymbol(from + 1, "("))
        {
            simple = IsKind(from + 2, TokenKind.Number) && IsSymbol(from + 3, ")");
        }
        else if (simple && from + 1 < to)
        {
            simple = _t.Tokens[from + 1].Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.String;
        }

        return simple ? _t.Value(from) : _t.Slice(from, to);
    }

    /// <summary>An optional alias, with or without AS.</summary>
    private string? ReadAlias()
    {
        if (Accept("AS"))
        {
            return ReadIdentifier();
        }

        if (IsKind(_i, TokenKind.QuotedName) || (IsKind(_i, TokenKind.Word) && !Reserved.Contains(_t.Tokens[_i].Upper) && !AliasStops.Contains(_t.Tokens[_i].Upper)))
        {
            return _t.Value(_i++);
        }

        return null;
    }

    private static readonly HashSet<string> AliasStops = new(StringComparer.Ordinal)
    {
        "STRAIGHT_JOIN", "APPLY", "TABLESAMPLE", "PIVOT", "UNPIVOT", "USE", "FORCE", "IGNORE", "INDEXED", "PARTITION", "LOCK", "DO", "OVERRIDING", "CURRENT", "CONFLICT",
    };
}
