using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadAlter()
    {
        var start = _i;
        _i++;
        AcceptAny("ONLINE", "OFFLINE", "IGNORE");
        if ((Is("FOREIGN", "TABLE") && Accept("FOREIGN")) || (Is("EXTERNAL", "TABLE") && Accept("EXTERNAL")) || Is("TABLE"))
        {
            _outcome.Verb = "ALTER TABLE";
            _i++;
            ReadAlterTable();
        }
        else if (Is("INDEX"))
        {
            _outcome.Verb = "ALTER INDEX";
            _i++;
            ReadAlterIndex(start);
        }
        else if (Is("SEQUENCE"))
        {
            _outcome.Verb = "ALTER SEQUENCE";
            _i++;
            ReadAlterSequence(start);
        }
        else if (Is("SCHEMA"))
        {
            _outcome.Verb = "ALTER SCHEMA";
            _i++;
            ReadAlterSchema(start);
        }
        else if (Is("DATABASE") && !Is(_i + 1, "SCOPED") && !Is(_i + 1, "AUDIT"))
        {
            _outcome.Verb = "ALTER DATABASE";
            Effect(new AlterDatabase { Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _end)))] }, start, _end);
            _i = _end;
        }
        else if (Is("AUTHORIZATION") || Is("SYSTEM") || Is("DEFAULT", "PRIVILEGES"))
        {
            _outcome.Verb = "ALTER " + _t.Tokens[_i].Upper;
            _i = _end;
        }
        else
        {
            ReadAlterObject(start);
        }
    }

    private void ReadAlterIndex(int start)
    {
        AcceptIfExists();
        if (Accept("ALL") && Accept("ON") && ReadName() is { } table)
        {
            Effect(new ChangeObject { ObjectType = "index", Schema = table.Schema, Name = table.Name, Change = ObjectChange.Refresh }, start, _end);
            _i = _end;
            return;
        }

        if (ReadName() is not { } name)
        {
            _outcome.Fails("the index has no readable name");
            _i = _end;
            return;
        }

        if (Accept("RENAME", "TO"))
        {
            Effect(new RenameIndex { Schema = name.Schema, Name = name.Name, NewName = ReadIdentifier() ?? Hole.Text }, start, _i);
            return;
        }

        Effect(new ChangeObject { ObjectType = "index", Schema = name.Schema, Name = name.Name, Change = Find(_i, _end, "REBUILD", "REORGANIZE") < _end ? ObjectChange.Refresh : ObjectChange.Alter }, start, _end);
        _i = _end;
    }

    private void ReadAlterSequence(int start)
    {
        AcceptIfExists();
        if (ReadName() is not { } name)
        {
            _outcome.Fails("the sequence has no readable name");
            _i = _end;
            return;
        }

        if (Accept("RENAME", "TO"))
        {
            Effect(new RenameSequence { Schema = name.Schema, Name = name.Name, NewName = ReadIdentifier() ?? Hole.Text }, start, _i);
            return;
        }

        if (Accept("SET", "SCHEMA"))
        {
            Effect(new RenameSequence { Schema = name.Schema, Name = name.Name, NewSchema = ReadIdentifier() ?? Hole.Text }, start, _i);
            return;
        }

        if (Accept("OWNER", "TO"))
        {
            ReadIdentifier();
            return;
        }

        Accept("SET");
        var definition = ReadSequenceOptions(out var restarts, out var restart);
        if (restarts)
        {
            Effect(new RestartSequence { Schema = name.Schema, Name = name.Name, Start = restart }, start, _i);
        }

        if (definition != new SequenceDefinition() || !restarts)
        {
            Effect(new AlterSequence { Schema = name.Schema, Name = name.Name, Definition = definition }, start, _i);
        }
    }

    private void ReadAlterSchema(int start)
    {
        var schema = ReadIdentifier();
        if (schema is not null && Accept("TRANSFER"))
        {
            if (IsNamePart(_i) && IsSymbol(_i + 1, "::"))
            {
                _i += 2;
            }

            if (ReadName() is { } moved)
            {
                Effect(new RenameTable { Schema = moved.Schema, Table = moved.Name, NewSchema = schema }, start, _i);
                return;
            }
        }
        else if (schema is not null && (Accept("RENAME", "TO") || Accept("OWNER", "TO")))
        {
            var isRename = Is(_i - 2, "RENAME");
            var name = ReadIdentifier();
            if (isRename)
            {
                Effect(new ChangeObject { ObjectType = "schema", Name = schema, Change = ObjectChange.Rename, Annotations = [new Annotation("NewName", Literal.OfString(name ?? Hole.Text))] }, start, _i);
            }

            return;
        }
        else if (schema is not null && IsMySql)
        {
            Effect(new AlterDatabase { Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _end)))] }, start, _end);
            _i = _end;
            return;
        }

        _outcome.Fails("the change to the schema is not readable");
        _i = _end;
    }

    private void ReadAlterObject(int start)
    {
        if (Is("ALGORITHM") || Is("DEFINER"))
        {
            while (Is("ALGORITHM") || Is("DEFINER"))
            {
                SkipDefiner();
            }

            if (Accept("SQL", "SECURITY"))
            {
                _i = Math.Min(_i + 1, _end);
            }
        }

        if (ReadObjectKind() is not { } kind)
        {
            _outcome.Fails("what it alters is not known");
            _i = _end;
            return;
        }

        _outcome.Verb = "ALTER " + kind.ToUpperInvariant();
        AcceptIfExists();
        var name = ReadName();
        var change = new ChangeObject { ObjectType = kind, Schema = name?.Schema, Name = name?.Name ?? _t.Slice(_i, Math.Min(_i + 2, _end)), Change = ObjectChange.Alter };
        SkipParentheses();
        if (kind == "type" && Is("ADD", "VALUE"))
        {
            _i += 2;
            AcceptIfNotExists();
            change = change with { Annotations = [new Annotation("Npgsql:EnumLabelAdded", IsKind(_i, TokenKind.String) ? Literal.OfString(_t.Value(_i)) : null)] };
        }
        else if (Is("RENAME", "TO"))
        {
            change = change with { Change = ObjectChange.Rename, Annotations = [new Annotation("NewName", NameAt(_i + 2) is { } to ? Literal.OfString(to.Name) : null)] };
        }
        else if (kind == "type" && (Is("DROP", "ATTRIBUTE") || Is("ALTER", "ATTRIBUTE")))
        {
            _outcome.Doubts("columns of that type lose or change a part");
        }
        else if (kind == "view" && IsMySql | Dialect == SqlDialect.SqlServer)
        {
            Inspect(Find(_i, _end, "AS"), _end);
        }
        else if (kind is "procedure" or "function" && Dialect == SqlDialect.SqlServer && name is not null)
        {
            var body = ReadRoutine(name.After);
            _session.RemoveRoutine(name.Name);
            _session.AddRoutine(name.Name, body);
        }
        else if (kind == "partition function" && Find(_i, _end, "MERGE") < _end)
        {
            _outcome.Doubts("it merges partitions");
        }

        Effect(change, start, _end);
        _i = _end;
    }

    // MySQL: RENAME TABLE a TO b, c TO d.
    private void ReadRename()
    {
        var start = _i;
        _i++;
        if (!Accept("TABLE") && !Accept("TABLES"))
        {
            if (Is("USER"))
            {
                _outcome.Verb = "RENAME USER";
                _i = _end;
                return;
            }

            _outcome.Fails("what it renames is not known");
            _i = _end;
            return;
        }

        _outcome.Verb = "RENAME TABLE";
        AcceptIfExists();
        do
        {
            var from = ReadName();
            var to = Accept("TO") ? ReadName() : null;
            if (from is null || to is null)
            {
                _outcome.Fails("what it renames is not readable");
                _i = _end;
                return;
            }

            Effect(
                new RenameTable { Schema = from.Schema, Table = from.Name, NewName = to.Name, NewSchema = SqlIdentifier.Same(from.Schema, to.Schema) ? null : to.Schema },
                start,
                _i);
        }
        while (AcceptSymbol(","));
    }
}
