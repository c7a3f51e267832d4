using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class DisplayTests
{
    [Theory]
    [InlineData("Customers", "Customers")]
    [InlineData("Größe der Straße", "Größe der Straße")]
    [InlineData("a\nb", "a\\u000Ab")]
    [InlineData("a\r\nb", "a\\u000D\\u000Ab")]
    [InlineData("a\u202Eb", "a\\u202Eb")]
    [InlineData("a\u2066b", "a\\u2066b")]
    [InlineData("a\u200Bb", "a\\u200Bb")]
    [InlineData("a\u2028b", "a\\u2028b")]
    [InlineData("a\u0000b", "a\\u0000b")]
    [InlineData("a\u001b[31mb", "a\\u001B[31mb")]
    [InlineData("😀", "😀")]
    [InlineData("\uFFFDx", "‹?›x")]
    [InlineData(null, "")]
    public void Names_are_shown_in_one_visible_line(string? name, string shown) => Assert.Equal(shown, Display.Name(name));

    [Fact]
    public void A_lone_surrogate_is_escaped() => Assert.Equal("a\\uD83Db", Display.Name("a\uD83Db"));

    [Fact]
    public void An_absurdly_long_name_is_cut() => Assert.EndsWith("…", Display.Name(new string('x', 10_000)), StringComparison.Ordinal);

    [Fact]
    public void Text_is_shown_in_one_line_without_indentation() => Assert.Equal("UPDATE x SET y = 1", Display.Text("  UPDATE x\r\n\t  SET y = 1\n"));

    [Theory]
    [InlineData(new[] { "A" }, "'A'")]
    [InlineData(new[] { "A", "B" }, "'A' and 'B'")]
    [InlineData(new[] { "A", "B", "C" }, "'A', 'B' and 'C'")]
    [InlineData(new[] { "A", "B", "C", "D", "E", "F", "G" }, "'A', 'B', 'C', 'D', 'E' and 2 more")]
    public void Lists_read_as_a_sentence(string[] names, string shown) => Assert.Equal(shown, Display.List(names));

    [Fact]
    public void Values_are_shown_as_a_person_would_write_them()
    {
        Assert.Equal("NULL", Display.Value(Literal.Null));
        Assert.Equal("\"\"", Display.Value(Literal.OfString("")));
        Assert.Equal("0", Display.Value(Literal.OfNumber("0")));
    }
}
