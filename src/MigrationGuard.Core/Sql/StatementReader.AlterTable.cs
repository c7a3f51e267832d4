using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadAlterTable()
    {
        AcceptIfExists();
        Accept("ONLY");
        var table = ReadName();
        if (table is null)
        {
            _outcome.Fails("the table it alters has no readable name");
            _i = _end;
            return;
        }

        AcceptSymbol("*");
        if (_i >= _end)
        {
            _outcome.Fails("it says no change");
            return;
        }

        // "ADD a int, b int" (SQL Server) and "ADD (a int, b int)" (MySQL) continue the command before the comma.
        string? last = null;
        foreach (var (from, to) in SplitAtCommas(_i, _end))
        {
            if (from >= to)
            {
                continue;
            }

            var before = _end;
            _i = from;
            _end = to;
            last = ReadTableCommand(table, from, last);
            if (_i < _end)
            {
                Leftover();
            }

            _end = before;
        }

        _i = _end;
    }

    /// <summary>One sub-command. Returns what a following entry without a verb of its own continues: ADD, DROP COLUMN, DROP CONSTRAINT; null for nothing.</summary>
    private string? ReadTableCommand(SqlName table, int start, string? last)
    {
        var notValid = false;
        if (IsTransact && Is("WITH") && (Is(_i + 1, "CHECK") || Is(_i + 1, "NOCHECK")))
        {
            notValid = Is(_i + 1, "NOCHECK");
            _i += 2;
            if (AcceptAny("CHECK", "NOCHECK"))
            {
                return ReadCheckConstraint(table, start, validates: Is(_i - 1, "CHECK") && !notValid);
            }
        }

        if (!IsKind(_i, TokenKind.Word))
        {
            if (last is null)
            {
                _outcome.Fails("the change it makes is not known");
                _i = _end;
                return null;
            }

            return Continue(table, start, last);
        }

        switch (_t.Tokens[_i].Upper)
        {
            case "ADD":
                _i++;
                return ReadAdd(table, start, notValid);
            case "DROP":
                _i++;
                return ReadTableDrop(table, start);
            case "ALTER":
                _i++;
                ReadAlterColumn(table, start);
                return null;
            case "MODIFY" when IsMySql:
                _i++;
                Accept("COLUMN");
                AcceptIfExists();
                if (ReadColumnDefinition(_i, _end) is { } modified)
                {
                    Effect(new AlterColumn { Schema = table.Schema, Table = table.Name, Column = WithMySqlDefaults(modified.Column) }, start, _end);
                }
                else
                {
                    _outcome.Fails("the column it modifies is not readable");
                }

                _i = _end;
                return null;
            case "CHANGE" when IsMySql:
                _i++;
                ReadChange(table, start);
                return null;
            case "RENAME":
                _i++;
                ReadTableRename(table, start);
                return null;
            case "CHECK" or "NOCHECK" when IsTransact && Is(_i + 1, "CONSTRAINT"):
                _i++;
                return ReadCheckConstraint(table, start, validates: false);
            case "VALIDATE":
                _i++;
                Accept("CONSTRAINT");
                if (ReadIdentifier() is { } constraint)
                {
                    Effect(new ValidateConstraint { Schema = table.Schema, Table = table.Name, Name = constraint }, start, _i);
                }

                return null;
            case "SET":
                _i++;
                ReadTableSet(table, start);
                return null;
            case "CONVERT" when IsMySql && Is(_i + 1, "TO"):
                Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("MySql:ConvertTo", Literal.OfString(_t.Slice(_i + 2, _end)))] }, start, _end);
                _i = _end;
                return null;
            case "AUTO_INCREMENT":
                _i++;
                AcceptSymbol("=");
                Effect(new RestartSequence { Schema = table.Schema, Name = table.Name, Start = ReadLong() }, start, _i);
                return null;
            case "TRUNCATE" or "EXCHANGE" or "COALESCE" or "DISCARD" or "IMPORT" or "REORGANIZE" when IsMySql:
                ReadPartitionChange(table, start);
                return null;
            case "SWITCH" when IsTransact:
                Effect(new DeleteData { Schema = table.Schema, Table = table.Name, Filter = new RowFilter(RowFilterKind.Condition, [], _t.Slice(_i, _end)) }, start, _end);
                _outcome.Doubts("it moves rows into another table");
                _i = _end;
                return null;
            default:
                return ReadOtherTableCommand(table, start, last);
        }
    }

    private string? ReadOtherTableCommand(SqlName table, int start, string? last)
    {
        switch (_t.Tokens[_i].Upper)
        {
            case "ENABLE" or "DISABLE" or "CLUSTER" or "RESET" or "INHERIT" or "NO" or "OWNER" or "REPLICA" or "ATTACH" or "OF" or "FORCE" or "REBUILD" or "ENGINE" or "ROW_FORMAT"
                or "DEFAULT" or "CHARACTER" or "CHARSET" or "COLLATE" or "COMMENT" or "ALGORITHM" or "LOCK" or "ORDER" or "STATS_PERSISTENT" or "KEY_BLOCK_SIZE" or "AVG_ROW_LENGTH"
                or "MAX_ROWS" or "MIN_ROWS" or "PARTITION" or "TABLESPACE" or "NOT" or "ANALYZE" or "OPTIMIZE" or "REMOVE" or "WITHOUT" or "WITH":
                Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(_i, _end)))] }, start, _end);
                _i = _end;
                return null;
            case "DETACH":
                // The rows stay, but no longer in this table.
                Effect(new DeleteData { Schema = table.Schema, Table = table.Name, Filter = new RowFilter(RowFilterKind.Condition, [], _t.Slice(_i, _end)) }, start, _end);
                _i = _end;
                return null;
            default:
                if (last is not null)
                {
                    return Continue(table, start, last);
                }

                _outcome.Fails("the change that begins with " + Quote(_i) + " is not known");
                _i = _end;
                return null;
        }
    }

    private string? Continue(SqlName table, int start, string last)
    {
        switch (last)
        {
            case "ADD":
                return ReadAdd(table, start, notValid: false);
            case "DROP COLUMN":
                if (Accept("CONSTRAINT"))
                {
                    return ReadDropConstraints(table, start);
                }

                Accept("COLUMN");
                AcceptIfExists();
                return ReadDropColumns(table, start);
            default:
                if (Accept("COLUMN"))
                {
                    return ReadDropColumns(table, start);
                }

                Accept("CONSTRAINT");
                return ReadDropConstraints(table, start);
        }
    }

    private string? ReadCheckConstraint(SqlName table, int start, bool validates)
    {
        Accept("CONSTRAINT");
        if (ReadIdentifier() is not { } name)
        {
            _outcome.Fails("the constraint has no readable name");
            _i = _end;
            return null;
        }

        Effect(
            validates
                ? new ValidateConstraint { Schema = table.Schema, Table = table.Name, Name = name }
                : new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _i)))] },
            start,
            _i);
        return null;
    }

    private string? ReadAdd(SqlName table, int start, bool notValid)
    {
        var isColumn = Accept("COLUMN");
        var ifNotExists = AcceptIfNotExists();
        if (!isColumn && !ifNotExists && IsTransact && Is("DEFAULT") && Find(_i, _end, "FOR") < _end)
        {
            ReadAddDefault(table, start);
            return "ADD";
        }

        if (!isColumn && Is("CONSTRAINT") && IsTransact && Find(_i, _end, "DEFAULT") is var at && at < _end && at <= _i + 2)
        {
            _i = at;
            ReadAddDefault(table, start);
            return "ADD";
        }

        if (!isColumn && IsMySql && (Is("INDEX") || Is("KEY") || Is("FULLTEXT") || Is("SPATIAL")))
        {
            ReadAddIndex(table, start, unique: false);
            return null;
        }

        if (!isColumn && Dialect == SqlDialect.MySql && Is("UNIQUE"))
        {
            _i++;
            ReadAddIndex(table, start, unique: true);
            return null;
        }

        if (!isColumn && IsMySql && Is("PARTITION"))
        {
            _i = _end;
            return null;
        }

        if (!isColumn && IsTableElement(_i))
        {
            AddConstraint(table, ReadConstraint(_i, _end), start, notValid);
            _i = _end;
            return "ADD";
        }

        if (IsSymbol(_i, "(") && IsMySql)
        {
            var close = _t.Partner(_i) > _i ? _t.Partner(_i) : _end;
            foreach (var (from, to) in SplitAtCommas(_i + 1, Math.Min(close, _end)))
            {
                AddColumnEffect(table, from, to, from);
            }

            _i = Math.Min(close + 1, _end);
            return null;
        }

        AddColumnEffect(table, _i, _end, start);
        _i = _end;
        return "ADD";
    }

    private void AddConstraint(SqlName table, Operation? constraint, int start, bool notValid)
    {
        switch (constraint)
        {
            case AddForeignKey key:
                Effect(key with { Schema = table.Schema, Table = table.Name, NotValidated = key.NotValidated || notValid }, start, _end);
                break;
            case AddCheckConstraint check:
                Effect(check with { Schema = table.Schema, Table = table.Name, NotValidated = check.NotValidated || notValid }, start, _end);
                break;
            case TableOperation other:
                Effect(other with { Schema = table.Schema, Table = table.Name }, start, _end);
                break;
            default:
                Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _end)))] }, start, _end);
                break;
        }
    }

    private void AddColumnEffect(SqlName table, int from, int to, int start)
    {
        if (ReadColumnDefinition(from, to) is not { } definition)
        {
            _outcome.Fails("the column it adds is not readable");
            return;
        }

        Effect(new AddColumn { Schema = table.Schema, Table = table.Name, Column = definition.Column }, start, to);
        if (definition.PrimaryKey is { } primary)
        {
            Effect(new AddPrimaryKey { Schema = table.Schema, Table = table.Name, Key = primary }, start, to);
        }

        if (definition.Unique is { } unique)
        {
            Effect(new AddUniqueConstraint { Schema = table.Schema, Table = table.Name, Key = unique }, start, to);
        }

        foreach (var key in definition.ForeignKeys)
        {
            Effect(new AddForeignKey { Schema = table.Schema, Table = table.Name, ForeignKey = key }, start, to);
        }

        foreach (var check in definition.Checks)
        {
            Effect(new AddCheckConstraint { Schema = table.Schema, Table = table.Name, Check = check }, start, to);
        }
    }

    // SQL Server: ADD [CONSTRAINT x] DEFAULT (v) FOR c.
    private void ReadAddDefault(SqlName table, int start)
    {
        _i++;
        var column = ReadDefault(new Column { Name = "" });
        if (Accept("FOR") && ReadIdentifier() is { } name)
        {
            if (Accept("WITH"))
            {
                Accept("VALUES");
            }

            Effect(new AlterColumn { Schema = table.Schema, Table = table.Name, Column = column with { Name = name }, IsComplete = false }, start, _i);
        }
        else
        {
            _outcome.Fails("the column of the default is not readable");
            _i = _end;
        }
    }

    private void ReadAddIndex(SqlName table, int start, bool unique)
    {
        var special = SpecialIndex(_i);
        AcceptAny("FULLTEXT", "SPATIAL");
        AcceptAny("INDEX", "KEY");
        AcceptIfNotExists();
        string? name = null;
        if (!IsSymbol(_i, "(") && !Is("USING"))
        {
            name = ReadIdentifier();
        }

        if (Accept("USING"))
        {
            ReadIdentifier();
        }

        var descending = new List<bool>();
        var columns = ReadColumnList(descending);
        Effect(new CreateIndex { Schema = table.Schema, Table = table.Name, Name = name, Columns = columns, Descending = descending.Contains(true) ? descending : [], Unique = unique, Annotations = special is null ? [] : [special] }, start, _end);
        _i = _end;
    }

    private string? ReadTableDrop(SqlName table, int start)
    {
        if (Accept("CONSTRAINT"))
        {
            AcceptIfExists();
            return ReadDropConstraints(table, start);
        }

        if (Accept("COLUMN"))
        {
            AcceptIfExists();
            return ReadDropColumns(table, start);
        }

        if (IsMySql && Accept("PRIMARY", "KEY"))
        {
            Effect(new DropPrimaryKey { Schema = table.Schema, Table = table.Name }, start, _i);
            return null;
        }

        if (IsMySql && Accept("FOREIGN", "KEY"))
        {
            AcceptIfExists();
            Effect(new DropForeignKey { Schema = table.Schema, Table = table.Name, Name = ReadIdentifier() }, start, _i);
            return null;
        }

        if (IsMySql && (Is("INDEX") || Is("KEY")) && IsNamePart(_i + 1))
        {
            _i++;
            AcceptIfExists();
            Effect(new DropIndex { Schema = table.Schema, Table = table.Name, Name = ReadIdentifier() }, start, _i);
            return null;
        }

        if (IsMySql && Is("CHECK") && IsNamePart(_i + 1))
        {
            _i++;
            Effect(new DropCheckConstraint { Schema = table.Schema, Table = table.Name, Name = ReadIdentifier() }, start, _i);
            return null;
        }

        if (IsMySql && Accept("PARTITION"))
        {
            Effect(new DeleteData { Schema = table.Schema, Table = table.Name, Filter = new RowFilter(RowFilterKind.Condition, [], _t.Slice(_i - 1, _end)) }, start, _end);
            _i = _end;
            return "DROP COLUMN";
        }

        if (IsTransact && Accept("PERIOD"))
        {
            Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _end)))] }, start, _end);
            _i = _end;
            return null;
        }

        AcceptIfExists();

        // Without a word SQL Server means a constraint, the others a column.
        return Dialect == SqlDialect.SqlServer ? ReadDropConstraints(table, start) : ReadDropColumns(table, start);
    }

    private string? ReadDropColumns(SqlName table, int start)
    {
        if (ReadIdentifier() is not { } name)
        {
            _outcome.Fails("the column it drops has no readable name");
            _i = _end;
            return null;
        }

        var cascade = Accept("CASCADE");
        Accept("RESTRICT");
        Effect(new DropColumn { Schema = table.Schema, Table = table.Name, Name = name, Cascade = cascade }, start, _i);
        return IsTransact ? "DROP COLUMN" : null;
    }

    private string? ReadDropConstraints(SqlName table, int start)
    {
        if (ReadIdentifier() is not { } name)
        {
            _outcome.Fails("the constraint it drops has no readable name");
            _i = _end;
            return null;
        }

        var cascade = Accept("CASCADE");
        Accept("RESTRICT");
        if (Accept("WITH"))
        {
            SkipParentheses();
        }

        Effect(new DropConstraint { Schema = table.Schema, Table = table.Name, Name = name, Cascade = cascade }, start, _i);
        return IsTransact ? "DROP CONSTRAINT" : null;
    }

    private void ReadAlterColumn(SqlName table, int start)
    {
        if (Accept("CONSTRAINT") || ((IsMySql || IsTransact) && (Is("INDEX") || Is("CHECK")) && IsNamePart(_i + 1) && !Is(_i + 1, "TYPE") && !Is(_i + 1, "SET") && !Is(_i + 1, "DROP")))
        {
            Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _end)))] }, start, _end);
            _i = _end;
            return;
        }

        Accept("COLUMN");
        AcceptIfExists();
        if (ReadIdentifier() is not { } name)
        {
            _outcome.Fails("the column it alters has no readable name");
            _i = _end;
            return;
        }

        var change = new AlterColumn { Schema = table.Schema, Table = table.Name, Column = new Column { Name = name }, IsComplete = false };
        if (Accept("SET", "DATA") || Is("TYPE"))
        {
            Accept("TYPE");
            change = ReadNewType(change);
        }
        else if (Accept("SET", "NOT"))
        {
            Accept("NULL");
            change = change with { Column = change.Column with { Nullable = false } };
        }
        else if (Accept("DROP", "NOT"))
        {
            Accept("NULL");
            change = change with { Column = change.Column with { Nullable = true } };
        }
        else if (Accept("SET", "DEFAULT"))
        {
            change = change with { Column = ReadDefault(change.Column) };
        }
        else if (Accept("DROP", "DEFAULT"))
        {
            change = change with { DropsDefault = true };
        }
        else if (Is("ADD", "GENERATED"))
        {
            _i++;
            change = change with { Column = ReadGenerated(change.Column) };
        }
        else if (Accept("RESTART") || Is("SET", "GENERATED"))
        {
            if (Is("SET", "GENERATED"))
            {
                _i = _end;
            }
            else
            {
                Accept("WITH");
                Effect(new RestartSequence { Schema = table.Schema, Name = table.Name + "_" + name + "_seq", Start = ReadLong() }, start, _i);
                return;
            }
        }
        else if (Is("DROP", "IDENTITY") || Is("DROP", "EXPRESSION") || Is("SET") || Is("RESET") || (IsTransact && (Is("ADD") || Is("DROP"))))
        {
            change = change with { Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(_i, _end)))] };
            _i = _end;
        }
        else
        {
            change = ReadTransactColumn(change, name);
        }

        Effect(change, start, _end);
        if (Is("WITH") && IsSymbol(_i + 1, "("))
        {
            _i++;
            SkipParentheses();
        }
    }

    private AlterColumn ReadNewType(AlterColumn change)
    {
        var type = ReadType();
        string? collation = null;
        string? conversion = null;
        int? cut = null;
        if (Accept("COLLATE"))
        {
            collation = ReadName()?.Name;
        }

        if (Accept("USING"))
        {
            conversion = _t.Slice(_i, _end);
            cut = ReadCut(_i, _end);
            Inspect(_i, _end);
            _i = _end;
        }

        AcceptAny("CASCADE", "RESTRICT");
        return change with { Column = change.Column with { StoreType = type, Collation = collation }, Using = conversion, UsingCut = cut };
    }

    // SQL Server restates type and nullability; default and identity stay.
    private AlterColumn ReadTransactColumn(AlterColumn change, string name)
    {
        var definition = new ColumnDefinition { Column = new Column { Name = name, StoreType = ReadType() } };
        if (definition.Column.StoreType is null)
        {
            _outcome.Fails("the change to the column is not readable");
            return change;
        }

        ReadColumnConstraints(definition, name);
        var column = definition.Column;
        return change with { Column = Dialect == SqlDialect.SqlServer ? column with { Nullable = column.Nullable ?? true } : column };
    }

    private static Column WithMySqlDefaults(Column column) => column.Nullable is null ? column with { Nullable = true } : column;

    private void ReadChange(SqlName table, int start)
    {
        Accept("COLUMN");
        AcceptIfExists();
        var old = ReadIdentifier();
        var definition = ReadColumnDefinition(_i, _end);
        if (old is null || definition is null)
        {
            _outcome.Fails("the column it changes is not readable");
            _i = _end;
            return;
        }

        if (!string.Equals(old, definition.Column.Name, StringComparison.Ordinal))
        {
            Effect(new RenameColumn { Schema = table.Schema, Table = table.Name, Name = old, NewName = definition.Column.Name }, start, _end);
        }

        Effect(new AlterColumn { Schema = table.Schema, Table = table.Name, Column = WithMySqlDefaults(definition.Column) }, start, _end);
        _i = _end;
    }

    private void ReadTableRename(SqlName table, int start)
    {
        if (Accept("CONSTRAINT"))
        {
            ReadIdentifier();
            Accept("TO");
            ReadIdentifier();
            Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(start, _i)))] }, start, _i);
            return;
        }

        if (IsMySql && (Is("INDEX") || Is("KEY")) && Is(_i + 2, "TO"))
        {
            _i++;
            var old = ReadIdentifier();
            Accept("TO");
            var renamed = ReadIdentifier();
            Effect(new RenameIndex { Schema = table.Schema, Table = table.Name, Name = old ?? Hole.Text, NewName = renamed ?? Hole.Text }, start, _i);
            return;
        }

        var isTable = Accept("TO") || (IsMySql && (Accept("AS") || _i + 1 == _end));
        if (isTable)
        {
            if (ReadName() is { } to)
            {
                Effect(new RenameTable { Schema = table.Schema, Table = table.Name, NewName = to.Name, NewSchema = to.Schema is null || SqlIdentifier.Same(to.Schema, table.Schema) ? null : to.Schema }, start, _i);
            }
            else
            {
                _outcome.Fails("the new name is not readable");
                _i = _end;
            }

            return;
        }

        Accept("COLUMN");
        AcceptIfExists();
        var name = ReadIdentifier();
        if (name is not null && Accept("TO") && ReadIdentifier() is { } newName)
        {
            Effect(new RenameColumn { Schema = table.Schema, Table = table.Name, Name = name, NewName = newName }, start, _i);
        }
        else
        {
            _outcome.Fails("what it renames is not readable");
            _i = _end;
        }
    }

    private void ReadTableSet(SqlName table, int start)
    {
        if (Accept("SCHEMA"))
        {
            Effect(new RenameTable { Schema = table.Schema, Table = table.Name, NewSchema = ReadIdentifier() ?? Hole.Text }, start, _i);
            return;
        }

        var versioning = Find(_i + 1, _end, "SYSTEM_VERSIONING");
        for (var i = _i; i < _end && versioning >= _end; i++)
        {
            versioning = Is(i, "SYSTEM_VERSIONING") ? i : _end;
        }

        // Versioning off keeps the history table, but cuts it loose from its table.
        Annotation annotation = versioning < _end
            ? new Annotation("SqlServer:SystemVersioning", Literal.OfBoolean(!Is(versioning + 2, "OFF")))
            : new Annotation("Sql", Literal.OfString(_t.Slice(start, _end)));
        Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [annotation] }, start, _end);
        _i = _end;
    }

    private void ReadPartitionChange(SqlName table, int start)
    {
        var filter = new RowFilter(RowFilterKind.Condition, [], _t.Slice(_i, _end));
        if (Is("REORGANIZE") || Is("COALESCE"))
        {
            Effect(new AlterTable { Schema = table.Schema, Table = table.Name, Annotations = [new Annotation("Sql", Literal.OfString(_t.Slice(_i, _end)))] }, start, _end);
        }
        else
        {
            Effect(new DeleteData { Schema = table.Schema, Table = table.Name, Filter = filter }, start, _end);
            if (!Is("TRUNCATE"))
            {
                _outcome.Doubts("it exchanges the rows of a partition or a tablespace");
            }
        }

        _i = _end;
    }

    private long? ReadLong()
    {
        var sign = AcceptSymbol("-") ? -1 : 1;
        if (IsKind(_i, TokenKind.Number) && long.TryParse(_t.Raw(_i), System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var value))
        {
            _i++;
            return sign * value;
        }

        if (IsKind(_i, TokenKind.Hole) || IsKind(_i, TokenKind.Variable) || IsKind(_i, TokenKind.Number))
        {
            _i++;
        }

        return null;
    }
}
