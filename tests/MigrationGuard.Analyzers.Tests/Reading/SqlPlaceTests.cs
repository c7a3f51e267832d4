using System.Text;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.SqlReading;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Reading;

/// <summary>An effect of SQL stands where its words were written. In the sources «…» marks every such place; the marks are taken out before the code is read.</summary>
public sealed class SqlPlaceTests
{
    private const string Quotes = "\"\"\"";

    public static TheoryData<string, string> Forms => new()
    {
        { "regular", """migrationBuilder.Sql("«DROP TABLE A»");""" },
        { "two statements in one line", """migrationBuilder.Sql("«DROP TABLE A»; «DROP TABLE B»;");""" },
        { "escaped quotes", """migrationBuilder.Sql("«DROP TABLE \"A\"»;«DROP TABLE \"B\"» ; ");""" },
        { "escaped line ends", """migrationBuilder.Sql("SELECT 1;\r\n\t«DROP TABLE A»;\n«DROP TABLE B»");""" },
        { "code escapes", """migrationBuilder.Sql("SELECT '\x41\u0042\U00000043\0\a\b\f\v\'\'\\';«DROP TABLE \u0041»;SELECT 1");""" },
        { "an escape for two characters", """migrationBuilder.Sql("SELECT '\U0001F600'; «DROP TABLE A»");""" },
        { "a surrogate pair", """migrationBuilder.Sql("SELECT '😀'; «DROP TABLE A»");""" },
        { "a tab before it", "\tmigrationBuilder.Sql(\"\t«DROP TABLE A»\");" },
        { "verbatim", """migrationBuilder.Sql(@"SELECT ""x""; «DROP TABLE ""A""»;");""" },
        { "verbatim, several lines", "migrationBuilder.Sql(@\"SELECT 1;\n  «DROP TABLE A»;\n\nALTER TABLE\n  B\n «ADD c int»,«DROP\" + \" COLUMN d»\");" },
        { "raw in one line", $"migrationBuilder.Sql({Quotes}SELECT \"x\"; «DROP TABLE \"A\"»;{Quotes});" },
        { "raw", $"migrationBuilder.Sql({Quotes}\n            SELECT 1;\n              «DROP TABLE A»;\n\n  \n            «DROP\n              TABLE B»;\n            {Quotes});" },
        { "raw with tabs", $"migrationBuilder.Sql({Quotes}  \n\t\tSELECT 1;\n\t\t\t«DROP TABLE A»;\n\t\t{Quotes});" },
        { "raw with more quotes", $"migrationBuilder.Sql(\"{Quotes}\n   SELECT '{Quotes}'; «DROP TABLE A»;\n   {Quotes}\");" },
        { "interpolated, a hole for a name", """migrationBuilder.Sql($"SELECT 1; «DROP TABLE »{Environment.MachineName}; «DROP TABLE B»");""" },
        { "interpolated, a hole for a value", """migrationBuilder.Sql($"«DELETE FROM A WHERE b = {DateTime.Now.Year} AND c = 1»; «DROP TABLE B»");""" },
        { "interpolated, a known name between", """var name = "A"; migrationBuilder.Sql($"SELECT '{{\"}}'; «DROP TABLE {name} CASCADE»; «DROP TABLE B»");""" },
        { "interpolated verbatim", "var name = \"A\"; migrationBuilder.Sql($@\"SELECT '{{\"\"}}';\n ALTER TABLE {name} «DROP COLUMN c»;\");" },
        { "verbatim interpolated", "var name = \"A\"; migrationBuilder.Sql(@$\"SELECT '{{\"\"}}';\n «DROP TABLE {name} CASCADE»;\");" },
        { "interpolated raw in one line", $"var name = \"A\"; migrationBuilder.Sql(${Quotes}SELECT \"x\"; «DROP TABLE {{name}} CASCADE»;{Quotes});" },
        { "interpolated raw", $"var name = \"A\"; migrationBuilder.Sql(${Quotes}\n        SELECT 1;\n          «DROP TABLE {{name}} CASCADE»;\n        {{name}}; «DROP TABLE C»;\n        {Quotes});" },
        { "interpolated raw with two signs", $"var name = \"A\"; migrationBuilder.Sql($${Quotes}\n        SELECT '{{x}}';\n          «DROP TABLE {{{{name}}}} CASCADE»;\n        {Quotes});" },
        { "interpolated constant", """const string name = "A"; migrationBuilder.Sql($"«DROP TABLE {name} CASCADE»");""" },
        { "alignment", """migrationBuilder.Sql($"SELECT '{1,8}'; «DROP TABLE A»");""" },
        { "concatenation", "migrationBuilder.Sql(\"SELECT 1;\" +\n    \"«DROP TABLE A»;\"\n + \"«DROP \" +\n \"TABLE B»\");" },
        { "concatenation with a name from elsewhere", """migrationBuilder.Sql("«DROP TABLE " + Other.Table + " CASCADE»");""" },
        { "concatenation that ends in a name from elsewhere", """migrationBuilder.Sql("«DROP TABLE »" + Other.Table);""" },
        { "concatenation with a parenthesis and a conversion", """migrationBuilder.Sql((string)("SELECT 1;" + (("«DROP TABLE A»"))));""" },
        { "a local variable", "var sql = \"«DROP TABLE A»\";\n\n\n\n\nmigrationBuilder.Sql(sql);" },
        { "a local constant", "const string sql = \"SELECT 1;\" + \"«DROP TABLE A»\";\n\n\n\n\nmigrationBuilder.Sql(sql);" },
        { "an appended text", "var sql = \"SELECT 1;\";\nsql += \"«DROP TABLE A»;\";\nsql += \"«DROP TABLE B»\";\nmigrationBuilder.Sql(sql);" },
        { "a builder", "var sql = new StringBuilder(\"SELECT 1;\");\nsql.AppendLine(\"«DROP TABLE A»;\").Append(1).Append(\";\");\nsql.AppendFormat(\"«DROP TABLE {0} CASCADE»;{{}}\", \"B\");\nmigrationBuilder.Sql(sql.ToString());" },
        { "string.Format", """migrationBuilder.Sql(string.Format("SELECT '{{0}}'; «DROP TABLE {0} CASCADE»; «DROP TABLE B»", "A"));""" },
        { "string.Join", """migrationBuilder.Sql(string.Join(";\n", "SELECT 1", "«DROP TABLE A»", "«DROP TABLE B»"));""" },
        { "string.Concat", """migrationBuilder.Sql(string.Concat("SELECT 1;", "«DROP TABLE A»"));""" },
        { "Trim", """migrationBuilder.Sql("  SELECT 1; «DROP TABLE A» ".Trim());""" },
        { "Substring", """migrationBuilder.Sql("xxSELECT 1; «DROP TABLE A»".Substring(2));""" },
        { "Insert", """migrationBuilder.Sql("SELECT 1;«DROP TABLE A»".Insert(9, "«DROP TABLE B»;"));""" },
        { "Replace", """migrationBuilder.Sql("SELECT $n; «DROP TABLE $n CASCADE»; «DROP TABLE B»".Replace("$n", "\"a long name\""));""" },
        { "a loop", "foreach (var table in new[] { \"A\" })\n{\n    migrationBuilder.Sql(\"«DROP TABLE \" + table + \" CASCADE»\");\n}" },
        { "a helper", "Drop(\"A\");\nvoid Drop(string table) => migrationBuilder.Sql($\"«DROP TABLE {table} CASCADE»\");" },
        { "executed text", """migrationBuilder.Sql("DO $$ BEGIN «DROP TABLE \"A\"»; END $$");""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_effect_stands_where_its_words_stand(string form, string up)
    {
        Assert.NotEmpty(form);
        AssertPlaces(("M.cs", Migration(up)), ("Other.cs", "public static class Other { public const string Table = \"T\"; }"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Lines_may_end_in_carriage_return_and_line_feed(string form, string up)
    {
        Assert.NotEmpty(form);
        AssertPlaces(("M.cs", Migration(up).Replace("\n", "\r\n", StringComparison.Ordinal)), ("Other.cs", "public static class Other { public const string Table = \"T\"; }"));
    }

    [Theory]
    [InlineData("public const string Text = \"SELECT 1;\" + Head + \"«DROP TABLE A»\"; private const string Head = \"«DROP TABLE B»;\";")]
    [InlineData("public static readonly string Text = \"SELECT 1;\"\n + Head + \"«DROP TABLE A»\"; private const string Head = \"«DROP TABLE B»;\";")]
    [InlineData("public static string Text => \"SELECT 1;«DROP TABLE A»\";")]
    [InlineData("public static string Text { get; } = \"SELECT 1;«DROP TABLE A»\";")]
    public void A_text_of_another_file_stands_there(string member)
    {
        var migration = AssertPlaces(("M.cs", Migration("migrationBuilder.Sql(Other.Text);")), ("Other.cs", "\n\npublic static class Other { " + member + " }"));

        Assert.Contains(migration.Files, file => file.Path == "Other.cs");
        Assert.All(Effects(migration), effect => Assert.Equal("Other.cs", effect.Span.File));
    }

    [Fact]
    public void An_operation_that_is_made_with_new_has_places_too() =>
        AssertPlaces(("M.cs", Migration("migrationBuilder.Operations.Add(new Microsoft.EntityFrameworkCore.Migrations.Operations.SqlOperation { Sql = \"SELECT 1; «DROP TABLE A»\" });")));

    [Fact]
    public void A_text_that_was_written_nowhere_stands_at_the_call()
    {
        var migration = Read([("M.cs", Migration("migrationBuilder.Sql(nameof(DROP) + 1);").Replace("// more", "private const int DROP = 1;", StringComparison.Ordinal))]);

        var sql = Assert.IsType<Sql>(Assert.Single(migration.Up.Operations));
        Assert.Equal("DROP1", sql.Text);
        Assert.Empty(sql.Places);
        Assert.Equal(sql.Span, Attached(sql).Statements[0].Span);
    }

    [Theory]
    [InlineData("SELECT 1;\n\n  «DROP TABLE A»;\n«DROP TABLE B»", "File.ReadAllText(\"up.sql\")")]
    [InlineData("SELECT 1;\r\n\r\n\t«DROP TABLE A»;\r\n«DROP TABLE B»", "File.ReadAllText(\"up.sql\")")]
    [InlineData("SELECT 1;\r\n\r\n\t«DROP\r\n  TABLE A»;\r\n«DROP TABLE B»\r\n", "string.Join(\"\\n\", File.ReadAllLines(\"up.sql\"))")]
    [InlineData("SELECT 1;\nGO\n«DROP TABLE A»;\nGO\n«DROP TABLE B»", "File.ReadAllText(\"up.sql\").Replace(\"GO\", \"\")")]
    public void A_statement_of_a_script_stands_in_the_script(string script, string text)
    {
        var (plain, marks) = Unmark(script);
        var migration = Read([("M.cs", Migration("migrationBuilder.Sql(" + text + ");"))], new OneScript(new Script("Sql/up.sql", plain, "00")));

        AssertSpans([("Sql/up.sql", plain, marks)], migration);
    }

    [Fact]
    public void The_parts_of_a_split_script_stand_in_the_script()
    {
        var (plain, marks) = Unmark("SELECT 1;\nGO\n«DROP TABLE A»;\nGO\n\n  «DROP TABLE B»\n");
        var migration = Read(
            [("M.cs", Migration("foreach (var part in File.ReadAllText(\"up.sql\").Split(\"GO\")) { migrationBuilder.Sql(part.Trim()); }"))],
            new OneScript(new Script("Sql/up.sql", plain, "00")));

        AssertSpans([("Sql/up.sql", plain, marks)], migration);
    }

    [Fact]
    public void FluentMigrator_texts_and_scripts_have_places()
    {
        const string Source = """
            [FluentMigrator.Migration(1)]
            public class First : FluentMigrator.Migration
            {
                public override void Up()
                {
                    Execute.Sql("SELECT 1; «DROP TABLE A»");
                    Execute.Sql("SELECT $(n); «DROP TABLE $(n) CASCADE»; «DROP TABLE B»", new System.Collections.Generic.Dictionary<string, string> { ["n"] = "\"a long name\"" });
                    Execute.Script("up.sql");
                }

                public override void Down() { }
            }
            """;
        var (code, inCode) = Unmark(Source);
        var (script, inScript) = Unmark("-- up\n«DROP TABLE C»");
        var migration = Read(
            [("M.cs", code)],
            new OneScript(new Script("Sql/up.sql", script, "00")),
            [.. References.Framework, Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(global::FluentMigrator.MigrationAttribute).Assembly.Location)]);

        AssertSpans([("M.cs", code, inCode), ("Sql/up.sql", script, inScript)], migration);
    }

    [Fact]
    public void The_places_travel_in_the_manifest()
    {
        var (code, marks) = Unmark(Migration($"migrationBuilder.Sql({Quotes}\n            SELECT 1;\n              «DROP TABLE A»;\n            «DROP TABLE B»;\n            {Quotes});"));
        var document = new ManifestDocument { Migrations = [Read([("M.cs", code)])] };

        AssertSpans([("M.cs", code, marks)], Assert.Single(ManifestReader.Read(ManifestWriter.Write(document)).Document!.Migrations));
    }

    [Fact]
    public void A_manifest_with_places_that_cannot_be_is_read_without_them()
    {
        var span = new SourceSpan("M.cs", 1, 2, 3, 4, 5, 6);
        var place = new TextPlace("M.cs", 0, 12, 40, 12, 3, 9);
        foreach (var places in (TextPlace[][])[[place with { At = -1 }], [place with { Length = 0 }], [place with { Length = 13 }], [place with { Start = -5 }], [place with { SourceLength = -1 }], [place, place], [place with { At = int.MaxValue, Length = int.MaxValue }]])
        {
            Assert.Equal(span, Assert.Single(Attached(new Sql { Text = "DROP TABLE A", Places = places, Span = span }).Statements[0].Effects).Span);
        }

        Assert.Equal(new SourceSpan("M.cs", 40, 12, 3, 9, 3, 21), Attached(new Sql { Text = "DROP TABLE A", Places = [place], Span = span }).Statements[0].Span);
    }

    [Fact]
    public void A_literal_of_a_megabyte_takes_no_time()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append("            INSERT INTO a (b) VALUES ('\"text\"');\n");
        }

        var code = Migration($"migrationBuilder.Sql({Quotes}\n{text}            «DROP TABLE A»;\n            {Quotes});");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        AssertPlaces(("M.cs", code.Replace("INSERT INTO a (b) VALUES", "SELECT", StringComparison.Ordinal)));
        Assert.True(watch.Elapsed.TotalSeconds < 10, watch.Elapsed.ToString());
    }

    private static string Migration(string up) => $$"""
        using System;
        using System.IO;
        using System.Text;
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100000_First")]
        public class First : Migration
        {
            // more
            protected override void Up(MigrationBuilder migrationBuilder)
            {
        {{up}}
            }
        }
        """.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static (string Text, List<TextSpan> Marks) Unmark(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<TextSpan>();
        var start = 0;
        foreach (var character in marked)
        {
            switch (character)
            {
                case '«':
                    start = text.Length;
                    break;
                case '»':
                    marks.Add(TextSpan.FromBounds(start, text.Length));
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        return (text.ToString(), marks);
    }

    private static Migration AssertPlaces(params (string Path, string Marked)[] files)
    {
        var unmarked = files.Select(file => (file.Path, Unmarked: Unmark(file.Marked))).ToList();
        var migration = Read([.. unmarked.Select(file => (file.Path, file.Unmarked.Text))]);
        AssertSpans([.. unmarked.Select(file => (file.Path, file.Unmarked.Text, file.Unmarked.Marks))], migration);
        return migration;
    }

    private static void AssertSpans(IReadOnlyList<(string Path, string Text, List<TextSpan> Marks)> files, Migration migration)
    {
        var expected = new List<string>();
        foreach (var (path, text, marks) in files)
        {
            var lines = SourceText.From(text).Lines;
            foreach (var mark in marks)
            {
                var (start, end) = (lines.GetLinePosition(mark.Start), lines.GetLinePosition(mark.End));
                expected.Add(Show(new SourceSpan(path, mark.Start, mark.Length, start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1), text));
            }
        }

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Effects(migration).Select(effect => Show(effect.Span, files.First(file => file.Path == effect.Span.File).Text)).Order(StringComparer.Ordinal));
    }

    private static string Show(SourceSpan span, string text) =>
        $"{span.File}({span.Line},{span.Column},{span.EndLine},{span.EndColumn}) {span.Start}+{span.Length} {text.Substring(span.Start, span.Length).TrimEnd()}";

    private static Migration Read((string Path, string Source)[] files, IScriptSource? scripts = null, IReadOnlyList<Microsoft.CodeAnalysis.MetadataReference>? references = null)
    {
        var compilation = TestCompilation.Create(files, references);
        Assert.Empty(TestCompilation.ErrorsOf(compilation));
        return Assert.Single(MigrationReader.Read(compilation, new ReadingOptions { Scripts = scripts ?? new OneScript(null) }).Migrations);
    }

    private static Sql Attached(Sql sql) => Assert.IsType<Sql>(SqlOperationReader.Attach([sql], Engine.PostgreSql)[0]);

    private static IEnumerable<Operation> Effects(Migration migration) =>
        migration.Up.Operations.OfType<Sql>().Select(Attached).SelectMany(sql => sql.Statements).SelectMany(statement => statement.Effects);

    private sealed class OneScript(Script? script) : IScriptSource
    {
        public Script? Find(string name, ScriptKind kind) => script;
    }
}
