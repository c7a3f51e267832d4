using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Up and then Down of one migration, carried out on the schema before as the provider does it.</summary>
internal sealed record RoundTrip
{
    /// <summary>The schema before, with what Up itself says about it.</summary>
    public required SchemaState Before { get; init; }

    /// <summary>What the provider makes of Up.</summary>
    public required ProviderRun UpRun { get; init; }

    /// <summary>Down, SQL effects included, each with the schema it meets.</summary>
    public required IReadOnlyList<PlacedOperation> Down { get; init; }

    /// <summary>What the provider makes of Down.</summary>
    public required ProviderRun DownRun { get; init; }

    /// <summary>Why Down fails, worst first.</summary>
    public required IReadOnlyList<DownFailureReason> Failures { get; init; }

    /// <summary>Keys of what Up removes without anybody knowing what it was; see <see cref="SchemaComparison.UnseenKey"/>.</summary>
    public required HashSet<string> Unseen { get; init; }

    /// <summary>What is not known of the schema before, one clause each.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Goes there and back.</summary>
    /// <param name="context">The migrations it belongs to.</param>
    /// <param name="step">The migration in its place.</param>
    /// <param name="up">Up on the engine, each operation with the schema it meets.</param>
    /// <param name="back">The operations of the way back.</param>
    public static RoundTrip Of(ContextDeployment context, MigrationStep step, IReadOnlyList<PlacedOperation> up, IReadOnlyList<Operation> back)
    {
        var unseen = new HashSet<string>(StringComparer.Ordinal);
        var unknown = new List<string>();
        var before = Seed(step.Before, up, unseen, unknown);
        var upRun = ReferenceEquals(before, step.Before) ? step.Runs.Up : ProviderRun.Of(context.Framework, step.Migration.Up.Operations, before, step.Migration, step.Index);
        var down = SchemaReplay.Walk(back, upRun.After, context.Engine, step.Index);
        var downRun = ProviderRun.Of(context.Framework, back, upRun.After, Previous(context, step), step.Index);
        return new RoundTrip
        {
            Before = before,
            UpRun = upRun,
            Down = down,
            DownRun = downRun,
            Failures = DownFailures.Of(context, before, up, down, downRun, step.Index),
            Unseen = unseen,
            Unknown = unknown,
        };
    }

    /// <summary>The migration whose model EF Core hands to the provider when this one is rolled back; null for the first.</summary>
    private static Migration? Previous(ContextDeployment context, MigrationStep step) =>
        step.Index > 0 && step.Migration.Kind == MigrationKind.Versioned ? context.Steps[step.Index - 1].Migration : null;

    /// <summary>Adds to the schema before what Up itself says about it, and notes what it removes unseen.</summary>
    private static SchemaState Seed(SchemaState before, IReadOnlyList<PlacedOperation> up, HashSet<string> unseen, List<string> unknown)
    {
        var seeded = before;
        foreach (var placed in up)
        {
            switch (placed.Operation)
            {
                case AlterColumn alter when placed.Before.FindTable(alter.Schema, alter.Table)?.FindColumn(alter.Column.Name) is not { IsCertain: true }:
                    if (alter.Old is { } old)
                    {
                        seeded = TableReplay.FindOrAssume(seeded, alter.Schema, alter.Table, out var table);
                        seeded = seeded.WithTable(table with { ColumnMap = table.ColumnMap.Set(alter.Column.Name, new ColumnState(old with { Name = alter.Column.Name }, null)) });
                    }
                    else
                    {
                        unknown.Add("the definition of column " + Hole.Show(alter.FullTable) + "." + Hole.Show(alter.Column.Name) + " before is not known");
                    }

                    break;
                case AlterDatabase alter when seeded.DatabaseAnnotations.Count == 0 && seeded.DatabaseCollation is null:
                    seeded = seeded.WithDatabase(alter.OldCollation, alter.OldAnnotations);
                    break;
                default:
                    NoteUnseen(placed, unseen);
                    break;
            }
        }

        return seeded;
    }

    private static void NoteUnseen(PlacedOperation placed, HashSet<string> unseen)
    {
        var state = placed.Before;
        switch (placed.Operation)
        {
            case DropTable drop when state.FindTable(drop.Schema, drop.Table) is not { IsComplete: true }:
                unseen.Add(SchemaComparison.UnseenKey("table", null, drop.Table));
                break;
            case DropColumn drop when state.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name) is null:
                unseen.Add(SchemaComparison.UnseenKey("column", drop.Table, drop.Name));
                break;
            case DropIndex { Name: { } name } drop when drop.Table is null || state.FindTable(drop.Schema, drop.Table)?.FindIndex(name) is null:
                unseen.Add(SchemaComparison.UnseenKey("index", drop.Table, name));
                break;
            case DropForeignKey { Name: { } name } drop when state.FindTable(drop.Schema, drop.Table)?.ForeignKeyMap.Find(name) is null:
                unseen.Add(SchemaComparison.UnseenKey("foreign key", drop.Table, name));
                break;
            case DropPrimaryKey drop when state.FindTable(drop.Schema, drop.Table)?.PrimaryKey is null:
                unseen.Add(SchemaComparison.UnseenKey("primary key", drop.Table, null));
                break;
            case DropUniqueConstraint { Name: { } name } drop when state.FindTable(drop.Schema, drop.Table)?.UniqueMap.Find(name) is null:
                unseen.Add(SchemaComparison.UnseenKey("unique constraint", drop.Table, name));
                break;
            case DropCheckConstraint { Name: { } name } drop when state.FindTable(drop.Schema, drop.Table)?.CheckMap.Find(name) is null:
                unseen.Add(SchemaComparison.UnseenKey("check constraint", drop.Table, name));
                break;
            case DropConstraint drop:
                foreach (var kind in new[] { "foreign key", "unique constraint", "check constraint" })
                {
                    unseen.Add(SchemaComparison.UnseenKey(kind, drop.Table, drop.Name));
                }

                break;
            case DropSequence drop when state.FindSequence(drop.Schema, drop.Name) is null:
                unseen.Add(SchemaComparison.UnseenKey("sequence", null, drop.Name));
                break;
            case ChangeObject { Change: ObjectChange.Drop } drop when state.FindObject(drop.ObjectType, drop.Schema, drop.Name) is null:
                unseen.Add(SchemaComparison.UnseenKey(drop.ObjectType, null, drop.Name));
                break;
        }
    }
}
