namespace MigrationGuard.Core.Tests.SqlReading.Cases;

// Statements of PostgreSQL, each followed by what it does in the short form of Notation.
internal static class PostgreSqlCases
{
    public const string Text = """"
        UPDATE users SET name = 'x'
        => UPDATE update users(name) all
        UPDATE "Users" SET "Name" = 'x' WHERE TRUE
        => UPDATE update Users(Name) all
        UPDATE users SET name = upper(name), age = age + 1 WHERE id = 7
        => UPDATE update users(name,age) key(id) reads name,age
        UPDATE users SET a = 1 WHERE 1 = 1
        => UPDATE update users(a) all
        UPDATE users SET a = 1 WHERE 1 = 0
        => UPDATE update users(a) nothing
        UPDATE users SET a = 1 WHERE a IS NULL
        => UPDATE update users(a) null(a)
        UPDATE users SET a = 1 WHERE (a IS NULL)
        => UPDATE update users(a) null(a)
        UPDATE users SET a = 1 WHERE a IS NULL AND b > 3
        => UPDATE update users(a) some(a,b)
        UPDATE users SET a = 1 WHERE a IS NOT NULL
        => UPDATE update users(a) some(a)
        UPDATE users SET a = 1 WHERE id IN (1, 2, 3)
        => UPDATE update users(a) key(id)
        UPDATE users SET a = 1 WHERE id = ANY(ARRAY[1,2])
        => UPDATE update users(a) some(id)
        UPDATE users SET a = 1 WHERE x = 1 OR TRUE
        => UPDATE update users(a) all
        UPDATE users u SET a = o.total FROM orders o WHERE o.user_id = u.id
        => UPDATE update users(a) some(id) from orders
        UPDATE ONLY app.users * SET a = 1
        => UPDATE update app.users(a) all
        UPDATE users SET (a, b) = (SELECT x, y FROM other WHERE other.id = users.id)
        => UPDATE update users(a,b) all reads id from other
        UPDATE users SET tags[2] = 'x' WHERE id = 1
        => UPDATE update users(tags) key(id) reads tags
        UPDATE users SET a = DEFAULT RETURNING id, a
        => UPDATE update users(a) all
        UPDATE users SET a = 1 WHERE CURRENT OF c
        => UPDATE update users(a) some(c)
        UPDATE users SET data = data || '{"a": 1}'::jsonb WHERE data ? 'b'
        => UPDATE update users(data) some(data) reads data
        UPDATE users SET a = CASE WHEN b = 1 THEN 'x' ELSE c END
        => UPDATE update users(a) all reads b,c
        DELETE FROM users
        => DELETE delete users all
        DELETE FROM users WHERE id = 1
        => DELETE delete users key(id)
        DELETE FROM users AS u WHERE u.deleted_at < now() - interval '1 year'
        => DELETE delete users some(deleted_at)
        DELETE FROM users USING banned b WHERE b.id = users.id
        => DELETE delete users some(id)
        DELETE FROM ONLY app.users WHERE false
        => DELETE delete app.users nothing
        DELETE FROM users WHERE id = $1 RETURNING *
        => DELETE delete users key(id)
        WITH gone AS (DELETE FROM users WHERE old RETURNING *) INSERT INTO archive SELECT * FROM gone
        => INSERT delete users some(old); insert archive() copy users(*) part
        WITH gone AS (DELETE FROM users RETURNING *) INSERT INTO archive SELECT * FROM gone
        => INSERT delete users all; insert archive() copy users(*)
        WITH x AS (UPDATE a SET n = 1 RETURNING id) SELECT * FROM x
        => SELECT update a(n) all
        WITH x AS (SELECT id FROM a WHERE n > 1) UPDATE b SET n = 2 FROM x WHERE x.id = b.id
        => UPDATE update b(n) some(id)
        WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t
        => SELECT
        INSERT INTO users (id, name) VALUES (1, 'a'), (2, NULL)
        => INSERT insert users(id,name) rows 2
        INSERT INTO users DEFAULT VALUES
        => INSERT insert users()
        INSERT INTO users (id) OVERRIDING SYSTEM VALUE VALUES (1)
        => INSERT insert users(id) rows 1
        INSERT INTO archive (id, name) SELECT id, name FROM users
        => INSERT insert archive(id,name) copy users(id,name)
        INSERT INTO archive SELECT * FROM users WHERE old
        => INSERT insert archive() copy users(*) part
        INSERT INTO archive (id) SELECT u.id FROM users u JOIN b ON b.id = u.id
        => INSERT insert archive(id) copy users(id) part
        INSERT INTO users (id, n) VALUES (1, 2) ON CONFLICT DO NOTHING
        => INSERT insert users(id,n) rows 1
        INSERT INTO users (id, n) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET n = EXCLUDED.n WHERE users.n < 5
        => INSERT insert users(id,n) rows 1 overwrites
        INSERT INTO users AS u (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = 1)
        => INSERT insert users(id)
        INSERT INTO users TABLE old_users
        => INSERT insert users() copy old_users(*)
        MERGE INTO stock s USING sales x ON x.id = s.id WHEN MATCHED AND x.n = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET n = s.n - x.n WHEN NOT MATCHED THEN INSERT (id, n) VALUES (x.id, x.n)
        => MERGE delete stock some(); update stock(n) some() reads n from sales; insert stock(id,n) copy sales() part
        TRUNCATE users
        => TRUNCATE truncate users
        TRUNCATE TABLE ONLY a, b RESTART IDENTITY CASCADE
        => TRUNCATE truncate a cascade; restart a; truncate b cascade; restart b
        SELECT 1
        => SELECT
        SELECT * FROM a JOIN b USING (id) LEFT JOIN LATERAL (SELECT * FROM c WHERE c.id = a.id) x ON TRUE, d
        => SELECT
        SELECT count(*) FROM a WHERE EXTRACT(year FROM created) = 2020 AND x IS DISTINCT FROM y FOR UPDATE OF a SKIP LOCKED
        => SELECT
        SELECT * INTO backup_users FROM users
        => SELECT create backup_users() copy users(*)
        SELECT * INTO TEMP t FROM users
        => SELECT
        SELECT setval('users_id_seq', 100)
        => SELECT restart users_id_seq=100
        SELECT setval(pg_get_serial_sequence('"Users"', 'Id'), coalesce(max("Id"), 1)) FROM "Users"
        => SELECT restart Users_Id_seq
        SELECT nextval('s')
        => SELECT
        SELECT purge_old_rows()
        => SELECT~
        SELECT pg_terminate_backend(1)
        => SELECT~
        SELECT dblink_exec('host=x', 'DROP TABLE a')
        => SELECT~
        VALUES (1), (2)
        => VALUES
        (SELECT 1) UNION (SELECT 2)
        => SELECT
        CREATE TABLE t (id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'x', n numeric(10,2) NULL, d timestamp with time zone DEFAULT now(), u uuid UNIQUE)
        => CREATE TABLE create t(id:serial notnull identity,name:varchar(50) notnull =x,n:numeric(10,2) null,d:timestamp with time zone =now(),u:uuid) pk(id) unique(u)
        CREATE TABLE IF NOT EXISTS app.t (a int, b int REFERENCES u (id) ON DELETE CASCADE, CONSTRAINT pk PRIMARY KEY (a, b), CHECK (a > 0), UNIQUE (b), FOREIGN KEY (a) REFERENCES v)
        => CREATE TABLE create app.t(a:int notnull,b:int notnull) pk(a,b) unique(b) fk(b)->u/Cascade fk(a)->v check(a > 0) ifnew
        CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (START WITH 1), total int GENERATED ALWAYS AS (a + b) STORED, tags text[] NOT NULL)
        => CREATE TABLE create t(id:int identity,total:int as (a + b) stored,tags:text[] notnull)
        CREATE TABLE backup AS SELECT * FROM users
        => CREATE TABLE create backup() copy users(*)
        CREATE TABLE backup (a, b) AS SELECT x, y FROM users WITH NO DATA
        => CREATE TABLE create backup(a,b) more
        CREATE TABLE t (LIKE users INCLUDING ALL)
        => CREATE TABLE create t() more
        CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (2)
        => CREATE TABLE create p() more
        CREATE TABLE p PARTITION OF t (a WITH OPTIONS NOT NULL) DEFAULT; CREATE TABLE q OF ty (PRIMARY KEY (a)); CREATE TABLE r (x int) INHERITS (t)
        => CREATE TABLE create p() more | CREATE TABLE create q() more | CREATE TABLE create r(x:int) more
        CREATE TABLE t AS VALUES (1, 2)
        => CREATE TABLE create t() more
        DROP TABLE U&"d\0061t\+000061"; SELECT setval(U&'s\0065q', 5); UPDATE U&"t" SET a = U&'\0027; DELETE FROM b'
        => DROP TABLE droptable data | SELECT restart seq=5 | UPDATE update t(a) all
        CREATE TEMP TABLE x (a int); INSERT INTO x SELECT a FROM y; UPDATE x SET a = 1; DROP TABLE x
        => CREATE TABLE | INSERT | UPDATE | DROP TABLE
        CREATE UNLOGGED TABLE t (a int) WITH (fillfactor = 70) TABLESPACE s
        => CREATE TABLE create t(a:int)
        DROP TABLE users
        => DROP TABLE droptable users
        DROP TABLE IF EXISTS a, "B"."C" CASCADE
        => DROP TABLE droptable a ifexists cascade; droptable B.C ifexists cascade
        DROP SCHEMA app CASCADE
        => DROP SCHEMA dropschema app cascade
        DROP DATABASE old
        => DROP DATABASE dropschema old cascade
        DROP INDEX CONCURRENTLY IF EXISTS app.ix
        => DROP INDEX dropindex ix
        DROP VIEW v; DROP MATERIALIZED VIEW IF EXISTS mv CASCADE; DROP FUNCTION f(int, text); DROP TYPE ty; DROP EXTENSION hstore; DROP TRIGGER tr ON t; DROP SEQUENCE s
        => DROP VIEW drop view v | DROP MATERIALIZED VIEW drop materialized view mv cascade | DROP FUNCTION drop function f | DROP TYPE drop type ty | DROP EXTENSION drop extension hstore | DROP TRIGGER drop trigger tr | DROP SEQUENCE dropsequence s
        DROP OWNED BY bob
        => DROP OWNED!
        ALTER TABLE users ADD COLUMN IF NOT EXISTS a int NOT NULL DEFAULT 0, ADD b text
        => ALTER TABLE add users.a:int notnull =0; add users.b:text
        ALTER TABLE users DROP COLUMN a, DROP IF EXISTS b CASCADE
        => ALTER TABLE drop users.a; drop users.b cascade
        ALTER TABLE users ALTER COLUMN a TYPE bigint, ALTER b SET DATA TYPE text COLLATE "C" USING b::text
        => ALTER TABLE alter users.a:bigint; alter users.b:text using b::text
        ALTER TABLE users ALTER a SET NOT NULL, ALTER a DROP NOT NULL, ALTER a SET DEFAULT 5, ALTER a DROP DEFAULT
        => ALTER TABLE alter users.a notnull; alter users.a null; alter users.a =5; alter users.a nodefault
        ALTER TABLE users ALTER id ADD GENERATED BY DEFAULT AS IDENTITY
        => ALTER TABLE alter users.id identity
        ALTER TABLE users ALTER id RESTART WITH 100
        => ALTER TABLE restart users_id_seq=100
        ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b (id) NOT VALID
        => ALTER TABLE addfk users(a)->b notvalid
        ALTER TABLE users ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID
        => ALTER TABLE addcheck users c(a IS NOT NULL) notvalid
        ALTER TABLE users VALIDATE CONSTRAINT c
        => ALTER TABLE validate users.c
        ALTER TABLE users ADD PRIMARY KEY (id), ADD CONSTRAINT u UNIQUE USING INDEX ix
        => ALTER TABLE addpk users(id); addunique users()
        ALTER TABLE users DROP CONSTRAINT IF EXISTS c CASCADE
        => ALTER TABLE dropconstraint users.c cascade
        ALTER TABLE users RENAME TO people
        => ALTER TABLE renametable users to people
        ALTER TABLE users RENAME COLUMN a TO b; ALTER TABLE users RENAME c TO d; ALTER TABLE users RENAME CONSTRAINT x TO y
        => ALTER TABLE rename users.a to b | ALTER TABLE rename users.c to d | ALTER TABLE altertable users
        ALTER TABLE users SET SCHEMA app
        => ALTER TABLE renametable users to app.
        ALTER TABLE users OWNER TO bob, ENABLE ROW LEVEL SECURITY
        => ALTER TABLE altertable users; altertable users
        ALTER TABLE t DETACH PARTITION p
        => ALTER TABLE delete t some()
        ALTER INDEX ix RENAME TO iy
        => ALTER INDEX renameindex ix to iy
        ALTER SEQUENCE s RESTART WITH 5; ALTER SEQUENCE s INCREMENT BY 10 CACHE 5; ALTER SEQUENCE s OWNED BY t.a
        => ALTER SEQUENCE restart s=5 | ALTER SEQUENCE altersequence s | ALTER SEQUENCE altersequence s
        ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok' BEFORE 'sad'
        => ALTER TYPE alter type mood
        ALTER TYPE mood RENAME TO feeling
        => ALTER TYPE rename type mood
        ALTER SCHEMA a RENAME TO b
        => ALTER SCHEMA rename schema a
        ALTER DATABASE x SET timezone = 'UTC'
        => ALTER DATABASE alterdatabase
        CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON app.users USING btree (a, lower(b) DESC) INCLUDE (c) WHERE a IS NOT NULL
        => CREATE INDEX index ix on app.users(a,lower(b) DESC) unique where a IS NOT NULL online
        CREATE INDEX ON users (a)
        => CREATE INDEX index  on users(a)
        CREATE SCHEMA IF NOT EXISTS app
        => CREATE SCHEMA schema app
        CREATE SEQUENCE s START WITH 5 INCREMENT BY -1
        => CREATE SEQUENCE sequence s
        CREATE VIEW v AS SELECT * FROM users
        => CREATE VIEW create view v
        CREATE OR REPLACE VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x
        => CREATE VIEW createorreplace view v
        CREATE MATERIALIZED VIEW mv AS SELECT * FROM users
        => CREATE MATERIALIZED VIEW create materialized view mv
        REFRESH MATERIALIZED VIEW CONCURRENTLY mv
        => REFRESH MATERIALIZED VIEW refresh materialized view mv
        CREATE TYPE mood AS ENUM ('sad', 'ok')
        => CREATE TYPE create type mood
        CREATE EXTENSION IF NOT EXISTS "uuid-ossp"
        => CREATE EXTENSION create extension uuid-ossp
        CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN DELETE FROM users; RETURN NEW; END; $$ LANGUAGE plpgsql
        => CREATE FUNCTION create function f
        CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM users; SELECT 1'; SELECT f()
        => CREATE FUNCTION createorreplace function f | SELECT delete users all
        CREATE PROCEDURE p() LANGUAGE plpgsql AS $x$ BEGIN TRUNCATE users; END $x$; CALL p(); DROP PROCEDURE p
        => CREATE PROCEDURE create procedure p | CALL truncate users | DROP PROCEDURE drop procedure p
        CREATE TRIGGER tr BEFORE INSERT OR UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION f()
        => CREATE TRIGGER create trigger tr
        CREATE RULE r AS ON DELETE TO users DO INSTEAD (UPDATE users SET a = 1; DELETE FROM log); SELECT 1
        => CREATE RULE create rule r | SELECT
        CREATE POLICY p ON users USING (owner = current_user)
        => CREATE POLICY create policy p
        DO $$ BEGIN UPDATE users SET a = 1; END $$
        => DO update users(a) all
        DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a'); END IF; END $$
        => DO create type mood?
        DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM users LOOP DELETE FROM orders WHERE user_id = r.id; END LOOP; END; $$ LANGUAGE plpgsql
        => DO delete orders some(user_id)*
        DO $$ BEGIN ALTER TABLE users DROP COLUMN a; EXCEPTION WHEN undefined_column THEN RAISE NOTICE 'gone'; DELETE FROM log; END $$
        => DO drop users.a; delete log all?
        DO $body$ BEGIN WHILE EXISTS (SELECT 1 FROM q) LOOP DELETE FROM q WHERE id = 1; COMMIT; END LOOP; END $body$
        => DO delete q key(id)*
        DO $$ DECLARE t text := 'users'; BEGIN EXECUTE 'DROP TABLE ' || quote_ident(t); EXECUTE t; END $$
        => DO~ droptable �
        DO $$ BEGIN EXECUTE format('UPDATE %I SET a = %L', 'users', 1); END $$
        => DO update �(a) all
        DO $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM users; CASE WHEN n > 1 THEN DELETE FROM users; ELSE NULL; END CASE; n := n + 1; PERFORM f(n); END $$
        => DO~ delete users all?
        DO $$key := 1$$
        => DO
        DO LANGUAGE plpython3u $$ import os $$
        => DO!
        BEGIN; COMMIT; ROLLBACK; START TRANSACTION ISOLATION LEVEL SERIALIZABLE; SAVEPOINT a; END
        => BEGIN | COMMIT | ROLLBACK | START TRANSACTION | SAVEPOINT | END
        SET lock_timeout = '5s'; SET LOCAL statement_timeout TO 0; RESET ALL; SHOW search_path
        => SET | SET | RESET | SHOW
        GRANT SELECT, INSERT ON users TO bob; REVOKE ALL ON users FROM bob
        => GRANT | REVOKE
        COMMENT ON COLUMN users.a IS 'DROP TABLE users; DELETE FROM users'
        => COMMENT
        VACUUM ANALYZE users; ANALYZE; REINDEX TABLE users; CLUSTER users; LOCK TABLE users IN ACCESS EXCLUSIVE MODE
        => VACUUM | ANALYZE | REINDEX | CLUSTER | LOCK
        COPY users (id, name) FROM '/tmp/x.csv' CSV
        => COPY insert users(id,name)
        COPY users TO STDOUT
        => COPY
        EXPLAIN DELETE FROM users
        => EXPLAIN
        EXPLAIN ANALYZE DELETE FROM users
        => EXPLAIN delete users all
        PREPARE q AS DELETE FROM users; EXECUTE q
        => PREPARE | EXECUTE delete users all
        SELECT 'it''s; DROP TABLE users', E'it\'s; DROP TABLE users', $$; DROP TABLE users$$, $a$ $$ ; DROP TABLE users $a$
        => SELECT
        /* outer /* DROP TABLE users; */ still */ SELECT 1 -- DROP TABLE users
        => SELECT
        SELECT U&"d\0061t" FROM t
        => SELECT
        SELECT "a""b" FROM "T;x"
        => SELECT
        INSERT INTO users (id) VALUES (1)
        => INSERT insert users(id) rows 1
        FROBNICATE users
        => !
        UPDATE users
        => UPDATE!
        DELETE users
        => DELETE delete users all
        SELECT * FROM users WHERE name = 'open
        => SELECT!
        CREATE TABLE t (a int
        => CREATE TABLE~ create t(a:int)
        ALTER TABLE users
        => ALTER TABLE!
        ;;;
        =>
        """";
}
