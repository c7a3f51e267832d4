using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Core.Tests.Manifest;

public class ManifestReaderTests
{
    [Theory]
    [InlineData("", "line 1, column 1: a value is missing")]
    [InlineData("[]", "no schemaVersion")]
    [InlineData("{}", "no schemaVersion")]
    [InlineData("""{"schemaVersion":2,"toolVersion":"9.9.9"}""", "by MigrationGuard 9.9.9 in format version 2")]
    [InlineData("""{"schemaVersion":"1"}""", "format version 1")]
    [InlineData("""{"schemaVersion":1,"complete":true,"fresh":true}""", "column 44: 'fresh' is not known here")]
    [InlineData("""{"schemaVersion":1,"complete":true,"complete":true}""", "'complete' is said twice")]
    [InlineData("""{"schemaVersion":1,"complete":"yes"}""", "true or false is expected, not a string")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"up":{"operations":[{"op":"Explode"}]}}]}""", "there is no operation named 'Explode'")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"up":{"operations":[{"table":"T"}]}}]}""", "the kind of an operation is missing")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"up":{"operations":[{"op":"DropTable","tabel":"T"}]}}]}""", "'tabel' is not known here")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"framework":"dapper"}]}""", "'dapper' is not known here")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"span":[0,1,2,3,4,5,6]}]}""", "there is no path of that number")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"span":[0]}]}""", "a place of seven numbers is expected")]
    [InlineData("""{"schemaVersion":1,"migrations":[{"span":[99999999999,1,2,3,4,5,6]}]}""", "a whole number is expected")]
    [InlineData("""{"schemaVersion":1,"migrations":{}}""", "a list is expected, not an object")]
    [InlineData("""{"schemaVersion":1,"migrations":[null]}""", "an object is expected, not null")]
    public void What_is_not_understood_completely_is_refused(string json, string error)
    {
        var result = ManifestReader.Read(json);

        Assert.Null(result.Document);
        Assert.Contains(error, result.Error);
    }

    [Fact]
    public void A_document_that_does_not_say_it_is_complete_is_not() =>
        Assert.False(ManifestReader.Read(Sealed("""{"schemaVersion":1""")).Document!.Complete);

    [Fact]
    public void A_manifest_without_a_checksum_or_with_another_one_is_refused()
    {
        Assert.Contains("no checksum", ManifestReader.Read("""{"schemaVersion":1}""").Error);
        Assert.Contains("edited", ManifestReader.Read(Sealed("""{"schemaVersion":1""").Replace("\"schemaVersion\":1", "\"schemaVersion\":1,\"complete\":true")).Error);
    }

    [Fact]
    public void Indentation_and_line_ends_are_no_edits()
    {
        var document = new ManifestDocument { Project = "A \"Shop\", with \\ and  two spaces", Migrations = [(Migration)new RandomModel(5).Record(typeof(Migration))] };

        Assert.NotNull(ManifestReader.Read(ManifestWriter.WriteIndented(document).Replace("\n", "\r\n")).Document);
        Assert.NotNull(ManifestReader.Read(ManifestWriter.Write(document)).Document);
        Assert.Null(ManifestReader.Read(ManifestWriter.Write(document).Replace("two spaces", "two  spaces")).Document);
    }

    [Fact]
    public void A_manifest_cut_or_changed_anywhere_never_throws()
    {
        var json = ManifestWriter.Write(new ManifestDocument
        {
            Project = "Shop",
            Migrations = [(Migration)new RandomModel(3).Record(typeof(Migration))],
        });
        var random = new Random(1);

        for (var i = 0; i < 2000; i++)
        {
            var position = random.Next(json.Length);
            var cut = ManifestReader.Read(json.Substring(0, position));
            Assert.NotNull(cut.Error);

            var changed = ManifestReader.Read(json.Remove(position, 1).Insert(position, ((char)random.Next(' ', '~')).ToString()));
            Assert.NotEqual(changed.Document is null, changed.Error is null);
        }
    }

    [Fact]
    public void A_manifest_that_was_edited_anywhere_is_refused()
    {
        var json = ManifestWriter.Write(new ManifestDocument { Project = "Shop", Migrations = [(Migration)new RandomModel(4).Record(typeof(Migration))] });
        var random = new Random(2);

        for (var i = 0; i < 1000; i++)
        {
            var position = random.Next(json.Length);
            var edited = json.Remove(position, 1).Insert(position, ((char)random.Next('!', '~')).ToString());
            Assert.Equal(edited == json, ManifestReader.Read(edited).Document is not null);
        }
    }

    private static string Sealed(string content) => content + ",\"checksum\":\"" + ManifestSeal.Of(content) + "\"}";
}
