using System.Text.Json.Nodes;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

public sealed class CompareRouteTests
{
    [Fact]
    public async Task Texts_and_stored_items_are_compared()
    {
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        JsonNode stored = new JsonObject { ["id"] = "a", ["source"] = "Wire" };
        JsonNode text = new JsonObject { ["text"] = Stories.Harbour + " " + Stories.Orchard, ["date"] = "2026-01-01" };
        var pair = await AskAsync(service, Stories.Harbour, Stories.Harbour);
        Assert.Equal("identical", (string?)pair["relation"]);
        pair = await AskAsync(service, stored, text);
        Assert.Equal("a", (string?)pair["a"]);
        Assert.Equal("derived", (string?)pair["relation"]);
        pair = await AskAsync(service, Stories.Orchard, stored.DeepClone());
        Assert.Equal("none", (string?)pair["relation"]);
    }

    [Fact]
    public async Task The_mark_that_UTF8_may_begin_with_is_no_fault()
    {
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/compare", "\uFEFF{\"a\":\"x\",\"b\":\"x\"}"));
        await JsonAsync(await service.PostAsync("/v1/webhooks", "\uFEFF{\"url\":\"https://example.org/\"}"), 201);
        await JsonAsync(await service.PostAsync("/v1/articles", "\uFEFF" + Stories.Item("a", Stories.Harbour)));
    }

    [Theory]
    [InlineData("{}", 400, "bad-request")]
    [InlineData("[]", 400, "bad-request")]
    [InlineData("{\"a\":\"x\"", 400, "cut-short")]
    [InlineData("{\"a\":\"x\",\"b\":1}", 400, "bad-request")]
    [InlineData("{\"a\":\"x\",\"b\":{\"text\":1}}", 400, "bad-request")]
    [InlineData("{\"a\":\"x\",\"b\":\"\\ud800\"}", 400, "bad-request")]
    [InlineData("{\"a\":\"x\",\"b\":\"!!\"}", 422, "rejected")]
    [InlineData("{\"a\":\"x\",\"b\":{\"id\":\"unknown\"}}", 404, "not-found")]
    public async Task What_makes_no_sense_is_told(string body, int status, string type)
    {
        await using var service = LocalService.Start();
        await ProblemAsync(await service.PostAsync("/v1/compare", body), status, type);
        Assert.Empty(service.Faults);
    }

    private static async Task<JsonNode> AskAsync(LocalService service, JsonNode a, JsonNode b) =>
        await JsonAsync(await service.PostAsync("/v1/compare", new JsonObject { ["a"] = a, ["b"] = b }.ToJsonString()));
}
