using System.Text;

namespace MigrationGuard.SqlFuzz;

/// <summary>Random texts: soups of tokens, statements cut off or stirred, and any of these repeated to a length where quadratic time shows.</summary>
internal static class RandomText
{
    private static readonly string[] Tokens =
    [
        "SELECT", "INSERT", "INTO", "UPDATE", "SET", "DELETE", "FROM", "WHERE", "MERGE", "USING", "WHEN", "MATCHED", "THEN", "NOT", "NULL", "IS", "AND", "OR", "EXISTS", "IN", "(", ")", "[", "]", ",", ";", ".", "*", "=", "+", "-", "::", ":=", ":",
        "'", "\"", "`", "$$", "$a$", "--", "/*", "*/", "/*!", "/*!40101", "/*M!", "#", "@x", "@@y", "N'x'", "E'\\'", "U&'\\0041'", "'a'", "'it''s'", "\"b\"", "[c]", "`d`", "1", "1.5e3", "0x1F", "t", "a", "b", "s.t", "\uFFFD", "GO", "\nGO\n", "\nGO 3\n",
        "BEGIN", "END", "IF", "ELSE", "ELSIF", "WHILE", "LOOP", "REPEAT", "UNTIL", "CASE", "TRY", "CATCH", "DECLARE", "EXEC", "EXECUTE", "CALL", "DO", "RETURN", "EXCEPTION", "HANDLER", "CURSOR", "ATOMIC", "GOTO", "x:", "WITH", "RECURSIVE", "AS", "MATERIALIZED",
        "CREATE", "ALTER", "DROP", "TABLE", "INDEX", "VIEW", "PROCEDURE", "FUNCTION", "TRIGGER", "SCHEMA", "SEQUENCE", "TYPE", "DATABASE", "TEMP", "TEMPORARY", "LIKE", "PARTITION", "OF", "ADD", "COLUMN", "CONSTRAINT", "PRIMARY", "KEY", "FOREIGN", "REFERENCES", "CHECK",
        "DEFAULT", "UNIQUE", "ON", "CONFLICT", "DUPLICATE", "RETURNING", "OUTPUT", "VALUES", "RENAME", "TO", "MODIFY", "CHANGE", "TRUNCATE", "CASCADE", "RESTART", "IDENTITY", "GENERATED", "ALWAYS", "UNION", "ALL", "JOIN", "LEFT", "TOP", "LIMIT", "ORDER", "BY", "GROUP",
        "DELIMITER", "\nDELIMITER //\n", "//", "PRAGMA", "COPY", "DBCC", "sp_rename", "setval", "format", "LANGUAGE", "plpgsql", "sql", "FOR", "EACH", "ROW", "RULE", "PREPARE", "GRANT", "EXPLAIN", "ANALYZE", "OPTION", "int", "text", "\n", "\t", "\0", "\ud800", "é", "{", "}", "\\",
    ];

    private static readonly string[] Statements =
    [
        "UPDATE t SET a = 1, b = (SELECT c FROM u) WHERE d IS NULL;", "DELETE FROM t USING u WHERE t.a = u.a RETURNING *;", "INSERT INTO t (a, b) SELECT a, b FROM u ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b;", "WITH x AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM x;",
        "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1);", "CREATE TABLE t (a int NOT NULL DEFAULT (1), b text REFERENCES u (c) ON DELETE CASCADE, PRIMARY KEY (a));", "ALTER TABLE t ADD COLUMN a int, DROP COLUMN b CASCADE, ALTER c TYPE text USING c::text;",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM t LOOP DELETE FROM u WHERE a = r.a; END LOOP; EXCEPTION WHEN OTHERS THEN NULL; END $$;", "CREATE FUNCTION f() RETURNS int AS $q$ BEGIN UPDATE t SET a = 1; RETURN 1; END $q$ LANGUAGE plpgsql;", "SELECT f(), setval('s', 5) FROM t;",
        "IF EXISTS (SELECT 1 FROM t) BEGIN DELETE FROM t WHERE a = 1 END ELSE UPDATE t SET a = 2\n", "BEGIN TRY DELETE t END TRY BEGIN CATCH THROW END CATCH\n", "EXEC('UPDATE t SET a = ''x'' WHERE b = ' + @c)\n", "EXEC sp_rename 't.a', 'b', 'COLUMN'\nGO\n", "CREATE PROCEDURE p @a int AS DELETE FROM t WHERE a = @a\nGO\n",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; DELETE FROM u; END;", "CREATE PROCEDURE p() BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND SET x = 1; WHILE x DO DELETE FROM t LIMIT 1; END WHILE; END;", "CALL p();", "ALTER TABLE t CHANGE a b int NOT NULL FIRST, MODIFY c text;",
        "/*!40101 DROP TABLE t */;", "BEGIN NOT ATOMIC IF a THEN TRUNCATE t; END IF; END;", "PREPARE q FROM 'DELETE FROM t'; EXECUTE q;", "INSERT INTO t VALUES (1, 'a;b', E'\\'', U&'\\0041'), (2, $$;$$, \"c\", `d`);", "CREATE TABLE t AS SELECT * FROM u; DROP TABLE u;", "CREATE RULE r AS ON DELETE TO t DO (DELETE FROM u; SELECT 1);",
    ];

    public static string Next(Random random)
    {
        var text = random.Next(3) switch
        {
            0 => Soup(random, random.Next(1, 60)),
            1 => Cut(random, Script(random, random.Next(1, 8))),
            _ => Stir(random, Script(random, random.Next(1, 5))),
        };

        // One in fifty is long: a unit repeated, and something that may or may not close it.
        return random.Next(50) > 0 ? text : Long(random, text);
    }

    private static string Soup(Random random, int count) => string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, count).Select(_ => Tokens[random.Next(Tokens.Length)]));

    private static string Script(Random random, int count) => string.Join(random.Next(2) == 0 ? "\n" : " ", Enumerable.Range(0, count).Select(_ => Statements[random.Next(Statements.Length)]));

    private static string Cut(Random random, string text)
    {
        var from = random.Next(4) == 0 ? random.Next(text.Length) : 0;
        return text[from..random.Next(from, text.Length + 1)];
    }

    private static string Stir(Random random, string text)
    {
        var words = text.Split(' ').ToList();
        for (var n = random.Next(1, 6); n > 0 && words.Count > 1; n--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(4))
            {
                case 0: words.RemoveAt(at); break;
                case 1: words.Insert(at, Tokens[random.Next(Tokens.Length)]); break;
                case 2: words[at] = Tokens[random.Next(Tokens.Length)]; break;
                default: words.Insert(at, words[random.Next(words.Count)]); break;
            }
        }

        return string.Join(" ", words);
    }

    private static string Long(Random random, string unit)
    {
        var length = random.Next(5) == 0 ? 1_000_000 : 100_000;
        unit = unit.Length > 0 && random.Next(2) == 0 ? unit : Soup(random, random.Next(1, 6)) + " ";
        var text = new StringBuilder(length + unit.Length);
        text.Append(random.Next(2) == 0 ? Soup(random, random.Next(6)) + " " : "");
        while (text.Length < length)
        {
            text.Append(unit);
        }

        return text.Append(random.Next(2) == 0 ? Soup(random, random.Next(6)) : "").ToString();
    }
}
