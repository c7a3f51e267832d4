using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>FluentMigrator's base class that reverses Up by itself, and the one that takes its place once Down is written.</summary>
internal static class AutoReversingBase
{
    private const string Name = "AutoReversingMigration";

    /// <summary>The change of the base class; null where the class does not name it.</summary>
    /// <param name="declaration">The class.</param>
    /// <param name="model">Its file's meaning.</param>
    public static TextChange? Replaced(ClassDeclarationSyntax declaration, SemanticModel model) =>
        declaration.BaseList?.Types.Select(type => type.Type is QualifiedNameSyntax qualified ? qualified.Right : type.Type).OfType<IdentifierNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == Name) is { } named
            ? new TextChange(named.Identifier.Span, In(model, named))
            : null;

    /// <summary>By its full name where a nearer namespace or class is called the same.</summary>
    private static string In(SemanticModel model, IdentifierNameSyntax name) =>
        name.Parent is QualifiedNameSyntax || model.LookupNamespacesAndTypes(name.SpanStart, name: "Migration").All(symbol => symbol is INamedTypeSymbol { ContainingNamespace.Name: "FluentMigrator" })
            ? "Migration"
            : "FluentMigrator.Migration";
}
