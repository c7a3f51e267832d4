using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

/// <summary>The <c>MigrationBuilder</c> that <c>Up</c> and <c>Down</c> are given.</summary>
internal sealed class MigrationBuilderValue : FrameworkValue
{
    public override bool IsSame(Value other) => other is MigrationBuilderValue;
}

/// <summary>The builder's list of operations, to which operations of any kind can be added.</summary>
internal sealed class OperationListValue : FrameworkValue;

/// <summary>Annotations that a chain of calls collects.</summary>
internal abstract class AnnotatedValue : FrameworkValue
{
    public List<Annotation> Annotations { get; } = [];

    public List<Annotation> OldAnnotations { get; } = [];

    /// <summary>Columns an index only carries along, which providers take as an annotation.</summary>
    public IReadOnlyList<string> Include { get; set; } = [];

    /// <summary>The operation in the list; for a part of a table, that of the table.</summary>
    public Emission? Emission { get; set; }
}

/// <summary>What a builder call returns: the operation, open for annotations.</summary>
internal sealed class OperationBuilderValue : AnnotatedValue;

/// <summary>A column of a table that is being created, and later the thing its key lambdas name.</summary>
internal sealed class ColumnValue(CallSite call) : AnnotatedValue
{
    /// <summary>Name as said; null until the member that holds the column gives its own.</summary>
    public string? Name { get; set; } = call.Text("name");

    public Column Build() => Columns.WithAnnotations(Columns.Read(call, Name ?? Hole.Text, call.TypeArgument(0)), Annotations);
}

/// <summary>The builder that a <c>CreateTable</c> column lambda is given.</summary>
internal sealed class ColumnsBuilderValue : FrameworkValue
{
    public List<ColumnValue> Columns { get; } = [];
}

/// <summary>A table that is being created: the builder that its constraint lambda is given.</summary>
internal sealed class CreateTableValue : AnnotatedValue
{
    public List<ColumnValue> Columns { get; set; } = [];

    /// <summary>The object whose members are the columns; null when the column lambda could not be read.</summary>
    public ObjectValue? ColumnObject { get; set; }

    public KeyDefinition? PrimaryKey { get; set; }

    public List<KeyDefinition> UniqueConstraints { get; } = [];

    public List<ForeignKeyDefinition> ForeignKeys { get; } = [];

    public List<CheckDefinition> Checks { get; } = [];
}

/// <summary>An operation made with <c>new</c>, whose members are set one by one.</summary>
internal sealed class OperationValue(INamedTypeSymbol type) : FrameworkValue
{
    public INamedTypeSymbol Type { get; } = type;

    public Dictionary<string, Value> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a member was set on a path that may not run.</summary>
    public bool IsDoubtful { get; set; }
}
