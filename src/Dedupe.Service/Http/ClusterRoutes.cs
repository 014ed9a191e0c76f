using System.Globalization;
using System.Text.Json;
using Dedupe.Live;
using Dedupe.Service.Access;
using Dedupe.Service.Stores;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Clusters: one with its members, and lists of them.</summary>
internal sealed class ClusterRoutes(ServiceParts parts)
{
    private const int MostClusters = 1000;

    /// <summary><c>GET /v1/clusters/{number}</c>.</summary>
    public Task ShowAsync(HttpContext context)
    {
        if (!long.TryParse(
                context.Request.RouteValues["number"] as string, NumberStyles.None, CultureInfo.InvariantCulture,
                out var number)
            || parts.Store.ReadCluster(number) is not var (cluster, members))
            throw new ProblemException(
                StatusCodes.Status404NotFound, ProblemTypes.NotFound, "There is no such cluster any more.");
        var articles = parts.Store.Read([.. members.Select(static member => member.Article)]);
        var later = new LaterVersions(parts.Store, number);
        var caller = Asking.Of(context).Caller;
        var now = parts.Now;
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            ArticleJson.WriteFields(json, cluster);
            json.WriteStartArray("members"u8);
            for (var place = 0; place < members.Count; place++)
            {
                json.WriteStartObject();
                if (articles[place] is { } article)
                {
                    ArticleJson.WriteFields(json, article, caller.MaySee(article, now));
                    later.Write(json, article);
                }

                ArticleJson.WriteFields(json, members[place]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary><c>GET /v1/clusters</c>: those with the highest numbers first.</summary>
    public Task ListAsync(HttpContext context)
    {
        var request = context.Request;
        var query = new ClusterQuery
        {
            Since = QueryValues.Time(request, "since"),
            Source = request.Query["source"] is [{ Length: > 0 } source] ? source : null,
            Text = request.Query["text"] is [{ Length: > 0 } text] ? text : null,
            Before = QueryValues.Number(request, "before", 1, long.MaxValue),
            Limit = (int)(QueryValues.Number(request, "limit", 1, MostClusters) ?? 100),
        };
        var clusters = parts.Store.ReadClusters(query);
        var caller = Asking.Of(context).Caller;
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("clusters"u8);
            foreach (var cluster in clusters)
                Write(json, cluster, query, caller);
            json.WriteEndArray();
            if (clusters.Count == query.Limit)
                json.WriteNumber("before"u8, clusters[^1].Number);
            json.WriteEndObject();
        });
    }

    private void Write(Utf8JsonWriter json, LiveCluster cluster, ClusterQuery query, Caller caller)
    {
        var members = parts.Store.ReadCluster(cluster.Number)?.Members ?? [];
        if (query.Text is not null && !IsShownBy(query.Text, members, caller))
            return;
        json.WriteStartObject();
        ArticleJson.WriteFields(json, cluster);
        if (members.Count > 0 && parts.Store.Read([members[0].Article]) is [{ } first])
        {
            json.WriteStartObject("representative"u8);
            ArticleJson.WriteFields(json, first, caller.MaySee(first, parts.Now));
            new LaterVersions(parts.Store, cluster.Number).Write(json, first);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Words that stand in an embargoed headline alone must find nothing: finding would tell them.
    private bool IsShownBy(string text, IReadOnlyList<LiveMember> members, Caller caller)
    {
        var now = parts.Now;
        var articles = parts.Store.Read([.. members.Select(static member => member.Article)]);
        if (Array.TrueForAll(articles, article => article is null || caller.MaySee(article, now)))
            return true;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Array.Exists(articles, article => article is not null && caller.MaySee(article, now)
            && Array.TrueForAll(words, word => ArticleJson.Text(article.Document.Title).Contains(
                word, StringComparison.OrdinalIgnoreCase)));
    }
}
