using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Reading.EfCore.Designers;

/// <summary>
/// Which entity types a Designer knows and where they are stored. Looks only at the top-level statements of <c>BuildTargetModel</c> and at the one-call statements
/// inside each block: everything else waits until somebody asks for the table.
/// </summary>
internal sealed class ModelIndex
{
    private readonly Dictionary<string, ModelEntity> _entities = new(StringComparer.Ordinal);
    private readonly List<ModelEntity> _owned = [];
    private Dictionary<string, List<IReadOnlyList<string>>>? _alternateKeys;

    private ModelIndex()
    {
    }

    /// <summary>The schema of tables that name none; null for the database's own.</summary>
    public string? DefaultSchema { get; private set; }

    /// <summary>All entity types, owned ones included.</summary>
    public IEnumerable<ModelEntity> Entities => _entities.Values.Concat(_owned);

    public static ModelIndex Of(BlockSyntax body)
    {
        var index = new ModelIndex();
        foreach (var statement in body.Statements)
        {
            if (statement is not ExpressionStatementSyntax { Expression: var expression })
            {
                continue;
            }

            if (ModelCall.Single(expression) is { Name: "Entity", Lambda: { } lambda } entity && entity.Text(0) is { } name)
            {
                index.Add(index.Entity(name), lambda);
                continue;
            }

            foreach (var call in ModelCall.Chain(expression))
            {
                if (call.Name == "HasDefaultSchema")
                {
                    index.DefaultSchema = call.Text(0);
                }
            }
        }

        return index;
    }

    /// <summary>The entity type of that name; null when the Designer does not know it.</summary>
    public ModelEntity? Find(string? name) => name is not null && _entities.TryGetValue(name, out var entity) ? entity : null;

    /// <summary>The type at the root of the hierarchy.</summary>
    public ModelEntity Root(ModelEntity entity)
    {
        // A hierarchy is never as deep as the number of types; a Designer that says otherwise is broken.
        for (var depth = 0; depth < _entities.Count && Find(entity.Base) is { } parent; depth++)
        {
            entity = parent;
        }

        return entity;
    }

    /// <summary>The table an entity type is stored in; null when it has none of its own or its owner's.</summary>
    public (string? Schema, string Table)? TableOf(ModelEntity entity)
    {
        for (var depth = 0; depth <= _entities.Count; depth++)
        {
            if (entity.SaysTable)
            {
                return entity.Table is { } said ? (entity.Schema ?? DefaultSchema, said) : null;
            }

            if (Find(entity.Base) is { } parent)
            {
                entity = parent;
            }
            else if (entity.Owner is { } owner)
            {
                if (entity.IsMany && entity.JsonColumn is null)
                {
                    return null;
                }

                entity = owner;
            }
            else
            {
                return (DefaultSchema, ShortName(entity.Name));
            }
        }

        return null;
    }

    /// <summary>Whether types that derive from this one have tables of their own.</summary>
    public bool IsSplitOverTables(ModelEntity entity)
    {
        var table = TableOf(entity);
        foreach (var other in _entities.Values)
        {
            if (other.Base is not null && other.SaysTable && !ReferenceEquals(other, entity) && TableOf(other) != table && ReferenceEquals(Root(other), entity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The keys beside the primary one that an entity type has because relationships of others use them.</summary>
    public IReadOnlyList<IReadOnlyList<string>> AlternateKeysOf(ModelEntity entity)
    {
        if (_alternateKeys is null)
        {
            _alternateKeys = new(StringComparer.Ordinal);
            foreach (var other in Entities)
            {
                foreach (var statement in other.Statements)
                {
                    if (UsesPrincipalKey(statement))
                    {
                        AddAlternateKey(ModelCall.Chain(statement));
                    }
                }
            }
        }

        return _alternateKeys.TryGetValue(entity.Name, out var keys) ? keys : [];
    }

    private static bool UsesPrincipalKey(ExpressionSyntax statement)
    {
        while (statement is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member })
        {
            if (member.Name.Identifier.ValueText == "HasPrincipalKey")
            {
                return true;
            }

            statement = member.Expression;
        }

        return false;
    }

    private void AddAlternateKey(IReadOnlyList<ModelCall> chain)
    {
        if (chain[0].Name != "HasOne" || chain[0].Text(0) is not { } principal)
        {
            return;
        }

        var properties = chain.First(call => call.Name == "HasPrincipalKey").Texts();
        if (!_alternateKeys!.TryGetValue(principal, out var keys))
        {
            _alternateKeys.Add(principal, keys = []);
        }

        // One-to-one names the principal type first.
        keys.Add(chain.Any(call => call.Name == "WithOne") ? [.. properties.Skip(1)] : properties);
    }

    private static string ShortName(string name)
    {
        var generic = name.IndexOfAny(['<', '`']);
        var end = generic < 0 ? name.Length : generic;
        var start = name.LastIndexOfAny(['.', '+'], end - 1) + 1;
        return name.Substring(start, end - start);
    }

    private ModelEntity Entity(string name)
    {
        if (!_entities.TryGetValue(name, out var entity))
        {
            _entities.Add(name, entity = new ModelEntity(name));
        }

        return entity;
    }

    private void Add(ModelEntity entity, LambdaExpressionSyntax lambda)
    {
        foreach (var statement in ModelCall.Statements(lambda))
        {
            switch (ModelCall.Single(statement))
            {
                case { Name: "HasBaseType" } call:
                    entity.Base = call.Text(0);
                    break;
                case { Name: "ToTable" } call:
                    entity.SaysTable = true;
                    entity.Table = call.Text(0);
                    entity.Schema = call.Text(1);
                    entity.Statements.Add(statement);
                    break;
                case { Name: "ToView" or "ToSqlQuery" or "ToFunction" } when !entity.SaysTable:
                    entity.SaysTable = true;
                    break;
                case { Name: "ToJson" } call:
                    entity.JsonColumn = call.Text(0) ?? entity.Navigation;
                    entity.SaysTable = false;
                    break;
                case { Name: "UseTpcMappingStrategy" }:
                    entity.HasTablePerConcreteType = true;
                    break;
                case { Name: "OwnsOne" or "OwnsMany", Lambda: { } inner } call:
                    var owned = new ModelEntity(call.Text(0) ?? "")
                    {
                        Owner = entity,
                        Navigation = call.Text(1),
                        IsMany = call.Name == "OwnsMany",
                    };
                    _owned.Add(owned);
                    Add(owned, inner);
                    break;
                default:
                    entity.Statements.Add(statement);
                    break;
            }
        }
    }
}
