using Dedupe.Service.Access;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

/// <summary>Who gets in, and who does not.</summary>
public sealed class AccessTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly string Item = Stories.Item("a", Stories.Harbour);

    [Fact]
    public async Task Behind_a_proxy_nobody_gets_in_without_a_key()
    {
        await using var service = LocalService.Start(static options => options with { IsBehindProxy = true });
        using var answer = await service.PostAsync("/v1/articles", Item);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        await ProblemAsync(answer, 401, "no-key");
        await ProblemAsync(await service.Client.GetAsync("/v1/stats", Token), 401, "no-key");
        await ProblemAsync(await service.Client.GetAsync("/metrics", Token), 401, "no-key");
        await JsonAsync(await service.Client.GetAsync("/health/live", Token));
        var page = await service.Client.GetStringAsync("/", Token);
        Assert.DoesNotContain("<dl>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dedupe_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("dedupe_")]
    [InlineData("dedupe__")]
    [InlineData("x")]
    [InlineData("")]
    public async Task A_key_that_is_none_lets_nobody_in_even_on_this_machine(string key)
    {
        await using var service = LocalService.Start();
        using var answer = await service.SendAsync(
            HttpMethod.Get, "/v1/stats", change: request => request.Headers.TryAddWithoutValidation(
                "Authorization", "Bearer " + key));
        await ProblemAsync(answer, 401, "bad-key");
    }

    [Fact]
    public async Task A_scope_is_for_what_it_says()
    {
        await using var service = LocalService.Start();
        var read = service.NewKey(KeyScopes.Read);
        var ingest = service.NewKey(KeyScopes.Ingest);
        var admin = service.NewKey(KeyScopes.Admin);

        await ProblemAsync(await service.PostAsync("/v1/articles", Item), 401, "no-key");
        await ProblemAsync(await service.PostAsync("/v1/articles", Item, key: read), 403, "wrong-scope");
        await JsonAsync(await service.PostAsync("/v1/articles", Item, key: ingest));
        await ProblemAsync(await service.PostAsync("/v1/query", Item, key: ingest), 403, "wrong-scope");
        await JsonAsync(await service.PostAsync("/v1/query", Item, key: read));
        foreach (var (method, path) in ((HttpMethod, string)[])
            [(HttpMethod.Delete, "/v1/articles/a?source=Wire"), (HttpMethod.Post, "/v1/settle"),
                (HttpMethod.Get, "/v1/webhooks"), (HttpMethod.Post, "/v1/webhooks")])
        {
            await ProblemAsync(await service.SendAsync(method, path, key: ingest), 403, "wrong-scope");
            await ProblemAsync(await service.SendAsync(method, path, key: read), 403, "wrong-scope");
        }

        await JsonAsync(await service.SendAsync(HttpMethod.Post, "/v1/settle", key: admin));
        await JsonAsync(await service.PostAsync("/v1/query", Item, key: admin));
    }

    [Fact]
    public async Task A_key_is_bound_to_its_sources()
    {
        await using var service = LocalService.Start();
        var wire = service.NewKey(KeyScopes.Admin, "WIRE");
        var post = service.NewKey(KeyScopes.Admin, "Post");

        var other = Item + "\n" + Item.Replace("\"Wire\"", "\"Post\"", StringComparison.Ordinal) + "\n";
        await ProblemAsync(
            await service.PostAsync("/v1/articles", other, "application/x-ndjson", wire), 403, "wrong-source");
        Assert.Equal(0, service.Store.Count().LastArticle);
        await JsonAsync(await service.PostAsync("/v1/articles", Item, key: wire));
        await ProblemAsync(
            await service.SendAsync(HttpMethod.Delete, "/v1/articles/a?source=Wire", key: post), 403, "wrong-source");
        await JsonAsync(await service.SendAsync(HttpMethod.Delete, "/v1/articles/a?source=Wire", key: wire));
    }

    [Fact]
    public async Task A_key_that_was_taken_back_is_good_for_nothing()
    {
        await using var service = LocalService.Start();
        var key = service.NewKey(KeyScopes.Read);
        await JsonAsync(await service.SendAsync(HttpMethod.Get, "/v1/stats", key: key));
        Assert.True(service.Keys.Revoke(service.Keys.Read().Single().Id));
        for (var tries = 0; tries < 100; tries++)
        {
            using var answer = await service.SendAsync(HttpMethod.Get, "/v1/stats", key: key);
            if ((int)answer.StatusCode == 401)
                return;
            await Task.Delay(50, Token);
        }

        Assert.Fail("It is still good.");
    }

    [Fact]
    public async Task What_is_under_embargo_is_shown_to_its_own_alone()
    {
        await using var service = LocalService.Start();
        var wire = service.NewKey(KeyScopes.Read | KeyScopes.Ingest, "Wire");
        var post = service.NewKey(KeyScopes.Read | KeyScopes.Ingest, "Post");
        var read = service.NewKey(KeyScopes.Read);
        var hidden = Stories.Item("a", Stories.Harbour, ",\"embargo\":\"2999-01-01T00:00:00Z\"");
        await JsonAsync(await service.PostAsync("/v1/articles", hidden, key: wire));
        var copy = Stories.Item("b", Stories.Harbour + " " + Stories.Orchard)
            .Replace("\"Wire\"", "\"Post\"", StringComparison.Ordinal)
            .Replace("A headline", "Another", StringComparison.Ordinal);
        var told = await JsonAsync(await service.PostAsync("/v1/articles", copy, key: post));
        Assert.True((bool)told["matches"]![0]!["embargoed"]!);

        foreach (var key in (string[])[post, read])
        {
            foreach (var path in (string[])
                ["/v1/articles/a", "/v1/clusters", "/v1/clusters/1", "/v1/clusters/2", "/v1/clusters?text=headline"])
            {
                using var answer = await service.SendAsync(HttpMethod.Get, path, key: key);
                var text = await answer.Content.ReadAsStringAsync(Token);
                Assert.DoesNotContain("A headline", text, StringComparison.Ordinal);
                if (path.EndsWith("/a", StringComparison.Ordinal))
                    Assert.DoesNotContain("Halcyon", text, StringComparison.Ordinal);
            }

            var found = await JsonAsync(
                await service.SendAsync(HttpMethod.Get, "/v1/clusters?text=headline", key: key));
            Assert.Empty(found["clusters"]!.AsArray());
            var asked = await service.SendAsync(
                HttpMethod.Post, "/v1/compare",
                Content(
                    "{\"a\":\"x y z\",\"b\":{\"id\":\"a\",\"source\":\"Wire\"}}"u8.ToArray(), "application/json"), key);
            await ProblemAsync(asked, 404, "not-found");
        }

        var own = await JsonAsync(await service.SendAsync(HttpMethod.Get, "/v1/articles/a", key: wire));
        Assert.Equal(Stories.Harbour, (string?)own["versions"]![0]!["text"]);
        var seen = await JsonAsync(await service.SendAsync(HttpMethod.Get, "/v1/clusters?text=headline", key: wire));
        Assert.Single(seen["clusters"]!.AsArray());
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_again()
    {
        await using var service = LocalService.Start(
            options => options with { Limits = options.Limits with { RequestsPerSecond = 2 } });
        for (var request = 0; request < 20; request++)
        {
            using var answer = await service.Client.GetAsync("/health/live", Token);
            if ((int)answer.StatusCode != 429)
                continue;
            Assert.Equal(1, answer.Headers.RetryAfter?.Delta?.TotalSeconds);
            await ProblemAsync(answer, 429, "too-many-requests");
            return;
        }

        Assert.Fail("Twenty requests went through.");
    }

    [Fact]
    public async Task The_audit_log_says_who_did_what_without_keys_and_texts()
    {
        var log = Path.Combine(Path.GetTempPath(), $"dedupe-audit-{Guid.NewGuid():N}.jsonl");
        try
        {
            string key;
            await using (var service = LocalService.Start(options => options with { AuditFile = log }))
            {
                key = service.NewKey(KeyScopes.Admin);
                await JsonAsync(await service.PostAsync("/v1/articles", Item, key: key));
                await JsonAsync(await service.SendAsync(HttpMethod.Delete, "/v1/articles/a?source=Wire", key: key));
                await ProblemAsync(await service.PostAsync("/v1/articles", Item), 401, "no-key");
            }

            var text = await File.ReadAllTextAsync(log, Token);
            Assert.DoesNotContain(key[20..], text, StringComparison.Ordinal);
            Assert.DoesNotContain("Halcyon", text, StringComparison.Ordinal);
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains(lines, static line => line.Contains("\"name\":\"somebody\"", StringComparison.Ordinal)
                && line.Contains("\"method\":\"POST\",\"route\":\"/v1/articles\",\"items\":1,\"status\":200",
                    StringComparison.Ordinal));
            Assert.Contains(lines, static line => line.Contains(
                "\"method\":\"DELETE\",\"route\":\"/v1/articles/{**id}\",\"source\":\"Wire\",\"id\":\"a\"," +
                    "\"status\":200",
                StringComparison.Ordinal));
            Assert.Contains(lines, static line => line.Contains("\"status\":401,\"problem\":\"no-key\"",
                StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(log);
        }
    }
}
