namespace MigrationGuard.Model;

/// <summary>A provider annotation on an operation or a column, such as <c>Npgsql:CreatedConcurrently</c>.</summary>
/// <param name="Name">Name as the provider spells it. FluentMigrator extension methods are given a name of the same form.</param>
/// <param name="Value">Its value; null when it could not be read.</param>
public sealed record Annotation(string Name, Literal? Value)
{
    /// <summary>Whether the annotation is the truth value <c>true</c>.</summary>
    public bool IsTrue => Value is { Kind: LiteralKind.Boolean, Text: "true" };
}

/// <summary>Look-up in a list of annotations.</summary>
public static class AnnotationLookup
{
    /// <summary>The annotation of that name, or null.</summary>
    public static Annotation? Find(this IReadOnlyList<Annotation> annotations, string name)
    {
        foreach (var annotation in annotations)
        {
            if (annotation.Name == name)
            {
                return annotation;
            }
        }

        return null;
    }

    /// <summary>Whether the annotation of that name is present and <c>true</c>.</summary>
    public static bool Has(this IReadOnlyList<Annotation> annotations, string name) => annotations.Find(name) is { IsTrue: true };
}
