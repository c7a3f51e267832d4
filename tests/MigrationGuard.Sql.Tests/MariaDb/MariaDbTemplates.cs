namespace MigrationGuard.SqlComparison.MariaDb;

/// <summary>
/// Statements of MariaDB, one a line, that run on the tables of <see cref="MariaDbComparisonTests"/>: <c>{t}</c> and <c>{u}</c> with the key <c>{c}</c> and the columns <c>{a}</c> and
/// <c>{b}</c>, index <c>{i}</c>, view <c>{v}</c>, trigger <c>{w}</c>. <c>{n}</c> is a name that is free.
/// </summary>
internal static class MariaDbTemplates
{
    public const string Text = """
        UPDATE {t} SET {a} = 1
        UPDATE {t} SET {a} = 9, {b} = "x; DROP TABLE {u}" WHERE {b} = 'a'
        UPDATE {t} SET {b} = 'it\'s; DELETE FROM {u}' WHERE {b} = 'it''s' OR {c} = 1
        UPDATE LOW_PRIORITY IGNORE {t} SET {a} = {a} + 1 ORDER BY {c} DESC LIMIT 1
        UPDATE {t} x INNER JOIN {u} y ON y.{c} = x.{c} SET x.{a} = 77, y.{b} = 'joined'
        UPDATE {t}, {u} SET {t}.{a} = 78 WHERE {t}.{c} = {u}.{c}
        UPDATE {t} SET {a} = IF({b} IS NULL, 7, 8), {b} = NULL WHERE {c} IN (1, 2, 3)
        UPDATE {t} SET {a} = (SELECT MAX({c}) FROM {u}) + 100 WHERE EXISTS (SELECT 1 FROM {u})
        UPDATE {t} SET {a} = CASE WHEN {c} = 1 THEN 11 ELSE 12 END WHERE {b} IS NULL
        DELETE FROM {t}
        DELETE FROM {t} WHERE {c} = 1 OR {b} = 'DROP TABLE {u};'
        DELETE LOW_PRIORITY QUICK FROM {t} ORDER BY {c} LIMIT 1
        DELETE x, y FROM {t} x INNER JOIN {u} y ON y.{c} = x.{c} WHERE x.{c} > 1
        DELETE FROM x USING {t} AS x INNER JOIN {u} AS y ON y.{c} = x.{c}
        DELETE FROM {t} WHERE {c} IN (SELECT {c} FROM {u}) RETURNING {a}
        INSERT INTO {t} VALUES (10, 1, 'a')
        INSERT {t} ({c}, {a}) VALUES (10, 1), (11, DEFAULT)
        INSERT INTO {t} SET {c} = 10, {b} = "x;y"
        INSERT INTO {t} ({c}) SELECT {c} + 20 FROM {u} WHERE {b} IS NOT NULL
        INSERT INTO {t} () VALUES (12, 1, NULL)
        INSERT IGNORE INTO {t} ({c}) VALUE (13)
        INSERT INTO {t} ({c}, {a}) VALUES (14, 1) ON DUPLICATE KEY UPDATE {a} = VALUES({a}), {b} = 'dup'
        REPLACE INTO {t} ({c}) VALUES (15)
        REPLACE {t} SET {c} = 16
        TRUNCATE {t}
        TRUNCATE TABLE {t} WAIT 1
        SELECT 'DELETE FROM {t}', "DROP TABLE {t}", `z` FROM (SELECT 1 AS `z`) x
        SELECT {a} + 1 AS total, {a}--1, 5 DIV 2, {a} || {b} FROM {t} WHERE {b} LIKE '%;\'%' GROUP BY {b} WITH ROLLUP
        SELECT SQL_NO_CACHE * FROM {t} FORCE INDEX ({i}) LEFT JOIN {u} USING ({c}) LIMIT 1, 2
        SELECT {a} INTO @x FROM {t} LIMIT 1
        WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT * FROM x
        (SELECT {a} FROM {t}) UNION ALL (SELECT {a} FROM {u}) ORDER BY 1
        CREATE TABLE {n} ({a} int unsigned NOT NULL AUTO_INCREMENT, {b} varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'x; y', {c} enum('a', 'b;c') NOT NULL DEFAULT 'a', PRIMARY KEY ({a}), UNIQUE KEY uq ({b}(10)), KEY ix ({c})) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COMMENT='a, b'
        CREATE TABLE IF NOT EXISTS {n} ({a} decimal(10, 2) DEFAULT 1.5, {b} timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, {c} int CHECK ({c} > 0), CONSTRAINT fk1 FOREIGN KEY ({c}) REFERENCES {t} ({c}) ON DELETE CASCADE)
        CREATE TABLE {n} ({a} int, {b} int GENERATED ALWAYS AS ({a} * 2) STORED, {c} int AS ({a} + 1) VIRTUAL, INDEX ({a}), FULLTEXT KEY ft (d), d text)
        CREATE TABLE {n} LIKE {t}
        CREATE TABLE {n} AS SELECT * FROM {t}
        CREATE TABLE {n} SELECT {a} FROM {t} WHERE {c} = 1
        CREATE TEMPORARY TABLE {n} ({a} int)
        CREATE OR REPLACE TABLE {u} ({a} int)
        DROP TABLE {t}
        DROP TABLE IF EXISTS {t}, {u}
        DROP TABLE {t} NOWAIT
        ALTER TABLE {t} ADD COLUMN {n} int NULL AFTER {a}, ADD z1 varchar(10) NOT NULL DEFAULT 'x, ADD y' FIRST
        ALTER TABLE {t} ADD ({n} int, z1 int)
        ALTER TABLE {t} ADD COLUMN IF NOT EXISTS {n} int UNIQUE
        ALTER TABLE {t} DROP COLUMN {b}, DROP {a}
        ALTER TABLE {t} DROP COLUMN IF EXISTS {b}
        ALTER TABLE {t} MODIFY COLUMN {b} varchar(250) DEFAULT ''
        ALTER TABLE {t} MODIFY {a} bigint
        ALTER TABLE {t} CHANGE {b} {n} varchar(20)
        ALTER TABLE {t} CHANGE COLUMN {b} {b} text
        ALTER TABLE {t} ALTER {a} SET DEFAULT 7
        ALTER TABLE {t} ALTER COLUMN {a} DROP DEFAULT
        ALTER TABLE {t} RENAME COLUMN {b} TO {n}
        ALTER TABLE {t} RENAME TO {n}
        ALTER TABLE {t} RENAME {n}
        RENAME TABLE {t} TO {n}
        ALTER TABLE {t} ADD INDEX {n} ({b}, {a} DESC)
        ALTER TABLE {t} ADD UNIQUE KEY {n} ({b}(5)), ALGORITHM=INPLACE, LOCK=NONE
        ALTER TABLE {t} DROP PRIMARY KEY
        ALTER TABLE {t} DROP PRIMARY KEY, ADD PRIMARY KEY ({c}, {a})
        ALTER TABLE {t} ADD CONSTRAINT {n} FOREIGN KEY ({a}) REFERENCES {u} ({c}) ON UPDATE CASCADE ON DELETE NO ACTION
        ALTER TABLE {t} ADD CONSTRAINT {n} CHECK ({a} > 0)
        ALTER TABLE {t} DROP INDEX {i}
        ALTER TABLE {t} DROP KEY IF EXISTS {i}
        ALTER TABLE {t} RENAME INDEX {i} TO {n}
        ALTER TABLE {t} ENGINE=InnoDB, COMMENT='DROP COLUMN {a}'
        ALTER TABLE {t} CONVERT TO CHARACTER SET utf8mb4
        ALTER TABLE {t} ORDER BY {b}
        CREATE INDEX {n} ON {t} ({b})
        CREATE UNIQUE INDEX {n} USING BTREE ON {t} ({b}(10), {a}) COMMENT 'x;y'
        CREATE OR REPLACE INDEX {n} ON {t} ({b})
        DROP INDEX {i} ON {t}
        CREATE VIEW {n} AS SELECT * FROM {t}
        CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW {v} AS SELECT {b} FROM {t}
        DROP VIEW IF EXISTS {v}
        CREATE TRIGGER {n} BEFORE INSERT ON {t} FOR EACH ROW BEGIN SET NEW.{a} = 1; DELETE FROM {u}; END
        CREATE TRIGGER {n} AFTER UPDATE ON {t} FOR EACH ROW IF NEW.{a} = 1 THEN DELETE FROM {u}; END IF
        DROP TRIGGER {w}
        CREATE PROCEDURE {n} (IN x int, OUT y int) BEGIN DECLARE z int DEFAULT 0; DECLARE CONTINUE HANDLER FOR NOT FOUND SET z = 1; WHILE z < 5 DO SET z = z + 1; END WHILE; CASE x WHEN 1 THEN DELETE FROM {t}; ELSE SELECT 1 INTO y; END CASE; END
        CREATE PROCEDURE {n} () UPDATE {t} SET {a} = 1
        CREATE FUNCTION {n} (x int) RETURNS int DETERMINISTIC RETURN IF(x > 1, 1, 2)
        /*!40101 UPDATE {t} SET {a} = 3 */
        /*!40101 SET NAMES utf8 */
        /*M!100000 DELETE FROM {t} */
        DELETE FROM {t} /*!99999 WHERE {c} = 1 */
        BEGIN NOT ATOMIC DECLARE x int; SET x = 1; IF x = 1 THEN DELETE FROM {t} WHERE {c} = x; ELSE TRUNCATE {u}; END IF; END
        SET @x = (SELECT COUNT(*) FROM {t}), SESSION sql_mode = ''
        SET NAMES utf8mb4
        START TRANSACTION
        SET @q = 'DELETE FROM {t}'
        ANALYZE TABLE {t}
        OPTIMIZE TABLE {t}
        EXPLAIN DELETE FROM {t}
        SHOW COLUMNS FROM {t}
        DO SLEEP(0)
        """;
}
