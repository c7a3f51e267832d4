namespace MigrationGuard.SqlComparison.SqlServer;

/// <summary>
/// Statements of T-SQL, one a line. <c>{t}</c> and <c>{u}</c> are tables, <c>{n}</c> is a new name without a schema, <c>{a}</c>, <c>{b}</c>, <c>{c}</c> are columns and
/// <c>{i}</c> is the name of an index, constraint or other object.
/// </summary>
internal static class SqlServerTemplates
{
    /// <summary>Statements that may stand anywhere in a batch.</summary>
    public const string Text = """
        ## rows
        UPDATE {t} SET {a} = 1
        UPDATE {t} SET {a} = N'DROP TABLE {u}; --' WHERE {b} = 1
        UPDATE {t} SET {a} = 'it''s', {b} += 2, @x = {c} = 3 WHERE {c} IS NULL
        UPDATE TOP (10) PERCENT {t} WITH (ROWLOCK) SET {a} = DEFAULT
        UPDATE x SET x.{a} = y.{b} FROM {t} AS x INNER JOIN {u} AS y ON y.{c} = x.{c} WHERE y.{a} > 1
        UPDATE x SET {a} = 1 FROM {u} y LEFT OUTER JOIN {t} x ON x.{a} = y.{a}
        UPDATE {t} SET {a} = (SELECT MAX({b}) FROM {u}) OUTPUT inserted.{a}, deleted.{b} INTO {u} ({a}, {b}) WHERE {c} IN (1, 2) OPTION (RECOMPILE)
        UPDATE {t} SET {a}.WRITE(N'x', 0, 1) WHERE CURRENT OF c
        WITH x AS (SELECT * FROM {u}) UPDATE {t} SET {a} = x.{b} FROM x WHERE x.{c} = {t}.{c}
        UPDATE @v SET {a} = 1
        UPDATE #x SET {a} = 1
        DELETE FROM {t}
        DELETE {t} WHERE {a} = 'x''; DROP TABLE {u}'
        DELETE TOP (5) FROM {t} OUTPUT deleted.* INTO #x WHERE {a} BETWEEN 1 AND 2
        DELETE x FROM {t} x JOIN {u} y ON y.{a} = x.{a}
        DELETE FROM x FROM {t} AS x CROSS APPLY STRING_SPLIT(x.{a}, ';') s WHERE s.value = 'a'
        WITH x AS (SELECT {a} FROM {u}) DELETE FROM {t} WHERE {a} IN (SELECT {a} FROM x)
        DELETE FROM #x
        INSERT INTO {t} VALUES (1, 'a', NULL)
        INSERT {t} ({a}, {b}) VALUES (1, N'b'), (2, DEFAULT)
        INSERT INTO {t} WITH (TABLOCK) ({a}) SELECT {a} FROM {u} WHERE {b} = 1
        INSERT INTO {t} DEFAULT VALUES
        INSERT INTO {t} ({a}) OUTPUT inserted.{a} INTO {u} VALUES (1)
        INSERT INTO {t} ({a}) SELECT x.{a} FROM (VALUES (1), (2)) AS x ({a}) EXCEPT SELECT {a} FROM {u}
        WITH x AS (SELECT 1 AS {a}) INSERT INTO {t} ({a}) SELECT {a} FROM x
        INSERT INTO #x SELECT * FROM {t}
        INSERT INTO @v ({a}) VALUES (1)
        INSERT INTO {t} ({a}) EXEC sp_who
        MERGE INTO {t} WITH (HOLDLOCK) AS x USING {u} AS y ON x.{a} = y.{a} WHEN MATCHED AND y.{b} IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET x.{b} = y.{b}, {c} = 1 WHEN NOT MATCHED BY TARGET THEN INSERT ({a}, {b}) VALUES (y.{a}, y.{b}) OUTPUT $action, inserted.*;
        MERGE TOP (5) {t} USING (SELECT 1 AS {a}) y ON 1 = 0 WHEN NOT MATCHED THEN INSERT DEFAULT VALUES WHEN NOT MATCHED BY SOURCE THEN UPDATE SET {a} = 5;
        TRUNCATE TABLE {t}
        TRUNCATE TABLE {t} WITH (PARTITIONS (1, 3 TO 5))
        ## queries
        SELECT {a} AS [delete], N'TRUNCATE TABLE {t}' FROM {t} WITH (NOLOCK) WHERE {b} LIKE '%;%' ESCAPE '\' ORDER BY {c} OFFSET 1 ROWS FETCH NEXT 5 ROWS ONLY OPTION (MAXDOP 1)
        SELECT TOP (1) WITH TIES * FROM {t} x CROSS JOIN {u} y FOR XML PATH('x'), ROOT('y')
        SELECT {a}, COUNT(*) OVER (PARTITION BY {b} ORDER BY {c} ROWS UNBOUNDED PRECEDING) FROM {t} GROUP BY {a} HAVING COUNT(*) > 1
        SELECT @x = {a}, @y += 1 FROM {t}
        SELECT * INTO {n} FROM {t}
        SELECT {a}, {b} INTO {u} FROM {t} WHERE {c} = 1
        SELECT * INTO #y FROM {t} UNION ALL SELECT * FROM {u}
        WITH x AS (SELECT 1 AS {a} UNION ALL SELECT {a} + 1 FROM x WHERE {a} < 5) SELECT * FROM x OPTION (MAXRECURSION 10)
        SELECT CASE {a} WHEN 1 THEN 'x' ELSE CASE WHEN {b} = 2 THEN 'y' END END, IIF({a} > 1, 1, 2), LEFT({b}, 2), CONVERT(nvarchar(10), {c}, 126) FROM {t}
        SELECT * FROM {t} PIVOT (MAX({a}) FOR {b} IN ([1], [2])) AS p
        SELECT * FROM {t} FOR SYSTEM_TIME AS OF '2020-01-01'
        SELECT * FROM OPENJSON(@j) WITH ({a} int '$.a', {b} nvarchar(max) AS JSON)
        ## tables
        CREATE TABLE {t} ({a} int)
        CREATE TABLE {t} ({a} int IDENTITY(1, 1) NOT NULL PRIMARY KEY, {b} nvarchar(50) COLLATE Latin1_General_CI_AS NULL CONSTRAINT {i} DEFAULT (N'x, y'), {c} AS ({a} * 2) PERSISTED)
        CREATE TABLE {t} ({a} int REFERENCES {u} ({b}) ON DELETE CASCADE, {b} decimal(10, 2) NOT NULL CHECK ({b} > 0), CONSTRAINT {i} PRIMARY KEY CLUSTERED ({a} ASC, {b} DESC) WITH (FILLFACTOR = 80) ON [PRIMARY]) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
        CREATE TABLE {t} ({a} uniqueidentifier ROWGUIDCOL DEFAULT NEWID(), {b} varbinary(max) SPARSE, INDEX {i} NONCLUSTERED ({a}), UNIQUE ({b}), FOREIGN KEY ({a}) REFERENCES {u} ({a}))
        CREATE TABLE {t} ({a} int PRIMARY KEY, {b} datetime2 GENERATED ALWAYS AS ROW START HIDDEN NOT NULL, {c} datetime2 GENERATED ALWAYS AS ROW END HIDDEN NOT NULL, PERIOD FOR SYSTEM_TIME ({b}, {c})) WITH (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.h))
        CREATE TABLE #y ({a} int)
        DROP TABLE {t}
        DROP TABLE IF EXISTS {t}, {u}
        DROP TABLE #y
        ALTER TABLE {t} ADD {a} int NULL
        ALTER TABLE {t} ADD {a} nvarchar(10) NOT NULL CONSTRAINT {i} DEFAULT N'' WITH VALUES, {b} bit
        ALTER TABLE {t} ADD {a} int NOT NULL CHECK ({a} > 1), {b} int REFERENCES {u} ({a})
        ALTER TABLE {t} ADD {a} AS ({b} + 1) PERSISTED
        ALTER TABLE {t} ADD CONSTRAINT {i} DEFAULT (GETDATE()) FOR {a}
        ALTER TABLE {t} ADD DEFAULT 0 FOR {a}
        ALTER TABLE {t} WITH NOCHECK ADD CONSTRAINT {i} FOREIGN KEY ({a}) REFERENCES {u} ({b}) ON UPDATE NO ACTION ON DELETE SET NULL NOT FOR REPLICATION
        ALTER TABLE {t} WITH CHECK ADD CONSTRAINT {i} CHECK ({a} IN ('DROP', 'ALTER'))
        ALTER TABLE {t} ADD CONSTRAINT {i} PRIMARY KEY NONCLUSTERED ({a}, {b}), CONSTRAINT {n} UNIQUE ({c})
        ALTER TABLE {t} ALTER COLUMN {a} bigint NOT NULL
        ALTER TABLE {t} ALTER COLUMN {a} nvarchar(20) COLLATE Latin1_General_CI_AS NULL WITH (ONLINE = ON)
        ALTER TABLE {t} ALTER COLUMN {a} ADD SPARSE
        ALTER TABLE {t} ALTER COLUMN {a} DROP MASKED
        ALTER TABLE {t} DROP COLUMN {a}
        ALTER TABLE {t} DROP COLUMN {a}, {b}
        ALTER TABLE {t} DROP COLUMN IF EXISTS {a}, COLUMN {b}
        ALTER TABLE {t} DROP CONSTRAINT {i}
        ALTER TABLE {t} DROP CONSTRAINT IF EXISTS {i}, {n}
        ALTER TABLE {t} DROP {i}
        ALTER TABLE {t} DROP CONSTRAINT {i}, COLUMN {a}
        ALTER TABLE {t} CHECK CONSTRAINT ALL
        ALTER TABLE {t} NOCHECK CONSTRAINT {i}
        ALTER TABLE {t} ENABLE TRIGGER ALL
        ALTER TABLE {t} REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE)
        ALTER TABLE {t} SET (LOCK_ESCALATION = AUTO)
        ALTER TABLE {t} SET (SYSTEM_VERSIONING = OFF)
        ALTER TABLE {t} ADD PERIOD FOR SYSTEM_TIME ({a}, {b})
        ALTER TABLE {t} SWITCH PARTITION 1 TO {u}
        ## indexes, sequences, other objects
        CREATE INDEX {i} ON {t} ({a})
        CREATE UNIQUE NONCLUSTERED INDEX {i} ON {t} ({a} ASC, {b} DESC) INCLUDE ({c}) WHERE {a} IS NOT NULL WITH (ONLINE = ON, DROP_EXISTING = OFF) ON [PRIMARY]
        DROP INDEX {i} ON {t}
        DROP INDEX IF EXISTS {i} ON {t}, {n} ON {u} WITH (ONLINE = ON)
        ALTER INDEX {i} ON {t} REBUILD WITH (FILLFACTOR = 80)
        ALTER INDEX ALL ON {t} DISABLE
        CREATE SEQUENCE {i} AS bigint START WITH 1 INCREMENT BY 5 NO CACHE
        ALTER SEQUENCE {i} RESTART WITH 5
        DROP SEQUENCE {i}
        DROP SCHEMA {n}
        DROP DATABASE {n}
        DROP VIEW IF EXISTS {i}, {n}
        DROP PROCEDURE {i}
        DROP FUNCTION IF EXISTS {i}
        DROP TRIGGER {i}
        DROP TYPE {i}
        DROP SYNONYM {i}
        CREATE SYNONYM {i} FOR {t}
        CREATE TYPE {i} AS TABLE ({a} int NOT NULL, {b} nvarchar(10), PRIMARY KEY ({a}))
        CREATE TYPE {i} FROM nvarchar(50) NOT NULL
        CREATE STATISTICS {i} ON {t} ({a}, {b}) WITH FULLSCAN
        UPDATE STATISTICS {t} {i} WITH FULLSCAN
        ALTER DATABASE {n} SET RECOVERY SIMPLE WITH ROLLBACK IMMEDIATE
        CREATE LOGIN {i} WITH PASSWORD = 'x;y'
        CREATE USER {i} FOR LOGIN {n} WITH DEFAULT_SCHEMA = dbo
        ALTER ROLE {i} ADD MEMBER {n}
        GRANT SELECT, UPDATE ({a}), DELETE ON {t} TO {i} WITH GRANT OPTION
        DENY EXECUTE ON SCHEMA::{n} TO {i}
        REVOKE INSERT ON {t} FROM {i} CASCADE
        ENABLE TRIGGER {i} ON {t}
        DISABLE TRIGGER ALL ON {t}
        ## control and session
        SET NOCOUNT ON
        SET XACT_ABORT OFF
        SET IDENTITY_INSERT {t} ON
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED
        SET @x = (SELECT COUNT(*) FROM {t})
        SET LANGUAGE us_english
        DECLARE @x int = 5, @y nvarchar(max) = N'DROP TABLE {t}'
        DECLARE @v TABLE ({a} int, {b} nvarchar(10))
        DECLARE c CURSOR LOCAL FAST_FORWARD FOR SELECT {a} FROM {t}
        OPEN c
        FETCH NEXT FROM c INTO @x, @y
        CLOSE c
        DEALLOCATE c
        BEGIN TRANSACTION x
        COMMIT TRAN
        ROLLBACK TRANSACTION x
        SAVE TRANSACTION x
        PRINT N'DELETE FROM {t}'
        RAISERROR (N'x; DROP TABLE {t}', 16, 1) WITH NOWAIT
        THROW 50000, N'DELETE {t}', 1
        WAITFOR DELAY '00:00:01'
        USE {n}
        RETURN
        CHECKPOINT
        KILL 53
        DBCC CHECKIDENT ('x', NORESEED) WITH NO_INFOMSGS
        IF EXISTS (SELECT * FROM {t} WHERE {a} = 1) DELETE FROM {t} ELSE INSERT INTO {t} ({a}) VALUES (1)
        IF OBJECT_ID(N'x', N'U') IS NOT NULL DROP TABLE {t}
        IF NOT EXISTS (SELECT 1 FROM sys.columns WHERE name = N'x') BEGIN ALTER TABLE {t} ADD {a} int; UPDATE {t} SET {b} = 1 END
        WHILE @x > 0 BEGIN DELETE TOP (10) FROM {t}; SET @x = @@ROWCOUNT; IF @x = 5 BREAK ELSE CONTINUE END
        BEGIN TRY DELETE FROM {t} INSERT INTO {u} ({a}) VALUES (1) END TRY BEGIN CATCH IF @@TRANCOUNT > 0 ROLLBACK; THROW END CATCH
        BEGIN UPDATE {t} SET {a} = CASE WHEN {b} = 1 THEN 2 ELSE 3 END DELETE FROM {u} END
        IF @x = CASE WHEN @y = N'a' THEN 1 ELSE 2 END UPDATE {t} SET {a} = 1 ELSE IF @x = 2 DELETE FROM {t} ELSE TRUNCATE TABLE {u}
        GOTO done done: DELETE FROM {t}
        """;

    /// <summary>Statements that must be alone in their batch.</summary>
    public const string Alone = """
        CREATE VIEW {i} AS SELECT * FROM {t}
        CREATE VIEW {i} ({a}, {b}) WITH SCHEMABINDING AS WITH x AS (SELECT 1 AS {a}, 2 AS {b}) SELECT {a}, {b} FROM x WITH CHECK OPTION
        ALTER VIEW {i} AS SELECT 1 AS {a}
        CREATE PROCEDURE {i} @x int = 1, @y nvarchar(10) OUTPUT WITH RECOMPILE AS SET NOCOUNT ON DELETE FROM {t} WHERE {a} = @x UPDATE {u} SET {b} = 1
        CREATE PROC {i} AS BEGIN TRUNCATE TABLE {t}; DROP TABLE {u} END
        ALTER PROCEDURE {i} AS SELECT 1 DELETE FROM {t}
        CREATE OR ALTER PROCEDURE {i} AS DELETE FROM {t}
        CREATE FUNCTION {i} (@x int) RETURNS int AS BEGIN DECLARE @y int; SELECT @y = MAX({a}) FROM {t}; RETURN @y END
        CREATE FUNCTION {i} (@x int) RETURNS TABLE AS RETURN (SELECT * FROM {t} WHERE {a} = @x)
        CREATE TRIGGER {i} ON {t} AFTER INSERT, UPDATE, DELETE AS BEGIN SET NOCOUNT ON; DELETE FROM {u} WHERE {a} IN (SELECT {a} FROM deleted) END
        CREATE TRIGGER {i} ON DATABASE FOR DROP_TABLE AS PRINT N'x'
        CREATE SCHEMA {n}
        CREATE SCHEMA {n} AUTHORIZATION {i}
        CREATE RULE {i} AS @x > 1
        """;
}
