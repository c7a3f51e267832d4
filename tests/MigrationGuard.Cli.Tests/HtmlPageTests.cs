using System.Text.RegularExpressions;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli;

public class HtmlPageTests
{
    internal const string Hostile = "a|b`c\\|d\n# <img src=x onerror=alert(1)> </code></style><script>alert(2)</script> & \" ' https://evil.example [x](javascript:alert(1)) ![y](https://evil.example/z.png) **b**";

    [Fact]
    public void The_point_of_no_return_stands_before_the_migration_that_is_one()
    {
        var page = Page("Customers", "Shop");

        var timeline = Regex.Match(page, "<ol class=\"timeline\".+?</ol>", RegexOptions.Singleline).Value;
        var items = Regex.Matches(timeline, "<li class=\"([a-z ]*)\">(?:<code>)?([^<]*)").Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();
        Assert.Equal(
            [("released", "20260101_Initial"), ("now", "This deployment"), ("instant", "20260102_AddNote"), ("point", "Point of no return: once the next one has run, there is no way back"), ("irreversible after", "20260103_Drop"), ("instant after", "20260104_AddMore")],
            items);
    }

    [Theory]
    [InlineData("Customers")]
    [InlineData(Hostile)]
    public void The_page_has_no_script_and_asks_for_nothing(string name)
    {
        var page = Page(name, name);

        var tags = Regex.Matches(page, "<(/?[a-zA-Z!][a-zA-Z0-9]*)([^>]*)>").Select(match => (Name: match.Groups[1].Value.TrimStart('/').ToLowerInvariant(), Attributes: match.Groups[2].Value)).ToList();
        string[] known =
        [
            "!doctype", "html", "head", "meta", "link", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "code", "pre", "b", "strong", "em", "small", "table", "thead", "tbody", "tr", "th",
            "td", "div", "details", "summary", "input", "header", "main", "nav", "span", "a",
        ];
        Assert.Empty(tags.Select(tag => tag.Name).Where(tag => tag != "!").Except(known));
        Assert.All(tags, tag => Assert.DoesNotMatch(@"\b(on\w+|src|srcset|action|formaction)\s*=", tag.Attributes));
        Assert.All(tags.Where(tag => tag.Attributes.Contains("href", StringComparison.Ordinal)), tag => Assert.Matches("href=\"(data:,|#part-[0-9]+)\"", tag.Attributes));
        Assert.DoesNotContain("url(", page);
        Assert.DoesNotContain("@import", page);
        Assert.Contains("default-src 'none'", page);
    }

    [Fact]
    public void The_page_is_made_for_paper_the_dark_and_the_phone()
    {
        var page = Page("Customers", "Shop");

        Assert.Contains("@media print", page);
        Assert.Contains("prefers-color-scheme: dark", page);
        Assert.Contains("width=device-width", page);
        Assert.Contains("<details open>", page);
        Assert.Equal(Regex.Count(page, "<table>"), Regex.Count(page, "<div class=\"scroll\"><table>"));
    }

    internal static string Page(string table, string project)
    {
        static Migration Ef(string id, Operation up, params IReadOnlyList<Operation> down) => new()
        {
            Id = id,
            Framework = Framework.EfCore,
            Context = "Shop.ShopContext",
            ClassName = "Shop.Migrations." + id,
            Up = new MigrationBody { Operations = [up] },
            Down = new MigrationBody { Operations = down },
        };

        static AddColumn Add(string to, string name) => new() { Table = to, Column = new Column { Name = name, StoreType = "text", Nullable = true } };

        var manifest = new ManifestDocument
        {
            Project = project,
            Assembly = "Shop",
            Settings = new ManifestSettings { Released = "20260101_Initial", Engine = "postgresql" },
            Migrations =
            [
                Ef("20260101_Initial", new CreateTable { Table = table, Columns = [new Column { Name = "Id", StoreType = "integer", Nullable = false }, new Column { Name = "Email", StoreType = "text" }] }, new DropTable { Table = table }),
                Ef("20260102_AddNote", Add(table, "Note"), new DropColumn { Table = table, Name = "Note" }),
                Ef("20260103_Drop", new DropColumn { Table = table, Name = "Email" }, Add(table, "Email")),
                Ef("20260104_AddMore", Add(table, "More"), new DropColumn { Table = table, Name = "More" }),
            ],
        };
        return HtmlPage.Write(Guard.Assess(manifest, new GuardInputs { Released = "20260101_Initial", Engine = "postgresql", Today = new DateTime(2026, 7, 21) }));
    }
}
