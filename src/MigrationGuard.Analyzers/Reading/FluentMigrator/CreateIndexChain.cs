using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary><c>Create.Index("ix").OnTable("t").OnColumn("c").Ascending()…</c></summary>
internal sealed class CreateIndexChain : ChainValue
{
    private readonly List<string> _columns = [];
    private readonly List<bool> _descending = [];
    private readonly List<string> _include = [];
    private string? _schema;
    private string? _table;
    private string? _filter;
    private bool _unique;

    public CreateIndexChain(CallSite call, Scope scope)
        : base(scope)
    {
        var name = call.OptionalName(0);
        Open(call, () => new CreateIndex
        {
            Schema = _schema,
            Table = _table ?? Hole.Text,
            Name = name,
            Columns = [.. _columns],
            Descending = _descending.Contains(true) ? [.. _descending] : [],
            Unique = _unique,
            Filter = _filter,
            Include = [.. _include],
            Annotations = [.. Annotations],
        });
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
            case "OnColumn":
                _columns.Add(call.Name(0));
                _descending.Add(false);
                return true;
            case "Ascending" or "Descending" when _descending.Count > 0:
                _descending[_descending.Count - 1] = call.Method.Name == "Descending";
                return true;
            case "WithOptions":
                return true;
            case "Unique":
                _unique = true;
                return true;
            default:
                return TryEngineOption(call);
        }
    }

    private bool TryEngineOption(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "Clustered" or "NonClustered":
                Annotate("SqlServer:Clustered", call.Method.Name == "Clustered");
                return true;
            case "Online":
                Annotate("SqlServer:Online", Switch(call));
                return true;
            case "AsConcurrently":
                Annotate("Npgsql:CreatedConcurrently", Switch(call));
                return true;
            case "AsOnly":
                Annotate("Npgsql:Only", Switch(call));
                return true;
            case "Filter":
                _filter = call.Name(0);
                return true;
            case "Include":
                _include.Add(call.Name(0));
                return true;
            case "UniqueNullsDistinct" or "UniqueNullsNotDistinct":
                _unique = true;
                NullsDistinct(call);
                return true;
            case "NullsDistinct" or "NullsNotDistinct":
                NullsDistinct(call);
                return true;
            case "WithDataCompression":
                Annotate("SqlServer:DataCompression", null);
                return true;
            case "NullsFirst" or "NullsLast" or "Nulls":
                Annotate("Npgsql:IndexNullSortOrder", Literal.OfString(call.Method.Name));
                return true;
            case "UsingBTree" or "UsingHash" or "UsingGist" or "UsingSpgist" or "UsingGin" or "UsingBrin":
                Annotate("Npgsql:IndexMethod", Literal.OfString(call.Method.Name.Substring("Using".Length).ToLowerInvariant()));
                return true;
            case "Using" or "Tablespace" or "Fillfactor" or "VacuumCleanupIndexScaleFactor" or "Buffering" or "FastUpdate" or "PendingListLimit" or "PagesPerRange"
                or "Autosummarize":
                Annotate("Npgsql:" + call.Method.Name, call.Count() > 0 ? FluentLiterals.Of(call.Argument(0)) : null);
                return true;
            default:
                return false;
        }
    }

    private void NullsDistinct(CallSite call) =>
        Annotate("NullsDistinct", call.Method.Name.EndsWith("NotDistinct", StringComparison.Ordinal) ? Literal.OfBoolean(false) : Switch(call));
}
