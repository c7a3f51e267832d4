using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary><c>Create.Schema("s")</c></summary>
internal sealed class CreateSchemaChain : ChainValue
{
    public CreateSchemaChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.Name(0);
        Open(call, () => new EnsureSchema { Name = name, Annotations = [.. Annotations] });
    }

    public override bool TryLink(CallSite call)
    {
        if (call.Method.Name != "Authorization")
        {
            return false;
        }

        Annotate("SqlServer:Authorization", FluentLiterals.Of(call.Argument(0)));
        return true;
    }
}

/// <summary><c>Create.ForeignKey().FromTable("a").ForeignColumn("x").ToTable("b").PrimaryColumn("y")</c></summary>
internal sealed class CreateForeignKeyChain : ChainValue
{
    private readonly ForeignKeyDraft _draft = new();
    private bool _isPrimarySide;

    public CreateForeignKeyChain(CallSite call, Scope scope)
        : base(scope)
    {
        _draft.Definition = new() { Name = call.OptionalName(0) };
        Open(call, () => _draft.Add() with { Annotations = [.. Annotations] });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "FromTable":
                _draft.Table = call.Name(0);
                return true;
            case "ForeignColumn" or "ForeignColumns":
                _draft.Definition = _draft.Definition with { Columns = [.. _draft.Definition.Columns, .. call.OneOrMoreNames()] };
                return true;
            case "ToTable":
                _isPrimarySide = true;
                _draft.Definition = _draft.Definition with { PrincipalTable = call.Name(0) };
                return true;
            case "PrimaryColumn" or "PrimaryColumns":
                _draft.Definition = _draft.Definition with { PrincipalColumns = [.. _draft.Definition.PrincipalColumns, .. call.OneOrMoreNames()] };
                return true;
            case "InSchema" when _isPrimarySide:
                _draft.Definition = _draft.Definition with { PrincipalSchema = call.OptionalName(0) };
                return true;
            case "InSchema":
                _draft.Schema = call.OptionalName(0);
                return true;
            case "OnDelete" or "OnUpdate" or "OnDeleteOrUpdate":
                _draft.Cascade(call);
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Create.PrimaryKey()</c> and <c>Create.UniqueConstraint()</c></summary>
internal sealed class CreateConstraintChain : ChainValue
{
    private readonly List<string> _columns = [];
    private string? _schema;
    private string? _table;

    public CreateConstraintChain(CallSite call, Scope scope, bool isPrimaryKey)
        : base(scope)
    {
        var name = call.OptionalName(0);
        Open(call, () => isPrimaryKey
            ? new AddPrimaryKey { Schema = _schema, Table = _table ?? Hole.Text, Key = new(name, [.. _columns]), Annotations = [.. Annotations] }
            : new AddUniqueConstraint { Schema = _schema, Table = _table ?? Hole.Text, Key = new(name, [.. _columns]), Annotations = [.. Annotations] });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "OnTable":
                _table = call.Name(0);
                return true;
            case "WithSchema":
                _schema = call.OptionalName(0);
                return true;
            case "Column" or "Columns":
                _columns.AddRange(call.OneOrMoreNames());
                return true;
            case "Clustered" or "NonClustered":
                Annotate("SqlServer:Clustered", call.Method.Name == "Clustered");
                return true;
            case "Online":
                Annotate("SqlServer:Online", Switch(call));
                return true;
            case "Filter":
                Annotate("SqlServer:Filter", FluentLiterals.Of(call.Argument(0)));
                return true;
            case "Include":
                Annotate("SqlServer:Include", FluentLiterals.Of(call.Argument(0)));
                return true;
            default:
                return false;
        }
    }
}

/// <summary><c>Create.Sequence("q")…</c></summary>
internal sealed class CreateSequenceChain : ChainValue
{
    private SequenceDefinition _definition = new();
    private string? _schema;

    public CreateSequenceChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.Name(0);
        Open(call, () => new CreateSequence { Schema = _schema, Name = name, Definition = _definition, Annotations = [.. Annotations] });
    }

    public override bool TryLink(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "InSchema":
                _schema = call.OptionalName(0);
                return true;
            case "IncrementBy":
                _definition = _definition with { Increment = call.Argument(0).AsInteger };
                return true;
            case "MinValue":
                _definition = _definition with { Min = call.Argument(0).AsInteger };
                return true;
            case "MaxValue":
                _definition = _definition with { Max = call.Argument(0).AsInteger };
                return true;
            case "StartWith":
                _definition = _definition with { Start = call.Argument(0).AsInteger };
                return true;
            case "Cycle":
                _definition = _definition with { Cyclic = true };
                return true;
            case "Cache":
                Annotate("FluentMigrator:Cache", FluentLiterals.Of(call.Argument(0)));
                return true;
            default:
                return false;
        }
    }
}
