using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Reading.EfCore.Designers;

/// <summary>What a Designer says about one entity type, gathered from the blocks that speak of it.</summary>
/// <param name="name">Its name as the Designer spells it.</param>
internal sealed class ModelEntity(string name)
{
    private List<IReadOnlyList<ModelCall>>? _chains;

    /// <summary>Its name as the Designer spells it.</summary>
    public string Name { get; } = name;

    /// <summary>The statements about it, in order.</summary>
    public List<ExpressionSyntax> Statements { get; } = [];

    /// <summary>Name of its base type; null when it has none.</summary>
    public string? Base { get; set; }

    /// <summary>The owner of an owned type; null for any other.</summary>
    public ModelEntity? Owner { get; init; }

    /// <summary>The owner's property that leads to it; null for a type that is not owned.</summary>
    public string? Navigation { get; init; }

    /// <summary>Whether an owner has many of it.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether the Designer names its table.</summary>
    public bool SaysTable { get; set; }

    /// <summary>Its table; null when it has none or the Designer does not name it.</summary>
    public string? Table { get; set; }

    /// <summary>The schema of its table; null for the default one.</summary>
    public string? Schema { get; set; }

    /// <summary>The column that holds it as JSON; null when it is stored in columns of its own.</summary>
    public string? JsonColumn { get; set; }

    /// <summary>Whether each type of the hierarchy has a table with all columns.</summary>
    public bool HasTablePerConcreteType { get; set; }

    /// <summary>Its statements as chains of calls.</summary>
    public IReadOnlyList<IReadOnlyList<ModelCall>> Chains
    {
        get
        {
            if (_chains is null)
            {
                _chains = new(Statements.Count);
                foreach (var statement in Statements)
                {
                    if (ModelCall.Chain(statement) is { Count: > 0 } chain)
                    {
                        _chains.Add(chain);
                    }
                }
            }

            return _chains;
        }
    }
}
