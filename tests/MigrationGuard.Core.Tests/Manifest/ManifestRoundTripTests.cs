using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Core.Tests.Manifest;

public class ManifestRoundTripTests
{
    public static TheoryData<string> OperationKinds => [.. RandomModel.OperationTypes.Select(type => type.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(OperationKinds))]
    public void Every_kind_of_operation_comes_back_with_every_property(string kind)
    {
        var type = RandomModel.OperationTypes.Single(candidate => candidate.Name == kind);
        for (var seed = 0; seed < 40; seed++)
        {
            AssertComesBack(DocumentWith((Operation)new RandomModel(seed).Record(type)));
        }
    }

    [Fact]
    public void Every_record_of_a_document_comes_back_with_every_property()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            AssertComesBack((ManifestDocument)new RandomModel(seed).Record(typeof(ManifestDocument)) with { SchemaVersion = ManifestDocument.CurrentSchemaVersion });
        }
    }

    [Fact]
    public void An_empty_document_comes_back() => AssertComesBack(new ManifestDocument());

    [Fact]
    public void What_a_reader_assumes_anyway_is_not_written()
    {
        var json = ManifestWriter.Write(DocumentWith(new AddColumn { Table = "Customers", Column = new Column { Name = "Email", ClrType = "string", Nullable = true } }));

        Assert.Contains("""{"op":"AddColumn","table":"Customers","column":{"name":"Email","clrType":"string","nullable":true}}""", json);
    }

    [Fact]
    public void Places_share_their_paths()
    {
        var span = new SourceSpan("Migrations/20260901120000_AddCustomerFullName.cs", 1, 2, 3, 4, 5, 6);
        var document = DocumentWith([.. Enumerable.Range(0, 50).Select(_ => new DropTable { Table = "T", Span = span })]);

        var json = ManifestWriter.Write(document);

        Assert.Equal(json.IndexOf(span.File, StringComparison.Ordinal), json.LastIndexOf(span.File, StringComparison.Ordinal));
        AssertComesBack(document);
    }

    [Fact]
    public void The_text_is_ASCII_and_the_same_every_time()
    {
        var document = (ManifestDocument)new RandomModel(7).Record(typeof(ManifestDocument));

        Assert.All(ManifestWriter.Write(document), c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(ManifestWriter.Write(document), ManifestWriter.Write(document));
        Assert.Equal(ManifestWriter.WriteIndented(document), ManifestWriter.WriteIndented(document));
    }

    private static ManifestDocument DocumentWith(params IReadOnlyList<Operation> operations) => new()
    {
        Project = "Shop",
        Migrations = [new Migration { Id = "1", Framework = Framework.EfCore, ClassName = "Shop.M", Up = new MigrationBody { Operations = operations } }],
    };

    private static void AssertComesBack(ManifestDocument document)
    {
        foreach (var json in (string[])[ManifestWriter.Write(document), ManifestWriter.WriteIndented(document)])
        {
            var result = ManifestReader.Read(json);
            Assert.Null(result.Error);
            Assert.Null(RandomModel.Difference(document, result.Document));

            var unwrapped = ManifestComment.Unwrap(ManifestComment.Wrap(json));
            Assert.NotNull(unwrapped);
            Assert.Null(RandomModel.Difference(document, ManifestReader.Read(unwrapped).Document));
        }
    }
}
