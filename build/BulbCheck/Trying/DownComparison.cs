using System.Collections;
using System.Globalization;
using System.Reflection;
using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.BulbCheck.Trying;

/// <summary>How a Down that a light bulb wrote relates to the author's.</summary>
internal enum DownLikeness
{
    /// <summary>The same operations in the same order.</summary>
    Same,

    /// <summary>The same operations in another order.</summary>
    Reordered,

    /// <summary>Other operations with the same effect: both bring the schema back exactly.</summary>
    SameEffect,

    /// <summary>Other operations, and the author's do not bring the schema back exactly.</summary>
    AuthorDiffers,
}

/// <summary>Compares a written Down with the author's.</summary>
internal static class DownComparison
{
    /// <summary>How they relate.</summary>
    /// <param name="author">The migration as it was.</param>
    /// <param name="inverse">What the author's Down was proven to give back.</param>
    /// <param name="written">The migration with the written Down.</param>
    public static DownLikeness Of(Migration author, InverseProof inverse, Migration written)
    {
        var (left, right) = (Texts(author), Texts(written));
        return left.SequenceEqual(right, StringComparer.Ordinal) ? DownLikeness.Same
            : left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? DownLikeness.Reordered
            : inverse.Schema == SchemaInverse.Exact ? DownLikeness.SameEffect
            : DownLikeness.AuthorDiffers;
    }

    private static List<string> Texts(Migration migration) => [.. migration.Down.Operations.Select(operation => Text(operation))];

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        SourceSpan => "",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Text)) + "]",
        _ when value.GetType().Namespace?.StartsWith("MigrationGuard", StringComparison.Ordinal) == true && !value.GetType().IsEnum =>
            value.GetType().Name + "{" + string.Join(", ", value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).OrderBy(property => property.Name, StringComparer.Ordinal).Select(property => property.Name + "=" + Text(property.GetValue(value)))) + "}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
