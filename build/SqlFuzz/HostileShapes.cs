using System.Globalization;
using System.Text;

namespace MigrationGuard.SqlFuzz;

/// <summary>Texts that a reader might read again and again: openings that never close, long chains, much nesting, many names.</summary>
internal static class HostileShapes
{
    private static readonly string[] Units =
    [
        "(", ")", "((", "()", "[", "]", "{", ";", "a;", ",", "a,", "a.", ".", "*", "a ", "\n", " ", "\t\n", "\uFFFD ", "\uFFFD",
        "'", "''", "' ", "'a' ", "\"", "\"a\" ", "`", "`a` ", "[a] ", "N'", "E'\\", "U&'\\", "U&\"\\0061\" ", "$$", "$$ ", "$a$ ", "$a$b$ ", "x'1F' ", "@a ", "@", ":a ", ":", "?", "0x", "1e", "1.", ".1", "$1 ",
        "/*", "*/", "/* */", "/*/", "/*! ", "/*!40101 a */ ", "--\n", "-- a\n", "#\n", "\nGO\n", "\nGO 5\n", "GO ", "\nDELIMITER //\n", "\nDELIMITER $$\n$$\n", "//",
        "BEGIN ", "BEGIN; ", "END ", "END; ", "BEGIN END ", "BEGIN NOT ATOMIC ", "IF 1 = 1 ", "IF 1 = 1 BEGIN ", "IF a THEN ", "IF EXISTS (", "ELSE ", "ELSE IF 1 = 1 ", "ELSIF a THEN ", "END IF; ", "CASE WHEN ", "CASE a WHEN 1 THEN ", "WHEN ",
        "WHILE 1 = 1 ", "WHILE a LOOP ", "LOOP ", "FOR a IN SELECT 1 LOOP ", "REPEAT ", "BEGIN TRY ", "BEGIN CATCH ", "EXCEPTION WHEN a THEN ", "DECLARE a int; ", "DECLARE CONTINUE HANDLER FOR NOT FOUND ", "x: ",
        "SELECT ", "SELECT (", "SELECT * FROM ", "SELECT * FROM (", "SELECT * INTO t FROM ", "FROM ", "JOIN ", "a JOIN b ON a = b ", "UNION SELECT 1 ", "UNION ALL (", "WHERE ", "INTO ", "SET ", "VALUES ", "a = 1 OR ", "a = 1 AND ", "a AND (", "NOT ", "(a OR ", "EXISTS (SELECT ",
        "WITH ", "WITH a AS (", "WITH a AS (SELECT 1), ", "a AS (SELECT 1), ", "WITH a AS (DELETE FROM t RETURNING *) ", "AS ", "AS (",
        "INSERT ", "INSERT INTO t ", "INSERT INTO t SELECT ", "INSERT INTO t VALUES (1), ", "(1, 'a'), ", "INSERT INTO t (a) VALUES (1); ", "INSERT INTO t (a) VALUES (1)\n", "ON CONFLICT DO UPDATE SET a = 1 ", "ON DUPLICATE KEY UPDATE ", "RETURNING ", "OUTPUT ",
        "UPDATE ", "UPDATE t SET ", "UPDATE t SET a = (", "UPDATE t SET a = 1; ", "UPDATE t SET a = 1 ", "a = 1, ", "DELETE ", "DELETE FROM t ", "DELETE FROM t WHERE (", "DELETE FROM t WHERE a = 1; ", "USING ", "MERGE INTO t USING ", "MERGE INTO t USING (", "WHEN MATCHED THEN UPDATE SET a = 1 ", "WHEN NOT MATCHED THEN INSERT (a) VALUES (1) ", "MERGE INTO t USING u ON t.a = u.a WHEN NOT MATCHED THEN INSERT (",
        "CREATE ", "CREATE TABLE t (", "CREATE TABLE t (a int); ", "a int, ", "a int DEFAULT (", "CREATE TABLE t AS ", "CREATE TABLE t AS SELECT ", "CREATE TEMP TABLE t (a int); ", "CREATE INDEX i ON t (", "CREATE INDEX i ON t (a); ", "CREATE VIEW v AS SELECT ", "CREATE VIEW v AS ", "CREATE SCHEMA s ", "CREATE SCHEMA s CREATE ",
        "CREATE PROCEDURE p AS ", "CREATE PROCEDURE p AS BEGIN ", "CREATE PROCEDURE p() BEGIN ", "CREATE PROCEDURE p() BEGIN CALL p(); END; ", "CREATE FUNCTION f() RETURNS int AS $$ ", "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql; ", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT f()'; ",
        "CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW ", "CREATE TRIGGER t BEFORE INSERT ON t BEGIN ", "CREATE RULE r AS ON DELETE TO t DO (", "CREATE RULE r AS (;", "CREATE EVENT e DO BEGIN ",
        "ALTER TABLE t ", "ALTER TABLE t ADD ", "ALTER TABLE t ADD a int, ", "ADD a int, ", "ADD (", "DROP COLUMN a, ", "ALTER a TYPE int, ", "ALTER COLUMN a ", "ALTER TABLE t DROP COLUMN a; ", "ALTER TABLE t ADD a int\n", "DROP ", "DROP TABLE ", "DROP TABLE t; ", "DROP TABLE a, ", "RENAME TO a, ", "TRUNCATE t, ", "TRUNCATE t; ",
        "EXEC ", "EXEC(", "EXEC('", "EXEC ('DELETE FROM t'); ", "EXECUTE format(", "EXECUTE 'DELETE FROM t'; ", "CALL p(); ", "CALL p(", "DO $$ ", "DO $$ BEGIN DELETE FROM t; END $$; ", "DO $a$ BEGIN DO $b$ BEGIN ", "PREPARE q FROM '", "PREPARE q AS ", "SELECT setval('", "SELECT setval('a', 1); ", "sp_rename ", "EXEC sp_rename 'a', ",
        "GRANT ", "GRANT a ON ", "COPY t FROM STDIN; ", "EXPLAIN ", "EXPLAIN ANALYZE ", "PRAGMA a; ", "DBCC CHECKIDENT(", "SET a = ", "SET @a = 'b'; ", "SET NOCOUNT ON ", "PRINT 'a' ", "USE a ", "GOTO x ", "COMMIT; ",
    ];

    /// <summary>All shapes, about as long as asked for.</summary>
    public static IEnumerable<(string Name, string Text)> All(int length)
    {
        foreach (var unit in Units)
        {
            yield return (Escape(unit), Repeat(unit, length));
        }

        foreach (var (open, middle, close) in new[]
        {
            ("(", "1", ")"), ("SELECT (", "1", ")"), ("BEGIN ", "SELECT 1; ", "END "), ("CASE WHEN a THEN ", "1", " END"), ("SELECT * FROM (", "SELECT 1", ") x"), ("IF a THEN ", "SELECT 1; ", "END IF; "), ("WITH a AS (", "SELECT 1", ") SELECT * FROM a"),
            ("/* ", "a", " */"), ("a AND (b OR ", "c", ")"), ("WHILE a DO ", "SELECT 1; ", "END WHILE; "), ("LOOP ", "EXIT; ", "END LOOP; "), ("INSERT INTO t (", "a", ") VALUES (1); "), ("WITH a AS (DELETE FROM t WHERE a IN (", "1", ") RETURNING *) SELECT * FROM a"),
        })
        {
            var depth = length / (open.Length + close.Length);
            yield return (Escape(open) + "… nested", Repeat(open, depth * open.Length) + middle + Repeat(close, depth * close.Length));
        }

        yield return ("many tags of dollar quotes", Numbered(length, k => $"$t{k}$ "));
        yield return ("many tags after text", "SELECT 1 " + Numbered(length, k => $"$t{k}$a"));
        yield return ("many tables", Numbered(length, k => $"CREATE TABLE t{k} (a int); "));
        yield return ("many tables read", "SELECT 1 FROM " + Numbered(length, k => $"t{k}, "));
        yield return ("many tables joined by UPDATE", "UPDATE t SET a = 1 FROM " + Numbered(length, k => $"t{k}, ") + "x");
        yield return ("many columns written", "UPDATE t SET " + Numbered(length, k => $"a{k} = b{k}, ") + "x = 1");
        yield return ("many columns inserted", "INSERT INTO t (" + Numbered(length / 2, k => $"a{k}, ") + "x) VALUES (" + Numbered(length / 2, k => $"{k}, ") + "1)");
        yield return ("many columns created", "CREATE TABLE t (" + Numbered(length, k => $"a{k} int, ") + "x int, PRIMARY KEY (x))");
        yield return ("many keys created", "CREATE TABLE t (a int" + Numbered(length, k => $", FOREIGN KEY (a) REFERENCES t{k} (b)") + ")");
        yield return ("many common tables", "WITH " + Numbered(length, k => $"c{k} AS (SELECT * FROM c{k - 1}), ") + "x AS (SELECT 1) SELECT * FROM x");
        yield return ("many temporary tables", Numbered(length, k => $"CREATE TEMP TABLE t{k} (a int); "));
        yield return ("many routines", Numbered(length, k => $"CREATE PROCEDURE p{k}() BEGIN DELETE FROM t; END; "));
        yield return ("routines that call two others each", Numbered(length, k => $"CREATE PROCEDURE p{k}() BEGIN CALL p{k - 1}(); CALL p{k - 1}(); DELETE FROM t; END; "));
        yield return ("functions that call two others each", Numbered(length, k => $"CREATE FUNCTION p{k}() RETURNS int LANGUAGE sql AS $$ SELECT p{k - 1}(); SELECT p{k - 1}(); DELETE FROM t; $$; "));
        yield return ("procedures of T-SQL that call two others each", Numbered(length, k => $"CREATE PROCEDURE p{k} AS EXEC p{k - 1} EXEC p{k - 1} DELETE FROM t\nGO\n"));
        yield return ("one routine called often", "CREATE PROCEDURE p() BEGIN " + Repeat("DELETE FROM t; ", length / 2) + "END; " + Repeat("CALL p(); ", length / 2));
        yield return ("one function called often", "CREATE FUNCTION p() RETURNS int LANGUAGE sql AS $$ " + Repeat("DELETE FROM t; ", length / 2) + "$$; " + Repeat("SELECT p(); ", length / 2));
        yield return ("one routine defined often", Repeat("CREATE FUNCTION p() RETURNS int LANGUAGE sql AS $$ DELETE FROM t $$; ", length) + "SELECT p()");
        yield return ("quoted bodies in quoted bodies", string.Concat(Enumerable.Range(0, 60).Select(k => $"DO $q{k}$ BEGIN ")) + Repeat("DELETE FROM t; ", length) + string.Concat(Enumerable.Range(0, 60).Reverse().Select(k => $"END $q{k}$; ")));
        yield return ("one statement prepared and run often", "PREPARE q AS " + Repeat("WITH a AS (DELETE FROM t RETURNING *) ", length / 2) + "SELECT 1; " + Repeat("EXECUTE q; ", length / 2));
        yield return ("one long word", new string('a', length));
        yield return ("one long number", new string('1', length));
        yield return ("one long text", "UPDATE t SET a = '" + new string('b', length) + "'");
        yield return ("one long escaped text", "UPDATE t SET a = '" + Repeat("''", length) + "'");
        yield return ("one long comment", "/*" + new string('*', length) + "*/ SELECT 1");
        yield return ("one long condition", "DELETE FROM t WHERE " + Repeat("a = 1 OR b IS NULL AND ", length) + "c = 1");
        yield return ("one long condition in one IF", "IF " + Repeat("a = 1 OR ", length) + "c = 1 DELETE FROM t");
        yield return ("many conditions", Repeat("IF a = 1 DELETE FROM t ELSE DELETE FROM u\n", length));
        yield return ("long line before GO", new string(' ', length) + "GO\n" + new string(' ', 100) + "GO");
        yield return ("blank lines with GO", Repeat(new string(' ', 200) + "GO x\n", length));
    }

    private static string Repeat(string unit, int length) => new StringBuilder(length + unit.Length).Insert(0, unit, Math.Max(1, length / unit.Length)).ToString();

    private static string Numbered(int length, Func<int, string> unit)
    {
        var text = new StringBuilder(length + 100);
        for (var k = 1; text.Length < length; k++)
        {
            text.Append(unit(k));
        }

        return text.ToString();
    }

    private static string Escape(string unit) =>
        string.Concat(unit.Select(c => c is >= ' ' and <= '~' ? c.ToString() : "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
}
