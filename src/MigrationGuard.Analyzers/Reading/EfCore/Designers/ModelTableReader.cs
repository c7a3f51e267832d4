using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Reading.EfCore.Designers;

/// <summary>Puts together one table of a Designer's model, as the operations that would create it.</summary>
internal sealed class ModelTableReader
{
    private readonly ModelIndex _index;
    private readonly Engine _engine;
    private readonly string? _schema;
    private readonly string _table;
    private readonly List<Column> _columns = [];
    private readonly List<KeyDefinition> _unique = [];
    private readonly List<ForeignKeyDefinition> _foreignKeys = [];
    private readonly List<CheckDefinition> _checks = [];
    private readonly List<CreateIndex> _indexes = [];
    private KeyDefinition? _primaryKey;
    private string? _unreadable;

    private ModelTableReader(ModelIndex index, Engine engine, string? schema, string table)
    {
        _index = index;
        _engine = engine;
        _schema = schema;
        _table = table;
    }

    /// <summary>The operations that would create a table; empty when the model has none of that name.</summary>
    /// <param name="index">The Designer.</param>
    /// <param name="schema">Schema; null for the default one.</param>
    /// <param name="table">Table name.</param>
    /// <param name="engine">The engine, for its rules of names.</param>
    public static IReadOnlyList<Operation> Read(ModelIndex index, string? schema, string table, Engine engine)
    {
        var entities = new List<ModelEntity>();
        var reader = new ModelTableReader(index, engine, schema, table);
        foreach (var entity in index.Entities)
        {
            if (reader.IsHere(entity))
            {
                entities.Add(entity);
            }
        }

        return entities.Count == 0 ? [] : reader.Read(entities);
    }

    private IReadOnlyList<Operation> Read(List<ModelEntity> entities)
    {
        // Roots first: the types that share a table with them add only what is their own.
        foreach (var entity in entities.OrderBy(entity => entity.Owner is not null ? 2 : _index.Find(entity.Base) is not null ? 1 : 0))
        {
            Read(entity);
        }

        var operations = new List<Operation>
        {
            new CreateTable
            {
                Schema = _schema,
                Table = _table,
                Columns = _columns,
                PrimaryKey = _primaryKey,
                UniqueConstraints = _unique,
                ForeignKeys = _foreignKeys,
                Checks = _checks,
            },
        };
        operations.AddRange(_indexes);
        if (_unreadable is { } reason)
        {
            operations.Add(new Unknown { Reason = reason });
        }

        return operations;
    }

    private void Read(ModelEntity entity)
    {
        if (entity.JsonColumn is { } json)
        {
            Add(new Column { Name = json, ClrType = "string", StoreType = _engine == Engine.Sqlite ? "TEXT" : null });
            return;
        }

        if (_index.Root(entity).HasTablePerConcreteType)
        {
            Unreadable("each type of the hierarchy of " + entity.Name + " has a table of its own");
        }

        var properties = Properties(entity);
        var sharesWithBase = _index.Find(entity.Base) is { } parent && IsHere(parent);
        var sharesWithOwner = entity.Owner is { } owner && IsHere(owner);
        var keys = KeyProperties(entity);
        if (!sharesWithOwner)
        {
            foreach (var key in keys)
            {
                if (Find(properties, key.Name) is null)
                {
                    // A derived type with a table of its own repeats the key of its root, and fills it in itself.
                    Add(key.Column with { Identity = false, Nullable = false });
                }
            }
        }

        var optional = sharesWithBase || (sharesWithOwner && !IsRequired(entity));
        foreach (var property in properties)
        {
            if (property.Unreadable is { } call)
            {
                Unreadable("property " + entity.Name + "." + property.Name + " has a call that is not known: " + call);
            }

            var isKey = keys.Any(key => key.Name == property.Name);
            if (isKey && sharesWithOwner)
            {
                continue;
            }

            var column = property.Column with { Name = ColumnName(entity, property) };
            column = isKey
                ? column with { Nullable = false, Identity = column.Identity || IsGeneratedKey(entity, property, keys) }
                : optional ? column with { Nullable = true } : column;
            Add(column);
        }

        foreach (var chain in entity.Chains)
        {
            Read(entity, chain, keys, sharesWithOwner);
        }

        foreach (var alternate in _index.AlternateKeysOf(entity))
        {
            AddUnique(alternate.Select(property => ColumnNamed(entity, property)).ToList(), null);
        }

        if (entity.Owner is { } parentOwner && !sharesWithOwner && _index.TableOf(parentOwner) is { } principal)
        {
            var back = entity.Chains.FirstOrDefault(chain => chain[0].Name == "WithOwner");
            var columns = back?.FirstOrDefault(call => call.Name == "HasForeignKey")?.Texts().Select(property => ColumnNamed(entity, property)).ToList() ?? [];
            AddForeignKey(columns, principal, KeyProperties(parentOwner).Select(key => ColumnName(parentOwner, key)).ToList(), "Cascade", Said(back, "HasConstraintName"));
        }
    }

    private void Read(ModelEntity entity, IReadOnlyList<ModelCall> chain, IReadOnlyList<ModelProperty> keys, bool sharesWithOwner)
    {
        var first = chain[0];
        switch (first.Name)
        {
            case "HasKey" when !sharesWithOwner && _primaryKey is null:
                _primaryKey = new KeyDefinition(Said(chain, "HasName") ?? "PK_" + _table, first.Texts().Select(property => ColumnNamed(entity, property)).ToList());
                break;
            case "HasAlternateKey":
                AddUnique(first.Texts().Select(property => ColumnNamed(entity, property)).ToList(), Said(chain, "HasName"));
                break;
            case "HasIndex":
                AddIndex(entity, chain);
                break;
            case "HasOne":
                AddForeignKey(entity, chain, keys);
                break;
            case "HasCheckConstraint":
                AddCheck(first);
                break;
            case "ToTable":
                ReadTableBuilder(first);
                break;
            case "ComplexProperty" or "ComplexCollection" or "SplitToTable":
                Unreadable(entity.Name + " has a part that is not read: " + first.Name);
                break;
        }

        // A table of a derived type has the key of its root.
        if (_primaryKey is null && entity.Owner is null && _index.Find(entity.Base) is not null && keys.Count > 0)
        {
            _primaryKey = new KeyDefinition("PK_" + _table, keys.Select(key => ColumnName(_index.Root(entity), key)).ToList());
        }
    }

    private void ReadTableBuilder(ModelCall call)
    {
        if (call.Lambda is not { } lambda)
        {
            return;
        }

        foreach (var statement in ModelCall.Statements(lambda))
        {
            foreach (var inner in ModelCall.Chain(statement))
            {
                if (inner.Name == "HasCheckConstraint")
                {
                    AddCheck(inner);
                }
                else if (inner.Name is "ExcludeFromMigrations" or "IsTemporal")
                {
                    Unreadable("the table is declared with " + inner.Name);
                }
            }
        }
    }

    private void AddUnique(IReadOnlyList<string> columns, string? name)
    {
        var isKey = _primaryKey is { } key && key.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase);
        if (!isKey && _unique.All(other => !other.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase)))
        {
            _unique.Add(new KeyDefinition(name ?? "AK_" + _table + "_" + string.Join("_", columns), columns));
        }
    }

    private void AddCheck(ModelCall call)
    {
        if (call.Text(0) is { } name && call.Text(1) is { } sql)
        {
            _checks.Add(new CheckDefinition(name, sql));
        }
    }

    private void AddIndex(ModelEntity entity, IReadOnlyList<ModelCall> chain)
    {
        var first = chain[0];
        var isNamed = first.Arguments.Count == 2 && first.Arguments[0].Expression is not Microsoft.CodeAnalysis.CSharp.Syntax.LiteralExpressionSyntax;
        var texts = first.Texts();
        var columns = (isNamed ? texts.Take(texts.Count - 1) : texts).Select(property => ColumnNamed(entity, property)).ToList();
        var descending = chain.FirstOrDefault(call => call.Name == "IsDescending");
        var index = new CreateIndex
        {
            Schema = _schema,
            Table = _table,
            Name = Said(chain, "HasDatabaseName") ?? Said(chain, "HasName") ?? (isNamed ? texts[texts.Count - 1] : "IX_" + _table + "_" + string.Join("_", columns)),
            Columns = columns,
            Unique = chain.FirstOrDefault(call => call.Name == "IsUnique") is { } unique && unique.Truth(0) != false,
            Filter = Said(chain, "HasFilter"),
            AllDescending = descending is { Arguments.Count: 0 },
            Descending = descending is { Arguments.Count: > 0 } ? Enumerable.Range(0, descending.Arguments.Count).Select(i => descending.Truth(i) == true).ToList() : [],
        };
        if (_indexes.All(other => !SchemaNames.Same(other.Name, index.Name)))
        {
            _indexes.Add(index);
        }
    }

    private void AddForeignKey(ModelEntity entity, IReadOnlyList<ModelCall> chain, IReadOnlyList<ModelProperty> keys)
    {
        var said = chain.FirstOrDefault(call => call.Name == "HasForeignKey");
        if (said is null || _index.Find(chain[0].Text(0)) is not { } principal || _index.TableOf(principal) is not { } table)
        {
            Unreadable("a relationship of " + entity.Name + " to " + (chain[0].Text(0) ?? "another type") + " is not read");
            return;
        }

        // One-to-one names the dependent type first.
        var isOneToOne = chain.Any(call => call.Name == "WithOne");
        var columns = said.Texts().Skip(isOneToOne ? 1 : 0).Select(property => ColumnNamed(entity, property)).ToList();
        var principalKey = chain.FirstOrDefault(call => call.Name == "HasPrincipalKey");
        var principalColumns = principalKey is null
            ? KeyProperties(principal).Select(key => ColumnName(_index.Root(principal), key)).ToList()
            : principalKey.Texts().Skip(isOneToOne ? 1 : 0).Select(property => ColumnNamed(principal, property)).ToList();
        if (IsHere(principal) && columns.SequenceEqual(principalColumns, StringComparer.Ordinal))
        {
            return;
        }

        var action = chain.FirstOrDefault(call => call.Name == "OnDelete")?.Member(0) switch
        {
            "Cascade" => "Cascade",
            "SetNull" => "SetNull",
            "Restrict" => "Restrict",
            _ => "NoAction",
        };
        AddForeignKey(columns, table, principalColumns, action, Said(chain, "HasConstraintName"));
    }

    private void AddForeignKey(IReadOnlyList<string> columns, (string? Schema, string Table) principal, IReadOnlyList<string> principalColumns, string onDelete, string? name)
    {
        if (columns.Count == 0)
        {
            Unreadable("the columns of a foreign key to " + principal.Table + " are not read");
            return;
        }

        var key = new ForeignKeyDefinition
        {
            Name = name ?? "FK_" + _table + "_" + principal.Table + "_" + string.Join("_", columns),
            Columns = columns,
            PrincipalSchema = principal.Schema,
            PrincipalTable = principal.Table,
            PrincipalColumns = principalColumns,
            OnDelete = onDelete,
        };
        if (_foreignKeys.All(other => !SchemaNames.Same(other.Name, key.Name)))
        {
            _foreignKeys.Add(key);
        }
    }

    private static List<ModelProperty> Properties(ModelEntity entity)
    {
        var properties = new List<ModelProperty>();
        foreach (var chain in entity.Chains)
        {
            if (ModelProperty.Of(chain) is { } property)
            {
                properties.Add(property);
            }
        }

        return properties;
    }

    /// <summary>The key properties of an entity type; those of its root when it derives from another.</summary>
    private IReadOnlyList<ModelProperty> KeyProperties(ModelEntity entity)
    {
        var root = _index.Root(entity);
        var names = root.Chains.FirstOrDefault(chain => chain[0].Name == "HasKey")?[0].Texts() ?? [];
        var properties = Properties(root);
        var keys = new List<ModelProperty>();
        foreach (var name in names)
        {
            if (Find(properties, name) is { } property)
            {
                keys.Add(property);
            }
        }

        return keys;
    }

    // SQLite and the others generate integer keys of one column, unless the tables of a hierarchy share it.
    private bool IsGeneratedKey(ModelEntity entity, ModelProperty property, IReadOnlyList<ModelProperty> keys) =>
        property.IsGenerated
        && keys.Count == 1
        && _index.Find(entity.Base) is null
        && !_index.IsSplitOverTables(entity)
        && property.Column.ClrType is "int" or "long" or "short" or "byte" or "uint" or "ulong" or "ushort" or "sbyte";

    private static bool IsRequired(ModelEntity owned) =>
        owned.Owner is { } owner
        && owner.Chains.Any(chain => chain[0].Name == "Navigation" && chain[0].Text(0) == owned.Navigation && chain.Any(call => call.Name == "IsRequired" && call.Truth(0) != false));

    private string ColumnNamed(ModelEntity entity, string property)
    {
        for (var owner = entity; owner is not null; owner = _index.Find(owner.Base))
        {
            if (Find(Properties(owner), property) is { } found)
            {
                return ColumnName(owner, found);
            }
        }

        return property;
    }

    // An owned type in its owner's table has the way to it in its column names.
    private string ColumnName(ModelEntity entity, ModelProperty property)
    {
        if (property.SaysColumn)
        {
            return property.Column.Name;
        }

        var name = property.Column.Name;
        for (var owned = entity; owned.Owner is { } owner && !owned.IsMany; owned = owner)
        {
            if (_index.TableOf(owned) is not { } own || _index.TableOf(owner) is not { } parent || own != parent)
            {
                break;
            }

            name = owned.Navigation + "_" + name;
        }

        return name;
    }

    private bool IsHere(ModelEntity entity) =>
        _index.TableOf(entity) is { } table && SchemaNames.SameTable(table.Schema, table.Table, _schema, _table, _engine);

    private void Add(Column column)
    {
        if (_columns.All(other => !SchemaNames.Same(other.Name, column.Name)))
        {
            _columns.Add(column);
        }
    }

    private static ModelProperty? Find(List<ModelProperty> properties, string name) => properties.Find(property => property.Name == name);

    private void Unreadable(string reason) => _unreadable ??= reason;

    private static string? Said(IReadOnlyList<ModelCall>? chain, string method) => chain?.FirstOrDefault(call => call.Name == method)?.Text(0);
}
