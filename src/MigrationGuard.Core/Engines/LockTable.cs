using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Engines;

/// <summary>
/// Which lock a schema change takes, who waits for it and what it does to the rows, for every engine and version: PostgreSQL from 12, SQL Server from 2016, MySQL from 8.0,
/// MariaDB from 10.6, SQLite. Older versions are there where a duration depends on them. The only such table: rules, durations and <c>docs/engines.md</c> read it.
/// </summary>
public static class LockTable
{
    private const string AccessExclusive = "ACCESS EXCLUSIVE";
    private const string ShareUpdateExclusive = "SHARE UPDATE EXCLUSIVE";
    private const string SchemaModification = "Sch-M";
    private const string Instant = "metadata lock EXCLUSIVE, for a moment (ALGORITHM=INSTANT)";
    private const string InPlace = "metadata lock SHARED_UPGRADABLE (ALGORITHM=INPLACE, LOCK=NONE)";
    private const string InPlaceShared = "metadata lock SHARED_NO_WRITE (ALGORITHM=INPLACE, LOCK=SHARED)";
    private const string Copy = "metadata lock SHARED_NO_WRITE (ALGORITHM=COPY)";

    private const string PgAlter = "https://www.postgresql.org/docs/current/sql-altertable.html";
    private const string PgIndex = "https://www.postgresql.org/docs/current/sql-createindex.html";
    private const string PgLocks = "https://www.postgresql.org/docs/current/explicit-locking.html";
    private const string MsAlter = "https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql";
    private const string MsIndex = "https://learn.microsoft.com/sql/relational-databases/indexes/guidelines-for-online-index-operations";
    private const string MsRename = "https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide";
    private const string MyOnline = "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html";
    private const string MyAlter = "https://dev.mysql.com/doc/refman/8.4/en/alter-table.html";
    private const string MariaOnline = "https://mariadb.com/kb/en/innodb-online-ddl-overview/";
    private const string SqliteLocks = "https://www.sqlite.org/lockingv3.html";

    private static readonly Dictionary<(Engine, DdlAction), List<LockFact>> Index = new();

    static LockTable()
    {
        foreach (var fact in All)
        {
            if (!Index.TryGetValue((fact.Engine, fact.Action), out var facts))
            {
                Index.Add((fact.Engine, fact.Action), facts = []);
            }

            facts.Add(fact);
        }
    }

    /// <summary>Every row, by engine; of the rows for one action the first that applies counts.</summary>
    public static IReadOnlyList<LockFact> All { get; } = [.. PostgreSql(), .. SqlServer(), .. MySql(), .. MariaDb(), .. Sqlite()];

    /// <summary>What an engine does for an action; null for an engine that is not known and for actions it does not have.</summary>
    /// <param name="profile">The engine.</param>
    /// <param name="action">The action.</param>
    public static LockFact? Find(EngineProfile profile, DdlAction action)
    {
        if (Index.TryGetValue((profile.Engine, action), out var facts))
        {
            foreach (var fact in facts)
            {
                if (fact.AppliesTo(profile))
                {
                    return fact;
                }
            }
        }

        return null;
    }

    private static IEnumerable<LockFact> PostgreSql() =>
    [
        Pg(DdlAction.AddColumn, AccessExclusive, null),
        Pg(DdlAction.AddColumnWithDefault, AccessExclusive, WorkKind.Rewrite) with { Before = [11], IsMeasured = false },
        Pg(DdlAction.AddColumnWithDefault, AccessExclusive, null) with { From = [11] },
        Pg(DdlAction.AddColumnWithVolatileDefault, AccessExclusive, WorkKind.Rewrite) with { OnlineForm = "add the column without a default, set the default, fill the rows in batches" },
        Pg(DdlAction.AddNumberedColumn, AccessExclusive, WorkKind.Rewrite) with { OnlineForm = "add the column without a default, set the default, fill the rows in batches" },
        Pg(DdlAction.AddStoredColumn, AccessExclusive, WorkKind.Rewrite) with { OnlineForm = "an ordinary column, filled in batches and kept by a trigger" },
        Pg(DdlAction.AddVirtualColumn, AccessExclusive, null) with { From = [18], IsMeasured = false },
        Pg(DdlAction.DropColumn, AccessExclusive, null),
        Pg(DdlAction.RenameColumn, AccessExclusive, null),
        Pg(DdlAction.ChangeType, AccessExclusive, WorkKind.Rewrite) with { OnlineForm = "a new column of the new type, filled in batches" },
        Pg(DdlAction.WidenType, AccessExclusive, null),
        Pg(DdlAction.ChangeCollation, AccessExclusive, WorkKind.IndexBuild),
        Pg(DdlAction.ChangeDefault, AccessExclusive, null),
        Pg(DdlAction.SetNotNull, AccessExclusive, WorkKind.Scan) with { OnlineForm = "CHECK (c IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT, then SET NOT NULL" },
        Pg(DdlAction.SetNotNullChecked, AccessExclusive, null) with { From = [12] },
        Pg(DdlAction.SetNotNullChecked, AccessExclusive, WorkKind.Scan) with { Before = [12], IsMeasured = false },
        Pg(DdlAction.DropNotNull, AccessExclusive, null),
        Pg(DdlAction.CreateIndex, "SHARE", WorkKind.IndexBuild, Blocked.Writers, PgIndex) with { OnlineForm = "CREATE INDEX CONCURRENTLY" },
        Pg(DdlAction.CreateIndexOnline, ShareUpdateExclusive, WorkKind.IndexBuild, Blocked.Nobody, PgIndex),
        Pg(DdlAction.CreateSpecialIndex, "SHARE", WorkKind.IndexBuild, Blocked.Writers, PgIndex) with { OnlineForm = "CREATE INDEX CONCURRENTLY" },
        Pg(DdlAction.DropIndex, AccessExclusive, null) with { OnlineForm = "DROP INDEX CONCURRENTLY" },
        Pg(DdlAction.AddUnique, AccessExclusive, WorkKind.IndexBuild) with { OnlineForm = "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX" },
        Pg(DdlAction.AddPrimaryKey, AccessExclusive, WorkKind.IndexBuild) with { OnlineForm = "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … PRIMARY KEY USING INDEX" },
        Pg(DdlAction.DropPrimaryKey, AccessExclusive, null),
        Pg(DdlAction.AddForeignKey, "SHARE ROW EXCLUSIVE", WorkKind.ForeignKey, Blocked.Writers) with { LocksReferenced = true, OnlineForm = "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT" },
        Pg(DdlAction.AddForeignKeyUnchecked, "SHARE ROW EXCLUSIVE", null, Blocked.Writers) with { LocksReferenced = true },
        Pg(DdlAction.ValidateForeignKey, ShareUpdateExclusive, WorkKind.ForeignKey, Blocked.Nobody),
        Pg(DdlAction.DropForeignKey, AccessExclusive, null) with { LocksReferenced = true },
        Pg(DdlAction.AddCheck, AccessExclusive, WorkKind.Scan) with { OnlineForm = "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT" },
        Pg(DdlAction.AddCheckUnchecked, AccessExclusive, null),
        Pg(DdlAction.ValidateCheck, ShareUpdateExclusive, WorkKind.Scan, Blocked.Nobody),
        Pg(DdlAction.DropConstraint, AccessExclusive, null),
        Pg(DdlAction.RenameTable, AccessExclusive, null),
        Pg(DdlAction.DropTable, AccessExclusive, null, source: PgLocks),
        Pg(DdlAction.Truncate, AccessExclusive, null, source: PgLocks),
        Pg(DdlAction.ChangeTableOptions, ShareUpdateExclusive, null, Blocked.Nobody),
    ];

    private static IEnumerable<LockFact> SqlServer() =>
    [
        Ms(DdlAction.AddColumn, null),
        Ms(DdlAction.AddColumnWithDefault, null) with { OnlineEditionOnly = true },
        Ms(DdlAction.AddColumnWithDefault, WorkKind.Rewrite) with { OnlineForm = "the same statement on the Enterprise edition or Azure SQL; elsewhere a nullable column, filled in batches" },
        Ms(DdlAction.AddColumnWithVolatileDefault, WorkKind.Rewrite) with { OnlineForm = "a nullable column with the default, filled in batches" },
        Ms(DdlAction.AddNumberedColumn, WorkKind.Rewrite),
        Ms(DdlAction.AddStoredColumn, WorkKind.Rewrite),
        Ms(DdlAction.AddVirtualColumn, null),
        Ms(DdlAction.DropColumn, null),
        Ms(DdlAction.RenameColumn, null, MsRename),
        Ms(DdlAction.ChangeType, WorkKind.Rewrite) with { OnlineForm = "ALTER COLUMN … WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.WidenType, null),
        Ms(DdlAction.ChangeCollation, WorkKind.Rewrite) with { OnlineForm = "ALTER COLUMN … WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.ChangeDefault, null),
        Ms(DdlAction.SetNotNull, WorkKind.Scan) with { OnlineForm = "ALTER COLUMN … WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.SetNotNullChecked, WorkKind.Scan),
        Ms(DdlAction.DropNotNull, null),
        Ms(DdlAction.CreateIndex, WorkKind.IndexBuild, MsIndex) with { Lock = "S", Blocks = Blocked.Writers, OnlineForm = "WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.CreateIndexOnline, WorkKind.IndexBuild, MsIndex) with { Lock = "IS, and S or Sch-M for a moment at both ends", Blocks = Blocked.Nobody },
        Ms(DdlAction.CreateSpecialIndex, WorkKind.IndexBuild, MsIndex) with { Lock = "S", Blocks = Blocked.Writers },
        Ms(DdlAction.DropIndex, null, MsIndex),
        Ms(DdlAction.AddUnique, WorkKind.IndexBuild) with { OnlineForm = "ADD CONSTRAINT … WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.AddPrimaryKey, WorkKind.Rewrite) with { OnlineForm = "ADD CONSTRAINT … WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.DropPrimaryKey, WorkKind.Rewrite) with { OnlineForm = "DROP CONSTRAINT … WITH (ONLINE = ON) on the Enterprise edition or Azure SQL" },
        Ms(DdlAction.AddForeignKey, WorkKind.ForeignKey) with { LocksReferenced = true, OnlineForm = "WITH NOCHECK, then WITH CHECK CHECK CONSTRAINT in a quiet hour" },
        Ms(DdlAction.AddForeignKeyUnchecked, null) with { LocksReferenced = true },
        Ms(DdlAction.ValidateForeignKey, WorkKind.ForeignKey),
        Ms(DdlAction.DropForeignKey, null) with { LocksReferenced = true },
        Ms(DdlAction.AddCheck, WorkKind.Scan) with { OnlineForm = "WITH NOCHECK, then WITH CHECK CHECK CONSTRAINT in a quiet hour" },
        Ms(DdlAction.AddCheckUnchecked, null),
        Ms(DdlAction.ValidateCheck, WorkKind.Scan),
        Ms(DdlAction.DropConstraint, null),
        Ms(DdlAction.RenameTable, null, MsRename),
        Ms(DdlAction.DropTable, null, MsRename),
        Ms(DdlAction.Truncate, null, MsRename),
        Ms(DdlAction.ChangeTableOptions, null),
    ];

    // MySQL ends where MariaDB begins: at version 10.
    private static IEnumerable<LockFact> MySql() =>
    [
        My(DdlAction.AddColumn, Copy, Blocked.Writers, WorkKind.Rewrite) with { Before = [8, 0, 12] },
        My(DdlAction.AddColumn, Instant),
        My(DdlAction.AddColumnWithDefault, Copy, Blocked.Writers, WorkKind.Rewrite) with { Before = [8, 0, 12] },
        My(DdlAction.AddColumnWithDefault, Instant),
        My(DdlAction.AddColumnWithVolatileDefault, Copy, Blocked.Writers, WorkKind.Rewrite, MyAlter) with { OnlineForm = "a nullable column, filled in batches" },
        My(DdlAction.AddNumberedColumn, InPlaceShared, Blocked.Writers, WorkKind.Rewrite),
        My(DdlAction.AddStoredColumn, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "a virtual column, or an ordinary one filled in batches" },
        My(DdlAction.AddVirtualColumn, Instant),
        My(DdlAction.DropColumn, InPlace, Blocked.Nobody, WorkKind.Rewrite) with { Before = [8, 0, 29] },
        My(DdlAction.DropColumn, Instant),
        My(DdlAction.RenameColumn, Instant),
        My(DdlAction.ChangeType, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "a new column of the new type, filled in batches" },
        My(DdlAction.WidenType, InPlace),
        My(DdlAction.ChangeCollation, Copy, Blocked.Writers, WorkKind.Rewrite),
        My(DdlAction.ChangeDefault, Instant),
        My(DdlAction.SetNotNull, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        My(DdlAction.SetNotNullChecked, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        My(DdlAction.DropNotNull, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        My(DdlAction.CreateIndex, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        My(DdlAction.CreateIndexOnline, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        My(DdlAction.CreateSpecialIndex, InPlaceShared, Blocked.Writers, WorkKind.IndexBuild),
        My(DdlAction.DropIndex, InPlace),
        My(DdlAction.AddUnique, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        My(DdlAction.AddPrimaryKey, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        My(DdlAction.DropPrimaryKey, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "DROP PRIMARY KEY and ADD PRIMARY KEY in one ALTER TABLE" },
        My(DdlAction.AddForeignKey, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "SET foreign_key_checks = 0, which leaves existing rows unchecked" },
        My(DdlAction.AddForeignKeyUnchecked, InPlace),
        My(DdlAction.ValidateForeignKey, Copy, Blocked.Writers, WorkKind.Rewrite),
        My(DdlAction.DropForeignKey, InPlace),
        My(DdlAction.AddCheck, Copy, Blocked.Writers, WorkKind.Rewrite, MyAlter),
        My(DdlAction.AddCheckUnchecked, InPlace, source: MyAlter),
        My(DdlAction.ValidateCheck, Copy, Blocked.Writers, WorkKind.Rewrite, MyAlter),
        My(DdlAction.DropConstraint, InPlace, source: MyAlter),
        My(DdlAction.RenameTable, Instant),
        My(DdlAction.DropTable, Instant, source: MyAlter),
        My(DdlAction.Truncate, Instant, source: MyAlter),
        My(DdlAction.ChangeTableOptions, Copy, Blocked.Writers, WorkKind.Rewrite),
    ];

    private static IEnumerable<LockFact> MariaDb() =>
    [
        Maria(DdlAction.AddColumn, Instant),
        Maria(DdlAction.AddColumnWithDefault, Instant),
        Maria(DdlAction.AddColumnWithVolatileDefault, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "a nullable column, filled in batches" },
        Maria(DdlAction.AddNumberedColumn, InPlaceShared, Blocked.Writers, WorkKind.Rewrite),
        Maria(DdlAction.AddStoredColumn, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "a virtual column, or an ordinary one filled in batches" },
        Maria(DdlAction.AddVirtualColumn, Instant),
        Maria(DdlAction.DropColumn, Instant),
        Maria(DdlAction.RenameColumn, Instant),
        Maria(DdlAction.ChangeType, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "a new column of the new type, filled in batches" },
        Maria(DdlAction.WidenType, Instant),
        Maria(DdlAction.ChangeCollation, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        Maria(DdlAction.ChangeDefault, Instant),
        Maria(DdlAction.SetNotNull, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        Maria(DdlAction.SetNotNullChecked, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        Maria(DdlAction.DropNotNull, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        Maria(DdlAction.CreateIndex, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        Maria(DdlAction.CreateIndexOnline, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        Maria(DdlAction.CreateSpecialIndex, InPlaceShared, Blocked.Writers, WorkKind.IndexBuild),
        Maria(DdlAction.DropIndex, InPlace),
        Maria(DdlAction.AddUnique, InPlace, Blocked.Nobody, WorkKind.IndexBuild),
        Maria(DdlAction.AddPrimaryKey, InPlace, Blocked.Nobody, WorkKind.Rewrite),
        Maria(DdlAction.DropPrimaryKey, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "DROP PRIMARY KEY and ADD PRIMARY KEY in one ALTER TABLE" },
        Maria(DdlAction.AddForeignKey, Copy, Blocked.Writers, WorkKind.Rewrite) with { OnlineForm = "SET foreign_key_checks = 0, which leaves existing rows unchecked" },
        Maria(DdlAction.AddForeignKeyUnchecked, Instant),
        Maria(DdlAction.ValidateForeignKey, Copy, Blocked.Writers, WorkKind.Rewrite) with { IsMeasured = false },
        Maria(DdlAction.DropForeignKey, Instant),
        Maria(DdlAction.AddCheck, Copy, Blocked.Writers, WorkKind.Rewrite),
        Maria(DdlAction.AddCheckUnchecked, Copy, Blocked.Writers, WorkKind.Rewrite),
        Maria(DdlAction.ValidateCheck, Copy, Blocked.Writers, WorkKind.Rewrite) with { IsMeasured = false },
        Maria(DdlAction.DropConstraint, InPlace),
        Maria(DdlAction.RenameTable, Instant),
        Maria(DdlAction.DropTable, Instant) with { IsMeasured = false },
        Maria(DdlAction.Truncate, Instant) with { IsMeasured = false },
        Maria(DdlAction.ChangeTableOptions, Copy, Blocked.Writers, WorkKind.Rewrite),
    ];

    // One writer at a time, whatever it does; the library's own ALTER TABLE changes the catalogue only, EF Core builds the table anew for most else.
    private static IEnumerable<LockFact> Sqlite() =>
    [
        Lite(DdlAction.AddColumn, null),
        Lite(DdlAction.AddColumnWithDefault, null),
        Lite(DdlAction.AddColumnWithVolatileDefault, null),
        Lite(DdlAction.AddNumberedColumn, null),
        Lite(DdlAction.AddStoredColumn, null),
        Lite(DdlAction.AddVirtualColumn, null),
        Lite(DdlAction.DropColumn, WorkKind.Rewrite),
        Lite(DdlAction.RenameColumn, null),
        Lite(DdlAction.ChangeType, WorkKind.Rewrite),
        Lite(DdlAction.WidenType, null),
        Lite(DdlAction.ChangeCollation, WorkKind.Rewrite),
        Lite(DdlAction.ChangeDefault, null),
        Lite(DdlAction.SetNotNull, WorkKind.Scan),
        Lite(DdlAction.SetNotNullChecked, WorkKind.Scan),
        Lite(DdlAction.DropNotNull, null),
        Lite(DdlAction.CreateIndex, WorkKind.IndexBuild),
        Lite(DdlAction.CreateIndexOnline, WorkKind.IndexBuild),
        Lite(DdlAction.CreateSpecialIndex, WorkKind.IndexBuild),
        Lite(DdlAction.DropIndex, null),
        Lite(DdlAction.AddUnique, WorkKind.IndexBuild),
        Lite(DdlAction.AddPrimaryKey, WorkKind.IndexBuild),
        Lite(DdlAction.DropPrimaryKey, null),
        Lite(DdlAction.AddForeignKey, WorkKind.ForeignKey),
        Lite(DdlAction.AddForeignKeyUnchecked, null),
        Lite(DdlAction.ValidateForeignKey, WorkKind.ForeignKey),
        Lite(DdlAction.DropForeignKey, null),
        Lite(DdlAction.AddCheck, WorkKind.Scan),
        Lite(DdlAction.AddCheckUnchecked, null),
        Lite(DdlAction.ValidateCheck, WorkKind.Scan),
        Lite(DdlAction.DropConstraint, null),
        Lite(DdlAction.RenameTable, null),
        Lite(DdlAction.DropTable, null),
        Lite(DdlAction.Truncate, null),
        Lite(DdlAction.ChangeTableOptions, null),
    ];

    private static LockFact Pg(DdlAction action, string locks, WorkKind? work, Blocked blocks = Blocked.ReadersAndWriters, string source = PgAlter) =>
        new(Engine.PostgreSql, action, locks, blocks, work) { Source = source, IsMeasured = true };

    private static LockFact Ms(DdlAction action, WorkKind? work, string source = MsAlter) =>
        new(Engine.SqlServer, action, SchemaModification, Blocked.ReadersAndWriters, work) { Source = source };

    private static LockFact My(DdlAction action, string algorithm, Blocked blocks = Blocked.Nobody, WorkKind? work = null, string source = MyOnline) =>
        new(Engine.MySql, action, algorithm, blocks, work) { Source = source, Before = [10] };

    private static LockFact Maria(DdlAction action, string algorithm, Blocked blocks = Blocked.Nobody, WorkKind? work = null) =>
        new(Engine.MySql, action, algorithm, blocks, work) { Source = MariaOnline, From = [10], IsMeasured = true };

    private static LockFact Lite(DdlAction action, WorkKind? work) =>
        new(Engine.Sqlite, action, "RESERVED on the file, EXCLUSIVE when it commits", Blocked.Writers, work) { Source = SqliteLocks };
}
