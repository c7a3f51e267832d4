namespace MigrationGuard.Model;

/// <summary>An index is created. Provider annotations say whether it is built online (<c>Npgsql:CreatedConcurrently</c>, <c>SqlServer:Online</c>).</summary>
public sealed record CreateIndex : TableOperation
{
    /// <summary>Index name; null when the framework picks it.</summary>
    public string? Name { get; init; }

    /// <summary>Key columns in order; an expression stands as its text.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Per column whether it is descending; empty means all ascending. EF Core writes an empty array for "all descending": then <see cref="AllDescending"/> is set.</summary>
    public IReadOnlyList<bool> Descending { get; init; } = [];

    /// <summary>Whether every column is descending.</summary>
    public bool AllDescending { get; init; }

    /// <summary>Whether values must be unique.</summary>
    public bool Unique { get; init; }

    /// <summary>Filter of a partial index; null when none.</summary>
    public string? Filter { get; init; }

    /// <summary>Columns that are only carried along.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Whether it is skipped when the index exists.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Whether the engine is asked to let writes go on meanwhile.</summary>
    public bool Online => Annotations.Has("Npgsql:CreatedConcurrently") || Annotations.Has("SqlServer:Online");
}

/// <summary>An index is dropped.</summary>
public sealed record DropIndex : Operation
{
    /// <summary>Schema; null means the default schema.</summary>
    public string? Schema { get; init; }

    /// <summary>Table; null when the call does not say it.</summary>
    public string? Table { get; init; }

    /// <summary>Index name; null when it is found by <see cref="Columns"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Columns by which FluentMigrator finds an unnamed index.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether a missing index is no error.</summary>
    public bool IfExists { get; init; }
}

/// <summary>An index is renamed.</summary>
public sealed record RenameIndex : Operation
{
    /// <summary>Schema; null means the default schema.</summary>
    public string? Schema { get; init; }

    /// <summary>Table; null when the call does not say it.</summary>
    public string? Table { get; init; }

    /// <summary>Old name.</summary>
    public required string Name { get; init; }

    /// <summary>New name.</summary>
    public required string NewName { get; init; }
}

/// <summary>A primary key is added.</summary>
public sealed record AddPrimaryKey : TableOperation
{
    /// <summary>The key.</summary>
    public required KeyDefinition Key { get; init; }
}

/// <summary>A primary key is dropped.</summary>
public sealed record DropPrimaryKey : TableOperation
{
    /// <summary>Constraint name; null when not said.</summary>
    public string? Name { get; init; }
}

/// <summary>A unique constraint is added.</summary>
public sealed record AddUniqueConstraint : TableOperation
{
    /// <summary>The constraint.</summary>
    public required KeyDefinition Key { get; init; }
}

/// <summary>A unique constraint is dropped.</summary>
public sealed record DropUniqueConstraint : TableOperation
{
    /// <summary>Constraint name; null when it is found by <see cref="Columns"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Columns by which FluentMigrator finds an unnamed constraint.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>A check constraint is added.</summary>
public sealed record AddCheckConstraint : TableOperation
{
    /// <summary>The constraint.</summary>
    public required CheckDefinition Check { get; init; }

    /// <summary>Whether existing rows are left unchecked (<c>NOT VALID</c>, <c>WITH NOCHECK</c>).</summary>
    public bool NotValidated { get; init; }
}

/// <summary>A check constraint is dropped.</summary>
public sealed record DropCheckConstraint : TableOperation
{
    /// <summary>Constraint name; null when not said.</summary>
    public string? Name { get; init; }
}

/// <summary>A foreign key is added.</summary>
public sealed record AddForeignKey : TableOperation
{
    /// <summary>The constraint.</summary>
    public required ForeignKeyDefinition ForeignKey { get; init; }

    /// <summary>Whether existing rows are left unchecked (<c>NOT VALID</c>, <c>WITH NOCHECK</c>).</summary>
    public bool NotValidated { get; init; }
}

/// <summary>A foreign key is dropped.</summary>
public sealed record DropForeignKey : TableOperation
{
    /// <summary>Constraint name; null when it is found by its columns.</summary>
    public string? Name { get; init; }

    /// <summary>What FluentMigrator says to find an unnamed one; null when it has a name.</summary>
    public ForeignKeyDefinition? ForeignKey { get; init; }
}

/// <summary>A constraint of a kind that the statement does not say is dropped (<c>ALTER TABLE … DROP CONSTRAINT</c>).</summary>
public sealed record DropConstraint : TableOperation
{
    /// <summary>Constraint name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether dependent objects are dropped as well.</summary>
    public bool Cascade { get; init; }
}

/// <summary>A constraint that was added without a check of existing rows is validated.</summary>
public sealed record ValidateConstraint : TableOperation
{
    /// <summary>Constraint name.</summary>
    public required string Name { get; init; }
}
