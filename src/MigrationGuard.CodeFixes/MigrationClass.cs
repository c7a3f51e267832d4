using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MigrationGuard;

/// <summary>The declaration of a migration class that a person edits, and what can be written above it.</summary>
internal sealed class MigrationClass
{
    private readonly Document _document;
    private readonly ClassDeclarationSyntax _declaration;
    private readonly INamedTypeSymbol _type;

    private MigrationClass(Document document, ClassDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        _document = document;
        _declaration = declaration;
        _type = type;
    }

    /// <summary>The file it is declared in.</summary>
    public Document Document => _document;

    /// <summary>The declaration.</summary>
    public ClassDeclarationSyntax Declaration => _declaration;

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type => _type;

    /// <summary>Finds the class a diagnostic is about; null when it is not in this solution, or the project cannot see the attribute.</summary>
    public static async Task<MigrationClass?> FindAsync(Document document, Diagnostic diagnostic, string? attributeType, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(MigrationAnalyzer.ClassProperty, out var name) || string.IsNullOrEmpty(name)
            || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || (attributeType is not null && compilation.GetTypesByMetadataName(attributeType).IsEmpty))
        {
            return null;
        }

        MigrationClass? found = null;
        foreach (var symbol in compilation.GetSymbolsWithName(SimpleName(name!), SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>())
        {
            if (Reading.Symbols.FullName(symbol) != name)
            {
                continue;
            }

            foreach (var reference in symbol.DeclaringSyntaxReferences)
            {
                // The other half of the class, the Designer, is written by a tool and would be overwritten.
                if (reference.SyntaxTree.FilePath.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase)
                    || document.Project.GetDocument(reference.SyntaxTree) is not { } candidate
                    || await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not ClassDeclarationSyntax declaration)
                {
                    continue;
                }

                if (found is null || candidate.Id == document.Id)
                {
                    found = new MigrationClass(candidate, declaration, symbol);
                }
            }
        }

        return found;
    }

    /// <summary>Whether the class accepts that rule already, perhaps still without a reason.</summary>
    public bool Accepts(string rule, string attributeType)
    {
        foreach (var attribute in _type.GetAttributes())
        {
            if (attribute.AttributeClass?.ToDisplayString() == attributeType && attribute.ConstructorArguments.Length > 0 && Equals(attribute.ConstructorArguments[0].Value, rule))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes an attribute above the class, and the using directive it needs.</summary>
    public async Task<Solution> WithAttributeAsync(string attribute, string attributeType, CancellationToken cancellation)
    {
        var root = (CompilationUnitSyntax)(await _declaration.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false));
        var model = await _document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var isVisible = model is not null && model.LookupNamespacesAndTypes(_declaration.SpanStart, name: attributeType.Substring(attributeType.LastIndexOf('.') + 1)).Length > 0;

        // The formatter would end lines as this machine does, not as the file does.
        var first = (await _document.GetTextAsync(cancellation).ConfigureAwait(false)).Lines[0];
        var lineEnd = first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";
        var options = (await _document.GetOptionsAsync(cancellation).ConfigureAwait(false)).WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, lineEnd);

        var list = SyntaxFactory.ParseCompilationUnit(attribute + " class C;").Members[0].ChildNodes().OfType<AttributeListSyntax>().Single()
            .WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(lineEnd))
            .WithAdditionalAnnotations(Formatter.Annotation);

        // Comments and documentation above the class stay above its attributes.
        var declaration = _declaration.AttributeLists.Count > 0
            ? _declaration.AddAttributeLists(list)
            : _declaration.WithoutLeadingTrivia().AddAttributeLists(list).WithLeadingTrivia(_declaration.GetLeadingTrivia());
        root = root.ReplaceNode(_declaration, declaration);
        if (!isVisible)
        {
            root = root.AddUsings(SyntaxFactory.UsingDirective(SyntaxFactory.ParseName("MigrationGuard")).WithAdditionalAnnotations(Formatter.Annotation));
        }

        var changed = await Formatter.FormatAsync(_document.WithSyntaxRoot(root), Formatter.Annotation, options, cancellation).ConfigureAwait(false);
        return changed.Project.Solution;
    }

    private static string SimpleName(string fullName) => fullName.Substring(Math.Max(fullName.LastIndexOf('.'), fullName.LastIndexOf('+')) + 1);
}
