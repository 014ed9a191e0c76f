using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

public sealed class ClusterRoutesTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_shown_and_listed()
    {
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        var second = await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));
        var number = (long)second["cluster"]!["number"]!;

        var cluster = await JsonAsync(await service.Client.GetAsync($"/v1/clusters/{number}", Token));
        Assert.False((bool)cluster["settled"]!);
        Assert.Equal(["a", "b"], cluster["members"]!.AsArray().Select(static member => (string?)member!["id"]));
        Assert.Equal("identical", (string?)cluster["members"]![1]!["relation"]);

        var article = await JsonAsync(await service.Client.GetAsync("/v1/articles/a", Token));
        Assert.Equal(number, (long)article["versions"]![0]!["cluster"]!);
        Assert.Equal(2, (long)article["versions"]![0]!["pairs"]![0]!["number"]!);

        var settled = await JsonAsync(await service.PostAsync("/v1/settle", ""));
        Assert.Equal(2, (long)settled["articles"]!);
        foreach (var query in (string[])["", "?source=wire", "?text=headline", "?since=2020-01-01", "?limit=1"])
        {
            var list = await JsonAsync(await service.Client.GetAsync("/v1/clusters" + query, Token));
            var one = Assert.Single(list["clusters"]!.AsArray())!;
            Assert.True((bool)one["settled"]!);
            Assert.Equal(16, ((string?)one["id"])!.Length);
            Assert.Equal("a", (string?)one["representative"]!["id"]);
        }

        foreach (var query in (string[])["?source=post", "?text=nothing", "?since=2999-01-01", $"?before={number}"])
        {
            var list = await JsonAsync(await service.Client.GetAsync("/v1/clusters" + query, Token));
            Assert.Empty(list["clusters"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_member_says_which_version_stands_for_its_item_now()
    {
        await using var service = LocalService.Start();
        await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour, ",\"version\":\"9\""));
        var second = await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));
        await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Orchard, ",\"version\":\"10\""));
        var late = await JsonAsync(await service.PostAsync(
            "/v1/articles", Stories.Item("a", Stories.Harbour + " More soon.", ",\"version\":\"8\"")));
        Assert.Equal((1, 3, 3), (
            (int)late["cluster"]!["representative"]!, (int)late["cluster"]!["current"]!, (int)late["supersededBy"]!));

        var number = (long)second["cluster"]!["number"]!;
        var cluster = await JsonAsync(await service.Client.GetAsync($"/v1/clusters/{number}", Token));
        Assert.Equal(
            ["1 by 3", "2 by ", "4 by 3"],
            cluster["members"]!.AsArray().Select(static one => $"{one!["number"]} by {one["supersededBy"]}"));
        var list = await JsonAsync(await service.Client.GetAsync("/v1/clusters", Token));
        Assert.Equal(3, (int)list["clusters"]![0]!["representative"]!["supersededBy"]!);
        var article = await JsonAsync(await service.Client.GetAsync("/v1/articles/a", Token));
        Assert.Equal(
            ["1 by 3", "3 by ", "4 by 3"],
            article["versions"]!.AsArray().Select(static one => $"{one!["number"]} by {one["supersededBy"]}"));
    }

    [Theory]
    [InlineData("/v1/clusters/1", 404, "not-found")]
    [InlineData("/v1/clusters/x", 404, "not-found")]
    [InlineData("/v1/clusters/-1", 404, "not-found")]
    [InlineData("/v1/clusters?limit=0", 400, "bad-request")]
    [InlineData("/v1/clusters?limit=1001", 400, "bad-request")]
    [InlineData("/v1/clusters?before=x", 400, "bad-request")]
    [InlineData("/v1/clusters?since=yesterday-ish", 400, "bad-request")]
    public async Task What_makes_no_sense_is_told(string path, int status, string type)
    {
        await using var service = LocalService.Start();
        await ProblemAsync(await service.Client.GetAsync(path, Token), status, type);
    }
}
