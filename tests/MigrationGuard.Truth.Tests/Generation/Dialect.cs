namespace MigrationGuard.Truth.Generation;

/// <summary>What differs between the frameworks.</summary>
internal abstract class Dialect
{
    /// <summary>The type that operations are built with.</summary>
    public abstract string BuilderType { get; }

    /// <summary>How it is written in <c>Up</c>.</summary>
    public abstract string Builder { get; }

    /// <summary>A statement that builds an operation.</summary>
    public abstract string Operation(MigrationWriter writer, Scope scope);

    /// <summary>A statement that builds an operation, and that can be bound late.</summary>
    public abstract string DropTable(string builder);

    /// <summary>Code that runs for some providers, and other code for the rest.</summary>
    public abstract string ForProvider(MigrationWriter writer, Scope scope, string code, string other);

    /// <summary>The file.</summary>
    public abstract string File(int number, string members, string baseMembers, string types, string up, string down);
}
