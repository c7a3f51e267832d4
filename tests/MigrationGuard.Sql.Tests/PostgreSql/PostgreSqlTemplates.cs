namespace MigrationGuard.SqlComparison.PostgreSql;

/// <summary>
/// Statements of PostgreSQL, one a line. <c>{t}</c> and <c>{u}</c> are tables, <c>{n}</c> is a new name without a schema, <c>{a}</c>, <c>{b}</c>, <c>{c}</c> are columns and
/// <c>{i}</c> is the name of an index, constraint or other object.
/// </summary>
internal static class PostgreSqlTemplates
{
    public const string Text = """
        ## rows: UPDATE
        UPDATE {t} SET {a} = 1
        UPDATE {t} SET {a} = 'DROP TABLE {u}; --' WHERE {b} = 1
        UPDATE {t} SET {a} = E'it\'s; DELETE FROM {u}' WHERE TRUE
        UPDATE {t} SET {a} = $$; DELETE FROM {u}; $$
        UPDATE {t} SET {a} = $q$ $$ ' ; $q$ WHERE {c} IN (1, 2)
        UPDATE {t} SET {a} = U&'d\0061t;a', {b} = B'01', {c} = X'1F'
        UPDATE {t} SET {a} = {b}, {b} = {a} WHERE {c} IS NULL
        UPDATE ONLY {t} SET {a} = DEFAULT
        UPDATE {t} * SET {a} = NULL
        UPDATE {t} AS x SET {a} = x.{b} + 1 WHERE x.{c} > 5
        UPDATE {t} x SET {a} = y.{b} FROM {u} y WHERE y.{c} = x.{c}
        UPDATE {t} SET {a} = y.{b} FROM {u} y JOIN {n} z ON z.{c} = y.{c} WHERE y.{c} = {t}.{c}
        UPDATE {t} SET ({a}, {b}) = (1, 2)
        UPDATE {t} SET ({a}, {b}) = ROW (1, 2) WHERE {c} = 3
        UPDATE {t} SET ({a}, {b}) = (SELECT {b}, {c} FROM {u} LIMIT 1)
        UPDATE {t} SET {a}[1] = 5, {b}.x = 6
        UPDATE {t} SET {a} = (SELECT max({b}) FROM {u}) RETURNING {c}, {a} AS was
        UPDATE {t} SET {a} = CASE WHEN {b} = 1 THEN 'a' ELSE {c} END WHERE EXISTS (SELECT 1 FROM {u})
        UPDATE {t} SET {a} = {a} || '{"k": 1}'::jsonb WHERE {a} ? 'k' AND {a} @> '{}'
        UPDATE {t} SET {a} = now() - interval '1 day' WHERE {b} BETWEEN 1 AND 2 OR {c} IS NOT NULL
        WITH x AS (SELECT {c} FROM {u} WHERE {b}) UPDATE {t} SET {a} = 1 FROM x WHERE x.{c} = {t}.{c}
        ## rows: DELETE
        DELETE FROM {t}
        DELETE FROM {t} WHERE TRUE
        DELETE FROM ONLY {t} WHERE {a} = 'x''; DROP TABLE {u}'
        DELETE FROM {t} AS x WHERE x.{a} < now()
        DELETE FROM {t} USING {u} y WHERE y.{a} = {t}.{a}
        DELETE FROM {t} x USING {u} y, {n} z WHERE y.{a} = x.{a} AND z.{b} = x.{b}
        DELETE FROM {t} WHERE {a} IN (SELECT {a} FROM {u}) RETURNING *
        DELETE FROM {t} WHERE ({a}, {b}) = ANY (SELECT {a}, {b} FROM {u})
        WITH RECURSIVE x ({a}) AS (SELECT 1 UNION ALL SELECT {a} + 1 FROM x WHERE {a} < 5) DELETE FROM {t} WHERE {a} IN (SELECT {a} FROM x)
        ## rows: INSERT
        INSERT INTO {t} VALUES (1, 'a', NULL)
        INSERT INTO {t} ({a}, {b}) VALUES (1, 2), (3, DEFAULT)
        INSERT INTO {t} AS x ({a}) SELECT {a} FROM {u}
        INSERT INTO {t} DEFAULT VALUES RETURNING {a}
        INSERT INTO {t} ({a}, {b}) OVERRIDING SYSTEM VALUE VALUES (1, 2)
        INSERT INTO {t} ({a}) OVERRIDING USER VALUE SELECT {b} FROM {u} ORDER BY {c} LIMIT 5
        INSERT INTO {t} ({a}, {b}) VALUES (1, 2) ON CONFLICT DO NOTHING
        INSERT INTO {t} ({a}, {b}) VALUES (1, 2) ON CONFLICT ({a}) WHERE {b} > 0 DO UPDATE SET {b} = EXCLUDED.{b} WHERE {c} IS NULL
        INSERT INTO {t} ({a}) VALUES (1) ON CONFLICT ON CONSTRAINT {i} DO UPDATE SET ({b}, {c}) = (1, 2) RETURNING *
        INSERT INTO {t} TABLE {u}
        INSERT INTO {t} (SELECT * FROM {u})
        INSERT INTO {t} ({a}) WITH x AS (SELECT 1 AS {a}) SELECT {a} FROM x
        INSERT INTO {t} ({a}[1], {b}.x) VALUES (1, 2)
        WITH x AS (DELETE FROM {u} WHERE {b} = 1 RETURNING *) INSERT INTO {t} SELECT * FROM x
        WITH x AS (UPDATE {u} SET {a} = 1 RETURNING {b}), y AS (INSERT INTO {n} ({c}) SELECT {b} FROM x RETURNING *) SELECT * FROM y
        WITH x AS (SELECT 1), y AS MATERIALIZED (DELETE FROM {t} RETURNING *), z AS NOT MATERIALIZED (SELECT 2) SELECT * FROM y
        INSERT INTO {t} WITH x AS (DELETE FROM {u} RETURNING *) SELECT * FROM x
        ## rows: MERGE, TRUNCATE, COPY
        MERGE INTO {t} x USING {u} y ON x.{a} = y.{a} WHEN MATCHED AND y.{b} IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET {b} = y.{b}, {c} = 1 WHEN NOT MATCHED THEN INSERT ({a}, {b}) VALUES (y.{a}, y.{b})
        MERGE INTO {t} USING (SELECT * FROM {u}) AS y ON {t}.{a} = y.{a} WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT DEFAULT VALUES
        WITH y AS (SELECT * FROM {u}) MERGE INTO ONLY {t} USING y ON TRUE WHEN MATCHED THEN DELETE
        TRUNCATE {t}
        TRUNCATE TABLE ONLY {t}, {u} CASCADE
        TRUNCATE {t} RESTART IDENTITY
        TRUNCATE {t} CONTINUE IDENTITY RESTRICT
        COPY {t} FROM '/tmp/x'
        COPY {t} ({a}, {b}) FROM STDIN WITH (FORMAT csv, HEADER true)
        COPY {t} TO '/tmp/x'
        COPY (SELECT * FROM {t}) TO STDOUT
        COPY (DELETE FROM {t} RETURNING *) TO STDOUT
        ## queries
        SELECT 'DELETE FROM {t}', $$DROP TABLE {t}$$, E'\\', U&'\0041', N'x'
        SELECT {a}, {b} AS "delete", count(*) FILTER (WHERE {c} > 1) OVER (PARTITION BY {a} ORDER BY {b} ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM {t}
        SELECT * FROM {t} x LEFT JOIN LATERAL (SELECT * FROM {u} y WHERE y.{a} = x.{a}) z ON TRUE FOR UPDATE OF x SKIP LOCKED
        SELECT DISTINCT ON ({a}) {a} FROM {t} GROUP BY GROUPING SETS (({a}), ()) HAVING count(*) > 1 ORDER BY 1 NULLS LAST OFFSET 1 FETCH FIRST 2 ROWS ONLY
        (SELECT {a} FROM {t} UNION ALL SELECT {b} FROM {u}) EXCEPT SELECT {c} FROM {n}
        VALUES (1, 'TRUNCATE {t}'), (2, 'b')
        TABLE {t}
        SELECT * INTO {n} FROM {t}
        SELECT {a}, {b} INTO TABLE {u} FROM {t} WHERE {c} = 1
        SELECT * INTO TEMP x FROM {t}
        SELECT * INTO UNLOGGED {n} FROM {t} UNION SELECT * FROM {u}
        SELECT {a}[1:2], ARRAY[1, 2], ARRAY[[1], [2]], ROW (1, 2), {b}::text[], CAST({c} AS numeric(10, 2)) FROM {t}
        SELECT extract(year FROM {a}), substring({b} FROM 1 FOR 2), overlay({b} PLACING 'x' FROM 2), position('a' IN {b}), trim(BOTH 'x' FROM {b}) FROM {t}
        SELECT -1 - -1, 1 - - 1, 2 /* c */ * 3, 'a', 1.5e-3, .5, 1., 0x1F, 1_000
        SELECT {a} -> 'x' ->> 'y', {a} #> '[]', {a} @> '{}', {b} ~* 'x', {b} !~~ 'y', {c} << 1 FROM {t}
        ## tables
        CREATE TABLE {t} ({a} int)
        CREATE TABLE {t} ({a} serial PRIMARY KEY, {b} varchar(50) NOT NULL DEFAULT 'x, y', {c} numeric(10, 2) CHECK ({c} > 0))
        CREATE TABLE IF NOT EXISTS {t} ({a} int GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2), {b} int GENERATED ALWAYS AS ({a} * 2) STORED, {c} text COLLATE "C")
        CREATE TABLE {t} ({a} int REFERENCES {u} ({b}) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, {b} text UNIQUE, CONSTRAINT {i} PRIMARY KEY ({a}, {b}))
        CREATE TABLE {t} ({a} int, {b} int, FOREIGN KEY ({a}, {b}) REFERENCES {u}, UNIQUE NULLS NOT DISTINCT ({a}), CHECK ({a} > {b}) NO INHERIT, EXCLUDE USING gist ({a} WITH =))
        CREATE TABLE {t} ({a} int[] NOT NULL, {b} timestamptz(3), {c} double precision DEFAULT 1.5)
        CREATE TABLE {t} ({a} interval day TO second (3), {b} bit varying (5), {c} char VARYING(5))
        CREATE UNLOGGED TABLE {t} ({a} int) WITH (fillfactor = 70) TABLESPACE s
        CREATE TABLE {t} ({a} int) INHERITS ({u})
        CREATE TABLE {t} ({a} int) PARTITION BY RANGE ({a})
        CREATE TABLE {t} (LIKE {u} INCLUDING ALL EXCLUDING COMMENTS, {a} int)
        CREATE TABLE {t} PARTITION OF {u} FOR VALUES FROM (1) TO (10)
        CREATE TABLE {t} PARTITION OF {u} ({a} WITH OPTIONS NOT NULL, CONSTRAINT {i} CHECK ({b} > 0)) FOR VALUES IN ('a', 'b')
        CREATE TABLE {t} PARTITION OF {u} DEFAULT
        CREATE TABLE {t} OF x ({a} WITH OPTIONS PRIMARY KEY)
        CREATE TABLE {t} ()
        CREATE TABLE {t} AS SELECT * FROM {u}
        CREATE TABLE {t} ({a}, {b}) AS SELECT 1, 2 WITH NO DATA
        CREATE TABLE IF NOT EXISTS {t} AS TABLE {u}
        CREATE TABLE {t} AS VALUES (1), (2)
        CREATE TABLE {t} AS WITH x AS (SELECT 1) SELECT * FROM x
        CREATE TABLE {t} AS EXECUTE q
        CREATE TEMP TABLE x ({a} int) ON COMMIT DROP
        CREATE TEMPORARY TABLE x AS SELECT * FROM {t}
        CREATE FOREIGN TABLE {t} ({a} int OPTIONS (column_name 'x'), {b} text) SERVER s OPTIONS (table_name 'y')
        DROP TABLE {t}
        DROP TABLE IF EXISTS {t}, {u} CASCADE
        DROP FOREIGN TABLE {t} RESTRICT
        ALTER TABLE {t} ADD COLUMN {a} int
        ALTER TABLE {t} ADD {a} text NOT NULL DEFAULT '' CHECK ({a} <> 'ADD COLUMN {b} int'), ADD COLUMN IF NOT EXISTS {b} int UNIQUE
        ALTER TABLE {t} ADD COLUMN {a} int PRIMARY KEY, ADD COLUMN {b} int REFERENCES {u} ON DELETE CASCADE
        ALTER TABLE IF EXISTS ONLY {t} DROP COLUMN {a}
        ALTER TABLE {t} DROP {a}, DROP COLUMN IF EXISTS {b} CASCADE, DROP COLUMN {c} RESTRICT
        ALTER TABLE {t} ALTER COLUMN {a} TYPE bigint, ALTER {b} SET DATA TYPE numeric(10, 2) USING {b}::numeric(10, 2), ALTER {c} TYPE text COLLATE "C" USING ({c} || ', DROP COLUMN x')
        ALTER TABLE {t} ALTER {a} SET NOT NULL, ALTER COLUMN {b} DROP NOT NULL
        ALTER TABLE {t} ALTER {a} SET DEFAULT (1 + 2), ALTER COLUMN {b} DROP DEFAULT
        ALTER TABLE {t} ALTER {a} SET DEFAULT 'a, DROP COLUMN {b}'
        ALTER TABLE {t} ALTER {a} ADD GENERATED BY DEFAULT AS IDENTITY (START 5)
        ALTER TABLE {t} ALTER {a} DROP IDENTITY IF EXISTS, ALTER {b} DROP EXPRESSION
        ALTER TABLE {t} ALTER {a} SET GENERATED ALWAYS
        ALTER TABLE {t} ALTER {a} SET STATISTICS 100, ALTER {b} SET STORAGE EXTERNAL, ALTER {c} SET COMPRESSION pglz
        ALTER TABLE {t} ALTER {a} SET (n_distinct = 5), ALTER {b} RESET (n_distinct)
        ALTER TABLE {t} ADD CONSTRAINT {i} PRIMARY KEY ({a}, {b})
        ALTER TABLE {t} ADD CONSTRAINT {i} UNIQUE ({a}) INCLUDE ({b}) WITH (fillfactor = 70), ADD UNIQUE ({c})
        ALTER TABLE {t} ADD CONSTRAINT {i} FOREIGN KEY ({a}) REFERENCES {u} ({b}) MATCH FULL ON DELETE CASCADE NOT VALID
        ALTER TABLE {t} ADD FOREIGN KEY ({a}) REFERENCES {u}, ADD CHECK ({a} > 1)
        ALTER TABLE {t} ADD CONSTRAINT {i} CHECK ({a} IS NOT NULL) NOT VALID
        ALTER TABLE {t} ADD CONSTRAINT {i} UNIQUE USING INDEX x
        ALTER TABLE {t} ADD CONSTRAINT {i} EXCLUDE USING gist ({a} WITH &&)
        ALTER TABLE {t} VALIDATE CONSTRAINT {i}
        ALTER TABLE {t} DROP CONSTRAINT {i}, DROP CONSTRAINT IF EXISTS {n} CASCADE
        ALTER TABLE {t} ALTER CONSTRAINT {i} DEFERRABLE
        ALTER TABLE {t} RENAME TO {n}
        ALTER TABLE {t} RENAME COLUMN {a} TO {b}
        ALTER TABLE {t} RENAME {a} TO {b}
        ALTER TABLE IF EXISTS {t} RENAME CONSTRAINT {i} TO {n}
        ALTER TABLE {t} SET SCHEMA {n}
        ALTER TABLE {t} OWNER TO bob, SET TABLESPACE s, SET (fillfactor = 70), RESET (fillfactor), SET LOGGED, CLUSTER ON {i}, SET WITHOUT CLUSTER, REPLICA IDENTITY FULL
        ALTER TABLE {t} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY
        ALTER TABLE {t} DISABLE TRIGGER ALL, ENABLE REPLICA TRIGGER {i}
        ALTER TABLE {t} INHERIT {u}, NO INHERIT {n}
        ALTER TABLE {t} ATTACH PARTITION {u} FOR VALUES FROM (1) TO (2)
        ALTER TABLE {t} DETACH PARTITION {u} CONCURRENTLY
        ALTER FOREIGN TABLE {t} ADD COLUMN {a} int
        ## indexes, sequences, schemas
        CREATE INDEX ON {t} ({a})
        CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {i} ON ONLY {t} USING btree ({a} DESC NULLS LAST, lower({b}) text_pattern_ops, ({c} || 'x')) INCLUDE ({b}) WITH (fillfactor = 70) WHERE {a} IS NOT NULL
        CREATE INDEX {i} ON {t} USING gin ({a} jsonb_path_ops)
        DROP INDEX CONCURRENTLY IF EXISTS {i}, {n}
        DROP INDEX {u} CASCADE
        ALTER INDEX {i} RENAME TO {n}
        ALTER INDEX {i} SET (fillfactor = 70)
        REINDEX TABLE CONCURRENTLY {t}
        CREATE SEQUENCE IF NOT EXISTS {i} AS bigint START WITH 5 INCREMENT BY -1 NO MAXVALUE CACHE 5 NO CYCLE OWNED BY {t}.{a}
        ALTER SEQUENCE {i} INCREMENT BY 10
        ALTER SEQUENCE IF EXISTS {i} RESTART
        ALTER SEQUENCE {i} RESTART WITH 100
        ALTER SEQUENCE {i} RENAME TO {n}
        DROP SEQUENCE IF EXISTS {i}, {n} CASCADE
        CREATE SCHEMA IF NOT EXISTS {n}
        CREATE SCHEMA {n} CREATE TABLE x ({a} int) CREATE VIEW y AS SELECT 1
        ALTER SCHEMA {i} RENAME TO {n}
        DROP SCHEMA IF EXISTS {i}, {n} CASCADE
        CREATE DATABASE {n} TEMPLATE template0
        DROP DATABASE IF EXISTS {n} WITH (FORCE)
        ## views, types, routines, triggers, policies
        CREATE VIEW {i} AS SELECT * FROM {t}
        CREATE OR REPLACE VIEW {i} ({a}, {b}) WITH (security_barrier) AS SELECT 1, 2 WITH CASCADED CHECK OPTION
        CREATE TEMP VIEW {i} AS SELECT 1
        CREATE RECURSIVE VIEW {i} ({a}) AS SELECT 1
        CREATE MATERIALIZED VIEW IF NOT EXISTS {i} AS SELECT * FROM {t} WITH NO DATA
        REFRESH MATERIALIZED VIEW CONCURRENTLY {i}
        DROP VIEW IF EXISTS {i}, {n} CASCADE
        DROP MATERIALIZED VIEW {i}
        ALTER VIEW {i} RENAME TO {n}
        ALTER VIEW {i} ALTER COLUMN {a} SET DEFAULT 1
        CREATE TYPE {i} AS ENUM ('a', 'b;c')
        CREATE TYPE {i} AS ({a} int, {b} text)
        CREATE DOMAIN {i} AS text CHECK (VALUE <> '') NOT NULL
        ALTER TYPE {i} ADD VALUE IF NOT EXISTS 'c' BEFORE 'b'
        ALTER TYPE {i} RENAME VALUE 'a' TO 'z'
        ALTER TYPE {i} RENAME TO {n}
        DROP TYPE IF EXISTS {i} CASCADE
        DROP DOMAIN {i}
        CREATE EXTENSION IF NOT EXISTS {i} WITH SCHEMA {n} CASCADE
        DROP EXTENSION IF EXISTS {i}
        CREATE FUNCTION {i} ({a} int DEFAULT 1, OUT {b} text) RETURNS SETOF record LANGUAGE sql STABLE AS $$ DELETE FROM {t}; SELECT 1; $$
        CREATE OR REPLACE FUNCTION {i} () RETURNS trigger AS $body$ BEGIN UPDATE {t} SET {a} = 1; RETURN NEW; END; $body$ LANGUAGE plpgsql SECURITY DEFINER SET search_path = x
        CREATE FUNCTION {i} ({a} int) RETURNS int LANGUAGE sql RETURN {a} + 1
        CREATE FUNCTION {i} () RETURNS TABLE ({a} int, {b} text) LANGUAGE sql AS 'SELECT 1, ''x''; '
        CREATE FUNCTION {i} () RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END
        CREATE PROCEDURE {i} (INOUT {a} int) LANGUAGE plpgsql AS $$ BEGIN TRUNCATE {t}; END $$
        DROP FUNCTION IF EXISTS {i} (int, text), {n} CASCADE
        DROP PROCEDURE {i} (IN int)
        CREATE TRIGGER {i} BEFORE INSERT OR UPDATE OF {a}, {b} OR DELETE ON {t} FOR EACH ROW WHEN (NEW.{a} IS DISTINCT FROM OLD.{a}) EXECUTE FUNCTION f('x')
        CREATE OR REPLACE TRIGGER {i} AFTER TRUNCATE ON {t} EXECUTE PROCEDURE f()
        CREATE CONSTRAINT TRIGGER {i} AFTER DELETE ON {t} DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f()
        DROP TRIGGER IF EXISTS {i} ON {t} CASCADE
        CREATE RULE {i} AS ON DELETE TO {t} DO INSTEAD NOTHING
        CREATE OR REPLACE RULE {i} AS ON INSERT TO {t} DO ALSO (INSERT INTO {u} VALUES (1); DELETE FROM {n})
        DROP RULE {i} ON {t}
        CREATE POLICY {i} ON {t} AS RESTRICTIVE FOR UPDATE TO bob USING ({a} = 1) WITH CHECK ({b} = 2)
        ALTER POLICY {i} ON {t} USING (TRUE)
        DROP POLICY {i} ON {t}
        CREATE STATISTICS {i} (dependencies) ON {a}, {b} FROM {t}
        DROP STATISTICS {i}
        CREATE ROLE {i} LOGIN PASSWORD 'x;y'
        DROP ROLE IF EXISTS {i}
        ## nothing that changes rows or schema
        BEGIN
        START TRANSACTION ISOLATION LEVEL SERIALIZABLE
        COMMIT
        ROLLBACK TO SAVEPOINT x
        SAVEPOINT x
        SET search_path TO app, public
        SET LOCAL lock_timeout = '5s'
        RESET ALL
        SHOW ALL
        LOCK TABLE {t} IN ACCESS EXCLUSIVE MODE NOWAIT
        GRANT SELECT, INSERT ({a}), UPDATE ON {t}, {u} TO bob WITH GRANT OPTION
        REVOKE ALL ON TABLE {t} FROM PUBLIC CASCADE
        ALTER DEFAULT PRIVILEGES IN SCHEMA {n} GRANT SELECT ON TABLES TO bob
        COMMENT ON TABLE {t} IS 'DELETE FROM {u};'
        COMMENT ON COLUMN {t}.{a} IS NULL
        VACUUM (FULL, ANALYZE) {t}
        ANALYZE {t} ({a})
        CLUSTER {t} USING {i}
        EXPLAIN DELETE FROM {t}
        EXPLAIN (ANALYZE, BUFFERS) DELETE FROM {t}
        EXPLAIN ANALYZE UPDATE {t} SET {a} = 1
        LISTEN x
        NOTIFY x, 'DROP TABLE {t}'
        DECLARE c CURSOR FOR SELECT * FROM {t}
        FETCH NEXT FROM c
        CLOSE ALL
        DISCARD TEMP
        CHECKPOINT
        SECURITY LABEL ON TABLE {t} IS 'x'
        """;
}
