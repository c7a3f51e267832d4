using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    // Statements that change neither schema nor rows, and whose parts need no reading.
    private static readonly HashSet<string> WithoutEffect = new(StringComparer.Ordinal)
    {
        "GRANT", "REVOKE", "DENY", "VACUUM", "ANALYZE", "ANALYSE", "COMMENT", "SECURITY", "SHOW", "DESCRIBE", "DESC", "FLUSH", "RESET", "DISCARD", "NOTIFY", "LISTEN", "UNLISTEN", "CLUSTER",
        "CHECKPOINT", "GOTO", "BREAK", "CONTINUE", "WAITFOR", "OPEN", "CLOSE", "FETCH", "DEALLOCATE", "MOVE", "OPTIMIZE", "CHECK", "CHECKSUM", "REPAIR", "ATTACH", "DETACH", "KILL", "BACKUP",
        "USE", "SAVE", "SAVEPOINT", "RELEASE", "UNLOCK", "LOCK", "ABORT", "SIGNAL", "RESIGNAL", "RECONFIGURE", "REASSIGN", "ENABLE", "DISABLE", "REINDEX", "XA", "HELP", "REVERT", "SETUSER", "EXIT", "LEAVE", "ITERATE", "GET", "NULL",
    };

    private void ReadOther(string verb)
    {
        var start = _i;
        switch (verb)
        {
            case "BEGIN" or "START" or "COMMIT" or "ROLLBACK" or "END":
                ReadTransactionControl(verb);
                break;
            case "SET" when Is(_i + 1, "SCHEMA"):
                _i = _end;
                break;
            case "SET" or "PRINT" or "RAISERROR" or "THROW" or "DECLARE" or "RETURN" or "RAISE" or "ASSERT":
                Inspect(_i + 1, _end);
                _i = _end;
                break;
            case "PERFORM" when _circumstances.InRoutine:
                Inspect(_i + 1, _end);
                _i = _end;
                break;
            case "EXEC":
                ReadExec();
                break;
            case "EXECUTE":
                ReadExecute();
                break;
            case "CALL":
                _i++;
                ReadCall();
                break;
            case "DO":
                ReadDo();
                break;
            case "PREPARE":
                ReadPrepare();
                break;
            case "EXPLAIN":
                ReadExplain();
                break;
            case "REFRESH":
                _i++;
                Accept("MATERIALIZED", "VIEW");
                Accept("CONCURRENTLY");
                _outcome.Verb = "REFRESH MATERIALIZED VIEW";
                if (ReadName() is { } view)
                {
                    Effect(new ChangeObject { ObjectType = "materialized view", Schema = view.Schema, Name = view.Name, Change = ObjectChange.Refresh }, start, _end);
                }

                SkipKnownTail("WITH");
                break;
            case "COPY":
                ReadCopy();
                break;
            case "LOAD" or "BULK":
                ReadBulkLoad();
                break;
            case "DBCC":
                ReadDbcc();
                break;
            case "PRAGMA":
                ReadPragma();
                break;
            case "IMPORT":
                _outcome.Fails("it creates tables that it does not name");
                _i = _end;
                break;
            case "RESTORE" or "INSTALL" or "UNINSTALL" or "SHUTDOWN" or "RESTART" or "CLONE" or "RECEIVE" or "SEND" or "READTEXT" or "WRITETEXT" or "UPDATETEXT" or "HANDLER":
                _outcome.Fails("its effect is not known to the reader");
                _i = _end;
                break;
            default:
                if (WithoutEffect.Contains(verb))
                {
                    _i = _end;
                }
                else if (_circumstances.InRoutine && IsAssignment())
                {
                    Inspect(_i, _end);
                    _i = _end;
                }
                else if (IsTransact && IsProcedureCall())
                {
                    ReadProcedure();
                }
                else
                {
                    NotRecognised();
                }

                break;
        }
    }

    private void ReadTransactionControl(string verb)
    {
        var next = _i + 1 < _end ? _t.Tokens[_i + 1].Upper : "";
        _outcome.Verb = next is "TRANSACTION" or "TRAN" or "WORK" or "DISTRIBUTED" ? verb + " TRANSACTION" : verb;
        for (var i = _i + 1; i < _end; i++)
        {
            if (IsKind(i, TokenKind.Word) && DangerousWords.Contains(_t.Tokens[i].Upper))
            {
                _outcome.Doubts("the word " + Quote(i) + " stands where no statement was expected");
            }
        }

        _i = _end;
    }

    private bool IsAssignment()
    {
        var after = NameAt(_i)?.After ?? _end;
        if (IsSymbol(after, "["))
        {
            after = Math.Min(FindSymbol(after, _end, "]") + 1, _end);
        }

        return IsSymbol(after, ":=") || IsSymbol(after, "=");
    }

    // The first statement of a T-SQL batch may be a procedure call without EXEC.
    private bool IsProcedureCall() =>
        _t.Tokens[_i].Upper.StartsWith("SP_", StringComparison.Ordinal) || (IsSymbol(_i + 1, ".") && NameAt(_i) is { Schema: not null } name && (name.After >= _end || !IsSymbol(name.After, "(")));

    private void ReadCall()
    {
        if (ReadName() is not { } name)
        {
            _outcome.Fails("the procedure it calls has no readable name");
        }
        else if (_session.Routine(name.Name) is { } body)
        {
            Include(body, name.Name);
        }
        else
        {
            _outcome.Fails("it calls the procedure " + Hole.Show(name.Full) + ", whose effect is not known");
        }

        Inspect(_i, _end);
        _i = _end;
    }

    private void ReadDo()
    {
        _i++;
        if (Dialect == SqlDialect.MySql)
        {
            Inspect(_i, _end);
            _i = _end;
            return;
        }

        var language = "plpgsql";
        var body = -1;
        for (; _i < _end; _i++)
        {
            if (Is("LANGUAGE"))
            {
                language = _i + 1 < _end ? _t.Value(_i + 1).ToLowerInvariant() : "";
                _i++;
            }
            else if (IsKind(_i, TokenKind.String))
            {
                body = _i;
            }
        }

        if (body < 0)
        {
            _outcome.Fails("it is a DO without a readable body");
        }
        else if (language != "plpgsql")
        {
            _outcome.Fails("its body is written in " + language);
        }
        else if (_circumstances.Depth >= ReadingSession.MaxDepth)
        {
            _outcome.Fails("it is nested too deeply");
        }
        else
        {
            ReadQuotedBody(body, language, _outcome, _circumstances.Deeper() with { InRoutine = true });
        }

        _i = _end;
    }

    private void ReadPrepare()
    {
        _i++;
        var name = ReadIdentifier();
        var outcome = new Outcome();
        if (name is null)
        {
            _outcome.Fails("the statement it prepares has no name");
        }
        else if (Accept("FROM"))
        {
            if (IsKind(_i, TokenKind.String) && _i + 1 == _end)
            {
                ReadText(_t.Value(_i), outcome);
            }
            else
            {
                outcome.Fails(DynamicSql);
            }

            _session.RemoveRoutine("prepared statement " + name);
            _session.AddRoutine("prepared statement " + name, outcome);
        }
        else
        {
            SkipParentheses();
            if (Accept("AS"))
            {
                new StatementReader(_t, _session).Read(_i, _end, outcome, _circumstances.Deeper());
            }
            else
            {
                // PREPARE TRANSACTION 'x' ends the transaction in two phases.
                outcome.Fails(DynamicSql);
            }

            _session.RemoveRoutine("prepared statement " + name);
            _session.AddRoutine("prepared statement " + name, outcome);
        }

        _i = _end;
    }

    private void ReadExplain()
    {
        _i++;
        var runs = false;
        while (_i < _end && (IsSymbol(_i, "(") || Is("ANALYZE") || Is("ANALYSE") || Is("VERBOSE") || Is("QUERY") || Is("PLAN") || Is("EXTENDED") || Is("FORMAT")))
        {
            var after = _t.After(_i, _end);
            for (var i = _i; i < after; i++)
            {
                runs |= Is(i, "ANALYZE") || Is(i, "ANALYSE");
            }

            _i = after;
        }

        if (runs)
        {
            ReadNested(_i, _end);
        }

        _i = _end;
    }

    private void ReadCopy()
    {
        var start = _i;
        _i++;
        Accept("BINARY");
        if (IsSymbol(_i, "("))
        {
            var close = _t.After(_i, _end);
            ReadNested(_i + 1, Math.Max(_i + 1, close - 1));
            _i = close;
        }
        else if (ReadName() is { } table)
        {
            var columns = ReadColumnList();
            if (Is("FROM"))
            {
                Effect(new InsertData { Schema = table.Schema, Table = table.Name, Columns = columns }, start, _end);
            }
            else
            {
                _outcome.ReadsTable(table.Full);
            }
        }
        else
        {
            _outcome.Fails("the table it copies has no readable name");
        }

        if (Is(_i + 1, "PROGRAM") || (Is("TO") && IsKind(_i + 1, TokenKind.String)))
        {
            _outcome.Doubts("it runs a program or writes a file on the database server");
        }

        _i = _end;
    }

    private void ReadBulkLoad()
    {
        var start = _i;
        var into = Is("BULK") ? Find(_i, _end, "INSERT") : Find(_i, _end, "TABLE");
        var overwrites = Find(_i, into, "REPLACE") < into;
        if (into < _end && NameAt(into + 1) is { } table)
        {
            Effect(new InsertData { Schema = table.Schema, Table = table.Name, Overwrites = overwrites }, start, _end);
        }
        else
        {
            _outcome.Fails("the table it loads has no readable name");
        }

        _i = _end;
    }

    private void ReadPragma()
    {
        for (var i = _i; i < _end; i++)
        {
            if (Is(i, "WRITABLE_SCHEMA") && i + 1 < _end)
            {
                _outcome.Fails("it lets later statements write the schema table");
            }
        }

        _i = _end;
    }

    private void ReadDbcc()
    {
        var start = _i;
        _i++;
        for (var i = _i; i < _end; i++)
        {
            if (Is(i, "REPAIR_ALLOW_DATA_LOSS") || Is(i, "WRITEPAGE"))
            {
                _outcome.Fails("it may remove damaged rows");
            }
        }

        if (Accept("CHECKIDENT") && IsSymbol(_i, "("))
        {
            var close = _t.Partner(_i) > _i ? Math.Min(_t.Partner(_i), _end) : _end;
            var arguments = SplitAtCommas(_i + 1, close);
            if (arguments.Count > 0 && !(arguments.Count > 1 && Is(arguments[1].Start, "NORESEED")))
            {
                var (schema, name) = SplitQualified(IsKind(arguments[0].Start, TokenKind.String) ? _t.Value(arguments[0].Start) : _t.Slice(arguments[0].Start, arguments[0].End));
                _i = arguments.Count > 2 ? arguments[2].Start : close;
                Effect(new RestartSequence { Schema = schema, Name = name.Length == 0 ? Hole.Text : name, Start = arguments.Count > 2 ? ReadLong() : null }, start, close);
            }
        }

        _i = _end;
    }
}
