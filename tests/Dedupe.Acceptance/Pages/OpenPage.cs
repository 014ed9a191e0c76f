using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Dedupe.Acceptance.Pages;

/// <summary>A page in the browser, with all that it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> requests = [];
    private readonly List<string> complaints = [];

    /// <summary>Listens to a page before anything is opened in it.</summary>
    public OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>
    /// Requires that it loaded itself and nothing else, and that neither script nor policy complained.
    /// </summary>
    public void AssertQuiet()
    {
        Assert.Equal(Page.Url.Split('#')[0], Assert.Single(requests).Split('#')[0]);
        Assert.Empty(complaints);
    }

    /// <summary>Requires that axe finds nothing.</summary>
    public async Task AssertAccessibleAsync()
    {
        var found = await Page.RunAxe();
        var told = found.Violations.SelectMany(static one => one.Nodes.Select(
            node => $"{one.Id}: {node.Html} {string.Join("; ", node.Any.Select(static check => check.Message))}"));
        Assert.True(found.Violations.Length == 0, string.Join('\n', told));
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
