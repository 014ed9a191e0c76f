using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

/// <summary>A browser on this machine, turned against the service by a page of another site.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    public async Task A_name_that_is_not_ours_is_refused_whatever_address_it_has(string host)
    {
        await using var service = LocalService.Start();
        using var answer = await service.SendAsync(
            HttpMethod.Get, "/v1/stats", change: request => request.Headers.Host = host);
        await ProblemAsync(answer, 421, "wrong-host");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:99")]
    [InlineData("[::1]")]
    [InlineData("news.example")]
    public async Task Our_names_are_let_in(string host)
    {
        await using var service = LocalService.Start(static options => options with { Hosts = ["News.example"] });
        using var answer = await service.SendAsync(
            HttpMethod.Get, "/v1/stats", change: request => request.Headers.Host = host);
        await JsonAsync(answer);
    }

    [Fact]
    public async Task A_request_without_a_name_is_refused()
    {
        await using var service = LocalService.Start();
        var answer = await BodyTests.RawAsync(service, "GET /v1/stats HTTP/1.0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 421 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_form_of_another_site_is_refused(string header, string value)
    {
        await using var service = LocalService.Start();
        using var answer = await service.SendAsync(
            HttpMethod.Post, "/v1/articles",
            Content(System.Text.Encoding.UTF8.GetBytes(Stories.Item("a", Stories.Harbour)), "text/plain"),
            change: request => request.Headers.Add(header, value));
        await ProblemAsync(answer, 403, "cross-site");
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task Unknown_paths_and_methods_are_problems()
    {
        await using var service = LocalService.Start();
        await ProblemAsync(await service.SendAsync(HttpMethod.Get, "/v2"), 404, "not-found");
        await ProblemAsync(await service.SendAsync(HttpMethod.Put, "/v1/articles"), 405, "wrong-method");
    }
}
