using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    // Kinds of object that hold no rows themselves; the longest wording first.
    private static readonly string[][] ObjectKinds =
    [
        ["MATERIALIZED", "VIEW", "LOG"], ["MATERIALIZED", "VIEW"], ["VIEW"], ["FUNCTION"], ["PROCEDURE"], ["PROC"], ["AGGREGATE"], ["ROUTINE"], ["EVENT", "TRIGGER"], ["EVENT", "SESSION"],
        ["CONSTRAINT", "TRIGGER"], ["TRIGGER"], ["TYPE"], ["DOMAIN"], ["EXTENSION"], ["COLLATION"], ["CONVERSION"], ["OPERATOR", "CLASS"], ["OPERATOR", "FAMILY"], ["OPERATOR"], ["CAST"],
        ["ROLE"], ["USER", "MAPPING"], ["USER"], ["GROUP"], ["LOGIN"], ["APPLICATION", "ROLE"], ["SERVER", "ROLE"], ["SERVER", "AUDIT"], ["SERVER"], ["FOREIGN", "DATA", "WRAPPER"], ["POLICY"], ["SECURITY", "POLICY"],
        ["RULE"], ["SYNONYM"], ["EVENT"], ["STATISTICS"], ["PUBLICATION"], ["SUBSCRIPTION"], ["LANGUAGE"], ["ACCESS", "METHOD"], ["TRANSFORM"], ["TEXT", "SEARCH", "CONFIGURATION"],
        ["TEXT", "SEARCH", "DICTIONARY"], ["TEXT", "SEARCH", "PARSER"], ["TEXT", "SEARCH", "TEMPLATE"], ["TABLESPACE"], ["LOGFILE", "GROUP"], ["ASSEMBLY"], ["CERTIFICATE"],
        ["SYMMETRIC", "KEY"], ["ASYMMETRIC", "KEY"], ["MASTER", "KEY"], ["CREDENTIAL"], ["DATABASE", "SCOPED", "CREDENTIAL"], ["DATABASE", "SCOPED", "CONFIGURATION"], ["DATABASE", "AUDIT", "SPECIFICATION"],
        ["FULLTEXT", "CATALOG"], ["FULLTEXT", "INDEX"], ["FULLTEXT", "STOPLIST"], ["PARTITION", "FUNCTION"], ["PARTITION", "SCHEME"], ["XML", "SCHEMA", "COLLECTION"], ["MESSAGE", "TYPE"], ["CONTRACT"],
        ["QUEUE"], ["SERVICE"], ["ROUTE"], ["DEFAULT"], ["EXTERNAL", "DATA", "SOURCE"], ["EXTERNAL", "FILE", "FORMAT"], ["LARGE", "OBJECT"], ["RESOURCE", "GROUP"], ["PACKAGE"], ["COLUMN", "MASTER", "KEY"], ["COLUMN", "ENCRYPTION", "KEY"],
        ["ENDPOINT"], ["WORKLOAD", "GROUP"], ["SEARCH", "PROPERTY", "LIST"], ["AVAILABILITY", "GROUP"],
    ];

    /// <summary>The kind of object at the position, in lower case; null and no move when it is none of the list.</summary>
    private string? ReadObjectKind()
    {
        string[]? best = null;
        foreach (var kind in ObjectKinds)
        {
            var matches = true;
            for (var k = 0; k < kind.Length && matches; k++)
            {
                matches = Is(_i + k, kind[k]);
            }

            if (matches && (best is null || kind.Length > best.Length))
            {
                best = kind;
            }
        }

        if (best is null)
        {
            return null;
        }

        _i += best.Length;
        return best[0] == "PROC" ? "procedure" : string.Join(" ", best).ToLowerInvariant();
    }

    private void ReadCreate()
    {
        var start = _i;
        _i++;
        var change = ObjectChange.Create;
        if (Accept("OR", "REPLACE"))
        {
            change = ObjectChange.CreateOrReplace;
        }
        else if (Accept("OR", "ALTER"))
        {
            change = ObjectChange.CreateOrReplace;
        }

        var temporary = false;
        var unique = false;
        while (_i < _end)
        {
            if (AcceptAny("TEMP", "TEMPORARY"))
            {
                temporary = true;
            }
            else if (Accept("UNIQUE"))
            {
                unique = true;
            }
            else if (Is("ALGORITHM") || Is("DEFINER"))
            {
                SkipDefiner();
            }
            else if (Accept("SQL", "SECURITY"))
            {
                _i = Math.Min(_i + 1, _end);
            }
            else if (!(AcceptAny("GLOBAL", "LOCAL", "UNLOGGED", "RECURSIVE", "CLUSTERED", "NONCLUSTERED", "COLUMNSTORE", "SPATIAL", "BITMAP", "VIRTUAL", "TRUSTED", "FORCE")
                || (Is("FULLTEXT", "INDEX") && IsMySql && Accept("FULLTEXT"))
                || ((Is("PRIMARY", "XML") || Is("XML", "INDEX")) && Accept(_t.Tokens[_i].Upper))
                || (Is("FOREIGN", "TABLE") && Accept("FOREIGN")) || (Is("EXTERNAL", "TABLE") && Accept("EXTERNAL"))))
            {
                break;
            }
        }

        if (Is("TABLE"))
        {
            _outcome.Verb = "CREATE TABLE";
            _i++;
            if (change == ObjectChange.CreateOrReplace)
            {
                // MariaDB drops the table that is there.
                if (NameAt(_i) is { } replaced)
                {
                    Effect(new DropTable { Schema = replaced.Schema, Table = replaced.Name, IfExists = true }, start, _end);
                }
            }

            if (Dialect == SqlDialect.Sqlite && start + 1 < _i && Is(start + 1, "VIRTUAL"))
            {
                ReadVirtualTable(start);
                return;
            }

            ReadCreateTable(start, temporary);
            return;
        }

        if (Is("INDEX"))
        {
            _outcome.Verb = "CREATE INDEX";
            _i++;
            ReadCreateIndex(start, unique);
            return;
        }

        if (Is("SCHEMA") || Is("DATABASE") && !Is(_i + 1, "SCOPED") && !Is(_i + 1, "AUDIT"))
        {
            ReadCreateSchema(start);
            return;
        }

        if (Is("SEQUENCE"))
        {
            _outcome.Verb = "CREATE SEQUENCE";
            _i++;
            ReadCreateSequence(start, temporary);
            return;
        }

        ReadCreateObject(start, change, temporary);
    }

    private void SkipDefiner()
    {
        _i++;
        AcceptSymbol("=");
        _i = Math.Min(_i + 1, _end);
        if (IsSymbol(_i, "@"))
        {
            _i++;
        }

        if (IsKind(_i, TokenKind.Variable) || IsKind(_i, TokenKind.String) || (IsKind(_i, TokenKind.QuotedName) && IsSymbol(_i - 1, "@")))
        {
            _i++;
        }

        if (IsSymbol(_i, "("))
        {
            SkipParentheses();
        }
    }

    private void ReadVirtualTable(int start)
    {
        AcceptIfNotExists();
        if (ReadName() is { } name)
        {
            Effect(new CreateTable { Schema = name.Schema, Table = name.Name, HasMoreColumns = true }, start, _end);
        }
        else
        {
            _outcome.Fails("the table it creates has no readable name");
        }

        _i = _end;
    }

    private void ReadCreateIndex(int start, bool unique)
    {
        var special = SpecialIndex(_i - 2);
        var concurrently = Accept("CONCURRENTLY");
        var ifNotExists = AcceptIfNotExists();
        var name = Is("ON") ? null : ReadName();
        if (Accept("USING"))
        {
            ReadIdentifier();
        }

        if (!Accept("ON"))
        {
            _outcome.Fails("the table of the index is not readable");
            _i = _end;
            return;
        }

        Accept("ONLY");
        if (ReadName() is not { } table)
        {
            _outcome.Fails("the table of the index has no readable name");
            _i = _end;
            return;
        }

        if (Accept("USING"))
        {
            ReadIdentifier();
        }

        var descending = new List<bool>();
        var columnsAt = _i;
        var columns = ReadColumnList(descending);
        InspectIndexColumns(columnsAt);

        IReadOnlyList<string> include = Accept("INCLUDE") ? ReadColumnList() : [];
        var annotations = new List<Annotation>();
        if (special is not null)
        {
            annotations.Add(special);
        }

        if (concurrently)
        {
            annotations.Add(new Annotation("Npgsql:CreatedConcurrently", Literal.OfBoolean(true)));
        }

        var where = Find(_i, _end, "WHERE");
        string? filter = null;
        if (where < _end)
        {
            var filterEnd = Find(where, _end, "WITH");
            filter = _t.Slice(where + 1, filterEnd);
            Inspect(where + 1, filterEnd);
        }

        for (var i = _i; i < _end; i++)
        {
            if (Is(i, "ONLINE") && IsSymbol(i + 1, "=") && Is(i + 2, "ON"))
            {
                annotations.Add(new Annotation("SqlServer:Online", Literal.OfBoolean(true)));
            }
        }

        Effect(
            new CreateIndex
            {
                Schema = table.Schema,
                Table = table.Name,
                Name = name?.Name,
                Columns = columns,
                Descending = descending.Contains(true) ? descending : [],
                Unique = unique,
                Filter = filter,
                Include = include,
                IfNotExists = ifNotExists,
                Annotations = annotations,
            },
            start,
            _end);
        SkipKnownTail("WHERE", "WITH", "ON", "TABLESPACE", "NULLS", "COMMENT", "ALGORITHM", "LOCK", "KEY_BLOCK_SIZE", "USING", "INVISIBLE", "VISIBLE", "FILESTREAM_ON", "FOR", "ORDER");
    }

    // MySQL builds these while nobody writes; the annotations are those of EF Core's provider.
    private Annotation? SpecialIndex(int at) =>
        !IsMySql || at < 0 ? null
        : Is(at, "FULLTEXT") ? new Annotation("MySql:FullTextIndex", Literal.OfBoolean(true))
        : Is(at, "SPATIAL") ? new Annotation("MySql:SpatialIndex", Literal.OfBoolean(true))
        : null;

    // Only expressions: "c(10)" is a prefix length of MySQL, no call.
    private void InspectIndexColumns(int open)
    {
        if (!IsSymbol(open, "("))
        {
            return;
        }

        foreach (var (from, to) in SplitAtCommas(open + 1, Math.Max(open + 1, _i - 1)))
        {
            if (from < to && !(IsNamePart(from) && (from + 1 == to || !IsSymbol(from + 1, "(") || (IsKind(from + 2, TokenKind.Number) && IsSymbol(from + 3, ")")))))
            {
                Inspect(from, to);
            }
        }
    }

    /// <summary>Skips the rest of the statement when it begins with one of the clauses; anything else stays as a leftover.</summary>
    private void SkipKnownTail(params string[] words)
    {
        if (_i < _end && _t.Tokens[_i].Kind == TokenKind.Word && Array.IndexOf(words, _t.Tokens[_i].Upper) >= 0)
        {
            _i = _end;
        }
    }

    private void ReadCreateSchema(int start)
    {
        _outcome.Verb = "CREATE " + _t.Tokens[_i].Upper;
        _i++;
        AcceptIfNotExists();
        var name = Is("AUTHORIZATION") ? NameAt(_i + 1)?.Name : ReadName()?.Name;
        if (name is null)
        {
            _outcome.Fails("the schema has no readable name");
            _i = _end;
            return;
        }

        Effect(new EnsureSchema { Name = name }, start, _end);
        for (var inner = Find(_i, _end, "CREATE"); inner < _end && Dialect != SqlDialect.MySql;)
        {
            var next = Find(inner + 1, _end, "CREATE", "GRANT");
            ReadNested(inner, next);
            inner = Find(next, _end, "CREATE");
        }

        _i = _end;
    }

    private void ReadCreateSequence(int start, bool temporary)
    {
        AcceptIfNotExists();
        if (ReadName() is not { } name)
        {
            _outcome.Fails("the sequence has no readable name");
            _i = _end;
            return;
        }

        var definition = ReadSequenceOptions(out _, out _);
        if (!temporary)
        {
            Effect(new CreateSequence { Schema = name.Schema, Name = name.Name, Definition = definition }, start, _end);
        }
    }

    private SequenceDefinition ReadSequenceOptions(out bool restarts, out long? restart)
    {
        var definition = new SequenceDefinition();
        restarts = false;
        restart = null;
        while (_i < _end)
        {
            if (Accept("AS"))
            {
                definition = definition with
                {
                    ClrType = ReadName()?.Name.ToLowerInvariant() switch
                    {
                        "smallint" or "int2" => "short",
                        "int" or "integer" or "int4" => "int",
                        "bigint" or "int8" => "long",
                        "tinyint" => "byte",
                        _ => null,
                    },
                };
            }
            else if (Accept("START"))
            {
                Accept("WITH");
                definition = definition with { Start = ReadLong() };
            }
            else if (Accept("RESTART"))
            {
                Accept("WITH");
                restarts = true;
                restart = ReadLong();
            }
            else if (Accept("INCREMENT"))
            {
                Accept("BY");
                definition = definition with { Increment = ReadLong() };
            }
            else if (Accept("MINVALUE"))
            {
                definition = definition with { Min = ReadLong() };
            }
            else if (Accept("MAXVALUE"))
            {
                definition = definition with { Max = ReadLong() };
            }
            else if (Accept("CACHE"))
            {
                ReadLong();
            }
            else if (Accept("CYCLE"))
            {
                definition = definition with { Cyclic = true };
            }
            else if (Accept("NO"))
            {
                definition = Is("CYCLE") ? definition with { Cyclic = false } : definition;
                _i = Math.Min(_i + 1, _end);
            }
            else if (AcceptAny("NOCYCLE", "NOCACHE", "NOMINVALUE", "NOMAXVALUE", "LOGGED", "UNLOGGED"))
            {
            }
            else if (Accept("OWNED", "BY"))
            {
                ReadName();
            }
            else
            {
                break;
            }
        }

        return definition;
    }

    private void ReadCreateObject(int start, ObjectChange change, bool temporary)
    {
        if (ReadObjectKind() is not { } kind)
        {
            _outcome.Fails("what it creates is not known");
            _i = _end;
            return;
        }

        _outcome.Verb = "CREATE " + kind.ToUpperInvariant();
        AcceptIfNotExists();
        if (kind == "trigger" || kind == "constraint trigger" || kind == "rule")
        {
            AcceptIfNotExists();
        }

        var name = ReadName();
        var shown = name?.Name ?? (kind is "cast" or "operator" or "default" or "transform" ? _t.Slice(_i, Math.Min(_i + 4, _end)) : null);
        if (shown is null && kind is "master key" or "user mapping" or "fulltext index" or "statistics" or "operator class")
        {
            shown = kind;
        }

        if (shown is null)
        {
            _outcome.Fails("the " + kind + " it creates has no readable name");
            _i = _end;
            return;
        }

        if (!temporary)
        {
            Effect(new ChangeObject { ObjectType = kind, Schema = name?.Schema, Name = shown, Change = change }, start, _end);
        }

        if (kind is "view" or "materialized view")
        {
            Inspect(Find(_i, _end, "AS"), _end);
        }
        else if (kind is "procedure" or "function" && name is not null)
        {
            if (change == ObjectChange.CreateOrReplace && Dialect != SqlDialect.PostgreSql)
            {
                _session.RemoveRoutine(name.Name);
            }

            _session.AddRoutine(name.Name, ReadRoutine(name.After));
        }

        _i = _end;
    }

    /// <summary>What a routine does when it is called. Creating it does none of that.</summary>
    private Outcome ReadRoutine(int from)
    {
        var body = new Outcome();
        if (_circumstances.Depth >= ReadingSession.MaxDepth)
        {
            body.Fails("it is nested too deeply");
            return body;
        }

        var inside = new Circumstances(Certainty.Certain, null, InRoutine: Dialect != SqlDialect.SqlServer, _circumstances.Depth + 1);
        if (IsPostgres)
        {
            var text = -1;
            for (var i = from; i < _end; i++)
            {
                if (IsKind(i, TokenKind.String) && Is(i - 1, "AS"))
                {
                    text = i;
                }
            }

            if (text >= 0)
            {
                var language = "";
                for (var i = from; i < _end - 1; i++)
                {
                    language = Is(i, "LANGUAGE") ? _t.Value(i + 1).ToLowerInvariant() : language;
                }

                ReadQuotedBody(text, language, body, inside);
                return body;
            }
        }

        var begin = from;
        for (; begin < _end && !Is(begin, "BEGIN"); begin = _t.After(begin, _end))
        {
            if (Is(begin, "AS") && Dialect == SqlDialect.SqlServer)
            {
                begin++;
                break;
            }
        }

        if (begin >= _end)
        {
            body.Fails("its body was not found");
        }
        else if (Dialect == SqlDialect.SqlServer)
        {
            new ScriptReader(_t, _session).Run(begin, _end, inside, body);
        }
        else
        {
            new BlockReader(_t, _session, body, inside).Run(begin, _end);
        }

        return body;
    }

    private void ReadQuotedBody(int token, string language, Outcome outcome, Circumstances inside)
    {
        if (language is not ("plpgsql" or "sql" or ""))
        {
            outcome.Fails("its body is written in " + language);
            return;
        }

        var value = _t.Value(token);
        if (inside.Depth > ReadingSession.MaxDepth || !_session.MayReadInner(value.Length))
        {
            outcome.Fails("it is nested too deeply");
            return;
        }

        var content = new SqlText(value, Dialect);
        var shift = _t.ContentStart(token);
        var place = _t.Tokens[token];
        var before = outcome.Effects.Count;
        if (language == "sql")
        {
            new ScriptReader(content, _session).Run(0, content.Count, inside with { InRoutine = false }, outcome);
        }
        else
        {
            new BlockReader(content, _session, outcome, inside).Run(0, content.Count);
        }

        Shift(outcome, before, shift, place);
    }

    /// <summary>Moves the places of effects read from a text inside this one to where they stand here.</summary>
    private static void Shift(Outcome outcome, int from, int shift, Token place)
    {
        for (var k = from; k < outcome.Effects.Count; k++)
        {
            var effect = outcome.Effects[k];
            outcome.Effects[k] = effect with
            {
                Span = shift >= 0 ? effect.Span with { Start = effect.Span.Start + shift } : effect.Span with { Start = place.Start, Length = place.End - place.Start },
            };
        }
    }

    private void ReadDrop()
    {
        var start = _i;
        _i++;
        if (Accept("TEMPORARY") || Accept("TEMP"))
        {
            _outcome.Verb = "DROP TABLE";
            Accept("TABLE");
            AcceptIfExists();
            while (ReadName() is { } name)
            {
                _session.RemoveTemporary(name.Name);
                AcceptSymbol(",");
            }

            _i = _end;
            return;
        }

        if ((Is("FOREIGN", "TABLE") && Accept("FOREIGN")) || (Is("EXTERNAL", "TABLE") && Accept("EXTERNAL")) || Is("TABLE"))
        {
            _outcome.Verb = "DROP TABLE";
            Accept("TABLE");
            ReadDropTable(start);
        }
        else if (Is("INDEX"))
        {
            _outcome.Verb = "DROP INDEX";
            _i++;
            ReadDropIndex(start);
        }
        else if (Is("SCHEMA") || (Is("DATABASE") && !Is(_i + 1, "SCOPED") && !Is(_i + 1, "AUDIT")))
        {
            _outcome.Verb = "DROP " + _t.Tokens[_i].Upper;
            var isDatabase = Is("DATABASE");
            _i++;
            ReadDropSchema(start, isDatabase);
        }
        else if (Is("SEQUENCE"))
        {
            _outcome.Verb = "DROP SEQUENCE";
            _i++;
            AcceptIfExists();
            do
            {
                if (ReadName() is { } name)
                {
                    Effect(new DropSequence { Schema = name.Schema, Name = name.Name }, start, _end);
                }
                else
                {
                    _outcome.Fails("the sequence has no readable name");
                }
            }
            while (AcceptSymbol(","));
            AcceptAny("CASCADE", "RESTRICT");
        }
        else
        {
            ReadDropObject(start);
        }
    }

    private void ReadDropTable(int start)
    {
        var ifExists = AcceptIfExists();
        var tables = new List<SqlName>();
        do
        {
            if (ReadName() is { } name)
            {
                tables.Add(name);
            }
            else
            {
                _outcome.Fails("the table it drops has no readable name");
            }
        }
        while (AcceptSymbol(","));
        AcceptLockWait();
        var cascade = Accept("CASCADE");
        Accept("CONSTRAINTS");
        AcceptAny("RESTRICT", "PURGE");
        foreach (var table in tables)
        {
            Effect(new DropTable { Schema = table.Schema, Table = table.Name, IfExists = ifExists, Cascade = cascade }, start, _i);
            _session.RemoveTemporary(table.Name);
        }
    }

    private void ReadDropIndex(int start)
    {
        var annotations = Accept("CONCURRENTLY") ? new[] { new Annotation("Npgsql:DroppedConcurrently", Literal.OfBoolean(true)) } : [];
        var ifExists = AcceptIfExists();
        var dropped = new List<DropIndex>();
        do
        {
            if (ReadName() is not { } name)
            {
                _outcome.Fails("the index it drops has no readable name");
                break;
            }

            var drop = new DropIndex { Schema = name.Schema, Name = name.Name, IfExists = ifExists, Annotations = annotations };
            if (Accept("ON"))
            {
                var table = ReadName();
                drop = drop with { Schema = table?.Schema, Table = table?.Name };
                if (Is("WITH") && IsSymbol(_i + 1, "("))
                {
                    _i++;
                    SkipParentheses();
                }
            }
            else if (Dialect == SqlDialect.SqlServer && name.Schema is not null)
            {
                // The old form "table.index".
                drop = drop with { Schema = null, Table = name.Schema };
            }

            dropped.Add(drop);
        }
        while (AcceptSymbol(","));
        AcceptAny("CASCADE", "RESTRICT");
        SkipKnownTail("WITH", "ALGORITHM", "LOCK");
        foreach (var drop in dropped)
        {
            Effect(drop, start, _end);
        }
    }

    private void ReadDropSchema(int start, bool isDatabase)
    {
        AcceptIfExists();
        var names = new List<string>();
        do
        {
            if (ReadName() is { } name)
            {
                names.Add(name.Name);
            }
            else
            {
                _outcome.Fails("the schema it drops has no readable name");
            }
        }
        while (AcceptSymbol(","));
        var cascade = Accept("CASCADE") || isDatabase || Dialect == SqlDialect.MySql;
        Accept("RESTRICT");
        SkipKnownTail("WITH");
        foreach (var name in names)
        {
            Effect(new DropSchema { Name = name, Cascade = cascade }, start, _i);
        }
    }

    private void ReadDropObject(int start)
    {
        if (Is("OWNED"))
        {
            _outcome.Verb = "DROP OWNED";
            _outcome.Fails("it drops everything that a role owns");
            _i = _end;
            return;
        }

        if (ReadObjectKind() is not { } kind)
        {
            // MySQL: DROP PREPARE, and nothing else without an object.
            if (Is("PREPARE"))
            {
                _i = _end;
                return;
            }

            _outcome.Fails("what it drops is not known");
            _i = _end;
            return;
        }

        _outcome.Verb = "DROP " + kind.ToUpperInvariant();
        if (kind.EndsWith("key", StringComparison.Ordinal) || kind == "certificate")
        {
            _outcome.Doubts("what was encrypted with the " + kind + " can no longer be read");
        }

        AcceptIfExists();
        var names = new List<SqlName>();
        do
        {
            if (ReadName() is { } name)
            {
                names.Add(name);
                if (kind is "procedure" or "function")
                {
                    _session.RemoveRoutine(name.Name);
                }

                SkipParentheses();
            }
        }
        while (AcceptSymbol(","));
        var cascade = _i < _end && Is(_end - 1, "CASCADE");
        if (names.Count == 0)
        {
            Effect(new ChangeObject { ObjectType = kind, Name = _t.Slice(_i, _end), Change = ObjectChange.Drop, Cascade = cascade }, start, _end);
        }

        foreach (var name in names)
        {
            Effect(new ChangeObject { ObjectType = kind, Schema = name.Schema, Name = name.Name, Change = ObjectChange.Drop, Cascade = cascade }, start, _end);
        }

        _i = _end;
    }
}
