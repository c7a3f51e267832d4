using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.SqlComparison.Comparing;

namespace MigrationGuard.SqlComparison.MariaDb;

/// <summary>Every row of the lock table that says it is measured on MariaDB: the server does it with the algorithm of the row, and refuses the next better one.</summary>
public sealed class MariaDbLockTests
{
    private const string Setup = """
        DROP DATABASE IF EXISTS w; CREATE DATABASE w CHARACTER SET utf8mb4; USE w;
        CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p VALUES (1), (2);
        CREATE TABLE t (id int NOT NULL PRIMARY KEY, a int, b varchar(40), n int NOT NULL DEFAULT 1, x int, KEY ix (b), KEY ia (a), UNIQUE KEY once (x),
            CONSTRAINT positive CHECK (n > 0), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
        CREATE TABLE k (id int NOT NULL); INSERT INTO k VALUES (1), (2);
        INSERT INTO t (id, a, b, x) VALUES (1, 1, 'a', 1), (2, 2, 'b', 2);

        """;

    // From the best to the worst.
    private static readonly string[] Algorithms = ["ALGORITHM=INSTANT", "ALGORITHM=INPLACE, LOCK=NONE", "ALGORITHM=INPLACE, LOCK=SHARED", "ALGORITHM=COPY"];

    private static readonly Dictionary<DdlAction, string> Probes = new()
    {
        [DdlAction.AddColumn] = "ALTER TABLE t ADD c int",
        [DdlAction.AddColumnWithDefault] = "ALTER TABLE t ADD c int NOT NULL DEFAULT 3",
        [DdlAction.AddColumnWithVolatileDefault] = "ALTER TABLE t ADD c varchar(40) DEFAULT (uuid())",
        [DdlAction.AddNumberedColumn] = "ALTER TABLE t ADD c int NOT NULL AUTO_INCREMENT UNIQUE",
        [DdlAction.AddStoredColumn] = "ALTER TABLE t ADD c int AS (n + 1) STORED",
        [DdlAction.AddVirtualColumn] = "ALTER TABLE t ADD c int AS (n + 1) VIRTUAL",
        [DdlAction.DropColumn] = "ALTER TABLE t DROP COLUMN n, DROP CONSTRAINT positive",
        [DdlAction.RenameColumn] = "ALTER TABLE t RENAME COLUMN b TO c",
        [DdlAction.ChangeType] = "ALTER TABLE t MODIFY n bigint NOT NULL DEFAULT 1",
        [DdlAction.WidenType] = "ALTER TABLE t MODIFY b varchar(60)",
        [DdlAction.ChangeCollation] = "ALTER TABLE t MODIFY b varchar(40) COLLATE utf8mb4_bin",
        [DdlAction.ChangeDefault] = "ALTER TABLE t ALTER n SET DEFAULT 5",
        [DdlAction.SetNotNull] = "ALTER TABLE t MODIFY b varchar(40) NOT NULL",
        [DdlAction.SetNotNullChecked] = "ALTER TABLE t MODIFY b varchar(40) NOT NULL",
        [DdlAction.DropNotNull] = "ALTER TABLE t MODIFY n int NULL DEFAULT 1",
        [DdlAction.CreateIndex] = "ALTER TABLE t ADD INDEX i (n)",
        [DdlAction.CreateIndexOnline] = "ALTER TABLE t ADD INDEX i (n)",
        [DdlAction.CreateSpecialIndex] = "ALTER TABLE t ADD FULLTEXT INDEX i (b)",
        [DdlAction.DropIndex] = "ALTER TABLE t DROP INDEX ix",
        [DdlAction.AddUnique] = "ALTER TABLE t ADD UNIQUE (b)",
        [DdlAction.AddPrimaryKey] = "ALTER TABLE k ADD PRIMARY KEY (id)",
        [DdlAction.DropPrimaryKey] = "ALTER TABLE t DROP PRIMARY KEY",
        [DdlAction.AddForeignKey] = "ALTER TABLE t ADD FOREIGN KEY (x) REFERENCES p (id)",
        [DdlAction.AddForeignKeyUnchecked] = "SET foreign_key_checks = 0; ALTER TABLE t ADD FOREIGN KEY (x) REFERENCES p (id)",
        [DdlAction.DropForeignKey] = "ALTER TABLE t DROP FOREIGN KEY fk",
        [DdlAction.AddCheck] = "ALTER TABLE t ADD CHECK (n < 100)",
        [DdlAction.AddCheckUnchecked] = "SET check_constraint_checks = 0; ALTER TABLE t ADD CHECK (n < 100)",
        [DdlAction.DropConstraint] = "ALTER TABLE t DROP CONSTRAINT once",
        [DdlAction.RenameTable] = "ALTER TABLE t RENAME TO s",
        [DdlAction.ChangeTableOptions] = "ALTER TABLE t CONVERT TO CHARACTER SET latin1",
    };

    [Needs("the server of MariaDB (apt-get install mariadb-server-core mariadb-client-core)", "mariadbd", "mariadb", "mariadb-install-db")]
    public void The_rows_about_MariaDB_are_what_the_server_does()
    {
        using var server = new MariaDbServer();
        var profile = EngineProfile.Of(Engine.MySql, "10.11");
        var wrong = new List<string>();
        foreach (var fact in LockTable.All.Where(fact => fact.IsMeasured && fact.AppliesTo(profile)))
        {
            var best = Algorithms.FirstOrDefault(algorithm => !server.Execute(Setup + Probes[fact.Action] + ", " + algorithm + ";\n").Contains("ERROR", StringComparison.Ordinal)) ?? "nothing";
            if (!fact.Lock.Contains(best, StringComparison.Ordinal))
            {
                wrong.Add(fact.Action + ": said " + fact.Lock + ", the server does " + best);
            }

            if (fact.Blocks != (best is "ALGORITHM=COPY" or "ALGORITHM=INPLACE, LOCK=SHARED" ? Blocked.Writers : Blocked.Nobody))
            {
                wrong.Add(fact.Action + ": said that it blocks " + fact.Blocks);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
