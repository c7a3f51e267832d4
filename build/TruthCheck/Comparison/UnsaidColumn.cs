namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>The column before an alteration when the call says nothing about it. What EF Core makes of that cannot be told from a call that says the new type and no more.</summary>
internal static class UnsaidColumn
{
    /// <summary>What stands in the text of an operation instead.</summary>
    public const string NotSaid = "not said";

    /// <summary>The column's text as EF Core fills it in.</summary>
    /// <param name="name">The column.</param>
    /// <param name="type">The text of its new type.</param>
    public static string Text(string name, string type) =>
        $"{name}: {type} - nullable=False length=- precision=-,- unicode=- fixed=- version=False default=-/- computed=-/- collation=- comment=-";
}
