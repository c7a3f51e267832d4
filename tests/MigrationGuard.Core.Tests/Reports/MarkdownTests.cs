using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;

namespace MigrationGuard.Core.Tests.Reports;

public class MarkdownTests
{
    [Theory]
    [InlineData("Customers", "`Customers`")]
    [InlineData("a b", "`a b`")]
    [InlineData("<b>&amp;</b>", "`<b>&amp;</b>`")]
    [InlineData("", "(empty)")]
    [InlineData("a|b", "<code>a&#124;b</code>")]
    [InlineData("a\\|b", "<code>a&#92;&#124;b</code>")]
    [InlineData("a`b", "<code>a&#96;b</code>")]
    [InlineData(" a ", "<code>&#32;a </code>")]
    [InlineData("</code><script>`", "<code>&#60;&#47;code&#62;&#60;script&#62;&#96;</code>")]
    [InlineData("a\nb", "<code>a&#92;nb</code>")]
    [InlineData("a\u202Eb", "<code>a&#92;u202eb</code>")]
    [InlineData("\uFFFD", "`‹?›`")]
    [InlineData("Größe", "`Größe`")]
    public void A_name_stays_a_name(string name, string expected) => Assert.Equal(expected, Markdown.Code(name));

    [Theory]
    [InlineData("plain text_with_words.", "plain text_with_words.")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\\|b", "a\\\\\\|b")]
    [InlineData("**b** _i_ ~~s~~ `c`", "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\`c\\`")]
    [InlineData("[x](y) ![x](y)", "\\[x\\](y) !\\[x\\](y)")]
    [InlineData("<img src=x>", "\\<img src=x\\>")]
    [InlineData("&lt;", "\\&lt;")]
    [InlineData("@everyone #12", "@<!-- -->everyone #<!-- -->12")]
    [InlineData("https://evil.example www.evil.example", "https&#58;//evil.example www&#46;evil.example")]
    [InlineData("$x$", "\\$x\\$")]
    [InlineData("- item", "\\- item")]
    [InlineData("1. item", "1\\. item")]
    [InlineData("12) item", "12\\) item")]
    [InlineData("# head", "#<!-- --> head")]
    [InlineData("one\r\ntwo\u2028three", "one\\\\r\\\\ntwo\\\\u2028three")]
    public void A_text_stays_a_text(string text, string expected) => Assert.Equal(expected, Markdown.Text(text));

    [Theory]
    [InlineData(null, "Orders", "`Orders`")]
    [InlineData("sales", "Orders", "`sales.Orders`")]
    [InlineData(null, "‹?›", "a table that is not known")]
    [InlineData("sales", "\uFFFD", "a table that is not known")]
    public void A_table_that_is_not_known_is_said_in_words(string? schema, string table, string expected) => Assert.Equal(expected, Markdown.Table(schema, table));

    [Fact]
    public void A_long_text_is_cut()
    {
        Assert.Equal(600, Markdown.Text(new string('a', 5000)).Length);
        Assert.EndsWith("…", Markdown.Text(new string('a', 5000)));
    }

    [Fact]
    public void Content_cannot_close_its_fence() =>
        Assert.Equal("````bash\necho ```\n````", Markdown.Fenced("bash", "echo ```"));

    [Theory]
    [InlineData("20260901120000_AddCustomerFullName", "20260901120000_AddCustomerFullName")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(rm -rf /)", "'$(rm -rf /)'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("-x", "'-x'")]
    [InlineData("", "''")]
    [InlineData("a\nb", "'a\\nb'")]
    public void A_word_of_a_command_stays_one_word(string word, string expected) => Assert.Equal(expected, ShellText.Word(word));

    [Theory]
    [InlineData("src/Shop", "Migrations/A.cs", "src/Shop/Migrations/A.cs")]
    [InlineData("src/Shop/", "..\\Shared\\B.cs", "src/Shared/B.cs")]
    [InlineData("", "Migrations/A.cs", "Migrations/A.cs")]
    [InlineData("src/Shop", "/abs/A.cs", "/abs/A.cs")]
    [InlineData("src/Shop", "C:\\abs\\A.cs", "C:/abs/A.cs")]
    [InlineData("Shop", "../../Outside.cs", "../Outside.cs")]
    [InlineData("src/Shop", "", "")]
    public void A_path_is_relative_to_the_repository(string folder, string file, string expected) =>
        Assert.Equal(expected, ReportPath.Of(new ReportOptions { ProjectFolder = folder }, file));
}
