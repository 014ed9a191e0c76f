using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Dedupe.Acceptance.Pages;

/// <summary>The report of a run, looked at in a real browser.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TotalsClustersAndTextsAreThere()
    {
        await using var open = await browser.OpenAsync(await DemoReportAsync());
        var page = open.Page;
        await Has(page.Locator("dl.totals"), "Documents23");
        await Has(page.Locator("#found"), "4 of 4 clusters");
        var first = page.Locator("details.cluster").First;
        await first.Locator("summary").ClickAsync();
        await Has(first.Locator("table.members"), "kept (earliest)");
        // Both texts, with what they share marked as such.
        Assert.Equal(2, await first.Locator("table.sides thead th").CountAsync());
        Assert.True(await first.Locator("table.sides mark.prose").CountAsync() > 1);
        Assert.True(await first.Locator("table.sides .own").CountAsync() > 0);
        await first.Locator("select").SelectOptionAsync("1");
        await Has(first.Locator("section p").First, "Jaccard");
        open.AssertQuiet();
    }

    [Fact]
    public async Task SidesShowTheTextsWholeAndMarkWhatDiffers()
    {
        var other = Cli.Harbour.Replace("four days", "nine days", StringComparison.Ordinal);
        var run = await RunAsync(
            Article("a", Cli.Harbour, "The first"), Article("b", other + " It rained.", "The second"));
        await using var open = await browser.OpenAsync(await ReportAsync(run));
        await open.Page.Locator("details.cluster summary").First.ClickAsync();
        var cells = open.Page.Locator("table.sides tbody");
        var left = string.Concat(await cells.Locator("tr > td:first-child").AllTextContentsAsync());
        Assert.Contains("lost four days of work", left, StringComparison.Ordinal);
        var right = string.Concat(await cells.Locator("tr > td:last-child").AllTextContentsAsync());
        Assert.EndsWith("It rained.", right.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(
            ["four", "nine"],
            (await cells.Locator(".differs").AllTextContentsAsync()).Select(static one => one.Trim()));
    }

    [Fact]
    public async Task FiltersLeaveWhatIsAskedFor()
    {
        await using var open = await browser.OpenAsync(await DemoReportAsync());
        var page = open.Page;
        await page.Locator("input[name=search]").FillAsync("ferry");
        await Has(page.Locator("#found"), "1 of 4 clusters");
        await page.Locator("input[name=search]").FillAsync("");
        await page.Locator("select[name=relation]").SelectOptionAsync("identical");
        await Has(page.Locator("#found"), "1 of 4 clusters");
        await page.Locator("select[name=relation]").SelectOptionAsync("");
        await page.Locator("select[name=source]").SelectOptionAsync("Fennigate News");
        await Has(page.Locator("#found"), "of 4 clusters");
        Assert.All(
            await page.Locator("details.cluster").AllAsync(), static cluster => Assert.NotNull(cluster));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task EverybodyCanUseIt(ColorScheme scheme, int width)
    {
        await using var open = await browser.OpenAsync(await DemoReportAsync(), scheme, width);
        await open.Page.Locator("#clusters details summary").First.ClickAsync();
        await open.Page.Locator("#links details summary").First.ClickAsync();
        await open.AssertAccessibleAsync();
        // A phone scrolls down, not sideways: only tables move by themselves.
        Assert.Equal("", await open.Page.EvaluateAsync<string>(
            """
            [...document.querySelectorAll("body *")]
              .filter(element => !element.closest(".wide") && element.getBoundingClientRect().right > innerWidth + 1)
              .map(element => element.outerHTML.slice(0, 80)).join("\n")
            """));
        open.AssertQuiet();
    }

    [Fact]
    public async Task TheKeyboardIsEnough()
    {
        await using var open = await browser.OpenAsync(await DemoReportAsync());
        await open.Page.Locator("input[name=search]").FocusAsync();
        for (var i = 0; i < 4; i++)
            await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("details.cluster[open] table.members")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task HostileArticlesDoNoHarm()
    {
        const string Attack = "</script><script>window.harmed=1</script><img src=x onerror=\"window.harmed=1\">";
        var word = new string('w', 1_000_000);
        var run = await RunAsync(
            Article("a/../\"'<b>&", $"{Attack} {Cli.Harbour}", $"{Attack} \u202egnp.exe", "javascript:window.harmed=1"),
            Article("b\u202e\u0000", $"{Cli.Harbour} {Attack}", "<svg onload=window.harmed=1>", "JAVASCRIPT:alert(1)"),
            Article("c", $"{word} {Cli.Orchard}", word), Article("d", $"{Cli.Orchard} {word}", "plain"));
        await using var open = await browser.OpenAsync(await ReportAsync(run));
        foreach (var summary in await open.Page.Locator("details.cluster summary").AllAsync())
            await summary.ClickAsync();
        Assert.True(await open.Page.EvaluateAsync<bool>("window.harmed === undefined"));
        Assert.Empty(await open.Page.Locator("main img, main svg[onload]").AllAsync());
        Assert.All(
            await open.Page.Locator("a[href]").AllAsync(),
            static link => Assert.Matches("^(#|https?://)", link.GetAttributeAsync("href").GetAwaiter().GetResult()!));
        await Has(open.Page.Locator("#clusters"), "window.harmed=1");
        // What would turn the text round is shown instead.
        await Has(open.Page.Locator("#clusters"), "\\u202e");
        open.AssertQuiet();
    }

    [Fact]
    public async Task TextsFromRightToLeftStandSo()
    {
        const string Arabic =
            "\u0623\u0639\u0644\u0646\u062a \u0627\u0644\u0648\u0632\u0627\u0631\u0629 " +
            "\u0627\u0644\u064a\u0648\u0645 \u0639\u0646 \u062e\u0637\u0629 \u062c\u062f\u064a\u062f\u0629 ";
        var text = string.Join(' ', Enumerable.Range(1, 30).Select(number => $"{Arabic}{number}"));
        var run = await RunAsync(Article("a", text, Arabic), Article("b", text, Arabic));
        await using var open = await browser.OpenAsync(await ReportAsync(run));
        await open.Page.Locator("details.cluster summary").First.ClickAsync();
        Assert.Equal(
            "rtl", await open.Page.Locator("table.sides td").First.EvaluateAsync<string>(
                "cell => getComputedStyle(cell).direction"));
    }

    [Fact]
    public async Task EveryDocumentOfALargeRunIsFound()
    {
        var articles = Enumerable.Range(0, 1400).Select(number => Article(
            $"n{number:0000}", $"{Cli.Harbour} Item {number / 2} of the {number / 2 * 7919} that were told, no other.",
                ""));
        var run = await RunAsync([.. articles, Article("z", Cli.Orchard, ""), Article("zz", Cli.Orchard, "")]);
        var report = Path.Combine(folder.Path, "all");
        (await Cli.Run("report", run, "-o", report, "--clusters", "2")).Succeeded();
        await using var open = await browser.OpenAsync(Path.Combine(report, "index.html"));
        await open.Page.Locator("#find input").FillAsync("zz");
        await open.Page.Locator("#find button").ClickAsync();
        await open.Page.Locator("a", new PageLocatorOptions { HasText = "zz" }).ClickAsync();
        Assert.Contains("clusters/", open.Page.Url, StringComparison.Ordinal);
        Assert.True(
            await open.Page.Locator(":target td, :target th", new PageLocatorOptions { HasText = "zz" })
                .CountAsync() > 0);
        await open.AssertAccessibleAsync();
    }

    [Fact]
    public async Task PicturesForTheDocuments()
    {
        await using var light = await browser.OpenAsync(await DemoReportAsync(), ColorScheme.Light, 1100, 1150);
        await light.Page.Locator("#clusters details summary").First.ClickAsync();
        var pictures = Environment.GetEnvironmentVariable("DEDUPE_PICTURES") ?? folder.Path;
        await Shot(light.Page, Path.Combine(pictures, "report.png"), "#totals");
        await Shot(light.Page, Path.Combine(pictures, "report-cluster.png"), "#clusters details");
        Assert.All(
            (string[])["report.png", "report-cluster.png"],
            name => Assert.True(new FileInfo(Path.Combine(pictures, name)).Length > 10_000));
    }

    private static async Task Shot(IPage page, string path, string at)
    {
        await page.Locator(at).First.EvaluateAsync("element => element.scrollIntoView()");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
    }

    private static async Task Has(ILocator where, string text) =>
        await Assertions.Expect(where).ToContainTextAsync(text);

    private async Task<string> DemoReportAsync()
    {
        var run = Path.Combine(folder.Path, "found");
        (await Cli.Run("cluster", "seeds/wire-demo/articles.jsonl", "-o", run, "--quiet")).Succeeded();
        return await ReportAsync(run);
    }

    private async Task<string> RunAsync(params string[] lines)
    {
        var run = Path.Combine(folder.Path, "found");
        var input = folder.Write("articles.jsonl", string.Concat(lines));
        (await Cli.Run("cluster", input, "-o", run, "--quiet")).Succeeded();
        return run;
    }

    private static async Task<string> ReportAsync(string run) =>
        (await Cli.Run("report", run)).Succeeded().Output.Trim();

    private static string Article(string id, string text, string title, string? url = null) =>
        JsonSerializer.Serialize(new { id, text, title, url }) + "\n";
}
