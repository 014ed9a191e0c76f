using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

public sealed class ArticleRoutesTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_object_gets_one_answer_and_a_copy_is_told()
    {
        await using var service = LocalService.Start();
        var first = await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        Assert.Equal(1, (long)first["number"]!);
        Assert.Equal("none", (string?)first["relation"]);

        var second = await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));
        Assert.Equal("identical", (string?)second["relation"]);
        Assert.Equal("a", (string?)second["matches"]![0]!["id"]);
        Assert.Equal(2, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task The_same_again_gets_the_same_answer_and_changes_nothing()
    {
        await using var service = LocalService.Start();
        await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour));
        var first = await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));
        var again = await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("b", Stories.Harbour)));
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(2, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task What_is_stored_can_be_asked_for_and_removed_however_long_its_id_is()
    {
        await using var service = LocalService.Start();
        var longest = new string('é', 1024);
        var item = new JsonObject { ["id"] = longest, ["source"] = longest, ["text"] = Stories.Harbour };
        await JsonAsync(await service.PostAsync("/v1/articles", item.ToJsonString()));
        var place = $"/v1/articles/{Uri.EscapeDataString(longest)}?source={Uri.EscapeDataString(longest)}";
        await JsonAsync(await service.SendAsync(HttpMethod.Get, place));
        await JsonAsync(await service.SendAsync(HttpMethod.Delete, place + "&forget=true"));
        foreach (var name in (string[])["id", "source"])
        {
            var longer = item.DeepClone();
            longer[name] = longest + "e";
            var problem = await ProblemAsync(
                await service.PostAsync("/v1/articles", longer.ToJsonString()), 422, "rejected");
            Assert.Equal("oversized", (string?)problem["reason"]);
        }

        // What comes alone and is none is counted like what comes with others.
        Assert.Contains(
            "\ndedupe_articles_total{outcome=\"rejected\"} 2\n", await service.Client.GetStringAsync("/metrics", Token),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_get_a_line_each_and_what_is_wrong_costs_no_other()
    {
        await using var service = LocalService.Start();
        var lines = await LinesAsync(await service.PostAsync(
            "/v1/articles",
            Stories.Item("a", Stories.Harbour) + "\n{\"id\":\"b\"}\n{ broken\n\n" + Stories.Item("c",
                Stories.Orchard) + "\n",
            "application/x-ndjson"));
        Assert.Equal(4, lines.Length);
        Assert.Equal(1, (long)lines[0]["number"]!);
        Assert.Equal("missing-text", (string?)lines[1]["rejected"]!["reason"]);
        Assert.Equal(2, (long)lines[1]["line"]!);
        Assert.Equal("bad-json", (string?)lines[2]["rejected"]!["reason"]);
        Assert.Equal(2, (long)lines[3]["number"]!);
    }

    [Fact]
    public async Task A_list_and_lines_that_call_themselves_json_are_read_too()
    {
        await using var service = LocalService.Start();
        var (a, b) = (Stories.Item("a", Stories.Harbour), Stories.Item("b", Stories.Orchard));
        Assert.Equal(2, (await LinesAsync(await service.PostAsync("/v1/articles", $"[{a},\n {b}]"))).Length);
        Assert.Equal(2, (await LinesAsync(await service.PostAsync("/v1/articles", $"{a}\n{b}"))).Length);
        Assert.Equal(
            2,
            (await LinesAsync(await service.PostAsync(
                "/v1/articles", $"{a}\n{b}", "application/x-www-form-urlencoded"))).Length);
        Assert.Equal(2, service.Store.Count().LastArticle);

        // An object on several lines is one.
        var one = await JsonAsync(await service.PostAsync(
            "/v1/query", "\n" + a.Replace("\",\"", "\",\n \"", StringComparison.Ordinal) + "\n"));
        Assert.Equal("identical", (string?)one["relation"]);
    }

    [Theory]
    [InlineData("text/csv", "id,source,text\na,Wire,\"{0}\"\n")]
    [InlineData(
        "application/rss+xml",
        "<rss version=\"2.0\"><channel><item><guid>a</guid><title>T</title><description>{0}</description></item>" +
        "</channel></rss>")]
    [InlineData(
        "text/xml",
        "<rss version=\"2.0\"><channel><item><guid>a</guid><title>T</title><description>{0}</description></item>" +
        "</channel></rss>")]
    [InlineData("text/plain", "{0}")]
    [InlineData("text/html; charset=utf-8", "<html><body><article><p>{0}</p></article></body></html>")]
    public async Task Any_format_of_files_is_a_body(string type, string body)
    {
        await using var service = LocalService.Start();
        var lines = await LinesAsync(await service.PostAsync(
            "/v1/articles?id=a&source=Wire", string.Format(null, body, Stories.Harbour), type));
        Assert.Equal("a", (string?)Assert.Single(lines)["id"]);
        Assert.Equal("Wire", (string?)lines[0]["source"]);
        var copy = await JsonAsync(await service.PostAsync("/v1/query", Stories.Item("q", Stories.Harbour)));
        Assert.Equal("identical", (string?)copy["relation"]);
    }

    [Fact]
    public async Task A_body_that_is_one_document_needs_an_id()
    {
        await using var service = LocalService.Start();
        await ProblemAsync(
            await service.PostAsync("/v1/articles", Stories.Harbour, "text/plain"), 400, "bad-request");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Packed_bodies_are_unpacked(string encoding)
    {
        await using var service = LocalService.Start();
        var answer = await JsonAsync(await service.SendAsync(
            HttpMethod.Post, "/v1/articles",
            Content(Packed(encoding, Encoding.UTF8.GetBytes(Stories.Item("a", Stories.Harbour))), "application/json",
                encoding)));
        Assert.Equal(1, (long)answer["number"]!);
    }

    [Fact]
    public async Task A_question_stores_nothing()
    {
        await using var service = LocalService.Start();
        await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour));
        var answer = await JsonAsync(await service.PostAsync("/v1/query", Stories.Item("b", Stories.Harbour)));
        Assert.Equal("identical", (string?)answer["relation"]);
        Assert.Null(answer["number"]);
        Assert.Equal(1, service.Store.Count().LastArticle);
    }

    [Fact]
    public async Task One_item_that_is_none_is_a_problem_with_its_reason()
    {
        await using var service = LocalService.Start();
        var problem = await ProblemAsync(await service.PostAsync("/v1/articles", """{"id":"a"}"""), 422, "rejected");
        Assert.Equal("missing-text", (string?)problem["reason"]);
        problem = await ProblemAsync(
            await service.PostAsync("/v1/articles", """{"id":"a","text":"!!!"}"""), 422, "rejected");
        Assert.Equal("empty", (string?)problem["reason"]);
    }

    [Fact]
    public async Task An_item_is_shown_and_removed_whatever_its_id_looks_like()
    {
        await using var service = LocalService.Start();
        const string Id = "https://example.org/a/../b?c=d&e=%2F ü";
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item(Id, Stories.Harbour)));
        var path = "/v1/articles/" + Uri.EscapeDataString(Id);

        var shown = await JsonAsync(await service.Client.GetAsync(path, Token));
        Assert.Equal(Id, (string?)shown["id"]);
        Assert.Equal(Stories.Harbour, (string?)shown["versions"]![0]!["text"]);
        await ProblemAsync(await service.Client.GetAsync(path + "?source=Other", Token), 404, "not-found");

        await ProblemAsync(await service.Client.DeleteAsync(path + "?source=Other", Token), 404, "not-found");
        var removed = await JsonAsync(await service.Client.DeleteAsync(path + "?source=Wire", Token));
        Assert.Equal(1, (int)removed["removed"]!);
        var copy = await JsonAsync(await service.PostAsync("/v1/query", Stories.Item("q", Stories.Harbour)));
        Assert.Equal("none", (string?)copy["relation"]);
    }

    [Fact]
    public async Task What_is_forgotten_is_shown_no_more()
    {
        await using var service = LocalService.Start();
        await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));
        var gone = await JsonAsync(await service.Client.DeleteAsync("/v1/articles/a?source=Wire&forget=true", Token));
        Assert.Equal(1, (int)gone["forgotten"]!);
        using var answer = await service.Client.GetAsync("/v1/articles/a", Token);
        Assert.DoesNotContain("Halcyon", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embargo_that_cannot_be_read_is_no_embargo_that_is_not_there()
    {
        await using var service = LocalService.Start();
        await ProblemAsync(
            await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour, ",\"embargo\":\"soon\"")), 422,
            "rejected");
        await ProblemAsync(
            await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour, ",\"\\u0065mbargo\":\"soon\"")),
            422, "rejected");
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    internal static byte[] Packed(string encoding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
            : new ZstdSharp.CompressionStream(packed, leaveOpen: true))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
