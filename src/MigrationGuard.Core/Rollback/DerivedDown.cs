using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>
/// The Down that follows from an Up and the schema it meets: each operation reversed with what the replay knows, last one first. It is a proposal; whoever writes it
/// into a migration proves it first, by reading and replaying what was written.
/// </summary>
public static class DerivedDown
{
    /// <summary>Derives the operations of the way back.</summary>
    /// <param name="step">The migration in its place.</param>
    /// <param name="engine">The engine it is judged for.</param>
    /// <param name="evenUnderConditions">Whether operations that run only under a condition are reversed too; the reverse then carries the same <see cref="Operation.Certainty"/>.</param>
    /// <returns>The operations in order; null when one has no reverse, or what it removed is not known. Never throws.</returns>
    public static IReadOnlyList<Operation>? Of(MigrationStep step, Engine engine, bool evenUnderConditions = false)
    {
        var down = new List<Operation>();
        var made = new MadeByUp();
        var framework = step.Migration.Framework;
        foreach (var placed in SchemaReplay.Walk(step.Migration.Up.Operations, step.Before, engine, step.Index))
        {
            var operation = placed.Operation;
            if (operation.Providers != Providers.All || (operation.Certainty != Certainty.Certain && !(evenUnderConditions && operation.Certainty == Certainty.Conditional)))
            {
                return null;
            }

            // EF Core adds a key to its own new table afterwards only where two tables reference each other, and neither can go first.
            if (made.GoesWithIt(operation) && !(operation is AddForeignKey && framework == Framework.EfCore && placed.EffectOf is null))
            {
                continue;
            }

            if (placed.EffectOf is not null || Reverse(placed, framework, step.Index) is not { } reverse)
            {
                return null;
            }

            made.Note(operation);
            down.InsertRange(0, reverse.Select(back => back with { Certainty = operation.Certainty, Condition = operation.Condition, Span = SourceSpan.None }));
        }

        return down;
    }

    private static IReadOnlyList<Operation>? Reverse(PlacedOperation placed, Framework framework, int position)
    {
        var state = placed.Before;
        switch (placed.Operation)
        {
            case Sql sql:
                return SqlKnowledge.IsUnderstood(sql) ? [] : null;
            case ValidateConstraint:
                return [];
            case CreateTable o:
                return [new DropTable { Schema = o.Schema, Table = o.Table }];
            case DropTable o:
                return state.FindTable(o.Schema, o.Table) is { IsComplete: true, IsCertain: true } table ? Created(table) : null;
            case RenameTable o:
                return [new RenameTable
                {
                    Schema = o.NewSchema ?? o.Schema,
                    Table = o.NewName ?? o.Table,
                    NewName = o.NewName is null ? null : o.Table,
                    NewSchema = o.NewSchema is null ? null : o.Schema,
                }];
            case AlterTable { Comment: null, Annotations.Count: 0 } when framework == Framework.FluentMigrator:
                // Only opens what the chain says about columns.
                return [];
            case AlterTable o when framework == Framework.EfCore:
                return [o with { Comment = o.OldComment, OldComment = o.Comment, Annotations = o.OldAnnotations, OldAnnotations = o.Annotations }];
            case AddColumn o:
                return [new DropColumn { Schema = o.Schema, Table = o.Table, Name = o.Column.Name }];
            case DropColumn o:
                return state.FindTable(o.Schema, o.Table)?.FindColumn(o.Name) is { IsCertain: true } column ? [new AddColumn { Schema = o.Schema, Table = o.Table, Column = column.Column }] : null;
            case AlterColumn o:
                return Altered(o, state, position);
            case RenameColumn o:
                return [new RenameColumn { Schema = o.Schema, Table = o.Table, Name = o.NewName, NewName = o.Name }];
            case CreateIndex o:
                return o.IfNotExists ? null : [new DropIndex { Schema = o.Schema, Table = o.Table, Name = o.Name, Columns = o.Columns }];
            case DropIndex { Table: { } name } o:
                var index = state.FindTable(o.Schema, name)?.Indexes.FirstOrDefault(candidate => o.Name is { } key ? SchemaNames.Same(candidate.Name ?? "", key) : candidate.Definition.Columns.SequenceEqual(o.Columns));
                return index is null ? null : [index.Definition];
            case RenameIndex o:
                return [new RenameIndex { Schema = o.Schema, Table = o.Table, Name = o.NewName, NewName = o.Name }];
            case AddPrimaryKey o:
                return [new DropPrimaryKey { Schema = o.Schema, Table = o.Table, Name = o.Key.Name }];
            case DropPrimaryKey o:
                return state.FindTable(o.Schema, o.Table)?.PrimaryKey is { } primary ? [new AddPrimaryKey { Schema = o.Schema, Table = o.Table, Key = primary with { Name = o.Name ?? primary.Name } }] : null;
            case AddUniqueConstraint o:
                return [new DropUniqueConstraint { Schema = o.Schema, Table = o.Table, Name = o.Key.Name, Columns = o.Key.Columns }];
            case DropUniqueConstraint { Name: { } name } o:
                return Find(state, o)?.UniqueConstraints.FirstOrDefault(key => SchemaNames.Same(key.Name ?? "", name)) is { } unique ? [new AddUniqueConstraint { Schema = o.Schema, Table = o.Table, Key = unique }] : null;
            case AddCheckConstraint o:
                return [new DropCheckConstraint { Schema = o.Schema, Table = o.Table, Name = o.Check.Name }];
            case DropCheckConstraint { Name: { } name } o:
                return Find(state, o)?.Checks.FirstOrDefault(check => SchemaNames.Same(check.Check.Name ?? "", name)) is { Validated: true } check ? [new AddCheckConstraint { Schema = o.Schema, Table = o.Table, Check = check.Check }] : null;
            case AddForeignKey o:
                return [new DropForeignKey { Schema = o.Schema, Table = o.Table, Name = o.ForeignKey.Name, ForeignKey = o.ForeignKey }];
            case DropForeignKey { Name: { } name } o:
                return Find(state, o)?.ForeignKeys.FirstOrDefault(key => SchemaNames.Same(key.ForeignKey.Name ?? "", name)) is { Validated: true } foreign ? [new AddForeignKey { Schema = o.Schema, Table = o.Table, ForeignKey = foreign.ForeignKey }] : null;
            case CreateSequence o:
                return [new DropSequence { Schema = o.Schema, Name = o.Name }];
            case DropSequence o:
                return state.FindSequence(o.Schema, o.Name) is { } sequence ? [new CreateSequence { Schema = o.Schema, Name = o.Name, Definition = sequence.Definition }] : null;
            case RenameSequence o:
                return [new RenameSequence
                {
                    Schema = o.NewSchema ?? o.Schema,
                    Name = o.NewName ?? o.Name,
                    NewName = o.NewName is null ? null : o.Name,
                    NewSchema = o.NewSchema is null ? null : o.Schema,
                }];
            case AlterDatabase o:
                // EF Core leaves behind what its first migration sets for the database: it was made for that one.
                return position == 0 ? [] : [o with { Collation = o.OldCollation, OldCollation = o.Collation, Annotations = o.OldAnnotations, OldAnnotations = o.Annotations }];
            case EnsureSchema o:
                // EF Core creates a schema only where it is missing, so nobody knows whose it is; FluentMigrator's expression fails where it is there.
                return framework == Framework.EfCore ? [] : [new DropSchema { Name = o.Name }];
            case InsertData o:
                return Deleted(o, state);
            default:
                return null;
        }
    }

    private static TableState? Find(SchemaState state, TableOperation operation) => state.FindTable(operation.Schema, operation.Table);

    private static IReadOnlyList<Operation>? Created(TableState table)
    {
        if (table.Columns.Any(column => !column.IsCertain) || table.ForeignKeys.Any(key => !key.Validated) || table.Checks.Any(check => !check.Validated))
        {
            return null;
        }

        return
        [
            new CreateTable
            {
                Schema = table.Schema,
                Table = table.Name,
                Columns = [.. table.Columns.Select(column => column.Column)],
                PrimaryKey = table.PrimaryKey,
                UniqueConstraints = table.UniqueConstraints,
                ForeignKeys = [.. table.ForeignKeys.Select(key => key.ForeignKey)],
                Checks = [.. table.Checks.Select(check => check.Check)],
                Comment = table.Comment,
                Annotations = table.Annotations,
            },
            .. table.Indexes.Select(index => index.Definition),
        ];
    }

    private static IReadOnlyList<Operation>? Altered(AlterColumn alter, SchemaState state, int position)
    {
        var known = Find(state, alter)?.FindColumn(alter.Column.Name);
        var before = known is { IsCertain: true } ? Typed(known.Column, alter.Old) : alter.Old is { } old ? old with { Name = alter.Column.Name } : null;
        var after = Find(SchemaReplay.Apply(state, alter, position), alter)?.FindColumn(alter.Column.Name)?.Column ?? (alter.IsComplete ? alter.Column : null);
        return before is null || after is null || alter.Using is not null ? null : [new AlterColumn { Schema = alter.Schema, Table = alter.Table, Column = before, Old = after }];
    }

    // Where neither end says a type, the provider takes both from the same model and sees no change.
    private static Column Typed(Column known, Column? said) => known.StoreType is null && said?.StoreType is { } type ? known with { StoreType = type } : known;

    private static IReadOnlyList<Operation>? Deleted(InsertData insert, SchemaState state)
    {
        if (insert.Rows.Count == 0 || insert.Overwrites || Find(state, insert)?.PrimaryKey is not { Columns.Count: > 0 } key)
        {
            return null;
        }

        var places = new List<int>();
        foreach (var column in key.Columns)
        {
            var place = insert.Columns.ToList().FindIndex(name => SchemaNames.Same(name, column));
            if (place < 0 || insert.Rows.Any(row => row.Count <= place || row[place].Kind is LiteralKind.Unknown or LiteralKind.Null or LiteralKind.Sql))
            {
                return null;
            }

            places.Add(place);
        }

        return
        [
            new DeleteData
            {
                Schema = insert.Schema,
                Table = insert.Table,
                KeyColumns = [.. places.Select(place => insert.Columns[place])],
                KeyValues = [.. insert.Rows.Select(row => (IReadOnlyList<Literal>)[.. places.Select(place => row[place])])],
                Filter = new(RowFilterKind.Key, key.Columns),
            },
        ];
    }

    /// <summary>What Up makes: it goes again as a whole, with whatever Up did to it afterwards.</summary>
    private sealed class MadeByUp
    {
        private readonly List<(string? Schema, string Table)> _tables = [];
        private readonly List<(string? Schema, string Table, string Column)> _columns = [];

        public void Note(Operation operation)
        {
            switch (operation)
            {
                case CreateTable create:
                    _tables.Add((create.Schema, create.Table));
                    break;
                case AddColumn add:
                    _columns.Add((add.Schema, add.Table, add.Column.Name));
                    break;
            }
        }

        public bool GoesWithIt(Operation operation) => operation switch
        {
            RenameTable or RenameColumn => false,
            DropIndex { Table: { } table } drop => IsNew(drop.Schema, table),
            TableOperation o when IsNew(o.Schema, o.Table) => o is not DropTable,
            AlterColumn o => IsNew(o, o.Column.Name),
            UpdateData o => o.Columns.Count > 0 && o.Columns.All(column => IsNew(o, column)),
            _ => false,
        };

        private bool IsNew(string? schema, string table) => _tables.Exists(made => made.Schema == schema && SchemaNames.Same(made.Table, table));

        private bool IsNew(TableOperation at, string column) =>
            _columns.Exists(made => made.Schema == at.Schema && SchemaNames.Same(made.Table, at.Table) && SchemaNames.Same(made.Column, column));
    }
}
