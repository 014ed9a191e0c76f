using Microsoft.Playwright;
using Xunit;

namespace Dedupe.Acceptance.Pages;

/// <summary>The page of a service, looked at in a real browser.</summary>
public sealed class ServicePageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task EverybodyCanUseIt(ColorScheme scheme, int width)
    {
        await using var service = await RunningService.StartAsync(folder.Path);
        await service.PostAsync("/v1/articles", $"{{\"id\":\"a\",\"text\":\"{Cli.Harbour}\"}}");
        await using var open = await browser.OpenAsync(service.Client.BaseAddress!.AbsoluteUri, scheme, width);
        await Assertions.Expect(open.Page.Locator("dl")).ToContainTextAsync("ready");
        Assert.True(await open.Page.EvaluateAsync<bool>("document.body.scrollWidth <= innerWidth"));
        await open.AssertAccessibleAsync();
        open.AssertQuiet();
    }
}
