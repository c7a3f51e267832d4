using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Core.Tests.Gates;

/// <summary>
/// Raw SQL that is safe as a whole, though one of its statements alone would not be, and its twin that only looks like it. Customers (Id, Name varchar(200), Email
/// varchar(100), Score numeric(10,2)) is released; every text is a migration of one unreleased set.
/// </summary>
public sealed class SafePatternTests
{
    [Theory]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN FullName text; UPDATE Customers SET FullName = Name || Email")]
    [InlineData(Engine.SqlServer, "ALTER TABLE Customers ADD FullName nvarchar(max) NULL;\nGO\nUPDATE Customers SET FullName = Name + Email;")]
    [InlineData(Engine.MySql, "ALTER TABLE Customers ADD FullName text; UPDATE Customers SET FullName = concat(Name, Email)")]
    [InlineData(Engine.Sqlite, "ALTER TABLE Customers ADD COLUMN FullName text; UPDATE Customers SET FullName = Name || Email")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN FullName text", "UPDATE Customers SET FullName = Name WHERE FullName IS NULL", "ALTER TABLE Customers ALTER COLUMN FullName SET NOT NULL")]
    public void A_column_that_the_set_adds_may_be_filled(Engine engine, params string[] texts) => Assert.Empty(Failures(engine, texts));

    [Theory]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN FullName text; UPDATE Customers SET FullName = Name, Name = ''")]
    [InlineData(Engine.SqlServer, "IF 1 = @@SPID ALTER TABLE Customers ADD FullName nvarchar(max) NULL;\nGO\nUPDATE Customers SET FullName = Name;")]
    [InlineData(Engine.PostgreSql, "UPDATE Customers SET Name = ''; ALTER TABLE Customers ADD COLUMN FullName text")]
    public void A_column_that_was_there_may_not(Engine engine, params string[] texts) => Assert.Equal(["MG6001"], Failures(engine, texts));

    [Theory]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; DROP TABLE Customers")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS TABLE Customers; DROP TABLE Customers")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT c.* FROM Customers c ORDER BY c.Id; TRUNCATE Customers")]
    [InlineData(Engine.PostgreSql, "SELECT Id, Name, Email, Score INTO Backup FROM Customers", "DROP TABLE Customers")]
    [InlineData(Engine.SqlServer, "SELECT * INTO Backup FROM Customers; DELETE FROM Customers;")]
    [InlineData(Engine.SqlServer, "SELECT * INTO archive.Customers FROM dbo.Customers;", "DROP TABLE Customers")]
    [InlineData(Engine.MySql, "CREATE TABLE Backup SELECT * FROM Customers; DROP TABLE Customers")]
    [InlineData(Engine.MySql, "CREATE TABLE Backup (Id int, Name varchar(200), Email varchar(100), Score decimal(10,2)); INSERT INTO Backup SELECT * FROM Customers; DROP TABLE Customers")]
    [InlineData(Engine.Sqlite, "CREATE TABLE Backup AS SELECT * FROM Customers; DROP TABLE Customers")]
    [InlineData(Engine.Sqlite, "CREATE TABLE Backup (Id int, Name text, Email text, Score numeric); INSERT INTO Backup (Score, Email, Name, Id) SELECT Score, Email, Name, Id FROM Customers; DROP TABLE Customers")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; ALTER TABLE Backup RENAME TO Backup2; DROP TABLE Customers")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; ALTER TABLE Backup ADD PRIMARY KEY (Id); CREATE INDEX ON Backup (Name); DROP TABLE Customers")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup (Id bigint, Name text, Email varchar(50), Score numeric); INSERT INTO Backup SELECT * FROM Customers; DROP TABLE Customers")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Emails AS SELECT Id, Email FROM Customers; ALTER TABLE Customers DROP COLUMN Email")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Emails AS SELECT Id, Email FROM Customers; UPDATE Customers SET Email = lower(Email)")]
    [InlineData(Engine.SqlServer, "SELECT Id, Email INTO Emails FROM Customers;\nGO\nALTER TABLE Customers DROP COLUMN Email;")]
    public void Rows_that_were_copied_before_are_still_there(Engine engine, params string[] texts) => Assert.Empty(Failures(engine, texts));

    [Theory]
    [InlineData(Engine.PostgreSql, "CREATE TABLE IF NOT EXISTS Backup AS SELECT * FROM Customers; DROP TABLE Customers", "a table of that name may be there, and nothing is copied")]
    [InlineData(Engine.MySql, "CREATE TABLE IF NOT EXISTS Backup SELECT * FROM Customers; DROP TABLE Customers", "the same")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers WITH NO DATA; DROP TABLE Customers", "nothing is copied")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers WHERE Id > 5; DROP TABLE Customers", "not all rows")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers LIMIT 100; DROP TABLE Customers", "not all rows")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers TABLESAMPLE SYSTEM (10); DROP TABLE Customers", "not all rows")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT c.* FROM Customers c JOIN Orders o ON o.CustomerId = c.Id; DROP TABLE Customers", "not all rows")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT DISTINCT Name, Email FROM Customers; DROP TABLE Customers", "not all rows")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT Id, Name FROM Customers; DROP TABLE Customers", "not all columns")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT Id, Name, lower(Email) AS Email, Score FROM Customers; DROP TABLE Customers", "not the same values")]
    [InlineData(Engine.PostgreSql, "CREATE TEMP TABLE Backup AS SELECT * FROM Customers; DROP TABLE Customers", "gone when the session ends")]
    [InlineData(Engine.PostgreSql, "CREATE MATERIALIZED VIEW Backup AS SELECT * FROM Customers; DROP TABLE Customers CASCADE", "a view holds nothing")]
    [InlineData(Engine.PostgreSql, "DO $$ BEGIN IF now() > '2026-01-01' THEN CREATE TABLE Backup AS SELECT * FROM Customers; END IF; END $$; DROP TABLE Customers", "perhaps not copied")]
    [InlineData(Engine.PostgreSql, "DROP TABLE Customers; CREATE TABLE Backup AS SELECT * FROM Customers", "too late")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; DROP TABLE Customers; DROP TABLE Backup", "thrown away")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; DELETE FROM Backup WHERE Id > 5; DROP TABLE Customers", "thinned out")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; UPDATE Backup SET Email = NULL; DROP TABLE Customers", "overwritten")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; ALTER TABLE Backup DROP COLUMN Email; DROP TABLE Customers", "a column less")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; ALTER TABLE Backup ALTER COLUMN Email TYPE varchar(5) USING left(Email, 5); DROP TABLE Customers", "cut")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM Customers; DROP TABLE Customers; UPDATE Backup SET Email = NULL", "overwritten after the drop")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup (Id int PRIMARY KEY, Name text, Email text, Score numeric); INSERT INTO Backup SELECT * FROM Customers ON CONFLICT DO NOTHING; DROP TABLE Customers", "rows may be left out")]
    [InlineData(Engine.MySql, "CREATE TABLE Backup (Id int, Name text, Email text, Score decimal(10,2)); INSERT IGNORE INTO Backup SELECT * FROM Customers; DROP TABLE Customers", "rows may be left out")]
    [InlineData(Engine.Sqlite, "CREATE TABLE Backup (Id int, Name text, Email text, Score numeric); INSERT OR IGNORE INTO Backup SELECT * FROM Customers; DROP TABLE Customers", "rows may be left out")]
    [InlineData(Engine.Sqlite, "CREATE TABLE Backup (Id int, Name text, Email text, Score numeric); INSERT OR REPLACE INTO Backup SELECT * FROM Customers; DROP TABLE Customers", "rows may replace each other")]
    [InlineData(Engine.SqlServer, "SELECT * INTO #Backup FROM Customers; DROP TABLE Customers", "gone when the session ends")]
    [InlineData(Engine.SqlServer, "SELECT TOP 10 * INTO Backup FROM Customers; DROP TABLE Customers", "not all rows")]
    [InlineData(Engine.SqlServer, "IF OBJECT_ID('Backup') IS NULL SELECT * INTO Backup FROM Customers; DROP TABLE Customers", "perhaps not copied")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup (Id int, Name text, Email text, Score int); INSERT INTO Backup SELECT * FROM Customers; DROP TABLE Customers", "rounded")]
    [InlineData(Engine.MySql, "CREATE TABLE Backup (Mail varchar(9), Id int); INSERT INTO Backup (Id, Mail) SELECT Id, Email FROM Customers; ALTER TABLE Customers DROP COLUMN Email", "cut outside strict mode")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE Backup AS SELECT * FROM ONLY Customers; DROP TABLE Customers", "not the rows of child tables")]
    [InlineData(Engine.MySql, "CREATE TABLE Backup LIKE Customers; DROP TABLE Customers", "nothing is copied")]
    [InlineData(Engine.Sqlite, "CREATE TEMP TABLE Backup AS SELECT * FROM Customers; DROP TABLE Customers", "gone when the session ends")]
    public void A_copy_that_does_not_keep_everything_is_none(Engine engine, string text, string because) => Assert.True(Failures(engine, text).Length > 0, because);

    [Theory]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email; ALTER TABLE Customers DROP COLUMN Email")]
    [InlineData(Engine.SqlServer, "ALTER TABLE Customers ADD Mail varchar(100);\nGO\nUPDATE Customers SET Mail = Email;\nGO\nALTER TABLE Customers DROP COLUMN Email;")]
    [InlineData(Engine.MySql, "ALTER TABLE Customers ADD Mail varchar(100); UPDATE Customers SET Mail = Email; ALTER TABLE Customers DROP COLUMN Email")]
    [InlineData(Engine.Sqlite, "ALTER TABLE Customers ADD Mail text; UPDATE Customers SET Mail = Email; ALTER TABLE Customers DROP COLUMN Email")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email; UPDATE Customers SET Mail = '' WHERE Mail IS NULL; ALTER TABLE Customers DROP COLUMN Email")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Points numeric(12,2); UPDATE Customers SET Points = Score; ALTER TABLE Customers DROP COLUMN Score")]
    public void Values_that_were_copied_into_another_column_are_still_there(Engine engine, params string[] texts) => Assert.Empty(Failures(engine, texts));

    [Theory]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Points integer; UPDATE Customers SET Points = Score; ALTER TABLE Customers DROP COLUMN Score", "rounded")]
    [InlineData(Engine.MySql, "ALTER TABLE Customers ADD Mail varchar(10); UPDATE Customers SET Mail = Email; ALTER TABLE Customers DROP COLUMN Email", "cut outside strict mode")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email; UPDATE Customers SET Mail = ''; ALTER TABLE Customers DROP COLUMN Email", "overwritten")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email; UPDATE Customers SET Mail = lower(Mail) WHERE Id > 5; ALTER TABLE Customers DROP COLUMN Email", "overwritten in part")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email WHERE Id > 5; ALTER TABLE Customers DROP COLUMN Email", "not all rows")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email; ALTER TABLE Customers DROP COLUMN Email; ALTER TABLE Customers DROP COLUMN Mail", "thrown away")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD COLUMN Mail text; UPDATE Customers SET Mail = Email; ALTER TABLE Customers ALTER COLUMN Mail TYPE varchar(5) USING left(Mail, 5); ALTER TABLE Customers DROP COLUMN Email", "cut afterwards")]
    public void A_column_that_does_not_hold_every_value_is_no_copy(Engine engine, string text, string because) => Assert.True(Failures(engine, text).Length > 0, because);

    [Theory]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD CONSTRAINT ck CHECK (Score >= 0) NOT VALID; ALTER TABLE Customers VALIDATE CONSTRAINT ck")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers ADD CONSTRAINT nn CHECK (Email IS NOT NULL) NOT VALID; ALTER TABLE Customers VALIDATE CONSTRAINT nn; ALTER TABLE Customers ALTER COLUMN Email SET NOT NULL; ALTER TABLE Customers DROP CONSTRAINT nn")]
    [InlineData(Engine.SqlServer, "ALTER TABLE Customers WITH NOCHECK ADD CONSTRAINT ck CHECK (Score >= 0); ALTER TABLE Customers WITH CHECK CHECK CONSTRAINT ck")]
    [InlineData(Engine.PostgreSql, "CREATE INDEX CONCURRENTLY ix ON Customers (Email)", "DROP INDEX CONCURRENTLY IF EXISTS ix", "REINDEX INDEX CONCURRENTLY ix")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers RENAME TO Clients; CREATE VIEW Customers AS SELECT * FROM Clients")]
    [InlineData(Engine.SqlServer, "EXEC sp_rename 'Customers', 'Clients';\nGO\nCREATE VIEW Customers AS SELECT * FROM Clients;")]
    [InlineData(Engine.PostgreSql, "CREATE TABLE IF NOT EXISTS Notes (Id int); CREATE INDEX IF NOT EXISTS ix ON Notes (Id); ALTER TABLE Customers ADD COLUMN IF NOT EXISTS Mail text")]
    [InlineData(Engine.SqlServer, "IF COL_LENGTH('dbo.Customers', 'Mail') IS NULL ALTER TABLE dbo.Customers ADD Mail nvarchar(100) NULL")]
    [InlineData(Engine.SqlServer, "IF NOT EXISTS (SELECT 1 FROM sys.columns WHERE object_id = OBJECT_ID(N'dbo.Customers') AND name = 'Mail') BEGIN ALTER TABLE dbo.Customers ADD Mail nvarchar(100) NULL END")]
    [InlineData(Engine.SqlServer, "IF OBJECT_ID(N'dbo.Notes', N'U') IS NULL CREATE TABLE dbo.Notes (Id int)")]
    [InlineData(Engine.PostgreSql, "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'customers' AND column_name = 'mail') THEN ALTER TABLE Customers ADD COLUMN Mail text; END IF; END $$")]
    [InlineData(Engine.Sqlite, "CREATE TABLE IF NOT EXISTS Notes (Id int); CREATE INDEX IF NOT EXISTS ix ON Notes (Id)")]
    [InlineData(Engine.MySql, "CREATE TABLE IF NOT EXISTS Notes (Id int)")]
    public void What_touches_no_row_needs_no_gate(Engine engine, params string[] texts) => Assert.Empty(Failures(engine, texts));

    [Theory]
    [InlineData(Engine.PostgreSql, "DROP TABLE IF EXISTS Customers")]
    [InlineData(Engine.PostgreSql, "ALTER TABLE Customers DROP COLUMN IF EXISTS Email")]
    [InlineData(Engine.SqlServer, "IF COL_LENGTH('dbo.Customers', 'Email') IS NOT NULL ALTER TABLE dbo.Customers DROP COLUMN Email")]
    [InlineData(Engine.SqlServer, "IF OBJECT_ID(N'dbo.Customers', N'U') IS NOT NULL DROP TABLE dbo.Customers")]
    [InlineData(Engine.SqlServer, "DROP TABLE IF EXISTS dbo.Customers")]
    [InlineData(Engine.PostgreSql, "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'customers' AND column_name = 'email') THEN ALTER TABLE Customers DROP COLUMN Email; END IF; END $$")]
    [InlineData(Engine.Sqlite, "DROP TABLE IF EXISTS Customers")]
    [InlineData(Engine.MySql, "DROP TABLE IF EXISTS Customers")]
    public void A_guard_around_a_drop_does_not_make_it_safe(Engine engine, params string[] texts) => Assert.Equal(["MG6001"], Failures(engine, texts));

    private static string[] Failures(Engine engine, params string[] texts)
    {
        var create = Make.Table(
            "Customers",
            Make.Column("Id", "int", false),
            Make.Column("Name", "varchar(200)"),
            Make.Column("Email", "varchar(100)"),
            Make.Column("Score", "numeric(10,2)"));
        var migrations = texts.Select((text, i) => Make.Ef("2026020" + (i + 1) + "000000_M" + i, [new Sql { Text = text }], []));
        return Make.Assess("20260101000000_Initial", engine, [Make.Ef("20260101000000_Initial", [create], []), .. migrations]).Failures();
    }
}
