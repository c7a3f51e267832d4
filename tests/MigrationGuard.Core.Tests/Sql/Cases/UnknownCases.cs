namespace MigrationGuard.Core.Tests.SqlReading.Cases;

// Statements of a dialect nobody said, each followed by what it does in the short form of Notation.
internal static class UnknownCases
{
    public const string Text = """"
        UPDATE users SET a = 1
        => UPDATE update users(a) all
        UPDATE [users] SET a = 1 DELETE FROM b
        => UPDATE update users(a) all | DELETE delete b all
        UPDATE `users` SET a = 1; UPDATE "users" SET a = 1
        => UPDATE update users(a) all | UPDATE update users(a) all
        DO $$ BEGIN DELETE FROM a; END $$; DROP TABLE b
        => DO delete a all | DROP TABLE droptable b
        IF EXISTS (SELECT 1 FROM a) DROP TABLE a
        => DROP TABLE droptable a?
        ALTER TABLE t ALTER COLUMN a SET NOT NULL, DROP COLUMN b
        => ALTER TABLE alter t.a notnull; drop t.b
        ALTER TABLE t ALTER COLUMN a int NOT NULL UPDATE t SET b = 1
        => ALTER TABLE alter t.a:int notnull | UPDATE update t(b) all
        INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2
        => INSERT insert t(a) rows 1 overwrites
        INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE b = 2
        => INSERT insert t(a) rows 1 overwrites
        CREATE TABLE x SELECT * FROM y
        => CREATE TABLE create x() copy y(*)
        DROP TABLE IF EXISTS a
        => DROP TABLE droptable a ifexists
        BEGIN; DELETE FROM a; COMMIT
        => BEGIN | DELETE delete a all | COMMIT
        SELECT open, close FROM stock
        => SELECT
        CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN DELETE FROM x; END; DELETE FROM y
        => CREATE TRIGGER create trigger tr | DELETE delete y all
        SELECT a FROM t FOR UPDATE
        => SELECT
        PRAGMA foreign_keys = 0; DELETE FROM a
        => PRAGMA | DELETE delete a all
        UPDATE t SET a = ARRAY[1,2] WHERE b[1] = 2
        => UPDATE update t(a) some(b)
        SELECT * INTO b FROM a
        => SELECT create b() copy a(*)
        """";
}
