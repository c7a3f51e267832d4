using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary><c>Delete.Table("t")</c> and <c>Delete.Sequence("q")</c></summary>
internal sealed class DeleteNamedChain : ChainValue
{
    private string? _schema;
    private bool _ifExists;

    public DeleteNamedChain(CallSite call, Scope scope, bool isTable)
        : base(scope)
    {
        var name = call.Name(0);
        Open(call, () => isTable
            ? new DropTable { Schema = _schema, Table = name, IfExists = _ifExists }
            : new DropSequence { Schema = _schema, Name = name });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "IfExists":
                _ifExists = true;
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Delete.Column("a").Column("b").FromTable("t")</c></summary>
internal sealed class DeleteColumnChain : ChainValue
{
    private string? _schema;
    private string? _table;

    public DeleteColumnChain(CallSite call, Scope scope)
        : base(scope) => Drop(call);

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "Column":
                Drop(call);
                return true;
            case "FromTable":
                _table = call.Name(0);
                return true;
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            default:
                return false;
        }
    }

    private void Drop(CallSite call)
    {
        var name = call.Name(0);
        Open(call, () => new DropColumn { Schema = _schema, Table = _table ?? Hole.Text, Name = name });
    }
}

/// <summary><c>Delete.ForeignKey("fk").OnTable("t")</c> and <c>Delete.ForeignKey().FromTable("a")…</c></summary>
internal sealed class DeleteForeignKeyChain : ChainValue
{
    private readonly ForeignKeyDraft _draft = new();

    public DeleteForeignKeyChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.OptionalName(0);
        Open(call, () => new DropForeignKey
        {
            Schema = _draft.Schema,
            Table = _draft.Table ?? Hole.Text,
            Name = name,
            ForeignKey = _draft.Definition.Columns.Count > 0 || _draft.Definition.PrincipalTable is not null ? _draft.Definition with { Name = name } : null,
        });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "OnTable" or "FromTable":
                _draft.Table = call.Name(0);
                return true;
            case "InSchema":
                _draft.Schema = call.OptionalName(0);
                return true;
            case "ForeignColumn" or "ForeignColumns":
                _draft.Definition = _draft.Definition with { Columns = [.. _draft.Definition.Columns, .. call.OneOrMoreNames()] };
                return true;
            case "ToTable":
                _draft.Definition = _draft.Definition with { PrincipalTable = call.Name(0) };
                return true;
            case "PrimaryColumn" or "PrimaryColumns":
                _draft.Definition = _draft.Definition with { PrincipalColumns = [.. _draft.Definition.PrincipalColumns, .. call.OneOrMoreNames()] };
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Delete.Index("ix").OnTable("t")</c></summary>
internal sealed class DeleteIndexChain : ChainValue
{
    private readonly List<string> _columns = [];
    private string? _schema;
    private string? _table;

    public DeleteIndexChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.OptionalName(0);
        Open(call, () => new DropIndex { Schema = _schema, Table = _table, Name = name, Columns = [.. _columns], Annotations = [.. Annotations] });
    }

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
            case "OnColumn" or "OnColumns":
                _columns.AddRange(call.OneOrMoreNames());
                return true;
            case "WithOptions":
                return true;
            case "Online":
                Annotate("SqlServer:Online", Switch(call));
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Delete.PrimaryKey("pk").FromTable("t")</c> and <c>Delete.UniqueConstraint("uq").FromTable("t")</c></summary>
internal sealed class DeleteConstraintChain : ChainValue
{
    private readonly List<string> _columns = [];
    private string? _schema;
    private string? _table;

    public DeleteConstraintChain(CallSite call, Scope scope, bool isPrimaryKey)
        : base(scope)
    {
        var name = call.OptionalName(0);
        Open(call, () => isPrimaryKey
            ? new DropPrimaryKey { Schema = _schema, Table = _table ?? Hole.Text, Name = name, Annotations = [.. Annotations] }
            : new DropUniqueConstraint { Schema = _schema, Table = _table ?? Hole.Text, Name = name, Columns = [.. _columns], Annotations = [.. Annotations] });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "FromTable":
                _table = call.Name(0);
                return true;
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "Column" or "Columns":
                _columns.AddRange(call.OneOrMoreNames());
                return true;
            case "Online":
                Annotate("SqlServer:Online", Switch(call));
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Delete.DefaultConstraint().OnTable("t").OnColumn("c")</c></summary>
internal sealed class DeleteDefaultChain : ChainValue
{
    private string? _schema;
    private string? _table;
    private string _column = Hole.Text;

    public DeleteDefaultChain(CallSite call, Scope scope)
        : base(scope) =>
        Open(call, () => new AlterColumn { Schema = _schema, Table = _table ?? Hole.Text, Column = new() { Name = _column }, IsComplete = false, DropsDefault = true });

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
            case "OnColumn":
                _column = call.Name(0);
                return true;
            default:
                return false;
        }
    }
}
