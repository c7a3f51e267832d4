namespace MigrationGuard.SqlComparison.Sqlite;

/// <summary>
/// Statements of SQLite, one a line, that run on the database of <see cref="SqliteDatabase"/>: tables <c>{t}</c> and <c>{u}</c> with columns <c>{a}</c>, <c>{b}</c>, <c>{c}</c>, index
/// <c>{i}</c>, view <c>{v}</c>, trigger <c>{w}</c>. <c>{n}</c> is a name that is free.
/// </summary>
internal static class SqliteTemplates
{
    public const string Text = """
        UPDATE {t} SET {b} = 1
        UPDATE {t} SET {a} = 'x; DROP TABLE {u}', {b} = "y" WHERE {c} IS NULL
        UPDATE OR IGNORE {t} SET ({a}, {b}) = (1, 2) WHERE {c} IN (SELECT {c} FROM {u})
        UPDATE OR REPLACE {t} AS x SET {a} = x.{b} WHERE x.rowid = 5
        UPDATE {t} SET {a} = y.{b} FROM {u} AS y WHERE y.{c} = {t}.{c}
        UPDATE {t} SET {b} = CASE WHEN {b} > 1 THEN 'a;b' ELSE {c} END WHERE 1
        UPDATE {t} SET {a} = (SELECT max({b}) FROM {u}) WHERE EXISTS (SELECT 1 FROM {u}) AND {c} IS NOT NULL
        UPDATE main.{t} INDEXED BY {i} SET {b} = 1 WHERE {a} = 5
        UPDATE {t} NOT INDEXED SET {a} = NULL
        WITH x AS (SELECT {a} FROM {u}) UPDATE {t} SET {b} = 1 WHERE {a} IN x
        DELETE FROM {t}
        DELETE FROM {t} WHERE {a} = 'it''s; DROP TABLE {u}'
        DELETE FROM {t} AS x WHERE x.{a} > 5 OR x.{b} ISNULL
        DELETE FROM main.{t} WHERE rowid NOT IN (SELECT min(rowid) FROM {t} GROUP BY {a})
        WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 5) DELETE FROM {t} WHERE {a} IN (SELECT n FROM x)
        INSERT INTO {t} VALUES (1, 'a', NULL)
        INSERT INTO {t} ({a}, {b}) VALUES (1, 2), (3, x'1F')
        INSERT INTO {t} DEFAULT VALUES
        INSERT OR IGNORE INTO {t} SELECT * FROM {u}
        INSERT INTO {t} ({a}) SELECT {b} FROM {u} WHERE {c} GLOB '*;*' ORDER BY 1 LIMIT 5 OFFSET 1
        INSERT INTO main.{t} AS x ({a}, {b}) VALUES (1, 2) ON CONFLICT ({a}) DO NOTHING
        REPLACE INTO {t} ({a}) VALUES (1)
        INSERT INTO {t} WITH x AS (SELECT 1, 2, 3) SELECT * FROM x
        INSERT OR ROLLBACK INTO {t} ({a}) VALUES (CAST('1' AS INTEGER))
        SELECT {a}, "DROP TABLE", [delete], `update` FROM {t} JOIN (SELECT 1 AS "DROP TABLE", 2 AS [delete], 3 AS `update`)
        SELECT * FROM {t} NATURAL JOIN {u} WHERE {a} LIKE '%;%' ESCAPE '\' GROUP BY {b} HAVING count(*) > 1 UNION SELECT * FROM {u}
        SELECT {a}, row_number() OVER (PARTITION BY {b} ORDER BY {c}) FROM {t}
        VALUES (1, ';'), (2, '--')
        WITH x AS (VALUES (1)) SELECT * FROM x
        EXPLAIN QUERY PLAN DELETE FROM {t}
        CREATE TABLE {n} ({a} INTEGER PRIMARY KEY AUTOINCREMENT, {b} TEXT NOT NULL DEFAULT 'x, y', {c} REAL CHECK ({c} > 0))
        CREATE TABLE IF NOT EXISTS {n} ({a}, {b} varchar(10) COLLATE NOCASE UNIQUE, {c} REFERENCES {t} ({a}) ON DELETE CASCADE, CONSTRAINT x PRIMARY KEY ({a}, {b})) WITHOUT ROWID
        CREATE TABLE main.{n} ({a} INTEGER GENERATED ALWAYS AS ({b} * 2) STORED, {b} decimal(10, 2), FOREIGN KEY ({b}) REFERENCES {u})
        CREATE TABLE {n} AS SELECT * FROM {t} WHERE {a} > 1
        CREATE TABLE {n} AS WITH x AS (SELECT 1 AS {a}) SELECT * FROM x
        CREATE TEMP TABLE {n} ({a})
        CREATE TEMPORARY TABLE {n} AS SELECT * FROM {t}
        DROP TABLE {t}
        DROP TABLE IF EXISTS main.{u}
        ALTER TABLE {t} ADD COLUMN {n} TEXT
        ALTER TABLE {t} ADD {n} INTEGER NOT NULL DEFAULT 5
        ALTER TABLE {t} ADD {n} REFERENCES {u} ({a}) DEFAULT NULL
        ALTER TABLE main.{t} ADD COLUMN {n} varchar(5) CHECK ({n} <> 'ADD COLUMN x') DEFAULT 'a;b'
        ALTER TABLE {u} RENAME TO {n}
        ALTER TABLE {u} RENAME COLUMN {b} TO {n}
        ALTER TABLE {u} RENAME {b} TO {n}
        CREATE INDEX {n} ON {t} ({a})
        CREATE UNIQUE INDEX IF NOT EXISTS {n} ON {t} ({a} COLLATE NOCASE DESC, abs({b})) WHERE {c} IS NOT NULL
        CREATE UNIQUE INDEX main.{n} ON {t} ({a}, {b})
        DROP INDEX {i}
        DROP INDEX IF EXISTS main.{i}
        REINDEX {t}
        CREATE VIEW {n} AS SELECT * FROM {t}
        CREATE VIEW IF NOT EXISTS {n} ({a}, {b}) AS SELECT 1, 'x; y'
        CREATE TEMP VIEW {n} AS SELECT 1
        DROP VIEW {v}
        CREATE TRIGGER {n} AFTER INSERT ON {t} BEGIN DELETE FROM {u}; UPDATE {t} SET {a} = 1; END
        CREATE TRIGGER IF NOT EXISTS {n} BEFORE UPDATE OF {a}, {b} ON {t} FOR EACH ROW WHEN new.{a} IS NOT old.{a} BEGIN SELECT CASE WHEN new.{a} = 1 THEN RAISE (ABORT, 'x; y') END; INSERT INTO {u} ({a}) VALUES (1); END
        CREATE TRIGGER {n} INSTEAD OF DELETE ON {v} BEGIN DELETE FROM {t} WHERE {a} = old.{a}; END
        DROP TRIGGER {w}
        BEGIN IMMEDIATE TRANSACTION
        SAVEPOINT x
        PRAGMA foreign_keys = OFF
        PRAGMA main.table_info(x)
        ANALYZE {t}
        VACUUM
        """;
}
