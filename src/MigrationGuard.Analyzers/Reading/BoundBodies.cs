using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Reading;

/// <summary>The bodies of one compilation that were asked for, each bound once for all migrations that reach it. Several migrations may ask at the same time.</summary>
internal sealed class BoundBodies(Compilation compilation, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private int _count;

    /// <summary>How many bodies and initializers were bound.</summary>
    public int Count => _count;

    /// <summary>The files in which something was bound.</summary>
    public IReadOnlyList<SyntaxTree> Trees => [.. _models.Keys];

    /// <summary>The body of a method, constructor or accessor as it is declared; null when it has no source.</summary>
    public IOperation? OfMethod(IMethodSymbol declared) => _bodies.TryGetValue(declared, out var body) ? body : _bodies.GetOrAdd(declared, BindMethod(declared));

    /// <summary>The initializer of a field, constant or auto-property as it is declared; null when it has none.</summary>
    public IOperation? OfInitializer(ISymbol declared) => _bodies.TryGetValue(declared, out var body) ? body : _bodies.GetOrAdd(declared, BindInitializer(declared));

    private IOperation? BindMethod(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            if (syntax is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } or AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
            {
                continue;
            }

            // A primary constructor has no body but what it hands to the base.
            var bound = syntax is TypeDeclarationSyntax type ? type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() : syntax;
            if (bound is not null && Bind(bound) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }

    private IOperation? BindInitializer(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
                PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
                _ => null,
            };
            if (initializer is not null)
            {
                return Bind(initializer);
            }
        }

        return null;
    }

    private IOperation? Bind(SyntaxNode syntax)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return null;
        }

        Interlocked.Increment(ref _count);
        return _models.GetOrAdd(syntax.SyntaxTree, tree => compilation.GetSemanticModel(tree)).GetOperation(syntax, cancellation);
    }
}
