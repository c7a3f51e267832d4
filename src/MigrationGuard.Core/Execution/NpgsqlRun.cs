using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>Operations as EF Core's PostgreSQL provider carries them out.</summary>
internal static class NpgsqlRun
{
    private const string ExtensionPrefix = "Npgsql:PostgresExtension:";

    public static ProviderRun Of(IReadOnlyList<Operation> operations, SchemaState before, Migration? model, int position)
    {
        // Without a model the provider knows nothing of the old side and always emits the change.
        var compares = model is { ModelReading: not ModelReading.Missing };
        var unseen = new List<AlterColumn>();
        var unknown = new List<string>();
        var effective = new List<Operation>(operations.Count);
        var changed = false;
        foreach (var operation in operations)
        {
            var emitted = operation switch
            {
                AlterColumn { IsComplete: true } alter when compares => Emitted(WithIdentity(alter, before), unseen),
                AlterDatabase alter => WithExtensions(alter),
                _ => operation,
            };
            if (operation is Sql sql && before.Objects.Count > 0 && sql.Statements.Any(statement => statement.Effects.Any(Cascades)))
            {
                unknown.Add("what CASCADE takes along is not known");
            }

            changed |= !ReferenceEquals(emitted, operation);
            effective.Add(emitted);
        }

        return new ProviderRun
        {
            After = SchemaReplay.Run(changed ? effective : operations, before, before.Engine, position),
            Unseen = unseen,
            Unknown = unknown,
        };
    }

    /// <summary>
    /// Whether the provider leaves a change of type out. Where the old type is not said it looks both types up in the target model by the column's name, unless length,
    /// precision or the like differ; so both are the same.
    /// </summary>
    public static bool SeesNoTypeChange(AlterColumn alter) => alter.Column.ComputedSql is null && (alter.Old is not { } old || (old.StoreType is null && SameFacets(alter.Column, old)));

    private static bool Cascades(Operation effect) => effect is DropTable { Cascade: true } or ChangeObject { Cascade: true } or DropConstraint { Cascade: true };

    // The provider compares the two sides of the call, not the column: an identity that neither names stays as it is.
    private static AlterColumn WithIdentity(AlterColumn alter, SchemaState before) =>
        alter.Old is { } old
        && old.Identity == alter.Column.Identity
        && before.FindTable(alter.Schema, alter.Table)?.FindColumn(alter.Column.Name) is { IsCertain: true } now
        && now.Column.Identity != alter.Column.Identity
            ? alter with { Column = alter.Column with { Identity = now.Column.Identity } }
            : alter;

    private static AlterColumn Emitted(AlterColumn alter, List<AlterColumn> unseen)
    {
        if (!SeesNoTypeChange(alter))
        {
            return alter;
        }

        unseen.Add(alter);
        var column = alter.Column;
        var wasNullable = alter.Old?.Nullable ?? false;
        return alter with
        {
            IsComplete = false,
            Column = new Column
            {
                Name = column.Name,
                Nullable = column.Nullable == wasNullable ? null : column.Nullable,
                Default = column.Default,
                DefaultSql = column.DefaultSql,
                Collation = column.Collation,
                Identity = column.Identity,
                Annotations = column.Annotations,
            },
            DropsDefault = alter.Old is { HasDefault: true } && !column.HasDefault,
        };
    }

    private static bool SameFacets(Column a, Column b) =>
        a.MaxLength == b.MaxLength && a.Precision == b.Precision && a.Scale == b.Scale && a.Unicode == b.Unicode && a.FixedLength == b.FixedLength && a.RowVersion == b.RowVersion;

    // An extension may serve others, so the provider never drops one.
    private static AlterDatabase WithExtensions(AlterDatabase alter)
    {
        List<Annotation>? kept = null;
        foreach (var old in alter.OldAnnotations)
        {
            if (old.Name.StartsWith(ExtensionPrefix, StringComparison.Ordinal) && alter.Annotations.Find(old.Name) is null)
            {
                (kept ??= [.. alter.Annotations]).Add(old);
            }
        }

        return kept is null ? alter : alter with { Annotations = kept };
    }
}
