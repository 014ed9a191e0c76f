using Microsoft.Playwright;
using Xunit;

namespace Dedupe.Acceptance.Pages;

/// <summary>
/// Chromium, started once for the tests of pages. Where it is not installed they are skipped, and say so.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } program)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Opens a file of this machine, or an address, and notes all that it asks for and complains of.</summary>
    internal async Task<OpenPage> OpenAsync(
        string path, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed: apt-get install chromium.");
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = height },
            });
        var page = await context.NewPageAsync();
        var open = new OpenPage(page);
        await page.GotoAsync(
            path.StartsWith("http", StringComparison.Ordinal) ? path : new Uri(Path.GetFullPath(path)).AbsoluteUri);
        return open;
    }
}
