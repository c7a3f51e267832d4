using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary><c>Create.Table("t").WithColumn("c")…</c></summary>
internal sealed class CreateTableChain : ColumnChain
{
    private readonly List<ColumnDraft> _columns = [];
    private readonly string _table;
    private string? _schema;
    private string? _comment;
    private bool _ifNotExists;

    public CreateTableChain(CallSite call, Scope scope)
        : base(scope)
    {
        _table = call.Name(0);
        Open(call, Build);
    }

    protected override string? Schema => _schema;

    protected override string Table => _table;

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "WithColumn":
                Current = new(call.Name(0), isNew: true);
                _columns.Add(Current);
                return true;
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "WithDescription":
                _comment = call.OptionalName(0);
                return true;
            case "IfNotExists":
                _ifNotExists = true;
                return true;
            default:
                return base.TryLink(call);
        }
    }

    private CreateTable Build()
    {
        var key = _columns.Where(column => column.IsPrimaryKey).ToList();
        return new()
        {
            Schema = _schema,
            Table = _table,
            Columns = [.. _columns.Select(column => column.Column)],
            PrimaryKey = key.Count == 0
                ? null
                : new(key.Select(column => column.PrimaryKeyName).FirstOrDefault(name => name is not null), [.. key.Select(column => column.Column.Name)]),
            Comment = _comment,
            IfNotExists = _ifNotExists,
            Annotations = [.. Annotations],
        };
    }
}

/// <summary><c>Create.Column("c").OnTable("t")…</c> and <c>Alter.Column("c").OnTable("t")…</c></summary>
internal sealed class SingleColumnChain : ColumnChain
{
    private string? _table;
    private string? _schema;

    public SingleColumnChain(CallSite call, Scope scope, bool isNew)
        : base(scope)
    {
        var draft = new ColumnDraft(call.Name(0), isNew);
        Current = draft;
        Open(call, () => isNew
            ? new AddColumn { Schema = _schema, Table = Table, Column = Finished(draft), ExistingRows = draft.ExistingRows, Annotations = [.. Annotations] }
            : new AlterColumn { Schema = _schema, Table = Table, Column = Finished(draft), Annotations = [.. Annotations] });
    }

    protected override string? Schema => _schema;

    protected override string Table => _table ?? Hole.Text;

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "OnTable":
                _table = call.Name(0);
                return true;
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            default:
                return base.TryLink(call);
        }
    }
}

/// <summary><c>Alter.Table("t").AddColumn("c")….AlterColumn("d")…</c></summary>
internal sealed class AlterTableChain : ColumnChain
{
    private readonly Emission? _root;
    private readonly string _table;
    private string? _schema;
    private string? _comment;

    public AlterTableChain(CallSite call, Scope scope)
        : base(scope)
    {
        _table = call.Name(0);

        // The library builds this expression for every Alter.Table, also when it says nothing: it is what makes an automatic reverse throw.
        _root = Open(call, () => new AlterTable { Schema = _schema, Table = _table, Comment = _comment, Annotations = [.. Annotations] });
    }

    protected override string? Schema => _schema;

    protected override string Table => _table;

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "AddColumn":
                Begin(call, isNew: true);
                return true;
            case "AlterColumn":
                Begin(call, isNew: false);
                return true;
            case "ToSchema":
            {
                var move = new RenameTable { Schema = _schema, Table = _table, NewSchema = call.Name(0) };
                Scope.Emit(call.Interpreter, call.Syntax, () => move);
                return true;
            }

            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "WithDescription":
                _comment = call.OptionalName(0);
                return true;
            case "IfExists":
                Doubt(call.Syntax.ToString());
                return true;
            default:
                return base.TryLink(call);
        }
    }

    private void Begin(CallSite call, bool isNew)
    {
        Close(_root);
        var draft = new ColumnDraft(call.Name(0), isNew);
        var schema = _schema;
        Current = draft;
        Open(call, () => isNew
            ? new AddColumn { Schema = schema, Table = _table, Column = Finished(draft), ExistingRows = draft.ExistingRows }
            : new AlterColumn { Schema = schema, Table = _table, Column = Finished(draft) });
    }
}
