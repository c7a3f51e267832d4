using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private static readonly HashSet<string> ColumnKeywords = new(StringComparer.Ordinal)
    {
        "CONSTRAINT", "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "GENERATED", "AS", "IDENTITY", "AUTO_INCREMENT", "AUTOINCREMENT",
        "COLLATE", "COMMENT", "ON", "FIRST", "AFTER", "KEY", "STORAGE", "COMPRESSION", "SPARSE", "ROWGUIDCOL", "MASKED", "ENCRYPTED", "HIDDEN", "INVISIBLE",
        "VISIBLE", "DEFERRABLE", "INITIALLY", "USING", "VIRTUAL", "STORED", "PERSISTED", "PERSISTENT", "ENFORCED", "COLUMN_FORMAT", "SRID", "FILESTREAM", "MATCH", "INDEX",
    };

    /// <summary>A column definition with the constraints that stand in it.</summary>
    private sealed class ColumnDefinition
    {
        public required Column Column { get; set; }

        public KeyDefinition? PrimaryKey { get; set; }

        public KeyDefinition? Unique { get; set; }

        public List<ForeignKeyDefinition> ForeignKeys { get; } = [];

        public List<CheckDefinition> Checks { get; } = [];
    }

    /// <summary>A column definition between two tokens; null when it has no name.</summary>
    private ColumnDefinition? ReadColumnDefinition(int start, int end)
    {
        var before = (_i, _end);
        _i = start;
        _end = end;
        var name = ReadIdentifier();
        ColumnDefinition? definition = null;
        if (name is not null)
        {
            definition = new ColumnDefinition { Column = new Column { Name = name, StoreType = ReadType() } };
            var type = definition.Column.StoreType;
            if (type is not null && IsSerial(type))
            {
                definition.Column = definition.Column with { Identity = true, Nullable = false };
            }

            ReadColumnConstraints(definition, name);
            if (_i < _end)
            {
                _outcome.Doubts("the part from " + Quote(_i) + " on was not understood");
            }
        }

        (_i, _end) = before;
        return definition;
    }

    private static bool IsSerial(string type) =>
        type.EndsWith("serial", StringComparison.OrdinalIgnoreCase) || type.EndsWith("serial4", StringComparison.OrdinalIgnoreCase) || type.EndsWith("serial8", StringComparison.OrdinalIgnoreCase);

    /// <summary>A type as written; null when none stands here.</summary>
    private string? ReadType()
    {
        var start = _i;
        while (_i < _end)
        {
            var token = _t.Tokens[_i];
            if (token.Kind == TokenKind.Word && ColumnKeywords.Contains(token.Upper))
            {
                break;
            }

            if (token.Kind == TokenKind.Word && token.Upper == "WITH" && !Is(_i + 1, "TIME") && !Is(_i + 1, "LOCAL"))
            {
                break;
            }

            if (token.Kind == TokenKind.Symbol && token.Upper is "(" or "[")
            {
                _i = token.Upper == "(" ? _t.After(_i, _end) : Math.Min(FindSymbol(_i, _end, "]") + 1, _end);
                continue;
            }

            if (token.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole || IsSymbol(_i, ".") || IsSymbol(_i, "%"))
            {
                if (token.Upper is "CHARSET" or "CHARACTER" && (token.Upper == "CHARSET" || Is(_i + 1, "SET")) && _i > start)
                {
                    _i = Math.Min(_i + (token.Upper == "CHARSET" ? 2 : 3), _end);
                    continue;
                }

                _i++;
                continue;
            }

            break;
        }

        return _i > start ? TypeText(start, _i) : null;
    }

    // "[nvarchar](50)" is nvarchar(50). PostgreSQL's quotes make another type of the name and stay.
    private string TypeText(int start, int end)
    {
        var text = new StringBuilder();
        for (var i = start; i < end; i++)
        {
            if (i > start)
            {
                text.Append(_t.Text, _t.Tokens[i - 1].End, _t.Tokens[i].Start - _t.Tokens[i - 1].End);
            }

            text.Append(IsKind(i, TokenKind.QuotedName) && _t.Text[_t.Tokens[i].Start] == '[' ? _t.Value(i) : _t.Raw(i));
        }

        return text.ToString();
    }

    private void ReadColumnConstraints(ColumnDefinition definition, string name)
    {
        string? constraint = null;
        while (_i < _end)
        {
            var before = _i;
            if (Accept("CONSTRAINT"))
            {
                constraint = ReadIdentifier();
                continue;
            }

            ReadColumnConstraint(definition, name, constraint);
            constraint = null;
            if (_i == before)
            {
                return;
            }
        }
    }

    private void ReadColumnConstraint(ColumnDefinition definition, string name, string? constraint)
    {
        var column = definition.Column;
        if (Accept("NOT"))
        {
            if (Accept("NULL"))
            {
                definition.Column = column with { Nullable = false };
                if (Accept("ON", "CONFLICT"))
                {
                    _i++;
                }
            }
            else
            {
                _i++;
            }
        }
        else if (Accept("NULL"))
        {
            definition.Column = column with { Nullable = true };
        }
        else if (Accept("DEFAULT"))
        {
            definition.Column = ReadDefault(column);
        }
        else if (Accept("PRIMARY", "KEY") || (Is("KEY") && Dialect == SqlDialect.MySql && Accept("KEY")))
        {
            var options = _i;
            SkipKeyOptions();
            definition.PrimaryKey = new KeyDefinition(constraint, [name]);
            definition.Column = column with { Nullable = IsSqlite ? column.Nullable : false, Identity = column.Identity || Find(options, _i, "AUTOINCREMENT") < _i };
        }
        else if (Accept("UNIQUE"))
        {
            Accept("KEY");
            definition.Unique = new KeyDefinition(constraint, [name]);
            SkipKeyOptions();
        }
        else if (Is("REFERENCES"))
        {
            definition.ForeignKeys.Add(ReadReferences(constraint, [name]));
        }
        else if (Accept("CHECK"))
        {
            definition.Checks.Add(new CheckDefinition(constraint, ReadParenthesisText()));
            Accept("NOT", "ENFORCED");
            Accept("ENFORCED");
            Accept("NO", "INHERIT");
        }
        else if (Is("GENERATED") || Is("AS"))
        {
            definition.Column = ReadGenerated(definition.Column);
        }
        else if (Accept("IDENTITY"))
        {
            SkipParentheses();
            Accept("NOT");
            definition.Column = column with { Identity = true };
        }
        else if (AcceptAny("AUTO_INCREMENT", "AUTOINCREMENT"))
        {
            definition.Column = column with { Identity = true };
        }
        else if (Accept("COLLATE"))
        {
            definition.Column = column with { Collation = ReadName()?.Name };
        }
        else if (Accept("COMMENT"))
        {
            definition.Column = column with { Comment = IsKind(_i, TokenKind.String) ? _t.Value(_i) : null };
            _i = Math.Min(_i + 1, _end);
        }
        else if (Accept("ON", "UPDATE") || Accept("ON", "CONFLICT"))
        {
            _i = Math.Min(_i + 1, _end);
            SkipParentheses();
        }
        else if (Accept("MASKED", "WITH") || Accept("ENCRYPTED", "WITH"))
        {
            SkipParentheses();
        }
        else if (Accept("FIRST") || AcceptAny("SPARSE", "ROWGUIDCOL", "HIDDEN", "INVISIBLE", "VISIBLE", "DEFERRABLE", "FILESTREAM", "PERSISTED", "STORED", "VIRTUAL", "ENFORCED", "PERSISTENT"))
        {
        }
        else if (AcceptAny("AFTER", "STORAGE", "COMPRESSION", "INITIALLY", "COLUMN_FORMAT", "SRID"))
        {
            _i = Math.Min(_i + 1, _end);
        }
        else if (Accept("WITH", "VALUES"))
        {
        }
        else if (Accept("INDEX"))
        {
            ReadIdentifier();
        }
        else if (Is("CHARACTER", "SET") || Is("CHARSET"))
        {
            _i = Math.Min(_i + (Is("CHARSET") ? 2 : 3), _end);
        }
    }

    private void SkipKeyOptions()
    {
        while (_i < _end)
        {
            if (AcceptAny("ASC", "DESC", "CLUSTERED", "NONCLUSTERED", "AUTOINCREMENT", "DEFERRABLE") || Accept("NOT", "DEFERRABLE"))
            {
            }
            else if (Accept("INITIALLY"))
            {
                _i = Math.Min(_i + 1, _end);
            }
            else if (Accept("ON", "CONFLICT"))
            {
                _i = Math.Min(_i + 1, _end);
            }
            else if (Is("WITH") && IsSymbol(_i + 1, "("))
            {
                _i++;
                SkipParentheses();
            }
            else if (Accept("USING", "INDEX"))
            {
                Accept("TABLESPACE");
                ReadIdentifier();
            }
            else if (Accept("USING"))
            {
                ReadIdentifier();
            }
            else if (Is("ON") && IsNamePart(_i + 1) && !Is(_i + 1, "UPDATE") && !Is(_i + 1, "DELETE"))
            {
                _i += 2;
                SkipParentheses();
            }
            else if (Accept("NULLS"))
            {
                Accept("NOT");
                Accept("DISTINCT");
            }
            else if (Accept("INCLUDE"))
            {
                SkipParentheses();
            }
            else
            {
                return;
            }
        }
    }

    private Column ReadDefault(Column column)
    {
        var start = _i;
        _i = _i < _end ? (IsSymbol(_i, "(") ? _t.After(_i, _end) : _i + 1) : _i;
        while (_i < _end && !(_t.Tokens[_i].Kind == TokenKind.Word && (ColumnKeywords.Contains(_t.Tokens[_i].Upper) || _t.Tokens[_i].Upper is "WITH" or "FOR"
            && !(_t.Tokens[_i].Upper == "FOR" && Is(_i - 1, "VALUE")) && !(_t.Tokens[_i].Upper == "WITH" && Is(_i + 1, "TIME")))))
        {
            _i = _t.After(_i, _end);
        }

        Inspect(start, _i);
        var literal = ReadLiteral(start, _i);
        return literal.Kind switch
        {
            LiteralKind.Sql => column with { DefaultSql = _t.Slice(start, _i) },
            _ => column with { Default = literal },
        };
    }

    private Column ReadGenerated(Column column)
    {
        if (Accept("GENERATED"))
        {
            if (!Accept("ALWAYS"))
            {
                Accept("BY", "DEFAULT");
                Accept("ON", "NULL");
            }
        }

        if (!Accept("AS"))
        {
            return column;
        }

        if (Accept("IDENTITY"))
        {
            SkipParentheses();
            return column with { Identity = true };
        }

        if (Is(_i + 1, "START") || Is(_i + 1, "END"))
        {
            // The period columns of a temporal table: ROW START, ROW END.
            _i += 2;
            return column;
        }

        var start = _i;
        if (!SkipParentheses())
        {
            _i = Find(_i, _end, "PERSISTED", "NOT", "CONSTRAINT", "STORED", "VIRTUAL");
        }

        Inspect(start, _i);
        var sql = _t.Slice(start, _i);
        var stored = AcceptAny("STORED", "PERSISTED", "PERSISTENT");
        if (!stored)
        {
            Accept("VIRTUAL");
        }

        return column with { ComputedSql = sql, Stored = stored };
    }

    private string ReadParenthesisText()
    {
        var start = _i;
        if (Accept("NOT"))
        {
            // SQL Server: CHECK NOT FOR REPLICATION (…).
            Accept("FOR");
            Accept("REPLICATION");
            start = _i;
        }

        if (!SkipParentheses())
        {
            return "";
        }

        var isClosed = IsSymbol(_i - 1, ")");
        Inspect(start + 1, isClosed ? _i - 1 : _i);
        return _t.Slice(start + 1, isClosed ? _i - 1 : _i);
    }

    /// <summary>REFERENCES and what follows it.</summary>
    private ForeignKeyDefinition ReadReferences(string? constraint, IReadOnlyList<string> columns)
    {
        Accept("REFERENCES");
        var principal = ReadName();
        var definition = new ForeignKeyDefinition
        {
            Name = constraint,
            Columns = columns,
            PrincipalSchema = principal?.Schema,
            PrincipalTable = principal?.Name,
            PrincipalColumns = IsSymbol(_i, "(") ? ReadColumnList() : [],
        };
        while (_i < _end)
        {
            if (Accept("ON", "DELETE"))
            {
                definition = definition with { OnDelete = ReadReferentialAction() };
            }
            else if (Accept("ON", "UPDATE"))
            {
                definition = definition with { OnUpdate = ReadReferentialAction() };
            }
            else if (Accept("MATCH") || Accept("INITIALLY"))
            {
                _i = Math.Min(_i + 1, _end);
            }
            else if (Accept("NOT", "DEFERRABLE") || Accept("DEFERRABLE") || Accept("NOT", "ENFORCED") || Accept("ENFORCED"))
            {
            }
            else if (Is("NOT", "FOR"))
            {
                _i = Math.Min(_i + 3, _end);
            }
            else
            {
                break;
            }
        }

        return definition;
    }

    private string ReadReferentialAction()
    {
        if (Accept("CASCADE"))
        {
            return "Cascade";
        }

        if (Accept("SET", "NULL") || Accept("SET", "DEFAULT"))
        {
            var action = Is(_i - 1, "NULL") ? "SetNull" : "SetDefault";
            SkipParentheses();
            return action;
        }

        if (Accept("RESTRICT"))
        {
            return "Restrict";
        }

        Accept("NO", "ACTION");
        return "NoAction";
    }
}
