using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Reading;

/// <summary>
/// What all bodies of one compilation share: the frameworks that are present, bound bodies, options. Only bodies that are asked for are bound.
/// </summary>
internal sealed class ReadingContext(Compilation compilation, ReadingOptions options, CancellationToken cancellation)
{
    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    public Compilation Compilation { get; } = compilation;

    public ReadingOptions Options { get; } = options;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The scripts that were read since the list was last cleared: for the migration that is being read.</summary>
    public HashSet<Script> ScriptsRead { get; } = [];

    /// <summary>The frameworks this compilation can see.</summary>
    public IReadOnlyList<FrameworkSemantics> Frameworks { get; set; } = [];

    /// <summary>All types of that metadata name, whichever assembly defines them.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesNamed(string metadataName) => Compilation.GetTypesByMetadataName(metadataName);

    /// <summary>The script that a migration names; null when the project has none of that name, or more than one fits.</summary>
    public Script? FindScript(string name, ScriptKind kind)
    {
        var script = Options.Scripts.Find(name, kind);
        if (script is not null)
        {
            ScriptsRead.Add(script);
        }

        return script;
    }

    /// <summary>The bound body of a method, constructor or accessor; null when it has no source.</summary>
    public IOperation? BodyOf(IMethodSymbol method)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (!_bodies.TryGetValue(method, out var body))
        {
            body = null;
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                var syntax = reference.GetSyntax(Cancellation);
                if (syntax is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } or AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
                {
                    continue;
                }

                if (Operation(syntax) is { } operation)
                {
                    body = operation;
                    break;
                }
            }

            _bodies.Add(method, body);
        }

        return body;
    }

    /// <summary>The bound initializer of a field or auto-property; null when it has none.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_bodies.TryGetValue(member, out var body))
        {
            body = null;
            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                var initializer = reference.GetSyntax(Cancellation) switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
                    PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
                    _ => null,
                };
                if (initializer is not null)
                {
                    body = Operation(initializer);
                    break;
                }
            }

            _bodies.Add(member, body);
        }

        return body;
    }

    private IOperation? Operation(SyntaxNode syntax)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (!Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return null;
        }

        if (!_models.TryGetValue(syntax.SyntaxTree, out var model))
        {
            model = Compilation.GetSemanticModel(syntax.SyntaxTree);
            _models.Add(syntax.SyntaxTree, model);
        }

        return model.GetOperation(syntax, Cancellation);
    }
}
