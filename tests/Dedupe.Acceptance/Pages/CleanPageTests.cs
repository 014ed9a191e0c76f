using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Dedupe.Acceptance.Pages;

/// <summary>The page of a plan, looked at in a real browser.</summary>
public sealed class CleanPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Plan => Path.Combine(folder.Path, "plan");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task DecisionsAreSavedAndKept()
    {
        await using var open = await browser.OpenAsync(await ReviewAsync());
        var page = open.Page;
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("2 files of 2, 0 kept by you");
        await page.Locator("section.file", new PageLocatorOptions { HasText = "harbour-cut.txt" })
            .Locator("input").First.UncheckAsync();
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("1 kept by you");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#save").ClickAsync());
        var decisions = Path.Combine(folder.Path, download.SuggestedFilename);
        await download.SaveAsAsync(decisions);

        var applied = await Cli.Run("clean", "apply", Plan, "--yes", "--json", "--decisions", decisions);

        using var json = JsonDocument.Parse(applied.Succeeded().Output);
        Assert.Equal(1, json.RootElement.GetProperty("done").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("skipped").GetProperty("decided").GetInt32());
        Assert.True(File.Exists(Path.Combine(folder.Path, "in", "harbour-cut.txt")));
    }

    [Fact]
    public async Task TheTextsStandSideBySide()
    {
        await using var open = await browser.OpenAsync(await ReviewAsync());
        var cut = open.Page.Locator("section.file", new PageLocatorOptions { HasText = "harbour-cut.txt" });
        await cut.Locator("summary").First.ClickAsync();
        await Assertions.Expect(cut.Locator("table.sides mark.prose")).ToHaveCountAsync(2);
        await Assertions.Expect(cut.Locator("table.sides td").Last).ToContainTextAsync("A spokesman");
        open.AssertQuiet();
    }

    [Fact]
    public async Task FiltersAndButtonsWorkOnWhatIsShown()
    {
        await using var open = await browser.OpenAsync(await ReviewAsync());
        var page = open.Page;
        await page.Locator("select[name=relation]").SelectOptionAsync("identical");
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("1 file of 2");
        await page.Locator("#keep").ClickAsync();
        await page.Locator("select[name=relation]").SelectOptionAsync("");
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("2 files of 2, 1 kept by you");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task EverybodyCanUseIt(ColorScheme scheme, int width)
    {
        await using var open = await browser.OpenAsync(await ReviewAsync(), scheme, width);
        foreach (var summary in await open.Page.Locator("section.file summary").AllAsync())
            await summary.ClickAsync();
        await open.AssertAccessibleAsync();
        open.AssertQuiet();
    }

    [Fact]
    public async Task HostileNamesAndTextsDoNoHarm()
    {
        const string Attack = "</script><img src=x onerror=\"window.harmed=1\">";
        folder.Write($"in/{Attack.Replace("/", "", StringComparison.Ordinal)}\n\u202e.txt", $"{Attack} {Cli.Harbour}");
        await using var open = await browser.OpenAsync(await ReviewAsync());
        foreach (var summary in await open.Page.Locator("section.file summary").AllAsync())
            await summary.ClickAsync();
        Assert.True(await open.Page.EvaluateAsync<bool>("window.harmed === undefined"));
        Assert.Equal(0, await open.Page.Locator("main img").CountAsync());
        open.AssertQuiet();
    }

    [Fact]
    public async Task APictureForTheDocuments()
    {
        await using var open = await browser.OpenAsync(await ReviewAsync(), ColorScheme.Light, 1100, 1050);
        await open.Page.Locator("section.file", new PageLocatorOptions { HasText = "harbour-cut.txt" })
            .Locator("summary").First.ClickAsync();
        var picture = Path.Combine(Environment.GetEnvironmentVariable("DEDUPE_PICTURES") ?? folder.Path, "clean.png");
        await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture });
        Assert.True(new FileInfo(picture).Length > 10_000);
    }

    private async Task<string> ReviewAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are cleaned up on Linux alone.");
        folder.Write("in/masters/harbour.txt", Cli.Harbour);
        folder.Write("in/harbour-cut.txt", Cli.Harbour[..Cli.Harbour.IndexOf("A spokesman", StringComparison.Ordinal)]);
        folder.Write("in/masters/orchard.txt", Cli.Orchard);
        folder.Write("in/copy/orchard.txt", Cli.Orchard);
        (await Cli.Run(
            "clean", "plan", Path.Combine(folder.Path, "in"), "-o", Plan, "-q", "--max-remove-percent", "90",
            "--protect", Path.Combine(folder.Path, "in/masters"))).Succeeded();
        return Path.Combine(Plan, "review.html");
    }
}
