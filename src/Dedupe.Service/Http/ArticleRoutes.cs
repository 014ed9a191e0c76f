using System.Text;
using Dedupe.Live;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Articles: sent, asked about, shown, removed.</summary>
internal sealed class ArticleRoutes(ServiceParts parts)
{
    private const string Prefix = "/v1/articles/";

    /// <summary><c>POST /v1/articles</c>: stores items, once all of the body is here.</summary>
    public async Task AddAsync(HttpContext context)
    {
        using var body = await parts.Bodies.ReadAsync(context);
        var read = await ReadAsync(context, body);
        var caller = Asking.Of(context).Caller;
        foreach (var item in read.Items)
        {
            if (item.Rejection is null && !caller.Owns(item.Item.Document.Source.Span))
                throw new ProblemException(
                    StatusCodes.Status403Forbidden, ProblemTypes.WrongSource,
                    "The key is for other sources than that of an item. Nothing is stored.")
                { Taken = 0 };
        }

        LiveItem[] items =
            [.. read.Items.Where(static item => item.Rejection is null).Select(static item => item.Item)];
        var answers = items.Length == 0 ? [] : await parts.Index.AddAsync(items, context.RequestAborted);
        foreach (var answer in answers)
            parts.Meters.Article(answer);
        parts.Meters.Rejected(read.Items.Count - items.Length);
        await ItemAnswers.WriteAsync(context, read, answers);
    }

    /// <summary><c>POST /v1/query</c>: what items would be copies of; nothing is stored.</summary>
    public async Task QueryAsync(HttpContext context)
    {
        using var body = await parts.Bodies.ReadAsync(context);
        var read = await ReadAsync(context, body);
        var answers = new List<LiveAnswer>(read.Items.Count);
        foreach (var item in read.Items)
        {
            if (item.Rejection is null)
                answers.Add(parts.Index.Query(item.Item, context.RequestAborted));
        }

        await ItemAnswers.WriteAsync(context, read, answers);
    }

    /// <summary><c>GET /v1/articles/{id}</c>: the versions of an item, with their texts.</summary>
    public Task ShowAsync(HttpContext context)
    {
        var (source, id) = ItemOf(context);
        var versions = context.Request.Query.ContainsKey("source")
            ? parts.Store.ReadItem(source, id)
            : parts.Store.ReadItems(id);
        if (versions.Count == 0)
            throw NotFound();
        var caller = Asking.Of(context).Caller;
        var now = parts.Now;
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteStartArray("versions"u8);
            foreach (var article in versions)
            {
                var isShown = caller.MaySee(article, now);
                json.WriteStartObject();
                ArticleJson.WriteFields(json, article, isShown);
                if (article.State == LiveState.Present && ItemVersions.Latest(article, Others(article)) is { } later)
                    json.WriteNumber("supersededBy"u8, later.Number);
                json.WriteNumber("words"u8, article.Words);
                if (parts.Index.ClusterOf(article.Number) is > 0 and var cluster)
                    json.WriteNumber("cluster"u8, cluster);
                if (isShown)
                    json.Text("text"u8, article.Document.Text.Span);
                WritePairs(json, article.Number);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

        // There may be items of several sources.
        IEnumerable<LiveArticle> Others(LiveArticle article) =>
            versions.Where(other => ItemVersions.AreOfOneItem(other.Document, article.Document));
    }

    /// <summary><c>DELETE /v1/articles/{id}</c>: removes an item, or takes it down (<c>forget=true</c>).</summary>
    public async Task RemoveAsync(HttpContext context)
    {
        var (source, id) = ItemOf(context);
        var asking = Asking.Of(context);
        asking.Item = (source, id);
        if (!asking.Caller.Owns(Encoding.UTF8.GetBytes(source)))
            throw new ProblemException(
                StatusCodes.Status403Forbidden, ProblemTypes.WrongSource, "The key is for other sources.");
        var forget = QueryValues.Flag(context.Request, "forget");
        var versions = await parts.Index.RemoveAsync(source, id, forget, context.RequestAborted);
        if (versions == 0)
            throw NotFound();
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.Text("source"u8, source);
            json.WriteNumber(forget ? "forgotten"u8 : "removed"u8, versions);
            json.WriteEndObject();
        });
    }

    private async Task<ReadItems> ReadAsync(HttpContext context, Body body)
    {
        var read = await parts.Items.ReadAsync(body.Text, context.Request, context.RequestAborted);
        Asking.Of(context).Items = read.Items.Count;
        if (read.Items.Count == 0)
            throw new ProblemException(
                StatusCodes.Status400BadRequest, ProblemTypes.BadRequest, "There is no item in the body.")
            { Taken = 0 };
        return read;
    }

    private void WritePairs(System.Text.Json.Utf8JsonWriter json, long number)
    {
        json.WriteStartArray("pairs"u8);
        foreach (var pair in parts.Store.ReadPairs(number))
        {
            var isLater = pair.Article == number;
            json.WriteStartObject();
            json.WriteNumber("number"u8, isLater ? pair.Other : pair.Article);
            json.WriteString("relation"u8, Names.Of(pair.Relation));
            json.Share("jaccard"u8, pair.Jaccard);
            json.Share("coverage"u8, isLater ? pair.Coverage : pair.OtherCoverage);
            json.Share("otherCoverage"u8, isLater ? pair.OtherCoverage : pair.Coverage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Ids may have slashes and dots; only the target as it was sent has them as they are.
    private static (string Source, string Id) ItemOf(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?', 2)[0];
        var at = path.IndexOf(Prefix, StringComparison.Ordinal);
        var id = at < 0 ? "" : Uri.UnescapeDataString(path[(at + Prefix.Length)..]);
        return id.Length == 0 ? throw NotFound() : (context.Request.Query["source"].ToString(), id);
    }

    private static ProblemException NotFound() => new(
        StatusCodes.Status404NotFound, ProblemTypes.NotFound, "There is no such item, or it is of another ?source=.");
}
