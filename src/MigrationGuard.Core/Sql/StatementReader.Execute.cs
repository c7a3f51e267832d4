using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>Text that is executed as SQL, and the system procedures of SQL Server.</summary>
internal sealed partial class StatementReader
{
    private const string DynamicSql = "it runs dynamic SQL: the text is put together when it runs";

    private static readonly HashSet<string> HarmlessProcedures = new(StringComparer.Ordinal)
    {
        "SP_ADDEXTENDEDPROPERTY", "SP_UPDATEEXTENDEDPROPERTY", "SP_DROPEXTENDEDPROPERTY", "SP_HELP", "SP_HELPTEXT", "SP_HELPINDEX", "SP_HELPCONSTRAINT", "SP_COLUMNS", "SP_TABLES", "SP_REFRESHVIEW",
        "SP_REFRESHSQLMODULE", "SP_RECOMPILE", "SP_TABLEOPTION", "SP_SETTRIGGERORDER", "SP_GETAPPLOCK", "SP_RELEASEAPPLOCK", "SP_UPDATESTATS", "SP_ADDROLEMEMBER", "SP_DROPROLEMEMBER", "SP_ADDMESSAGE",
        "SP_DBOPTION", "SP_CONFIGURE", "SP_WHO", "SP_WHO2", "SP_LOCK", "SP_SPACEUSED", "SP_FULLTEXT_DATABASE", "SP_FULLTEXT_CATALOG", "SP_FULLTEXT_TABLE", "SP_FULLTEXT_COLUMN", "SP_SET_SESSION_CONTEXT",
        "SP_AUTOSTATS", "SP_CREATESTATS", "SP_INDEXOPTION", "SP_GRANTDBACCESS", "SP_CHANGEDBOWNER", "SP_ADDROLE", "SP_ADDUSER", "SP_DEPENDS", "SP_PKEYS", "SP_FKEYS", "SP_STATISTICS", "SP_DESCRIBE_FIRST_RESULT_SET",
    };

    // T-SQL EXEC; in PostgreSQL and MySQL EXECUTE runs a prepared statement or, in procedural code, a text.
    private void ReadExecute()
    {
        if (Dialect == SqlDialect.SqlServer || (Dialect == SqlDialect.Unknown && !_circumstances.InRoutine))
        {
            _outcome.Verb = "EXEC";
            ReadExec();
            return;
        }

        _i++;
        if (_circumstances.InRoutine && Dialect != SqlDialect.MySql)
        {
            Accept("IMMEDIATE");
            var end = Find(_i, _end, "INTO", "USING");
            RunBuiltText(_i, end);
            Inspect(end, _end);
            _i = _end;
            return;
        }

        if (Accept("IMMEDIATE"))
        {
            RunBuiltText(_i, _end);
            _i = _end;
            return;
        }

        var name = ReadIdentifier();
        if (name is not null && _session.Routine("prepared statement " + name) is { } body)
        {
            Include(body, "the prepared statement " + name);
        }
        else
        {
            _outcome.Fails(DynamicSql);
        }

        _i = _end;
    }

    private void ReadExec()
    {
        _i++;
        if (Is("AS"))
        {
            _i = _end;
            return;
        }

        if (IsSymbol(_i, "("))
        {
            var close = _t.Partner(_i) > _i ? Math.Min(_t.Partner(_i), _end) : _end;
            RunBuiltText(_i + 1, close);
            _i = Math.Min(close + 1, _end);
            if (Is("AT"))
            {
                _outcome.Doubts("it runs on another server");
                _i = _end;
            }
            else if (Is("AS"))
            {
                _i = _end;
            }

            return;
        }

        if (IsKind(_i, TokenKind.Variable) && IsSymbol(_i + 1, "="))
        {
            _i += 2;
        }

        ReadProcedure();
    }

    private void ReadProcedure()
    {
        var start = _i;
        _outcome.Verb = "EXEC";
        if (IsKind(_i, TokenKind.Variable) || ReadName() is not { } name)
        {
            _outcome.Fails("the procedure it runs is not known");
            _i = _end;
            return;
        }

        var upper = name.Name.ToUpperInvariant();
        switch (upper)
        {
            case "SP_RENAME":
                ReadSpRename(start);
                break;
            case "SP_EXECUTESQL":
                var arguments = SplitAtCommas(_i, _end);
                if (arguments.Count > 0)
                {
                    var (from, to) = arguments[0];
                    RunBuiltText(IsSymbol(from + 1, "=") ? from + 2 : from, to);
                }
                else
                {
                    _outcome.Fails(DynamicSql);
                }

                break;
            default:
                if (HarmlessProcedures.Contains(upper))
                {
                    break;
                }

                if (_session.Routine(name.Name) is { } body)
                {
                    Include(body, name.Name);
                }
                else
                {
                    _outcome.Fails("it runs the procedure " + Hole.Show(name.Full) + ", whose effect is not known");
                }

                break;
        }

        _i = _end;
    }

    private void ReadSpRename(int start)
    {
        var values = new List<string?> { null, null, null };
        var position = 0;
        foreach (var (from, to) in SplitAtCommas(_i, _end))
        {
            var slot = position++;
            var value = from;
            if (IsKind(from, TokenKind.Variable) && IsSymbol(from + 1, "="))
            {
                value = from + 2;
                slot = _t.Raw(from).ToUpperInvariant() switch
                {
                    "@OBJNAME" => 0,
                    "@NEWNAME" => 1,
                    "@OBJTYPE" => 2,
                    _ => -1,
                };
            }

            if (slot is >= 0 and < 3 && value < to)
            {
                values[slot] = IsKind(value, TokenKind.String) || IsKind(value, TokenKind.Word) || IsKind(value, TokenKind.QuotedName) ? _t.Value(value) : Hole.Text;
            }
        }

        if (values[0] is not { Length: > 0 } name || values[1] is not { } newName)
        {
            _outcome.Fails("what it renames is not readable");
            return;
        }

        var parts = NameParts(name);
        var last = parts[parts.Count - 1];
        var parent = parts.Count > 1 ? parts[parts.Count - 2] : null;
        var schema = parts.Count > 2 ? parts[parts.Count - 3] : null;
        switch (values[2]?.ToUpperInvariant())
        {
            case "COLUMN" when parent is not null:
                Effect(new RenameColumn { Schema = schema, Table = parent, Name = last, NewName = newName }, start, _end);
                break;
            case "INDEX" when parent is not null:
                Effect(new RenameIndex { Schema = schema, Table = parent, Name = last, NewName = newName }, start, _end);
                break;
            case null or "OBJECT":
                if (LooksLikeConstraint(last))
                {
                    Effect(Renamed("constraint", parent, last, newName), start, _end);
                }
                else
                {
                    Effect(new RenameTable { Schema = parent, Table = last, NewName = newName }, start, _end);
                }

                break;
            case Hole.Text:
                _outcome.Fails("the kind of object it renames is not known");
                break;
            case { } kind:
                Effect(Renamed(kind.ToLowerInvariant(), parent, last, newName), start, _end);
                break;
        }
    }

    private static ChangeObject Renamed(string kind, string? schema, string name, string newName) =>
        new() { ObjectType = kind, Schema = schema, Name = name, Change = ObjectChange.Rename, Annotations = [new Annotation("NewName", Literal.OfString(newName))] };

    // The names that EF Core, Entity Framework 6 and FluentMigrator give to constraints; sp_rename itself does not say what it renames.
    private static bool LooksLikeConstraint(string name)
    {
        foreach (var prefix in new[] { "PK_", "FK_", "DF_", "CK_", "UQ_", "AK_", "UC_" })
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> NameParts(string text)
    {
        var inner = new SqlText(text, SqlDialect.SqlServer);
        var parts = new List<string>();
        for (var i = 0; i < inner.Count; i++)
        {
            if (inner.Tokens[i].Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole or TokenKind.Number)
            {
                parts.Add(inner.Value(i));
            }
        }

        return parts.Count == 0 ? [text] : parts;
    }

    /// <summary>
    /// Runs a text that is a literal, or literals joined with parts known only at run time. The latter are unknown parts of the text: what is readable around
    /// them counts only when they can be nothing but a name or a value.
    /// </summary>
    private void RunBuiltText(int start, int end)
    {
        if (end - start == 1 && IsKind(start, TokenKind.String))
        {
            ReadInner(start);
            return;
        }

        var text = BuildText(start, end);
        if (text is null || text.Trim(Hole.Mark, ' ', ';').Length == 0)
        {
            _outcome.Fails(DynamicSql);
            return;
        }

        var trial = new Outcome();
        ReadText(text, trial);
        if (trial.Understanding != SqlUnderstanding.Full)
        {
            _outcome.Fails(DynamicSql);
        }

        Take(trial, _t.Tokens[start].Start, _t.Tokens[Math.Max(start, end - 1)].End);
    }

    private void Take(Outcome trial, int from, int to)
    {
        foreach (var effect in trial.Effects)
        {
            _outcome.Effects.Add(effect with { Span = new SourceSpan("", from, to - from, 0, 0, 0, 0) });
        }

        foreach (var table in trial.Reads)
        {
            _outcome.ReadsTable(table);
        }
    }

    private void ReadInner(int token)
    {
        var value = _t.Value(token);
        if (_circumstances.Depth >= ReadingSession.MaxDepth || !_session.MayReadInner(value.Length))
        {
            _outcome.Fails("it is nested too deeply");
            return;
        }

        var before = _outcome.Effects.Count;
        var inner = new SqlText(value, Dialect);
        new ScriptReader(inner, _session).Run(0, inner.Count, _circumstances.Deeper() with { InRoutine = false }, _outcome);
        Shift(_outcome, before, _t.ContentStart(token), _t.Tokens[token]);
    }

    private void ReadText(string text, Outcome outcome)
    {
        if (_circumstances.Depth >= ReadingSession.MaxDepth || !_session.MayReadInner(text.Length))
        {
            outcome.Fails("it is nested too deeply");
            return;
        }

        var inner = new SqlText(text, Dialect);
        new ScriptReader(inner, _session).Run(0, inner.Count, _circumstances.Deeper() with { InRoutine = false }, outcome);
    }

    /// <summary>The text an expression yields, with a hole for each part that is no literal; null when it is no concatenation.</summary>
    private string? BuildText(int start, int end)
    {
        if (Is(start, "FORMAT") && IsSymbol(start + 1, "(") && _t.Partner(start + 1) == end - 1 && IsKind(start + 2, TokenKind.String) && IsPostgres)
        {
            return FillFormat(_t.Value(start + 2));
        }

        if (Is(start, "CONCAT") && IsSymbol(start + 1, "(") && _t.Partner(start + 1) == end - 1)
        {
            return Join(SplitAtCommas(start + 2, end - 1));
        }

        var parts = new List<(int, int)>();
        var from = start;
        for (var i = start; i < end; i = _t.After(i, end))
        {
            if (IsSymbol(i, "+") || IsSymbol(i, "||"))
            {
                parts.Add((from, i));
                from = i + 1;
            }
        }

        parts.Add((from, end));
        return Join(parts);
    }

    private string? Join(List<(int Start, int End)> parts)
    {
        var text = new StringBuilder();
        foreach (var (from, to) in parts)
        {
            if (from >= to)
            {
                return null;
            }

            if (to - from == 1 && IsKind(from, TokenKind.String))
            {
                text.Append(_t.Value(from));
            }
            else if (text.Length == 0 || text[text.Length - 1] != Hole.Mark)
            {
                text.Append(Hole.Mark);
            }
        }

        return text.ToString();
    }

    // %I is a name, %L a value; %s may be anything, as any other hole.
    private static string FillFormat(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            i++;
            if (format[i] == '%')
            {
                text.Append('%');
                continue;
            }

            while (i < format.Length && (char.IsDigit(format[i]) || format[i] is '$' or '-'))
            {
                i++;
            }

            text.Append(Hole.Mark);
        }

        return text.ToString();
    }
}
