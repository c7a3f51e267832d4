using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadCreateTable(int start, bool temporary)
    {
        var ifNotExists = AcceptIfNotExists();
        var name = ReadName();
        if (name is null)
        {
            _outcome.Fails("the table it creates has no readable name");
            _i = _end;
            return;
        }

        if (temporary)
        {
            AddTemporary(name.Name);
        }
        else
        {
            _session.RemoveTemporary(name.Name);
        }

        var table = new CreateTable { Schema = name.Schema, Table = name.Name, IfNotExists = ifNotExists };
        if (Accept("PARTITION", "OF") || (Is("OF") && IsPostgres && Accept("OF")))
        {
            // What stands in the parentheses adds constraints to columns of the parent or type.
            ReadName();
            _i = _end;
            table = table with { HasMoreColumns = true };
        }
        else if (Accept("LIKE"))
        {
            ReadName();
            table = table with { HasMoreColumns = true };
        }
        else if (IsSymbol(_i, "(") && !Is(_i + 1, "SELECT") && !Is(_i + 1, "WITH"))
        {
            table = ReadTableElements(table);
        }

        table = ReadTableOptions(table);
        if (!temporary)
        {
            Effect(table, start, _end);
        }

        _i = _end;
    }

    private CreateTable ReadTableElements(CreateTable table)
    {
        var open = _i;
        var close = _t.Partner(_i) > _i && _t.Partner(_i) < _end ? _t.Partner(_i) : _end;
        if (close == _end)
        {
            _outcome.Doubts("the list of its columns never ends");
        }

        var columns = new List<Column>();
        var uniques = new List<KeyDefinition>();
        var foreignKeys = new List<ForeignKeyDefinition>();
        var checks = new List<CheckDefinition>();
        KeyDefinition? primary = null;
        var takesColumns = false;
        foreach (var (from, to) in SplitAtCommas(open + 1, close))
        {
            if (from >= to)
            {
                continue;
            }

            if (IsKind(from, TokenKind.Hole) && to - from == 1)
            {
                _outcome.Doubts("not all of its columns are known");
                continue;
            }

            if (IsTableElement(from))
            {
                takesColumns |= Is(from, "LIKE");
                switch (ReadConstraint(from, to))
                {
                    case AddPrimaryKey { Key: var key }:
                        primary = key;
                        break;
                    case AddUniqueConstraint { Key: var key }:
                        uniques.Add(key);
                        break;
                    case AddForeignKey { ForeignKey: var key }:
                        foreignKeys.Add(key);
                        break;
                    case AddCheckConstraint { Check: var check }:
                        checks.Add(check);
                        break;
                }

                continue;
            }

            if (ReadColumnDefinition(from, to) is { } definition)
            {
                columns.Add(definition.Column);
                primary = definition.PrimaryKey ?? primary;
                if (definition.Unique is { } unique)
                {
                    uniques.Add(unique);
                }

                foreignKeys.AddRange(definition.ForeignKeys);
                checks.AddRange(definition.Checks);
            }
            else
            {
                _outcome.Doubts("not all of its columns are readable");
            }
        }

        if (primary is not null && !IsSqlite)
        {
            for (var k = 0; k < columns.Count; k++)
            {
                if (primary.Columns.Contains(columns[k].Name, SqlIdentifier.Comparer))
                {
                    columns[k] = columns[k] with { Nullable = false };
                }
            }
        }

        _i = Math.Min(close + 1, _end);
        return table with { Columns = columns, PrimaryKey = primary, UniqueConstraints = uniques, ForeignKeys = foreignKeys, Checks = checks, HasMoreColumns = takesColumns || (IsPostgres && Is("INHERITS")) };
    }

    private bool IsTableElement(int i)
    {
        if (!IsKind(i, TokenKind.Word))
        {
            return false;
        }

        return _t.Tokens[i].Upper switch
        {
            "CONSTRAINT" => true,
            "PRIMARY" or "FOREIGN" => Is(i + 1, "KEY"),
            "CHECK" => IsSymbol(i + 1, "(") || Is(i + 1, "NOT"),
            "UNIQUE" => true,
            "EXCLUDE" => IsSymbol(i + 1, "(") || Is(i + 1, "USING"),
            "LIKE" => IsPostgres,
            "PERIOD" => Is(i + 1, "FOR"),
            "INDEX" when Dialect == SqlDialect.SqlServer => true,
            "INDEX" or "KEY" => IsMySql || Dialect == SqlDialect.SqlServer ? IsSymbol(i + 1, "(") || IsSymbol(i + 2, "(") || Is(i + 2, "UNIQUE") || Is(i + 2, "CLUSTERED") || Is(i + 2, "NONCLUSTERED") || Is(i + 2, "USING") : false,
            "FULLTEXT" or "SPATIAL" => IsMySql && (IsSymbol(i + 1, "(") || Is(i + 1, "KEY") || Is(i + 1, "INDEX") || IsSymbol(i + 2, "(")),
            _ => false,
        };
    }

    /// <summary>
    /// A table constraint as the operation that adds it; null for an element that is no constraint of the model (an index inside CREATE TABLE, EXCLUDE, PERIOD).
    /// The table is left empty.
    /// </summary>
    private Operation? ReadConstraint(int start, int end)
    {
        var before = (_i, _end);
        _i = start;
        _end = end;
        var result = ReadConstraint();
        if (_i < _end)
        {
            _outcome.Doubts("the part from " + Quote(_i) + " on was not understood");
        }

        (_i, _end) = before;
        return result;
    }

    private Operation? ReadConstraint()
    {
        string? name = null;
        if (Accept("CONSTRAINT") && !Is("PRIMARY") && !Is("FOREIGN") && !Is("UNIQUE") && !Is("CHECK"))
        {
            name = ReadIdentifier();
        }

        if (Accept("PRIMARY", "KEY"))
        {
            SkipOptionsBeforeColumns();
            var key = new KeyDefinition(name ?? null, ReadConstraintColumns(out var index)) { Index = index };
            SkipConstraintTail(out _);
            return new AddPrimaryKey { Table = "", Key = key };
        }

        if (Accept("UNIQUE"))
        {
            AcceptAny("KEY", "INDEX");
            SkipOptionsBeforeColumns();
            if (!IsSymbol(_i, "(") && !Is("USING"))
            {
                name ??= ReadIdentifier();
            }

            var key = new KeyDefinition(name, ReadConstraintColumns(out var index)) { Index = index };
            SkipConstraintTail(out _);
            return new AddUniqueConstraint { Table = "", Key = key };
        }

        if (Accept("FOREIGN", "KEY"))
        {
            if (IsNamePart(_i) && !IsSymbol(_i, "("))
            {
                name ??= ReadIdentifier();
            }

            var columns = ReadColumnList();
            var key = ReadReferences(name, columns);
            SkipConstraintTail(out var notValid);
            return new AddForeignKey { Table = "", ForeignKey = key, NotValidated = notValid };
        }

        if (Accept("CHECK"))
        {
            var check = new CheckDefinition(name, ReadParenthesisText());
            SkipConstraintTail(out var notValid);
            return new AddCheckConstraint { Table = "", Check = check, NotValidated = notValid };
        }

        if (Dialect == SqlDialect.PostgreSql && Accept("NOT", "NULL") && ReadIdentifier() is { } required)
        {
            // PostgreSQL 18: a constraint with a name, which may be NOT VALID at first like a check.
            var check = new CheckDefinition(name, "\"" + required + "\" IS NOT NULL");
            SkipConstraintTail(out var notValid);
            return new AddCheckConstraint { Table = "", Check = check, NotValidated = notValid };
        }

        if (Is("EXCLUDE") || Is("LIKE") || Is("PERIOD") || Is("INDEX") || Is("KEY") || Is("FULLTEXT") || Is("SPATIAL") || Is("NOT"))
        {
            // An index inside the table, an exclusion constraint: no rows change.
            _i = _end;
        }

        return null;
    }

    private void SkipOptionsBeforeColumns()
    {
        if (!Is("USING", "INDEX"))
        {
            SkipKeyOptions();
        }
    }

    private List<string> ReadConstraintColumns(out string? index)
    {
        index = null;
        if (Accept("USING", "INDEX"))
        {
            index = ReadIdentifier();
            return [];
        }

        if (Accept("USING"))
        {
            ReadIdentifier();
        }

        return ReadColumnList();
    }

    private void SkipConstraintTail(out bool notValid)
    {
        notValid = false;
        while (_i < _end)
        {
            var before = _i;
            if (Accept("NOT", "VALID"))
            {
                notValid = true;
            }
            else if (Accept("NOT", "ENFORCED") || Accept("ENFORCED") || Accept("NO", "INHERIT"))
            {
            }
            else if (Accept("KEY_BLOCK_SIZE") || Accept("COMMENT"))
            {
                AcceptSymbol("=");
                _i = Math.Min(_i + 1, _end);
            }
            else
            {
                SkipKeyOptions();
            }

            if (_i == before)
            {
                return;
            }
        }
    }

    private CreateTable ReadTableOptions(CreateTable table)
    {
        // Everything up to AS or SELECT is storage, and storage changes no rows.
        var query = _end;
        for (var i = _i; i < _end; i = _t.After(i, _end))
        {
            if (Is(i, "SELECT") || Is(i, "WITH") && IsNamePart(i + 1) && Is(i + 2, "AS") || (IsSymbol(i, "(") && (Is(i + 1, "SELECT") || Is(i + 1, "WITH"))) || (Is(i, "AS") && (Is(i + 1, "TABLE") || Is(i + 1, "VALUES") || Is(i + 1, "EXECUTE"))))
            {
                query = Is(i, "AS") ? i + 1 : i;
                break;
            }

            if (_t.Tokens[i].Kind == TokenKind.Hole && !IsSymbol(i - 1, "=") && !IsSymbol(i - 1, "."))
            {
                _outcome.Doubts("an unknown part stands where another clause may follow");
            }

            if (IsKind(i, TokenKind.Word) && DangerousWords.Contains(_t.Tokens[i].Upper) && !Is(i - 1, "ON") && !Is(i - 1, "OR") && !(Is(i - 1, "COMMIT") && Is(i - 2, "ON")))
            {
                _outcome.Doubts("the word " + Quote(i) + " stands where no statement was expected");
            }
        }

        if (query >= _end)
        {
            return table;
        }

        if (Is(query, "EXECUTE"))
        {
            _outcome.Doubts("its rows come from a prepared statement");
            return table with { HasMoreColumns = true };
        }

        // "WITH [NO] DATA" is an option of CREATE TABLE AS, not a part of the query.
        var end = _end;
        if (Is(end - 1, "DATA"))
        {
            end -= Is(end - 2, "NO") ? 3 : 2;
        }

        var noData = Is(_end - 2, "NO") && Is(_end - 1, "DATA");
        Inspect(query, end);
        return table with { CopiedFrom = noData ? null : CopySourceOf(query, end), HasMoreColumns = true };
    }
}
