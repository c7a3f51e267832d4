using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MigrationGuard.Cli.Browsing;
using MigrationGuard.Manifest;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli;

/// <summary>
/// The page as a browser shows it. With <c>MIGRATIONGUARD_SCREENSHOTS</c> set to a folder, the tests leave their pictures there: a look at them is part of every change of the page.
/// </summary>
public sealed class BrowserTests(Chromium browser) : IClassFixture<Chromium>, IDisposable
{
    /// <summary>The lowest contrast of visible text with what is really behind it, and that text.</summary>
    private const string LowestContrast = """
        (() => {
          const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const paint = colours => { context.fillStyle = '#fff'; context.fillRect(0, 0, 1, 1); for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); } return light(context.getImageData(0, 0, 1, 1).data); };
          let worst = [99, ''];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
            const behind = [];
            for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
            const back = paint(behind), front = paint([...behind, getComputedStyle(element).color]);
            const contrast = (Math.max(back, front) + .05) / (Math.min(back, front) + .05);
            if (contrast < worst[0]) worst = [contrast, texts.currentNode.data];
          }
          return worst[0].toFixed(2) + ' ' + worst[1];
        })()
        """;

    /// <summary>What stands out to the right of the window without a scroll bar of its own.</summary>
    private const string Overflowing = """
        [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('pre, .scroll, nav')).map(e => e.outerHTML.slice(0, 120)).join('\n')
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("migration-guard-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, int, string> Views { get; } = new()
    {
        { "storefront", 390, "light" },
        { "storefront", 390, "dark" },
        { "storefront", 1440, "light" },
        { "storefront", 1440, "dark" },
        { "irreversible", 390, "dark" },
        { "irreversible", 1440, "light" },
    };

    [ChromiumTheory]
    [MemberData(nameof(Views))]
    public async Task The_page_is_whole_and_readable_on_a_phone_and_on_a_desk(string page, int width, string scheme)
    {
        await using var tab = await browser.Open();
        var file = Save(page);
        await tab.Show(file, width, scheme);
        await Keep(tab, $"{page}-{width}-{scheme}", width);

        Assert.Empty(tab.Complaints);
        Assert.Equal([new Uri(file).AbsoluteUri], tab.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(width.ToString(CultureInfo.InvariantCulture), await tab.Evaluate("Math.max(innerWidth, document.scrollingElement.scrollWidth)"));
        Assert.Equal("", await tab.Evaluate(Overflowing));
        var contrast = await tab.Evaluate(LowestContrast);
        Assert.True(double.Parse(contrast.Split(' ')[0], CultureInfo.InvariantCulture) >= 4.5, contrast);

        Assert.Equal("true", await tab.Evaluate("[...document.querySelectorAll('table')].length > 0 && [...document.querySelectorAll('tbody td')].every(cell => cell.checkVisibility() && cell.getBoundingClientRect().height > 10)"));
        Assert.Equal("true", await tab.Evaluate("(items => items.length > 3 && items.every((item, i) => item.checkVisibility() && (i === 0 || item.getBoundingClientRect().top >= items[i - 1].getBoundingClientRect().bottom)))([...document.querySelectorAll('.timeline li')])"));
        Assert.Equal(scheme == "dark" ? "true" : "false", await tab.Evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128"));
    }

    [ChromiumFact]
    public async Task The_point_of_no_return_is_drawn_between_the_migrations()
    {
        await using var tab = await browser.Open();
        await tab.Show(Save("irreversible"), 390);

        Assert.Equal("20260102_AddNote|point|20260103_Drop", await tab.Evaluate("(p => [p.previousElementSibling.querySelector('code').innerText, p.className, p.nextElementSibling.querySelector('code').innerText].join('|'))(document.querySelector('.point'))"));
        Assert.Equal("dashed 2px", await tab.Evaluate("(s => s.borderTopStyle + ' ' + s.borderTopWidth)(getComputedStyle(document.querySelector('.point')))"));
        Assert.Equal("true", await tab.Evaluate("getComputedStyle(document.querySelector('.after')).borderLeftColor !== getComputedStyle(document.querySelector('.released')).borderLeftColor"));
    }

    [ChromiumFact]
    public async Task Every_entry_of_the_contents_leads_to_its_heading()
    {
        await using var tab = await browser.Open();
        await tab.Show(Save("storefront"), 1440);

        var headings = await tab.Evaluate("[...document.querySelectorAll('h2')].map(h => h.innerText).join('|')");
        Assert.Contains("State hazards|Why this class|Migrations|", headings);
        Assert.Equal(headings, await tab.Evaluate("[...document.querySelectorAll('nav a')].map(a => document.querySelector(a.getAttribute('href')).innerText).join('|')"));
        Assert.Equal(headings, await tab.Evaluate("[...document.querySelectorAll('nav a')].map(a => a.innerText).join('|')"));
    }

    [ChromiumFact]
    public async Task Steps_are_numbered_through_all_stages_and_destructive_ones_stand_out()
    {
        await using var tab = await browser.Open();
        await tab.Show(Save("storefront"), 1440);

        Assert.Equal("true", await tab.Evaluate("(lists => lists.length > 2 && lists.reduce((next, list) => list.style.getPropertyValue('--from') == next ? next + list.children.length : NaN, 0) > 10)([...document.querySelectorAll('.steps')])"));
        Assert.Equal("true", await tab.Evaluate("[...document.querySelectorAll('.steps > li')].every(step => step.innerText.trim().startsWith('⚠') === step.classList.contains('destructive')) && document.querySelectorAll('.destructive').length > 2"));
    }

    [ChromiumFact]
    public async Task Hostile_names_are_text_and_nothing_else()
    {
        await using var tab = await browser.Open();
        var file = Path.Combine(_folder, "hostile.html");
        File.WriteAllText(file, HtmlPageTests.Page(HtmlPageTests.Hostile, HtmlPageTests.Hostile).Replace("alert(", "window.hit=(", StringComparison.Ordinal));
        await tab.Show(file, 390);
        await Keep(tab, "hostile-390", 390);
        await tab.Evaluate("[...document.querySelectorAll('nav a, summary')].map(e => e.click()).length");

        Assert.Equal("undefined", await tab.Evaluate("typeof window.hit"));
        Assert.Empty(tab.Complaints);
        Assert.Equal([new Uri(file).AbsoluteUri], tab.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).Select(request => request.Split('#')[0]).Distinct());
        Assert.Equal("0,0,0", await tab.Evaluate("[document.scripts.length, document.images.length, document.querySelectorAll('nav ~ * a, header a').length].join()"));
        Assert.Equal("390", await tab.Evaluate("Math.max(innerWidth, document.scrollingElement.scrollWidth)"));
        Assert.Contains("<img src=x onerror=window.hit=(1)>", await tab.Evaluate("document.querySelector('main').innerText"));
    }

    [ChromiumFact]
    public async Task Paper_gets_everything_but_the_contents()
    {
        await using var tab = await browser.Open();
        await tab.Show(Save("storefront"), 794, "dark", "print");
        await Keep(tab, "storefront-print", 794);

        Assert.Equal("none", await tab.Evaluate("getComputedStyle(document.querySelector('nav')).display"));
        Assert.Equal("rgb(255, 255, 255)", await tab.Evaluate("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("true", await tab.Evaluate("[...document.querySelectorAll('details > *')].every(part => part.checkVisibility())"));
        Assert.Equal("", await tab.Evaluate("[...document.querySelectorAll('pre, .scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText.slice(0, 80)).join('\\n')"));
        Assert.InRange(Regex.Count(await tab.Print(), @"/Type /Page\b"), 3, 30);
    }

    private string Save(string page)
    {
        var file = Path.Combine(_folder, page + ".html");
        File.WriteAllText(file, page == "storefront" ? Storefront() : HtmlPageTests.Page("Customers", "Shop"));
        return file;
    }

    private static string Storefront([CallerFilePath] string here = "")
    {
        var sample = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "samples", "Storefront"));
        var manifest = ManifestReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Storefront.migrations.json"))).Document!;
        return HtmlPage.Write(Guard.Assess(manifest, new GuardInputs
        {
            Released = manifest.Settings.Released,
            Engine = manifest.Settings.Engine,
            Configuration = new ConfigurationText("migrationguard.json", File.ReadAllText(Path.Combine(sample, "migrationguard.json"))),
            Today = new DateTime(2026, 7, 21),
            Files = new Build.RepositoryFiles(sample),
        }));
    }

    private static async Task Keep(Tab tab, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("MIGRATIONGUARD_SCREENSHOTS") is { Length: > 0 } folder)
        {
            const int Screen = 2400;
            var height = int.Parse(await tab.Evaluate("document.documentElement.scrollHeight"), CultureInfo.InvariantCulture);
            for (var from = 0; from < height; from += Screen)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-{from / Screen}.png"), await tab.Picture(width, from, Math.Min(Screen, height - from)));
            }
        }
    }
}
