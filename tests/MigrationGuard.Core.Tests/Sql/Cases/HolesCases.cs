namespace MigrationGuard.Core.Tests.SqlReading.Cases;

// Statements of parts that are not known, each followed by what it does in the short form of Notation.
internal static class HolesCases
{
    public const string Text = """"
        UPDATE � SET a = 1
        => UPDATE update �(a) all
        UPDATE [�].[Users] SET A = � WHERE Id = �
        => UPDATE update �.Users(A) key(Id)
        UPDATE Users SET � = 1
        => UPDATE update Users(�) all
        UPDATE Users SET �
        => UPDATE~ update Users(�) all
        UPDATE Users SET A = 1 WHERE �
        => UPDATE update Users(A) some()
        UPDATE Users SET A = 1 �
        => UPDATE~ update Users(A) all
        DELETE FROM tbl_� WHERE Id IN (�)
        => DELETE delete tbl_� key(Id)
        DROP TABLE �
        => DROP TABLE droptable �
        DROP TABLE � �
        => DROP TABLE~ droptable �
        ALTER TABLE � DROP COLUMN �
        => ALTER TABLE drop �.�
        ALTER TABLE Users �
        => ALTER TABLE!
        CREATE TABLE T (�)
        => CREATE TABLE~ create T()
        CREATE TABLE T (Id int, �)
        => CREATE TABLE~ create T(Id:int)
        CREATE INDEX IX_� ON � (�)
        => CREATE INDEX index IX_� on �(�)
        INSERT INTO � (�) VALUES (�)
        => INSERT insert �(�) rows 1
        INSERT INTO T (A, B) VALUES ('�', �)
        => INSERT insert T(A,B) rows 1
        �
        => !
        � DROP TABLE x
        => ! | DROP TABLE droptable x
        SELECT * FROM � WHERE a = �
        => SELECT
        SELECT � FROM t
        => SELECT
        EXEC �
        => EXEC!
        EXEC('�')
        => EXEC!
        DELETE FROM Users WHERE Name = '�'
        => DELETE delete Users key(Name)
        DROP INDEX � ON �
        => DROP INDEX dropindex �.�
        UPDATE Users SET A = $(value) WHERE B = '$(other)'
        => UPDATE update Users(A) key(B)
        """";
}
