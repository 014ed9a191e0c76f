using System.Text.RegularExpressions;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

public sealed partial class PageRouteTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_counts_has_no_script_and_its_links_lead_somewhere()
    {
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        using var answer = await service.Client.GetAsync("/", Token);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains("<dt>Articles</dt><dd>1</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        // The very hash that a browser makes of what stands between the tags.
        var begin = page.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length;
        var style = page[begin..page.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        foreach (Match link in Link().Matches(page))
        {
            using var there = await service.Client.GetAsync(link.Groups["path"].Value, Token);
            Assert.True(there.IsSuccessStatusCode, link.Value);
        }
    }

    [Fact]
    public async Task Health_and_metrics_tell_how_it_is()
    {
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        Assert.Equal(
            "live", (string?)(await JsonAsync(await service.Client.GetAsync("/health/live", Token)))["status"]);
        Assert.Equal(
            "ready", (string?)(await JsonAsync(await service.Client.GetAsync("/health/ready", Token)))["status"]);
        var stats = await JsonAsync(await service.Client.GetAsync("/v1/stats", Token));
        Assert.Equal(1, (long)stats["articles"]!);
        var metrics = await service.Client.GetStringAsync("/metrics", Token);
        Assert.Contains("\ndedupe_stored_articles 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\ndedupe_articles_total{outcome=\"none\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains(
            "dedupe_request_duration_seconds_count{route=\"/v1/articles\",method=\"POST\",status=\"200\"} 1\n", metrics,
            StringComparison.Ordinal);
        using var head = await service.SendAsync(HttpMethod.Head, "/health/live");
        Assert.True(head.IsSuccessStatusCode);
    }

    [GeneratedRegex("href=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
