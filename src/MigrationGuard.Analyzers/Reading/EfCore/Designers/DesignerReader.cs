using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationGuard.Execution;
using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore.Designers;

/// <summary>
/// Reads from the Designers of EF Core migrations the tables that the judgement asks for. From syntax only: a Designer has tens of thousands of calls, and binding one would cost
/// more than reading all migrations.
/// </summary>
public static class DesignerReader
{
    /// <summary>What was last read of a Designer, by where its method begins: an editor asks again after every edit of another file.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, (ModelNeed Need, IReadOnlyList<ModelTable> Tables)>> Known = new();

    /// <summary>Adds to each EF Core migration whether it has a model, and the tables of it that are needed. Never throws, except <see cref="OperationCanceledException"/>.</summary>
    /// <param name="compilation">The compilation the migrations were read from.</param>
    /// <param name="migrations">The migrations.</param>
    /// <param name="needs">The tables needed, by class.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    public static IReadOnlyList<Migration> Attach(Compilation compilation, IReadOnlyList<Migration> migrations, IReadOnlyList<ModelNeed> needs, CancellationToken cancellation = default)
    {
        var byClass = new Dictionary<string, ModelNeed>(StringComparer.Ordinal);
        foreach (var need in needs)
        {
            byClass[need.ClassName] = need;
        }

        var attached = new Migration[migrations.Count];
        Concurrently.For(attached.Length, compilation, cancellation, i =>
        {
            var migration = migrations[i];
            attached[i] = migration.Framework == Framework.EfCore
                ? Attach(compilation, migration, byClass.TryGetValue(migration.ClassName, out var need) ? need : null, cancellation)
                : migration;
        });
        return attached;
    }

    private static Migration Attach(Compilation compilation, Migration migration, ModelNeed? need, CancellationToken cancellation)
    {
        try
        {
            if (compilation.Assembly.GetTypeByMetadataName(migration.ClassName) is not { } type)
            {
                return migration;
            }

            var isDesigned = BuildTargetModel(type) is { } method
                ? method.DeclaringSyntaxReferences.Length > 0
                : (bool?)false;
            if (isDesigned != true)
            {
                return migration with { ModelReading = isDesigned == false ? ModelReading.Missing : ModelReading.NotRead };
            }

            var tables = need is null ? [] : Tables(BuildTargetModel(type)!, need, cancellation);
            return tables is null ? migration : migration with { ModelReading = ModelReading.Designer, ModelTables = tables };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Not read is what it says: the proof then knows that it does not know.
            return migration;
        }
    }

    private static IReadOnlyList<ModelTable>? Tables(IMethodSymbol method, ModelNeed need, CancellationToken cancellation)
    {
        var place = method.DeclaringSyntaxReferences[0];
        var file = Known.GetOrCreateValue(place.SyntaxTree);
        if (file.TryGetValue(place.Span.Start, out var known) && known.Need.Engine == need.Engine && known.Need.Tables.SequenceEqual(need.Tables))
        {
            return known.Tables;
        }

        if (place.GetSyntax(cancellation) is not MethodDeclarationSyntax { Body: { } body })
        {
            return null;
        }

        var index = ModelIndex.Of(body);
        var tables = new List<ModelTable>();
        foreach (var (schema, table) in need.Tables)
        {
            tables.Add(new ModelTable { Schema = schema, Table = table, Definition = ModelTableReader.Read(index, schema, table, need.Engine) });
        }

        file[place.Span.Start] = (need, tables);
        return tables;
    }

    // The nearest override; EF Core's own is empty.
    private static IMethodSymbol? BuildTargetModel(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("BuildTargetModel"))
            {
                if (member is IMethodSymbol method)
                {
                    return current.ContainingNamespace?.ToDisplayString() == "Microsoft.EntityFrameworkCore.Migrations" ? null : method;
                }
            }
        }

        return null;
    }
}
