namespace MigrationGuard.Core.Tests.SqlReading.Cases;

// Statements of T-SQL, each followed by what it does in the short form of Notation.
internal static class SqlServerCases
{
    public const string Text = """"
        UPDATE [dbo].[Users] SET [Name] = N'x'
        => UPDATE update dbo.Users(Name) all
        UPDATE Users SET Name = 'x' WHERE 1=1
        => UPDATE update Users(Name) all
        UPDATE Users SET A = 1 WHERE A IS NULL
        => UPDATE update Users(A) null(A)
        UPDATE Users SET A = 1 WHERE Id = @id
        => UPDATE update Users(A) key(Id)
        UPDATE TOP (100) Users SET A = 1
        => UPDATE update Users(A) some()
        UPDATE u SET u.A = o.B FROM Users u INNER JOIN Orders o ON o.UserId = u.Id
        => UPDATE update Users(A) some() from Orders
        UPDATE u SET A = o.B FROM dbo.Users AS u LEFT JOIN Orders o ON o.UserId = u.Id
        => UPDATE update dbo.Users(A) all from Orders
        UPDATE Users SET A = A + 1, B += 2, @x = C = 5 OUTPUT deleted.A INTO Audit WHERE C > 1 OPTION (MAXDOP 1)
        => UPDATE insert Audit(); update Users(A,B,C) some(C) reads A,B
        UPDATE Users WITH (TABLOCK) SET Text.WRITE('x', 0, 1)
        => UPDATE update Users(Text) all reads Text
        UPDATE x SET A = 1 FROM (SELECT * FROM Users WHERE B = 1) x
        => UPDATE update Users(A) some()
        WITH c AS (SELECT * FROM Users WHERE B = 1) UPDATE c SET A = 1
        => UPDATE update Users(A) some()
        DELETE Users
        => DELETE delete Users all
        DELETE FROM [Users] WHERE [Id] IN (1, 2)
        => DELETE delete Users key(Id)
        DELETE u FROM Users u JOIN Banned b ON b.Id = u.Id
        => DELETE delete Users some()
        DELETE FROM u OUTPUT deleted.* FROM Users u WHERE u.A > 1
        => DELETE delete Users some(A)
        DELETE TOP (10) PERCENT FROM Users
        => DELETE delete Users some()
        ;WITH d AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY Email ORDER BY Id) AS n FROM Users) DELETE FROM d WHERE n > 1
        => DELETE delete Users some(n)
        INSERT INTO Users (Id, Name) VALUES (1, N'a'), (2, NULL)
        => INSERT insert Users(Id,Name) rows 2
        INSERT Users DEFAULT VALUES
        => INSERT insert Users()
        INSERT INTO Archive (Id) SELECT Id FROM Users
        => INSERT insert Archive(Id) copy Users(Id)
        INSERT INTO Archive WITH (TABLOCK) SELECT * FROM Users WHERE A = 1
        => INSERT insert Archive() copy Users(*) part
        INSERT INTO Users (Id) OUTPUT inserted.Id VALUES (1)
        => INSERT insert Users(Id) rows 1
        INSERT INTO Users EXEC dbo.LoadUsers
        => INSERT~ insert Users()
        INSERT INTO #t SELECT * FROM Users; UPDATE #t SET A = 1; DROP TABLE #t
        => INSERT | UPDATE | DROP TABLE
        DECLARE @t TABLE (Id int); INSERT INTO @t VALUES (1); DELETE FROM @t
        => DECLARE | INSERT | DELETE
        SELECT * INTO Backup_Users FROM Users
        => SELECT create Backup_Users() copy Users(*)
        SELECT Id, Name INTO dbo.B FROM Users WHERE A = 1
        => SELECT create dbo.B() copy Users(Id,Name) part
        SELECT * INTO #tmp FROM Users
        => SELECT
        SELECT @x = MAX(Id) FROM Users
        => SELECT
        SELECT dbo.MyFunc(A), LEFT(B, 2) FROM Users WITH (NOLOCK) CROSS APPLY STRING_SPLIT(C, ',')
        => SELECT
        MERGE INTO Users WITH (HOLDLOCK) AS t USING (VALUES (1, 'a')) AS s (Id, Name) ON t.Id = s.Id WHEN MATCHED THEN UPDATE SET t.Name = s.Name WHEN NOT MATCHED BY TARGET THEN INSERT (Id, Name) VALUES (s.Id, s.Name) WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action;
        => MERGE update Users(Name) some(); insert Users(Id,Name); delete Users some()
        TRUNCATE TABLE dbo.Users
        => TRUNCATE truncate dbo.Users
        BULK INSERT Users FROM 'c:\x.csv' WITH (FIRSTROW = 2)
        => BULK insert Users()
        CREATE TABLE [dbo].[T] ([Id] int IDENTITY(1,1) NOT NULL, [Name] nvarchar(50) NULL CONSTRAINT [DF_T] DEFAULT (N'x'), [Sum] AS ([A] + [B]) PERSISTED, CONSTRAINT [PK_T] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (FILLFACTOR = 80) ON [PRIMARY], INDEX ix NONCLUSTERED (Name)) ON [PRIMARY]
        => CREATE TABLE create dbo.T(Id:int notnull identity,Name:nvarchar(50) null =x,Sum as ([A] + [B]) stored) pk(Id)
        CREATE TABLE T (Id int PRIMARY KEY, A int NOT NULL REFERENCES B(Id) ON DELETE SET NULL, F datetime2 GENERATED ALWAYS AS ROW START HIDDEN NOT NULL, U datetime2 GENERATED ALWAYS AS ROW END HIDDEN NOT NULL, PERIOD FOR SYSTEM_TIME (F, U)) WITH (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.H))
        => CREATE TABLE create T(Id:int notnull,A:int notnull,F:datetime2 notnull,U:datetime2 notnull) pk(Id) fk(A)->B/SetNull
        CREATE TABLE #t (Id int)
        => CREATE TABLE
        DROP TABLE IF EXISTS dbo.A, [B]
        => DROP TABLE droptable dbo.A ifexists; droptable B ifexists
        DROP INDEX [ix] ON [dbo].[Users]; DROP INDEX IF EXISTS a ON T, b ON U; DROP INDEX Users.ix2
        => DROP INDEX dropindex dbo.Users.ix | DROP INDEX dropindex T.a; dropindex U.b | DROP INDEX dropindex Users.ix2
        DROP DATABASE Old
        => DROP DATABASE dropschema Old cascade
        DROP SCHEMA IF EXISTS app
        => DROP SCHEMA dropschema app
        DROP PROCEDURE IF EXISTS dbo.P; DROP VIEW V; DROP FUNCTION dbo.F; DROP TRIGGER TR; DROP SEQUENCE S; DROP TYPE TT; DROP SYNONYM Y
        => DROP PROCEDURE drop procedure dbo.P | DROP VIEW drop view V | DROP FUNCTION drop function dbo.F | DROP TRIGGER drop trigger TR | DROP SEQUENCE dropsequence S | DROP TYPE drop type TT | DROP SYNONYM drop synonym Y
        ALTER TABLE Users ADD A int NULL, B bit NOT NULL CONSTRAINT DF_B DEFAULT 0 WITH VALUES
        => ALTER TABLE add Users.A:int null; add Users.B:bit notnull =0
        ALTER TABLE Users ADD CONSTRAINT PK PRIMARY KEY (Id)
        => ALTER TABLE addpk Users(Id)
        ALTER TABLE Users WITH NOCHECK ADD CONSTRAINT FK FOREIGN KEY (A) REFERENCES B (Id)
        => ALTER TABLE addfk Users(A)->B notvalid
        ALTER TABLE Users WITH CHECK ADD CONSTRAINT CK CHECK (A > 0)
        => ALTER TABLE addcheck Users CK(A > 0)
        ALTER TABLE Users WITH CHECK CHECK CONSTRAINT FK
        => ALTER TABLE validate Users.FK
        ALTER TABLE Users NOCHECK CONSTRAINT ALL
        => ALTER TABLE altertable Users
        ALTER TABLE Users ADD CONSTRAINT DF DEFAULT (getdate()) FOR Created
        => ALTER TABLE alter Users.Created =(getdate())
        ALTER TABLE Users ADD DEFAULT 0 FOR A
        => ALTER TABLE alter Users.A =0
        ALTER TABLE Users ALTER COLUMN A nvarchar(20) NOT NULL
        => ALTER TABLE alter Users.A:nvarchar(20) notnull
        ALTER TABLE Users ALTER COLUMN A bigint
        => ALTER TABLE alter Users.A:bigint null
        ALTER TABLE Users ALTER COLUMN A ADD SPARSE
        => ALTER TABLE alter Users.A
        ALTER TABLE [Users] ADD [A] [bit] NOT NULL DEFAULT (0), [B] [nvarchar](50) NULL; CREATE TABLE T ([A] [dbo].[Money2] NOT NULL); ALTER TABLE T ALTER COLUMN B [decimal] (10, 2) NULL
        => ALTER TABLE add Users.A:bit notnull =0; add Users.B:nvarchar(50) null | CREATE TABLE create T(A:dbo.Money2 notnull) | ALTER TABLE alter T.B:decimal (10, 2) null
        ALTER TABLE Users DROP COLUMN A, B
        => ALTER TABLE drop Users.A; drop Users.B
        ALTER TABLE Users DROP COLUMN IF EXISTS A
        => ALTER TABLE drop Users.A
        ALTER TABLE Users DROP CONSTRAINT CK, COLUMN A
        => ALTER TABLE dropconstraint Users.CK; drop Users.A
        ALTER TABLE Users DROP DF_A
        => ALTER TABLE dropconstraint Users.DF_A
        ALTER TABLE Users SET (SYSTEM_VERSIONING = OFF)
        => ALTER TABLE altertable Users versioning false
        ALTER TABLE Users SWITCH PARTITION 1 TO Archive
        => ALTER TABLE~ delete Users some()
        ALTER TABLE Users DISABLE TRIGGER ALL
        => ALTER TABLE altertable Users
        ALTER TABLE Users REBUILD WITH (DATA_COMPRESSION = PAGE)
        => ALTER TABLE altertable Users
        ALTER TABLE Users ADD A int UPDATE Users SET B = 1 ALTER TABLE Users DROP COLUMN C DELETE FROM X
        => ALTER TABLE add Users.A:int | UPDATE update Users(B) all | ALTER TABLE drop Users.C | DELETE delete X all
        ALTER SCHEMA app TRANSFER dbo.Users
        => ALTER SCHEMA renametable dbo.Users to app.
        ALTER INDEX ALL ON Users REBUILD
        => ALTER INDEX refresh index Users
        ALTER DATABASE X SET SINGLE_USER WITH ROLLBACK IMMEDIATE DROP DATABASE X
        => ALTER DATABASE alterdatabase | DROP DATABASE dropschema X cascade
        ALTER SEQUENCE S RESTART WITH 1
        => ALTER SEQUENCE restart S=1
        ALTER ROLE db_owner ADD MEMBER bob; ALTER USER bob WITH DEFAULT_SCHEMA = dbo
        => ALTER ROLE alter role db_owner | ALTER USER alter user bob
        CREATE UNIQUE NONCLUSTERED INDEX [IX] ON [dbo].[Users] ([A] ASC, [B] DESC) INCLUDE ([C]) WHERE ([A] IS NOT NULL) WITH (ONLINE = ON, FILLFACTOR = 90) ON [PRIMARY]
        => CREATE INDEX index IX on dbo.Users(A,B) unique where ([A] IS NOT NULL) online
        CREATE CLUSTERED COLUMNSTORE INDEX ix ON Users
        => CREATE INDEX index ix on Users()
        CREATE SEQUENCE S AS int START WITH 1
        => CREATE SEQUENCE sequence S
        EXEC sp_rename N'[dbo].[Old]', N'New'
        => EXEC renametable dbo.Old to New
        EXEC sp_rename 'dbo.Users.Name', 'FullName', 'COLUMN'
        => EXEC rename dbo.Users.Name to FullName
        EXEC sp_rename N'Users.IX_A', N'IX_B', N'INDEX'
        => EXEC renameindex Users.IX_A to IX_B
        EXEC sp_rename @objname = N'PK_Users', @newname = N'PK_People'
        => EXEC rename constraint PK_Users
        EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'DROP TABLE Users'
        => EXEC
        EXEC ('DELETE FROM Users')
        => EXEC delete Users all
        EXECUTE sp_executesql N'UPDATE Users SET A = 1 WHERE Id = @p', N'@p int', @p = 1
        => EXEC update Users(A) key(Id)
        EXEC('ALTER TABLE Users DROP COLUMN [' + @c + ']')
        => EXEC drop Users.�
        EXEC (@sql)
        => EXEC!
        EXEC dbo.Cleanup @days = 5
        => EXEC!
        EXEC @rc = sp_updatestats
        => EXEC
        sp_rename 'A', 'B'
        => EXEC renametable A to B
        DBCC CHECKIDENT ('dbo.Users', RESEED, 0)
        => DBCC restart dbo.Users=0
        DBCC CHECKIDENT ('Users', NORESEED)
        => DBCC
        CREATE PROCEDURE dbo.P @a int AS BEGIN SET NOCOUNT ON; DELETE FROM Users WHERE Id = @a; UPDATE B SET C = 1 END
        => CREATE PROCEDURE create procedure dbo.P
        CREATE OR ALTER PROC P AS DELETE FROM Users SELECT 1
        => CREATE PROCEDURE createorreplace procedure P
        CREATE FUNCTION F (@a int) RETURNS int AS BEGIN RETURN (SELECT COUNT(*) FROM Users) END
        => CREATE FUNCTION create function F
        CREATE TRIGGER TR ON Users AFTER INSERT, UPDATE AS UPDATE Log SET A = 1
        => CREATE TRIGGER create trigger TR
        CREATE VIEW V AS WITH x AS (SELECT 1 AS a) SELECT * FROM x
        => CREATE VIEW create view V
        ALTER VIEW V AS SELECT * FROM Users
        => ALTER VIEW alter view V
        IF NOT EXISTS (SELECT * FROM sys.tables WHERE name = 'T') BEGIN CREATE TABLE T (Id int) END ELSE DROP TABLE T
        => CREATE TABLE create T(Id:int)? | DROP TABLE droptable T?
        IF OBJECT_ID('dbo.V', 'V') IS NOT NULL DROP VIEW dbo.V
        => DROP VIEW drop view dbo.V?
        IF EXISTS (SELECT 1 FROM A) IF EXISTS (SELECT 1 FROM B) DELETE FROM C ELSE DELETE FROM D DELETE FROM E
        => DELETE delete C all? | DELETE delete D all? | DELETE delete E all
        IF @a = CASE WHEN @b = 1 THEN 2 ELSE 3 END UPDATE T SET A = 1
        => UPDATE update T(A) all?
        WHILE @@ROWCOUNT > 0 DELETE TOP (1000) FROM Users
        => DELETE delete Users some()*
        WHILE 1 = 1 BEGIN DELETE TOP (5) FROM Users; IF @@ROWCOUNT = 0 BREAK; END
        => DELETE delete Users some()* | BREAK
        BEGIN TRY BEGIN TRANSACTION DELETE FROM A COMMIT TRANSACTION END TRY BEGIN CATCH IF @@TRANCOUNT > 0 ROLLBACK TRAN; THROW; END CATCH
        => BEGIN TRANSACTION | DELETE delete A all | COMMIT TRANSACTION | ROLLBACK TRANSACTION | THROW
        GOTO done DELETE FROM A done: DELETE FROM B again:DELETE FROM C
        => GOTO | DELETE delete A all | DELETE delete B all | DELETE delete C all
        SET NOCOUNT ON DELETE FROM Users
        => SET | DELETE delete Users all
        SET IDENTITY_INSERT Users ON INSERT INTO Users (Id) VALUES (1) SET IDENTITY_INSERT Users OFF
        => SET | INSERT insert Users(Id) rows 1 | SET
        SET QUOTED_IDENTIFIER ON SET ANSI_NULLS ON UPDATE Users SET A = 1
        => SET | SET | UPDATE update Users(A) all
        DECLARE @x int = 5, @s nvarchar(max) SET @x = (SELECT COUNT(*) FROM Users) PRINT @x RAISERROR('DROP TABLE Users', 16, 1) RETURN
        => DECLARE | SET | PRINT | RAISERROR | RETURN
        USE master GRANT SELECT, UPDATE ON Users TO bob DENY DELETE ON Users TO bob
        => USE | GRANT | DENY
        DECLARE c CURSOR FOR SELECT Id FROM Users OPEN c FETCH NEXT FROM c INTO @id WHILE @@FETCH_STATUS = 0 BEGIN DELETE FROM Orders WHERE UserId = @id FETCH NEXT FROM c INTO @id END CLOSE c DEALLOCATE c
        => DECLARE | OPEN | FETCH | DELETE delete Orders key(UserId)* | FETCH | CLOSE | DEALLOCATE
        SELECT * FROM Users ORDER BY Id OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY DELETE FROM Users
        => SELECT | DELETE delete Users all
        INSERT INTO Users DEFAULT VALUES INSERT INTO Users DEFAULT VALUES
        => INSERT insert Users() | INSERT insert Users()
        SELECT 'it''s' AS [from], [delete] FROM [drop] WHERE [update] = N'DROP TABLE Users'
        => SELECT
        /* DROP TABLE A /* nested */ DROP TABLE B */ SELECT 1 -- DELETE FROM A
        => SELECT
        UPDATE STATISTICS Users
        => UPDATE STATISTICS
        ALTER PROCEDURE P AS SELECT 1
        => ALTER PROCEDURE alter procedure P
        WAITFOR DELAY '00:00:01' CHECKPOINT KILL 52
        => WAITFOR | CHECKPOINT | KILL
        DENY SELECT ON Users TO bob UPDATE Users SET A = 1
        => DENY | UPDATE update Users(A) all
        GRANT EXECUTE ON dbo.P TO bob WITH GRANT OPTION
        => GRANT
        UPDATE Users SET A = 1 FROM Users INNER MERGE JOIN B ON B.Id = Users.Id
        => UPDATE update Users(A) some() from B
        DELETE FROM tempdb..#t
        => DELETE
        UPDATE Db.dbo.Users SET A = 1
        => UPDATE update dbo.Users(A) all
        RESTORE DATABASE X FROM DISK = 'x'
        => RESTORE!
        DROP TABLE Users GO
        => DROP TABLE~ droptable Users
        UPDATE SET A = 1
        => UPDATE!
        SELECT 1 FROM
        => SELECT
        """";
}
