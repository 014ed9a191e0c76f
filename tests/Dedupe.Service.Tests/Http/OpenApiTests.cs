using System.Text.Json.Nodes;
using Dedupe.Live;
using Dedupe.Service.Http;
using Microsoft.AspNetCore.Routing;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

/// <summary>The description of the API says what there is, no more and no less.</summary>
public sealed class OpenApiTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_the_routes_that_there_are_and_who_may_ask()
    {
        await using var service = LocalService.Start();
        var api = await JsonAsync(await service.Client.GetAsync("/openapi.json", Token));
        Assert.StartsWith("3.1.", (string?)api["openapi"], StringComparison.Ordinal);

        var described = api["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject().Select(
            one => $"{one.Key.ToUpperInvariant()} {path.Key} {Scope(one.Value!)}"));
        var there = service.Routes.OfType<RouteEndpoint>()
            .Where(static route => route.Metadata.GetMetadata<Needs>() is not null)
            .Select(static route =>
                $"{route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} " +
                $"{route.RoutePattern.RawText!.Replace("**", "", StringComparison.Ordinal)} " +
                Word(route.Metadata.GetMetadata<Needs>()!));
        Assert.Equal(there.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_has_all_kinds_of_events_and_problems()
    {
        await using var service = LocalService.Start();
        var schemas = (
            await JsonAsync(await service.Client.GetAsync("/openapi.json", Token)))["components"]!["schemas"]!;
        Assert.Equal(Enum.GetValues<LiveEventKind>().Select(ArticleJson.WordOf), Words(schemas["EventKind"]!));
        Assert.Equal(
            ProblemTypes.All.Select(ProblemTypes.UriOf).Order(StringComparer.Ordinal),
            Words(schemas["Problem"]!["properties"]!["type"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whatever_it_refers_to_is_there_and_every_answer_has_an_example()
    {
        await using var service = LocalService.Start();
        var api = await JsonAsync(await service.Client.GetAsync("/openapi.json", Token));
        foreach (var reference in All(api).OfType<JsonObject>().Select(static one =>
            (string?)one["$ref"]).OfType<string>())
        {
            var at = api;
            foreach (var part in reference.Split('/').Skip(1))
                at = at![part];
            Assert.NotNull(at);
        }

        foreach (var (path, one) in api["paths"]!.AsObject())
        {
            foreach (var (_, asked) in one!.AsObject())
            {
                var json = asked!["responses"]!["200"]?["content"]?["application/json"];
                Assert.True(json is null || path == "/openapi.json" || json["example"] is not null, path);
            }
        }
    }

    private static string Scope(JsonNode operation) =>
        (string?)operation["security"]!.AsArray().FirstOrDefault()?["key"]![0] ?? "";

    private static string Word(Needs needs) =>
        needs.Scopes == Dedupe.Service.Access.KeyScopes.None ? "" : needs.Scopes.ToString().ToLowerInvariant();

    private static IEnumerable<string?> Words(JsonNode schema) =>
        schema["enum"]!.AsArray().Select(static word => (string?)word);

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(static property => All(property.Value)).Prepend(one),
        JsonArray list => list.SelectMany(All).Prepend(list),
        null => [],
        _ => [node],
    };
}
