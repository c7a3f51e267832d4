using System.Text.Json;
using MigrationGuard.Json;

namespace MigrationGuard.Core.Tests.Json;

public class JsonWriterTests
{
    [Fact]
    public void Compact_output_has_no_white_space()
    {
        var json = Sample(new JsonWriter(indented: false, JsonEscapes.NonAscii));

        Assert.Equal("""{"a":1,"b":[],"c":["x",null],"d":[{"e":true},[2,3]],"f":{}}""", json);
    }

    [Fact]
    public void Indented_output_keeps_plain_lists_on_a_line_and_ends_lines_with_a_line_feed()
    {
        var json = Sample(new JsonWriter(indented: true, JsonEscapes.NonAscii));

        Assert.Equal(
            """
            {
              "a": 1,
              "b": [],
              "c": ["x", null],
              "d": [
                {
                  "e": true
                },
                [2, 3]
              ],
              "f": {}
            }

            """.ReplaceLineEndings("\n"),
            json);
    }

    [Theory]
    [InlineData("quote \" backslash \\", "\"quote \\\" backslash \\\\\"")]
    [InlineData("\n\r\t\0\u001f\u007f", "\"\\n\\r\\t\\u0000\\u001f\\u007f\"")]
    [InlineData("\u2028\u2029\u0085", "\"\\u2028\\u2029\\u0085\"")]
    [InlineData("\u202Eabc\u200B\uFEFF", "\"\\u202eabc\\u200b\\ufeff\"")]
    [InlineData("\U000E0041", "\"\\udb40\\udc41\"")]
    public void Characters_that_hide_reorder_or_break_text_are_always_escaped(string value, string expected)
    {
        Assert.Equal(expected, new JsonWriter(indented: false, JsonEscapes.Visible).String(value).ToString());
        Assert.Equal(expected, new JsonWriter(indented: false, JsonEscapes.NonAscii).String(value).ToString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() =>
        Assert.Equal("\"\\ud800x\\udc00\"", new JsonWriter(indented: false, JsonEscapes.Visible).String("\ud800x\udc00").ToString());

    [Fact]
    public void Other_characters_stay_readable_unless_only_ASCII_is_wanted()
    {
        const string Value = "Größe 顧客 \U0001F600";

        Assert.Equal("\"" + Value + "\"", new JsonWriter(indented: false, JsonEscapes.Visible).String(Value).ToString());
        Assert.Equal("\"Gr\\u00f6\\u00dfe \\u9867\\u5ba2 \\ud83d\\ude00\"", new JsonWriter(indented: false, JsonEscapes.NonAscii).String(Value).ToString());
    }

    [Fact]
    public void Every_character_comes_back_through_another_JSON_reader_and_through_ours()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var value = "a" + (char)c + "b";
            foreach (var escapes in (JsonEscapes[])[JsonEscapes.Visible, JsonEscapes.NonAscii])
            {
                var json = new JsonWriter(indented: false, escapes).String(value).ToString();
                Assert.Equal(value, JsonReader.Read(json).Root!.Text);
                if (!char.IsSurrogate((char)c))
                {
                    Assert.Equal(value, JsonSerializer.Deserialize<string>(json));
                }
            }
        }
    }

    private static string Sample(JsonWriter writer) => writer.StartObject()
        .Name("a").Number(1)
        .Name("b").StartArray().End()
        .Name("c").Strings(["x", null!])
        .Name("d").StartArray().StartObject().Name("e").Boolean(true).End().StartInlineArray().Number(2).Number(3).End().End()
        .Name("f").StartObject().End()
        .End().ToString();
}
