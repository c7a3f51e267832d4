namespace MigrationGuard.Core.Tests.SqlReading.Cases;

// Statements of SQLite, each followed by what it does in the short form of Notation.
internal static class SqliteCases
{
    public const string Text = """"
        UPDATE users SET a = 1
        => UPDATE update users(a) all
        UPDATE OR IGNORE "users" SET [a] = 1, `b` = 'x' WHERE rowid = 5
        => UPDATE update users(a,b) key(rowid)
        UPDATE users SET a = o.b FROM orders o WHERE o.id = users.id
        => UPDATE update users(a) some(id) from orders
        DELETE FROM users
        => DELETE delete users all
        DELETE FROM 'users' WHERE id = 1
        => DELETE delete users key(id)
        INSERT OR REPLACE INTO users (id) VALUES (1)
        => INSERT insert users(id) rows 1 overwrites
        INSERT OR IGNORE INTO users SELECT * FROM old
        => INSERT insert users() copy old(*) part
        REPLACE INTO users VALUES (1)
        => REPLACE insert users() rows 1 overwrites
        INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2
        => INSERT insert t(a) rows 1 overwrites
        CREATE TABLE "ef_temp_T" ("Id" INTEGER NOT NULL CONSTRAINT "PK_T" PRIMARY KEY AUTOINCREMENT, "Name" TEXT NULL, "Price" TEXT NOT NULL DEFAULT '0.0'); INSERT INTO "ef_temp_T" ("Id", "Name") SELECT "Id", "Name" FROM "T"; DROP TABLE "T"; ALTER TABLE "ef_temp_T" RENAME TO "T"
        => CREATE TABLE create ef_temp_T(Id:INTEGER notnull identity,Name:TEXT null,Price:TEXT notnull =0.0) pk(Id) | INSERT insert ef_temp_T(Id,Name) copy T(Id,Name) | DROP TABLE droptable T | ALTER TABLE renametable ef_temp_T to T
        CREATE TABLE t (a, b DEFAULT 5, PRIMARY KEY (a)) WITHOUT ROWID, STRICT
        => CREATE TABLE create t(a,b =5) pk(a)
        CREATE TEMP TABLE x AS SELECT * FROM users; DELETE FROM x; DELETE FROM temp.y
        => CREATE TABLE | DELETE | DELETE
        CREATE VIRTUAL TABLE f USING fts5(a, b)
        => CREATE TABLE create f() more
        CREATE TABLE b AS SELECT * FROM a
        => CREATE TABLE create b() copy a(*)
        ALTER TABLE users ADD COLUMN a TEXT NOT NULL DEFAULT ''
        => ALTER TABLE add users.a:TEXT notnull =
        ALTER TABLE users ADD a
        => ALTER TABLE add users.a
        ALTER TABLE users RENAME COLUMN a TO b; ALTER TABLE users RENAME a TO b; ALTER TABLE users RENAME TO people; ALTER TABLE users DROP COLUMN a
        => ALTER TABLE rename users.a to b | ALTER TABLE rename users.a to b | ALTER TABLE renametable users to people | ALTER TABLE drop users.a
        DROP TABLE IF EXISTS users; DROP INDEX ix; DROP VIEW v; DROP TRIGGER tr
        => DROP TABLE droptable users ifexists | DROP INDEX dropindex ix | DROP VIEW drop view v | DROP TRIGGER drop trigger tr
        CREATE UNIQUE INDEX IF NOT EXISTS ix ON users (a COLLATE NOCASE, b DESC) WHERE a IS NOT NULL
        => CREATE INDEX index ix on users(a,b) unique where a IS NOT NULL
        CREATE TRIGGER tr AFTER UPDATE OF a ON users WHEN new.a > 1 BEGIN UPDATE log SET n = CASE WHEN 1 THEN 2 END; DELETE FROM x; END; DELETE FROM users
        => CREATE TRIGGER create trigger tr | DELETE delete users all
        CREATE VIEW v AS SELECT * FROM users
        => CREATE VIEW create view v
        PRAGMA foreign_keys = 0; PRAGMA table_info('users')
        => PRAGMA | PRAGMA
        PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = 'x'
        => PRAGMA! | UPDATE~ update sqlite_master(sql) all
        DELETE FROM config WHERE Key IN ('a', 'b')
        => DELETE delete config key(Key)
        UPDATE items SET position = index + 1 WHERE first = 1 AND last > 2 ORDER BY key
        => UPDATE update items(position) some(first,last) reads index
        BEGIN IMMEDIATE; COMMIT; VACUUM; REINDEX; ANALYZE; ATTACH DATABASE 'x' AS y; DETACH y
        => BEGIN | COMMIT | VACUUM | REINDEX | ANALYZE | ATTACH | DETACH
        WITH d AS (SELECT id FROM a) DELETE FROM a WHERE id NOT IN d
        => DELETE delete a some(id,d)
        SELECT load_extension('x')
        => SELECT~
        SELECT last_insert_rowid(), julianday('now')
        => SELECT
        SELECT "a;b", [c;d] FROM `e;f` -- x; DROP TABLE users
        => SELECT
        DELETE FROM users WHERE id IN (SELECT id FROM old) RETURNING id
        => DELETE delete users some(id)
        UPDATE users SET (a, b) = (1, 2)
        => UPDATE update users(a,b) all
        UPDATE sqlite_sequence SET seq = 0 WHERE name = 'users'
        => UPDATE update sqlite_sequence(seq) key(name)
        """";
}
