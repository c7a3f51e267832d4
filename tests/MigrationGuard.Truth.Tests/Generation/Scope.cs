namespace MigrationGuard.Truth.Generation;

/// <summary>Where a statement stands.</summary>
/// <param name="Argument">How the builder (EF Core) or the migration (FluentMigrator) is written as an argument.</param>
/// <param name="Texts">Variables with a text.</param>
/// <param name="Depth">How many blocks may still be nested.</param>
internal sealed record Scope(string Argument, IReadOnlyList<string> Texts, int Depth)
{
    /// <summary>The same place one block deeper, with one more variable.</summary>
    public Scope Inside(params string[] texts) => this with { Texts = [.. Texts, .. texts], Depth = Depth - 1 };

    /// <summary>The body of a method that sees nothing but its parameters.</summary>
    public Scope Method(string argument, params string[] texts) => new(argument, texts, Depth - 1);
}
