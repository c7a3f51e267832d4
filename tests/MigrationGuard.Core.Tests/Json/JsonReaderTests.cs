using MigrationGuard.Json;

namespace MigrationGuard.Core.Tests.Json;

public class JsonReaderTests
{
    [Theory]
    [InlineData("null", nameof(JsonKind.Null), "")]
    [InlineData("true", nameof(JsonKind.True), "")]
    [InlineData("false", nameof(JsonKind.False), "")]
    [InlineData("0", nameof(JsonKind.Number), "0")]
    [InlineData("-0.50e+10", nameof(JsonKind.Number), "-0.50e+10")]
    [InlineData("123456789012345678901234567890", nameof(JsonKind.Number), "123456789012345678901234567890")]
    [InlineData("\"\"", nameof(JsonKind.String), "")]
    [InlineData("\"a\\u0041\\ud83d\\ude00\\n\\\"\\\\\\/\\b\\f\\r\\t\"", nameof(JsonKind.String), "aA\ud83d\ude00\n\"\\/\b\f\r\t")]
    [InlineData("\uFEFF \t\r\n1", nameof(JsonKind.Number), "1")]
    [InlineData("[ ]", nameof(JsonKind.Array), "")]
    [InlineData("{ }", nameof(JsonKind.Object), "")]
    public void A_value_is_read(string text, string kind, string value)
    {
        var root = JsonReader.Read(text).Root;

        Assert.Equal((kind, value), (root?.Kind.ToString(), root?.Text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_read_as_it_is() => Assert.Equal("\ud800", JsonReader.Read("\"\\ud800\"").Root!.Text);

    [Theory]
    [InlineData("", "a value is missing", 1, 1)]
    [InlineData("  ", "a value is missing", 1, 3)]
    [InlineData("nul", "a value is expected", 1, 1)]
    [InlineData("1 2", "nothing may follow", 1, 3)]
    [InlineData("[1,]", "a comma before ']'", 1, 4)]
    [InlineData("{\"a\":1,}", "a comma before '}'", 1, 8)]
    [InlineData("{\"a\":1 \"b\":2}", "',' or '}' is expected", 1, 8)]
    [InlineData("[1 2]", "',' or ']' is expected", 1, 4)]
    [InlineData("{a:1}", "property name in double quotes", 1, 2)]
    [InlineData("{'a':1}", "property name in double quotes", 1, 2)]
    [InlineData("{\"a\" 1}", "':' is expected", 1, 6)]
    [InlineData("{\"a\":}", "a value is missing before '}'", 1, 6)]
    [InlineData("{\n  \"a\": // no\n 1}", "JSON has no comments", 2, 8)]
    [InlineData("{ /* no */ }", "JSON has no comments", 1, 3)]
    [InlineData("[1, 'x']", "double quotes", 1, 5)]
    [InlineData("01", "leading zero", 1, 2)]
    [InlineData("+1", "a value is expected", 1, 1)]
    [InlineData("-", "a digit is expected", 1, 2)]
    [InlineData("1.", "after the point", 1, 3)]
    [InlineData("1e", "exponent", 1, 3)]
    [InlineData("NaN", "a value is expected", 1, 1)]
    [InlineData("\"a", "the text ends here", 1, 3)]
    [InlineData("\"a\nb\"", "not closed on its line", 1, 3)]
    [InlineData("\"a\tb\"", "control character", 1, 3)]
    [InlineData("\"\\x\"", "unknown escape", 1, 2)]
    [InlineData("\"\\u12G4\"", "four hexadecimal digits", 1, 2)]
    [InlineData("\"\\u12", "four hexadecimal digits", 1, 2)]
    [InlineData("{", "the object is not closed", 1, 2)]
    [InlineData("{\"a\":1", "the object is not closed", 1, 7)]
    [InlineData("[\r\n1", "the list is not closed", 2, 2)]
    public void A_text_that_is_no_JSON_is_refused_with_its_place(string text, string message, int line, int column)
    {
        var error = JsonReader.Read(text).Error;

        Assert.NotNull(error);
        Assert.Contains(message, error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Values_and_names_know_their_places()
    {
        var root = JsonReader.Read("{\r\n  \"a\": [1,\n 22],\r \"b\": true }").Root!;

        Assert.Equal((2, 3), (root.Members[0].Line, root.Members[0].Column));
        Assert.Equal((2, 8), (root.Members[0].Value.Line, root.Members[0].Value.Column));
        Assert.Equal((3, 2), (root.Members[0].Value.Items[1].Line, root.Members[0].Value.Items[1].Column));
        Assert.Equal((4, 2), (root.Members[1].Line, root.Members[1].Column));
    }

    [Fact]
    public void A_name_said_twice_is_kept_for_whoever_reads_it() =>
        Assert.Equal(2, JsonReader.Read("{\"a\":1,\"a\":2}").Root!.Members.Count);

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.Null(JsonReader.Read(Nested(JsonReader.MaxDepth)).Error);
        Assert.Contains("nested deeper", JsonReader.Read(Nested(JsonReader.MaxDepth + 1)).Error!.Message);
        Assert.Contains("nested deeper", JsonReader.Read(new string('[', 1_000_000)).Error!.Message);

        static string Nested(int depth) => new string('[', depth) + "1" + new string(']', depth);
    }

    [Fact]
    public void A_valid_text_cut_anywhere_is_refused_and_never_throws()
    {
        const string Text = "{\"a\":[1.5e3,\"\\u0041\\n\",null,true,{\"b\":{}}],\"c\":\"x\"}";

        for (var length = 0; length < Text.Length; length++)
        {
            Assert.NotNull(JsonReader.Read(Text.Substring(0, length)).Error);
        }
    }
}
