using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What operations on schemas, sequences, the database and other objects leave behind.</summary>
internal static class ObjectReplay
{
    public static SchemaState Apply(SchemaState state, Operation operation, int position, bool sure)
    {
        if (!sure)
        {
            return state;
        }

        return operation switch
        {
            EnsureSchema ensure => state.SchemaMap.Find(ensure.Name) is null ? state.WithSchemas(state.SchemaMap.Set(ensure.Name, ensure.Name)) : state,
            DropSchema drop => DropSchema(state, drop),
            AlterDatabase alter => state.WithDatabase(alter.Collation, alter.Annotations),
            CreateSequence create => state.WithSequences(
                state.SequenceMap.Set(
                    SchemaNames.TableKey(create.Schema, create.Name, state.Engine),
                    new SequenceState(create.Schema, create.Name, create.Definition, position))),
            DropSequence drop => state.WithSequences(state.SequenceMap.Remove(SchemaNames.TableKey(drop.Schema, drop.Name, state.Engine))),
            AlterSequence alter => AlterSequence(state, alter),
            RenameSequence rename => RenameSequence(state, rename),
            ChangeObject change => ChangeObject(state, change, position),
            _ => state,
        };
    }

    private static SchemaState DropSchema(SchemaState state, DropSchema drop)
    {
        foreach (var table in state.Tables)
        {
            if (SchemaNames.SameSchema(table.Schema, drop.Name, state.Engine) && drop.Cascade)
            {
                state = state.WithoutTable(table);
            }
        }

        return state.WithSchemas(state.SchemaMap.Remove(drop.Name));
    }

    private static SchemaState AlterSequence(SchemaState state, AlterSequence alter)
    {
        var key = SchemaNames.TableKey(alter.Schema, alter.Name, state.Engine);
        var old = state.SequenceMap.Find(key) ?? new SequenceState(alter.Schema, alter.Name, new SequenceDefinition(), null);

        // ALTER SEQUENCE changes step and limits; type and start stay.
        var definition = alter.Definition with
        {
            ClrType = alter.Definition.ClrType ?? old.Definition.ClrType,
            Start = alter.Definition.Start ?? old.Definition.Start,
        };
        return state.WithSequences(state.SequenceMap.Set(key, old with { Definition = definition }));
    }

    private static SchemaState RenameSequence(SchemaState state, RenameSequence rename)
    {
        var key = SchemaNames.TableKey(rename.Schema, rename.Name, state.Engine);
        var old = state.SequenceMap.Find(key) ?? new SequenceState(rename.Schema, rename.Name, new SequenceDefinition(), null);
        var renamed = old with { Schema = rename.NewSchema ?? rename.Schema, Name = rename.NewName ?? rename.Name };
        return state.WithSequences(state.SequenceMap.Rename(key, SchemaNames.TableKey(renamed.Schema, renamed.Name, state.Engine), renamed));
    }

    private static SchemaState ChangeObject(SchemaState state, ChangeObject change, int position)
    {
        if (Hole.IsIn(change.Name))
        {
            return state.WithOneNotUnderstood();
        }

        var key = state.ObjectKey(change.ObjectType, change.Schema, change.Name);
        var existing = state.ObjectMap.Find(key);
        return change.Change switch
        {
            ObjectChange.Drop => state.WithObjects(state.ObjectMap.Remove(key)),
            ObjectChange.Refresh => state,

            // The new name is not part of the operation.
            ObjectChange.Rename => state.WithOneNotUnderstood(),
            _ => state.WithObjects(
                state.ObjectMap.Set(
                    key,
                    new ObjectState(change.ObjectType, change.Schema, change.Name, change, change.Change == ObjectChange.Create ? position : existing?.CreatedAt))),
        };
    }
}
