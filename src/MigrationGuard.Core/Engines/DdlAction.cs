namespace MigrationGuard.Engines;

/// <summary>What a schema change asks of an engine. Finer than an operation where an engine treats cases differently.</summary>
public enum DdlAction
{
    /// <summary>A column is added that rows have no value for: nullable, without a default.</summary>
    AddColumn,

    /// <summary>A column is added with a default that is the same for every row.</summary>
    AddColumnWithDefault,

    /// <summary>A column is added with a default that differs from row to row, such as a random number.</summary>
    AddColumnWithVolatileDefault,

    /// <summary>A column is added that the engine numbers: identity, serial, auto-increment, row version.</summary>
    AddNumberedColumn,

    /// <summary>A computed column is added whose values are stored.</summary>
    AddStoredColumn,

    /// <summary>A computed column is added whose values are computed when they are read.</summary>
    AddVirtualColumn,

    /// <summary>A column is dropped.</summary>
    DropColumn,

    /// <summary>A column is renamed.</summary>
    RenameColumn,

    /// <summary>The type changes, and values must be written anew.</summary>
    ChangeType,

    /// <summary>Only a limit of the type becomes wider.</summary>
    WidenType,

    /// <summary>The collation of a column changes.</summary>
    ChangeCollation,

    /// <summary>Only the default changes.</summary>
    ChangeDefault,

    /// <summary>NULL is not allowed any more.</summary>
    SetNotNull,

    /// <summary>NULL is not allowed any more, and a validated check constraint excludes it already.</summary>
    SetNotNullChecked,

    /// <summary>NULL is allowed from now on.</summary>
    DropNotNull,

    /// <summary>An index is built.</summary>
    CreateIndex,

    /// <summary>An index is built while writes go on.</summary>
    CreateIndexOnline,

    /// <summary>A full-text or spatial index is built.</summary>
    CreateSpecialIndex,

    /// <summary>An index is dropped.</summary>
    DropIndex,

    /// <summary>A unique constraint is added.</summary>
    AddUnique,

    /// <summary>A primary key is added.</summary>
    AddPrimaryKey,

    /// <summary>A primary key is dropped.</summary>
    DropPrimaryKey,

    /// <summary>A foreign key is added, and every row is checked.</summary>
    AddForeignKey,

    /// <summary>A foreign key is added that existing rows are not checked for.</summary>
    AddForeignKeyUnchecked,

    /// <summary>Existing rows are checked for a foreign key.</summary>
    ValidateForeignKey,

    /// <summary>A foreign key is dropped.</summary>
    DropForeignKey,

    /// <summary>A check constraint is added, and every row is checked.</summary>
    AddCheck,

    /// <summary>A check constraint is added that existing rows are not checked for.</summary>
    AddCheckUnchecked,

    /// <summary>Existing rows are checked for a check constraint.</summary>
    ValidateCheck,

    /// <summary>A unique or check constraint is dropped.</summary>
    DropConstraint,

    /// <summary>A table is renamed or moved to another schema.</summary>
    RenameTable,

    /// <summary>A table is dropped.</summary>
    DropTable,

    /// <summary>A table is emptied at once.</summary>
    Truncate,

    /// <summary>Options of a table change: its character set, its engine.</summary>
    ChangeTableOptions,
}
