using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary><c>Insert.IntoTable("t").Row(…)</c></summary>
internal sealed class InsertChain : ChainValue
{
    private readonly List<RowValues> _rows = [];
    private string? _schema;

    public InsertChain(CallSite call, Scope scope)
        : base(scope)
    {
        var table = call.Name(0);
        Open(call, () =>
        {
            var (columns, rows, _, _) = RowValues.Align(_rows);
            return new InsertData { Schema = _schema, Table = table, Columns = columns, Rows = rows, Annotations = [.. Annotations] };
        });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "Row":
                _rows.Add(RowValues.Of(call.Argument(0)));
                return true;
            case "Rows":
                if (call.Argument(0) is ListValue { IsComplete: true } list)
                {
                    _rows.AddRange(list.Items.Select(RowValues.Of));
                }
                else
                {
                    _rows.Add(RowValues.Of(UnknownValue.Nameless));
                }

                return true;
            case "WithIdentityInsert":
                Annotate("SqlServer:IdentityInsert", true);
                return true;
            case "WithOverridingSystemValue" or "WithOverridingUserValue":
                Annotate("Npgsql:" + call.Method.Name.Substring("With".Length), true);
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Update.Table("t").Set(…).Where(…)</c></summary>
internal sealed class UpdateChain : ChainValue
{
    private RowValues _set = new([], [], false);
    private RowValues? _where;
    private string? _whereText;
    private string? _schema;

    public UpdateChain(CallSite call, Scope scope)
        : base(scope)
    {
        var table = call.Name(0);
        Open(call, () => new UpdateData
        {
            Schema = _schema,
            Table = table,
            Columns = _set.Columns,
            Rows = _set.IsKnown ? [_set.Values] : [],
            KeyColumns = _where is { IsKnown: true } ? _where.Columns : [],
            KeyValues = _where is { IsKnown: true } ? [_where.Values] : [],
            Filter = _where is null ? RowFilter.All : DataFilters.Of([_where], _whereText),
        });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "Set":
                _set = RowValues.Of(call.Argument(0));
                return true;
            case "Where":
                _where = RowValues.Of(call.Argument(0));
                _whereText = (call.Argument(0) as UnknownValue)?.Text;
                return true;
            case "AllRows":
                _where = null;
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Delete.FromTable("t").Row(…)</c></summary>
internal sealed class DeleteRowsChain : ChainValue
{
    private readonly List<RowValues> _rows = [];
    private string? _schema;
    private bool _all;

    public DeleteRowsChain(CallSite call, Scope scope)
        : base(scope)
    {
        var table = call.Name(0);
        Open(call, () =>
        {
            var (columns, rows, isKnown, isUniform) = RowValues.Align(_rows);
            var byKey = !_all && isKnown && isUniform;
            return new DeleteData
            {
                Schema = _schema,
                Table = table,
                KeyColumns = byKey ? columns : [],
                KeyValues = byKey ? rows : [],
                Filter = _all ? RowFilter.All : DataFilters.Of(_rows, null),
            };
        });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "Row":
                _rows.Add(RowValues.Of(call.Argument(0)));
                return true;
            case "IsNull":
                _rows.Add(new([call.Name(0)], [Literal.Null], true));
                return true;
            case "AllRows":
                _all = true;
                return true;
            default:
                return false;
        }
    }
}

/// <summary>Which rows are reached by values.</summary>
internal static class DataFilters
{
    /// <summary>The rows that have one of the given combinations of values. The library builds no statement when none is given.</summary>
    public static RowFilter Of(IReadOnlyList<RowValues> rows, string? text)
    {
        if (rows.Count == 0)
        {
            return new(RowFilterKind.Nothing, []);
        }

        var (columns, _, isKnown, isUniform) = RowValues.Align(rows);
        if (!isKnown || !isUniform)
        {
            return new(RowFilterKind.Condition, columns, string.IsNullOrEmpty(text) ? null : text);
        }

        if (columns.Count == 0)
        {
            return RowFilter.All;
        }

        var onlyNull = columns.Count == 1 && rows.All(row => row.Values[0].Kind == LiteralKind.Null);
        return new(onlyNull ? RowFilterKind.OnlyNull : RowFilterKind.Key, columns);
    }
}
