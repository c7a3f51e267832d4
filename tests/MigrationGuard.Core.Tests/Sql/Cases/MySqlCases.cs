namespace MigrationGuard.Core.Tests.SqlReading.Cases;

// Statements of MySQL and MariaDB, each followed by what it does in the short form of Notation.
internal static class MySqlCases
{
    public const string Text = """"
        UPDATE `users` SET `a` = 1
        => UPDATE update users(a) all
        UPDATE users SET a = "x; DROP TABLE users" WHERE b = 'it\'s'
        => UPDATE update users(a) key(b)
        UPDATE users u INNER JOIN orders o ON o.user_id = u.id SET u.a = o.b, o.c = 1
        => UPDATE update users(a) some() from orders; update orders(c) some() from users
        UPDATE users, orders SET users.a = 1 WHERE users.id = orders.user_id
        => UPDATE update users(a) some(id) from orders
        UPDATE LOW_PRIORITY IGNORE users SET a = 1 ORDER BY id LIMIT 10
        => UPDATE update users(a) some()
        UPDATE users SET a = IF(b > 1, c, d) WHERE a IS NULL
        => UPDATE update users(a) null(a) reads b,c,d
        DELETE FROM users LIMIT 5
        => DELETE delete users some()
        DELETE FROM users WHERE id = 1
        => DELETE delete users key(id)
        DELETE u, o FROM users u JOIN orders o ON o.uid = u.id WHERE u.x = 1
        => DELETE delete users some(x); delete orders some()
        DELETE FROM u USING users u JOIN b ON b.id = u.id
        => DELETE delete users some()
        DELETE QUICK FROM db.users
        => DELETE delete db.users all
        INSERT INTO users (id, a) VALUES (1, 2) ON DUPLICATE KEY UPDATE a = VALUES(a)
        => INSERT insert users(id,a) rows 1 overwrites
        INSERT IGNORE INTO users VALUES (1)
        => INSERT insert users() rows 1
        INSERT INTO users SET id = 1, a = 'x'
        => INSERT insert users(id,a) rows 1
        REPLACE INTO users (id) VALUES (1)
        => REPLACE insert users(id) rows 1 overwrites
        INSERT INTO archive SELECT * FROM users
        => INSERT insert archive() copy users(*)
        CREATE TABLE t (id int unsigned NOT NULL AUTO_INCREMENT, a varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'x;y', b enum('a','b') NOT NULL DEFAULT 'a', ts timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (id), UNIQUE KEY uq (a(10)), KEY ix (b), CONSTRAINT fk FOREIGN KEY (b) REFERENCES c (id) ON DELETE CASCADE) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4
        => CREATE TABLE create t(id:int unsigned notnull identity,a:varchar(20) CHARACTER SET utf8mb4 =NULL,b:enum('a','b') notnull =a,ts:timestamp =CURRENT_TIMESTAMP) pk(id) unique(a) fk(b)->c/Cascade
        CREATE TABLE b LIKE a
        => CREATE TABLE create b() more
        CREATE TABLE backup SELECT * FROM users
        => CREATE TABLE create backup() copy users(*)
        CREATE TABLE IF NOT EXISTS backup AS SELECT * FROM users WHERE a = 1
        => CREATE TABLE create backup() copy users(*) part ifnew
        CREATE TEMPORARY TABLE x (a int); DELETE FROM x; DROP TEMPORARY TABLE x
        => CREATE TABLE | DELETE | DROP TABLE
        CREATE OR REPLACE TABLE t (a int)
        => CREATE TABLE droptable t ifexists; create t(a:int)
        ALTER TABLE users ADD COLUMN a int NULL AFTER b, ADD b int FIRST, DROP COLUMN c, DROP d
        => ALTER TABLE add users.a:int null; add users.b:int; drop users.c; drop users.d
        ALTER TABLE users ADD (a int, b int)
        => ALTER TABLE add users.a:int; add users.b:int
        ALTER TABLE users MODIFY COLUMN a varchar(10) NOT NULL
        => ALTER TABLE alter users.a:varchar(10) notnull complete
        ALTER TABLE users CHANGE a b varchar(10)
        => ALTER TABLE rename users.a to b; alter users.b:varchar(10) null complete
        ALTER TABLE users CHANGE COLUMN a a int NOT NULL DEFAULT 0
        => ALTER TABLE alter users.a:int notnull =0 complete
        ALTER TABLE users RENAME COLUMN a TO b, RENAME INDEX x TO y, RENAME TO people
        => ALTER TABLE rename users.a to b; renameindex users.x to y; renametable users to people
        ALTER TABLE users RENAME people
        => ALTER TABLE renametable users to people
        ALTER TABLE users ADD INDEX ix (a), ADD UNIQUE INDEX u (b), ADD FULLTEXT KEY f (c), ADD PRIMARY KEY (id)
        => ALTER TABLE index ix on users(a); index u on users(b) unique; index f on users(c); addpk users(id)
        ALTER TABLE users DROP PRIMARY KEY, DROP FOREIGN KEY fk, DROP INDEX ix, DROP KEY k, DROP CHECK c
        => ALTER TABLE droppk users; dropfk users.fk; dropindex users.ix; dropindex users.k; dropcheck users.c
        ALTER TABLE users ALTER a SET DEFAULT 5, ALTER COLUMN b DROP DEFAULT
        => ALTER TABLE alter users.a =5; alter users.b nodefault
        ALTER TABLE users AUTO_INCREMENT = 100
        => ALTER TABLE restart users=100
        ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4, ENGINE = InnoDB, ALGORITHM=INPLACE, LOCK=NONE
        => ALTER TABLE altertable users; altertable users; altertable users; altertable users
        ALTER TABLE users DROP PARTITION p0
        => ALTER TABLE delete users some()
        ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b (id)
        => ALTER TABLE addfk users(a)->b
        RENAME TABLE a TO b, c TO d
        => RENAME TABLE renametable a to b; renametable c to d
        DROP TABLE IF EXISTS a, b
        => DROP TABLE droptable a ifexists; droptable b ifexists
        DROP INDEX ix ON users
        => DROP INDEX dropindex users.ix
        DROP DATABASE x
        => DROP DATABASE dropschema x cascade
        DROP VIEW IF EXISTS v
        => DROP VIEW drop view v
        CREATE UNIQUE INDEX ix ON users (a, b(10)) ALGORITHM=INPLACE
        => CREATE INDEX index ix on users(a,b) unique
        TRUNCATE users WAIT 5; DROP TABLE a, b NOWAIT; SELECT * FROM users FORCE INDEX (ix) JOIN b USE KEY (iy)
        => TRUNCATE truncate users | DROP TABLE droptable a; droptable b | SELECT
        TRUNCATE users
        => TRUNCATE truncate users
        SET FOREIGN_KEY_CHECKS = 0; SET @a = (SELECT COUNT(*) FROM users)
        => SET | SET
        CREATE PROCEDURE p() BEGIN DELETE FROM users; IF 1 THEN UPDATE a SET b = 1; END IF; END; CALL p(); DROP PROCEDURE p
        => CREATE PROCEDURE create procedure p | CALL delete users all; update a(b) all? | DROP PROCEDURE drop procedure p
        DROP PROCEDURE IF EXISTS p; CREATE PROCEDURE p(IN a int) SELECT 1
        => DROP PROCEDURE drop procedure p | CREATE PROCEDURE create procedure p
        CREATE TRIGGER tr BEFORE INSERT ON users FOR EACH ROW BEGIN SET NEW.a = 1; DELETE FROM log; END; SELECT 1
        => CREATE TRIGGER create trigger tr | SELECT
        CREATE TRIGGER tr BEFORE INSERT ON users FOR EACH ROW IF NEW.a IS NULL THEN SET NEW.a = 1; END IF; DELETE FROM users
        => CREATE TRIGGER create trigger tr | DELETE delete users all
        CREATE DEFINER=`root`@`localhost` FUNCTION f() RETURNS int DETERMINISTIC RETURN 1
        => CREATE FUNCTION create function f
        PREPARE s FROM 'DELETE FROM users'; EXECUTE s; DEALLOCATE PREPARE s
        => PREPARE | EXECUTE delete users all | DEALLOCATE
        SET @q = CONCAT('DROP TABLE ', @t); PREPARE s FROM @q; EXECUTE s
        => SET | PREPARE | EXECUTE~
        /*!40101 DROP TABLE users */
        => DROP TABLE droptable users
        /*! SET NAMES utf8 */; SELECT 1 # DROP TABLE users
        => SET | SELECT
        SELECT 1 -- DROP TABLE users
        => SELECT
        SELECT 5--1 FROM users
        => SELECT
        LOCK TABLES users WRITE; UNLOCK TABLES
        => LOCK | UNLOCK
        LOAD DATA INFILE 'x' REPLACE INTO TABLE users
        => LOAD insert users() overwrites
        SELECT * FROM users INTO OUTFILE '/tmp/x'
        => SELECT!
        SELECT id INTO @a FROM users
        => SELECT
        CALL other()
        => CALL!
        BEGIN NOT ATOMIC DELETE FROM users; END; SELECT 1
        => BEGIN NOT ATOMIC delete users all | SELECT
        START TRANSACTION; COMMIT
        => START TRANSACTION | COMMIT
        WITH x AS (SELECT id FROM a) DELETE FROM b WHERE id IN (SELECT id FROM x)
        => DELETE delete b some(id)
        UPDATE users SET a = 1 WHERE 1
        => UPDATE update users(a) all
        DELETE FROM users WHERE a || b = 'x'
        => DELETE delete users some(a,b)
        INSERT INTO users (a) VALUES ("he said \"x\"; DROP TABLE t")
        => INSERT insert users(a) rows 1
        SELECT REPLACE(a, 'x', 'y'), INSERT(a, 1, 1, 'z'), TRUNCATE(b, 2) FROM users
        => SELECT
        SELECT my_fn(1)
        => SELECT~
        """";
}
