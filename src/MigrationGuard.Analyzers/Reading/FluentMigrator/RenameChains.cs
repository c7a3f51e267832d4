using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary><c>Rename.Table("a").To("b")</c></summary>
internal sealed class RenameTableChain : ChainValue
{
    private string? _schema;
    private string _newName = Hole.Text;

    public RenameTableChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.Name(0);
        Open(call, () => new RenameTable { Schema = _schema, Table = name, NewName = _newName });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "To":
                _newName = call.Name(0);
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Rename.Column("a").OnTable("t").To("b")</c></summary>
internal sealed class RenameColumnChain : ChainValue
{
    private string? _schema;
    private string? _table;
    private string _newName = Hole.Text;

    public RenameColumnChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.Name(0);
        Open(call, () => new RenameColumn { Schema = _schema, Table = _table ?? Hole.Text, Name = name, NewName = _newName });
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
            case "To":
                _newName = call.Name(0);
                return true;
            default:
                return false;
        }
    }
}
