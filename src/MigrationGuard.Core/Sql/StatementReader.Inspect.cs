using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>A common table expression.</summary>
/// <param name="Base">The table it selects from when it is a plain query over one; null otherwise.</param>
internal sealed record CommonTable(CopySource? Base);

internal sealed partial class StatementReader
{
    private static readonly HashSet<string> NoFunction = new(StringComparer.Ordinal)
    {
        "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "EXISTS", "ANY", "ALL", "SOME", "VALUES", "AS", "ON", "USING", "OVER", "FILTER", "WITHIN", "JOIN", "BY",
        "CASE", "WHEN", "THEN", "ELSE", "END", "BETWEEN", "LIKE", "ILIKE", "RLIKE", "REGEXP", "SIMILAR", "IS", "UNION", "EXCEPT", "INTERSECT", "TOP", "LIMIT", "OFFSET", "DISTINCT",
        "INTO", "SET", "ROW", "ARRAY", "INTERVAL", "DEFAULT", "WITH", "PARTITION", "LATERAL", "RETURNING", "OUTPUT", "HAVING", "GROUP", "ORDER", "APPLY", "MATERIALIZED",
        "KEY", "CONFLICT", "INDEX", "HINT", "OPTION", "FETCH", "NEXT", "FIRST", "XML", "ROLLUP", "CUBE", "SETS", "GROUPING", "TABLESAMPLE", "PIVOT", "UNPIVOT", "FOR",
        "TO", "RANGE", "ROWS", "WINDOW", "CHECK", "REFERENCES", "UNIQUE", "AT", "OF", "COLLATE", "ESCAPE", "NULL", "SYSTEM_TIME", "FORCESEEK", "OVERLAPS", "RECURSIVE",
        "MATCH", "AGAINST", "GLOB", "DIV", "MOD", "XOR", "BINARY", "ADD", "COLUMN", "IGNORE", "USE", "FORCE", "PERIOD", "RETURNS", "PATH", "COLUMNS",
    };

    private static readonly HashSet<string> DangerousWords = new(StringComparer.Ordinal)
    {
        "INSERT", "UPDATE", "DELETE", "MERGE", "DROP", "ALTER", "CREATE", "TRUNCATE", "EXEC", "EXECUTE", "CALL", "GRANT", "REVOKE", "REPLACE",
    };

    private static readonly HashSet<string> FromEnds = new(StringComparer.Ordinal)
    {
        "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "WINDOW", "RETURNING", "SET", "VALUES", "OFFSET", "FETCH", "OPTION", "OUTPUT", "QUALIFY",
    };

    private static readonly HashSet<string> FromFunctions = new(StringComparer.Ordinal) { "EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION", "SUBSTR" };

    private sealed class Level
    {
        public bool IsQuery;
        public bool InFrom;
        public bool ExpectsTable;
        public bool FromIsArgument;
        public bool InSubquery;
    }

    /// <summary>
    /// Goes through an expression or query once, at every level: notes the tables read and the functions called, and doubts the statement where a word that
    /// begins a change stands, or an unknown part where more than a name or value may be meant.
    /// </summary>
    /// <param name="start">First token.</param>
    /// <param name="end">Token after the last.</param>
    /// <param name="qualifiers">Names by which the statement's own table is called; null when columns are of no interest.</param>
    /// <param name="columns">Gets the columns of that table; null when they are of no interest.</param>
    /// <param name="inFrom">Whether the range begins inside a FROM list.</param>
    /// <param name="tables">Gets the tables read, beside the statement's own list; null when not wanted.</param>
    private void Inspect(int start, int end, ICollection<string>? qualifiers = null, List<string>? columns = null, bool inFrom = false, DistinctNames? tables = null)
    {
        if (start >= end)
        {
            return;
        }

        Stack<Level>? levels = null;
        var level = new Level { InFrom = inFrom, ExpectsTable = inFrom };
        for (var i = start; i < end;)
        {
            var token = _t.Tokens[i];
            switch (token.Kind)
            {
                case TokenKind.Symbol:
                    if (token.Upper == "(")
                    {
                        var nextIsQuery = Is(i + 1, "SELECT") || Is(i + 1, "WITH") || Is(i + 1, "VALUES") || Is(i + 1, "TABLE");
                        var inner = new Level
                        {
                            ExpectsTable = level.ExpectsTable && !nextIsQuery,
                            InFrom = level.ExpectsTable && !nextIsQuery,
                            FromIsArgument = i > start && _t.Tokens[i - 1].Kind == TokenKind.Word && FromFunctions.Contains(_t.Tokens[i - 1].Upper),
                            InSubquery = level.InSubquery || nextIsQuery,
                        };
                        level.ExpectsTable = false;
                        (levels ??= new Stack<Level>()).Push(level);
                        level = inner;
                    }
                    else if (token.Upper == ")")
                    {
                        level = levels is { Count: > 0 } ? levels.Pop() : level;
                    }
                    else if (token.Upper == "," && level.InFrom)
                    {
                        level.ExpectsTable = true;
                    }

                    i++;
                    break;
                case TokenKind.Hole when !level.ExpectsTable:
                    if (!IsOperandPosition(i, start) && !IsNameBefore(i, start))
                    {
                        _outcome.Doubts("an unknown part stands where another clause may follow");
                    }

                    i++;
                    break;
                case TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole or TokenKind.Variable:
                    i = InspectWord(i, start, end, level, qualifiers, columns, tables);
                    break;
                default:
                    i++;
                    break;
            }
        }
    }

    private int InspectWord(int i, int start, int end, Level level, ICollection<string>? qualifiers, List<string>? columns, DistinctNames? tables)
    {
        var token = _t.Tokens[i];
        if (token.Kind == TokenKind.Word && !IsSymbol(i - 1, ".") && !IsSymbol(i + 1, "."))
        {
            switch (token.Upper)
            {
                case "SELECT":
                    level.IsQuery = true;
                    level.InFrom = false;
                    level.ExpectsTable = false;
                    return i + 1;
                case "FROM":
                    if (!(i > start && Is(i - 1, "DISTINCT") && (Is(i - 2, "IS") || Is(i - 2, "NOT"))) && !(level.FromIsArgument && !level.IsQuery))
                    {
                        level.InFrom = true;
                        level.ExpectsTable = true;
                    }

                    return i + 1;
                case "JOIN" or "STRAIGHT_JOIN" or "APPLY":
                    level.ExpectsTable = true;
                    level.InFrom = true;
                    return i + 1;
                case "LATERAL" or "ONLY" when level.ExpectsTable:
                    return i + 1;
                case "FOR" when Is(i + 1, "UPDATE") || Is(i + 1, "SHARE") || (Is(i + 1, "NO") && Is(i + 2, "KEY")) || Is(i + 1, "KEY"):
                    level.InFrom = false;
                    return SkipLockingClause(i, end);
                case "INTO" when level.IsQuery && levelIsNested(level):
                    _outcome.Doubts("a query inside it writes INTO something");
                    return i + 1;
            }

            if (FromEnds.Contains(token.Upper))
            {
                level.InFrom = false;
                level.ExpectsTable = false;
                return i + 1;
            }

            if (DangerousWords.Contains(token.Upper) && !IsSymbol(i + 1, "(") && !IsHarmless(i))
            {
                _outcome.Doubts("the word " + Quote(i) + " stands where no statement was expected");
                return i + 1;
            }
        }

        if (level.ExpectsTable)
        {
            return InspectTable(i, level, tables);
        }

        return InspectReference(i, level, qualifiers, columns);

        static bool levelIsNested(Level level) => level.InSubquery;
    }

    // "FORCE INDEX (ix)" calls no function.
    private bool IsIndexHint(int i) => (Is(i, "INDEX") || Is(i, "KEY")) && (Is(i - 1, "FORCE") || Is(i - 1, "USE") || Is(i - 1, "IGNORE"));

    private bool IsHarmless(int i) =>
        Is(i - 1, "ON") || Is(i + 1, "JOIN") || Is(i - 1, "FOR") || Is(i - 1, "AS") || IsSymbol(i + 1, "=") || IsSymbol(i + 1, ",") || IsSymbol(i + 1, ")") || Is(i - 1, "KEY");

    private int SkipLockingClause(int i, int end)
    {
        i++;
        while (i < end && _t.Tokens[i].Kind == TokenKind.Word
            && _t.Tokens[i].Upper is "UPDATE" or "SHARE" or "NO" or "KEY" or "SKIP" or "LOCKED" or "NOWAIT" or "WAIT" or "OF")
        {
            var isOf = _t.Tokens[i].Upper == "OF";
            i++;
            if (isOf)
            {
                while (i < end && (IsNamePart(i) || IsSymbol(i, ",") || IsSymbol(i, ".")) && !Is(i, "SKIP") && !Is(i, "NOWAIT"))
                {
                    i++;
                }
            }
        }

        return i;
    }

    private int InspectTable(int i, Level level, DistinctNames? tables)
    {
        var before = _i;
        _i = i;
        var name = ReadName();
        if (name is null)
        {
            _i = before;
            level.ExpectsTable = false;
            return i + 1;
        }

        level.ExpectsTable = false;
        if (IsSymbol(_i, "("))
        {
            CheckFunction(name);
        }
        else
        {
            NoteRead(name, tables);
            ReadAlias();
        }

        var after = _i;
        _i = before;
        return after;
    }

    private void NoteRead(SqlName name, DistinctNames? tables)
    {
        var isPseudo = name.Schema is null && name.Name.ToLowerInvariant() is "inserted" or "deleted" or "dual" or "excluded";
        if ((name.Schema is null && _common.ContainsKey(name.Name)) || isPseudo || IsTemporary(name.Schema, name.Name) || IsKind(name.First, TokenKind.Variable))
        {
            return;
        }

        _outcome.ReadsTable(name.Full);
        tables?.Add(name.Full);
    }

    private int InspectReference(int i, Level level, ICollection<string>? qualifiers, List<string>? columns)
    {
        var token = _t.Tokens[i];
        if (token.Kind == TokenKind.Variable)
        {
            return i + 1;
        }

        if (token.Kind == TokenKind.Word && !IsSymbol(i + 1, ".") && !(NameLike.Contains(token.Upper) && !IsIndexHint(i) && IsOperandPosition(i, Math.Max(i - 1, 0))) && (NoFunction.Contains(token.Upper) || Constants.Contains(token.Upper)))
        {
            return i + 1;
        }

        var last = i;
        string? qualifier = null;
        while (IsSymbol(last + 1, ".") && IsNamePart(last + 2))
        {
            qualifier = _t.Value(last);
            last += 2;
        }

        if (IsSymbol(last + 1, "."))
        {
            // "t.*"
            return last + 2;
        }

        if (IsSymbol(last + 1, "("))
        {
            var isAlias = Is(i - 1, "AS") || IsSymbol(i - 1, ")") || IsSymbol(i - 1, "::");
            if (!isAlias)
            {
                CheckFunction(new SqlName(qualifier, _t.Value(last), i, last + 1));
            }

            return last + 1;
        }

        if (columns is not null && !Is(i - 1, "AS") && !IsSymbol(i - 1, "::") && !Is(i - 1, "COLLATE"))
        {
            var own = qualifier is null ? !level.InSubquery : qualifiers is not null && qualifiers.Contains(qualifier);
            var value = _t.Value(last);
            if (own && !columns.Contains(value) && columns.Count < 200)
            {
                columns.Add(value);
            }
        }

        return last + 1;
    }

    // Words of a clause that columns are called as well; where an operand is due they are a column.
    private static readonly HashSet<string> NameLike = new(StringComparer.Ordinal)
    {
        "KEY", "INDEX", "FIRST", "NEXT", "LAST", "PATH", "COLUMNS", "PERIOD", "MATCH", "HINT", "PERCENT", "RANGE", "XML",
    };

    private static readonly HashSet<string> Constants = new(StringComparer.Ordinal)
    {
        "NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_USER", "SESSION_USER", "LOCALTIME", "LOCALTIMESTAMP", "ASC", "DESC",
        "NULLS", "LAST", "UNKNOWN", "PRECEDING", "FOLLOWING", "UNBOUNDED", "NOCASE", "SEPARATOR", "PERCENT", "TIES", "ONLY", "CURRENT", "OUTER", "INNER", "LEFT", "RIGHT", "CROSS", "FULL", "NATURAL",
    };

    /// <summary>Whether an unknown part at <paramref name="i"/> can only be an operand: a name, a value or an expression.</summary>
    private bool IsOperandPosition(int i, int start)
    {
        if (i <= start)
        {
            return true;
        }

        var before = _t.Tokens[i - 1];
        return before.Kind switch
        {
            TokenKind.Symbol => before.Upper != ")",
            TokenKind.Word => NoFunction.Contains(before.Upper) && before.Upper is not ("END" or "NULL"),
            _ => false,
        };
    }

    // "a.‹?›" is a name; the point was taken together with what precedes it only when a table was expected.
    private bool IsNameBefore(int i, int start) => i > start && IsSymbol(i - 1, ".");

    /// <summary>Doubts the statement when a function may do more than compute.</summary>
    private void CheckFunction(SqlName name)
    {
        var simple = name.Name;
        if (Hole.IsIn(simple))
        {
            _outcome.Doubts("a function with an unknown name is called");
            return;
        }

        var upper = simple.ToUpperInvariant();
        if (upper == "SETVAL" && IsPostgres)
        {
            ReadSetVal(name.After);
            return;
        }

        if (_session.Routine(simple) is { } body)
        {
            Include(body, simple);
            return;
        }

        // T-SQL functions cannot change a table; what they read is not followed.
        if (KnownFunctions.IsPure(upper, Dialect) || (Dialect == SqlDialect.SqlServer && upper is not ("OPENROWSET" or "OPENQUERY" or "OPENDATASOURCE")))
        {
            return;
        }

        _outcome.Doubts("it calls " + Hole.Show(name.Full) + ", whose effect is not known");
    }

    private void ReadSetVal(int open)
    {
        var sequence = "";
        long? start = null;
        if (IsSymbol(open, "("))
        {
            // One that never closes would take the rest of the text for its arguments.
            var close = _t.Partner(open) > open ? _t.Partner(open) : open + 1;
            var arguments = SplitAtCommas(open + 1, Math.Min(close, _end));
            if (arguments.Count > 0 && arguments[0].Start < arguments[0].End)
            {
                sequence = SequenceOf(arguments[0].Start, arguments[0].End);
            }

            if (arguments.Count > 1 && arguments[1].End == arguments[1].Start + 1 && long.TryParse(_t.Raw(arguments[1].Start), System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var value))
            {
                start = value;
            }
        }

        var (schema, name) = SplitQualified(sequence);
        Effect(new RestartSequence { Schema = schema, Name = name.Length == 0 ? Hole.Text : name, Start = start }, open - 1, open);
    }

    private string SequenceOf(int from, int to)
    {
        if (_t.Tokens[from].Kind == TokenKind.String)
        {
            return _t.Value(from);
        }

        // pg_get_serial_sequence('table', 'column'): the name the engine gives such a sequence.
        if (Is(from, "PG_GET_SERIAL_SEQUENCE") && IsKind(from + 2, TokenKind.String) && IsKind(from + 4, TokenKind.String) && from + 4 < to)
        {
            var (schema, table) = SplitQualified(_t.Value(from + 2));
            return (schema is null ? "" : schema + ".") + table + "_" + _t.Value(from + 4) + "_seq";
        }

        return "";
    }

    private static (string? Schema, string Name) SplitQualified(string text)
    {
        var inner = new SqlText(text, SqlDialect.Unknown);
        string? schema = null;
        var name = "";
        for (var i = 0; i < inner.Count; i++)
        {
            var token = inner.Tokens[i];
            if (token.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole)
            {
                if (name.Length > 0)
                {
                    schema = name;
                }

                name = inner.Value(i);
            }
        }

        return (schema, name);
    }

    /// <summary>Adds what a routine does whose body was read before.</summary>
    private void Include(Outcome body, string name)
    {
        if (!_session.MayRepeat(body.Effects.Count + body.Reads.Count))
        {
            _outcome.Fails("too much is called to be followed");
            return;
        }

        foreach (var effect in body.Effects)
        {
            _outcome.Effects.Add(effect with
            {
                Span = new SourceSpan("", _t.Tokens[Math.Min(_i, _t.Count - 1)].Start, 0, 0, 0, 0, 0),
                Certainty = _circumstances.Certainty == Certainty.Certain ? effect.Certainty : _circumstances.Certainty,
                Condition = effect.Condition ?? _circumstances.Condition,
            });
        }

        foreach (var table in body.Reads)
        {
            _outcome.ReadsTable(table);
        }

        if (body.Reason is { } reason)
        {
            // The reason of a routine that calls others repeats theirs.
            _outcome.Doubts("the body of " + name + " was not understood completely: " + (reason.Length > 300 ? reason.Substring(0, 299) + "…" : reason));
        }
    }
}
