using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>What has been said of one column so far.</summary>
internal sealed class ColumnDraft(string name, bool isNew)
{
    public Column Column { get; set; } = new() { Name = name };

    /// <summary>Whether the column is created, not altered.</summary>
    public bool IsNew { get; } = isNew;

    public bool IsPrimaryKey { get; set; }

    public string? PrimaryKeyName { get; set; }

    /// <summary>The value for the rows that exist; null when none is given.</summary>
    public Literal? ExistingRows { get; set; }

    /// <summary>The step that makes a filled column NOT NULL; null while there is none.</summary>
    public AlterColumn? Tightening { get; set; }
}

/// <summary>
/// A chain that describes columns. Some links build further operations of their own: an index, a foreign key, the filling of a new column. Each stands where the
/// library puts it, and says what was known at that moment.
/// </summary>
internal abstract class ColumnChain(Scope scope) : ChainValue(scope)
{
    private ForeignKeyDraft? _foreignKey;

    /// <summary>The column that the next links describe; null before the first one.</summary>
    protected ColumnDraft? Current { get; set; }

    protected abstract string? Schema { get; }

    protected abstract string Table { get; }

    public override bool TryLink(CallSite call) => Current is not null && (TryType(call) || TryOption(call) || TryReference(call) || TryExtension(call));

    /// <summary>The column as it stands, with what a column of the model cannot say otherwise.</summary>
    protected static Column Finished(ColumnDraft draft) => draft.IsPrimaryKey
        ? draft.Column with { Annotations = [.. draft.Column.Annotations, new("FluentMigrator:PrimaryKey", Literal.OfBoolean(true))] }
        : draft.Column;

    private bool TryType(CallSite call)
    {
        if (FluentColumnTypes.Apply(Current!.Column, call) is not { } typed)
        {
            return false;
        }

        Current.Column = typed;
        return true;
    }

    private bool TryOption(CallSite call)
    {
        var draft = Current!;
        switch (call.Method.Name)
        {
            case "Nullable":
                Nullability(call, draft, true);
                return true;
            case "NotNullable":
                Nullability(call, draft, false);
                return true;
            case "Identity":
                draft.Column = draft.Column with { Identity = true };
                if (call.Count() == 2)
                {
                    AnnotateColumn("SqlServer:Identity", Literal.OfString(call.Argument(0).ToText() + ", " + call.Argument(1).ToText()));
                }
                else if (call.Count() == 1)
                {
                    AnnotateColumn("Npgsql:ValueGenerationStrategy", Literal.OfString(call.Argument(0).ToText()));
                }

                return true;
            case "PrimaryKey":
                draft.IsPrimaryKey = true;
                draft.PrimaryKeyName = call.OptionalName(0) ?? draft.PrimaryKeyName;
                return true;
            case "Indexed":
                Index(call, draft, false);
                return true;
            case "Unique":
                Index(call, draft, true);
                return true;
            case "WithDefault" or "WithDefaultValue":
                Default(call, draft);
                return true;
            case "SetExistingRowsTo":
                SetExistingRows(call, draft);
                return true;
            case "WithColumnDescription":
                draft.Column = draft.Column with { Comment = call.OptionalName(0) };
                return true;
            case "WithColumnAdditionalDescription" or "WithColumnAdditionalDescriptions":
                return true;
            case "Computed":
                draft.Column = draft.Column with { ComputedSql = call.Name(0), Stored = call.Count() > 1 ? call.Argument(1).AsBoolean : null };
                return true;
            default:
                return false;
        }
    }

    private bool TryReference(CallSite call)
    {
        var column = Current!.Column.Name;
        switch (call.Method.Name)
        {
            case "ForeignKey":
                if (call.Count() > 0)
                {
                    var (name, schema, table, key) = Reference(call);
                    _foreignKey = ForeignKeyDraft.Of(name, (Schema, Table, column), (schema, table, key));
                    EmitForeignKey(call, _foreignKey);
                }

                return true;
            case "ReferencedBy":
            {
                var (name, schema, table, key) = Reference(call);
                _foreignKey = ForeignKeyDraft.Of(name, (schema, table, key), (Schema, Table, column));
                EmitForeignKey(call, _foreignKey);
                return true;
            }

            case "OnDelete" or "OnUpdate" or "OnDeleteOrUpdate":
                _foreignKey?.Cascade(call);
                return true;
            default:
                return false;
        }
    }

    private bool TryExtension(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "RowGuid" or "Sparse":
                AnnotateColumn("SqlServer:" + call.Method.Name, Literal.OfBoolean(true));
                return true;
            case "AddIdentity" or "SetIdentity":
                Current!.Column = Current.Column with { Identity = true };
                AnnotateColumn("Npgsql:ValueGenerationStrategy", Literal.OfString(call.Argument(0).ToText()));
                return true;
            case "DropIdentity":
                AnnotateColumn("Npgsql:ValueGenerationStrategy", Literal.Null);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The overloads are (table, column), (name, table, column) and (name, schema, table, column).</summary>
    private static (string? Name, string? Schema, string Table, string Column) Reference(CallSite call) => call.Count() switch
    {
        2 => (null, null, call.Name(0), call.Name(1)),
        3 => (call.OptionalName(0), null, call.Name(1), call.Name(2)),
        _ => (call.OptionalName(0), call.OptionalName(1), call.Name(2), call.Name(3)),
    };

    private void EmitForeignKey(CallSite call, ForeignKeyDraft draft) => Open(call, draft.Add);

    private void Nullability(CallSite call, ColumnDraft draft, bool nullable)
    {
        if (draft.ExistingRows is null)
        {
            draft.Column = draft.Column with { Nullable = nullable };
            return;
        }

        // A filled column is added as nullable; NOT NULL is a step of its own after the filling.
        if (nullable)
        {
            draft.Tightening = null;
        }
        else if (draft.Tightening is null)
        {
            var tightening = new AlterColumn
            {
                Schema = Schema,
                Table = Table,
                Column = Finished(draft) with { Nullable = false },
                ExistingRows = draft.ExistingRows,
            };
            draft.Tightening = tightening;
            Scope.Emit(call.Interpreter, call.Syntax, () => ReferenceEquals(draft.Tightening, tightening) ? tightening : null);
        }

        draft.Column = draft.Column with { Nullable = true };
    }

    private void SetExistingRows(CallSite call, ColumnDraft draft)
    {
        if (!draft.IsNew)
        {
            return;
        }

        var isFirst = draft.ExistingRows is null;
        draft.ExistingRows = FluentLiterals.Of(call.Argument(0));
        if (isFirst)
        {
            var schema = Schema;
            var table = Table;
            Scope.Emit(call.Interpreter, call.Syntax, () => new UpdateData
            {
                Schema = schema,
                Table = table,
                Columns = [draft.Column.Name],
                Rows = [[draft.ExistingRows]],
                Filter = RowFilter.All,
            });
            Nullability(call, draft, draft.Column.Nullable ?? true);
        }
    }

    private void Default(CallSite call, ColumnDraft draft)
    {
        var value = call.Argument(0);
        if (!draft.IsNew)
        {
            var schema = Schema;
            var table = Table;
            Scope.Emit(call.Interpreter, call.Syntax, () => new AlterColumn
            {
                Schema = schema,
                Table = table,
                Column = new Column { Name = draft.Column.Name }.WithDefault(value),
                IsComplete = false,
            });
        }

        draft.Column = draft.Column.WithDefault(value);
    }

    private void Index(CallSite call, ColumnDraft draft, bool unique)
    {
        var index = new CreateIndex
        {
            Schema = Schema,
            Table = Table,
            Name = call.OptionalName(0),
            Columns = [draft.Column.Name],
            Unique = unique,
        };
        Scope.Emit(call.Interpreter, call.Syntax, () => index);
    }

    private void AnnotateColumn(string name, Literal? value)
    {
        var column = Current!.Column;
        Current.Column = column with { Annotations = [.. column.Annotations.Where(annotation => annotation.Name != name), new(name, value)] };
    }
}
