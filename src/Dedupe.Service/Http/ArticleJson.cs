using System.Text;
using System.Text.Json;
using Dedupe.Live;

namespace Dedupe.Service.Http;

/// <summary>Writes articles, clusters and events as they stand in answers.</summary>
internal static class ArticleJson
{
    /// <summary>Writes what an article is, without its text.</summary>
    /// <param name="json">Where to; within an object.</param>
    /// <param name="article">The article.</param>
    /// <param name="isShown">Whether whoever asks may see what it says.</param>
    public static void WriteFields(Utf8JsonWriter json, LiveArticle article, bool isShown)
    {
        var document = article.Document;
        json.WriteNumber("number"u8, article.Number);
        json.Text("id"u8, document.Id.Span);
        json.Text("source"u8, document.Source.Span);
        json.Text("version"u8, document.Version.Span);
        json.Time("date"u8, document.Date);
        if (isShown)
        {
            json.Text("title"u8, document.Title.Span);
            json.Text("status"u8, document.Status.Span);
            json.Text("url"u8, document.Url.Span);
        }
        else
        {
            json.WriteBoolean("embargoed"u8, true);
        }

        json.Time("embargo"u8, article.EmbargoedUntil);
        json.Time("arrived"u8, article.ArrivedAt);
        json.Text("agency"u8, article.Agency);
        if (article.State != LiveState.Present)
            json.WriteString("state"u8, Lower(article.State.ToString()));
    }

    /// <summary>Writes what a cluster is, without its members.</summary>
    public static void WriteFields(Utf8JsonWriter json, LiveCluster cluster)
    {
        json.WriteNumber("number"u8, cluster.Number);
        json.Text("id"u8, cluster.Id);
        json.WriteNumber("size"u8, cluster.Size);
        json.Text("reason"u8, cluster.Reason);
        json.WriteBoolean("settled"u8, cluster.IsSettled);
        json.Time("changed"u8, cluster.ChangedAt);
    }

    /// <summary>Writes how a member relates to the representative.</summary>
    public static void WriteFields(Utf8JsonWriter json, LiveMember member)
    {
        json.WriteString("relation"u8, Names.Of(member.Relation));
        json.Share("jaccard"u8, member.Jaccard);
        json.Share("containment"u8, member.Containment);
        json.Share("coverage"u8, member.Coverage);
        json.Share("proseCoverage"u8, member.ProseCoverage);
        if (member.IsFromRepresentative)
            json.WriteBoolean("fromRepresentative"u8, true);
    }

    /// <summary>Writes an event: numbers and identities, nothing that an article says.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="happened">The event.</param>
    /// <param name="article">Its article; null when it has none, or that is not there any more.</param>
    public static void Write(Utf8JsonWriter json, LiveEvent happened, LiveArticle? article)
    {
        json.WriteStartObject();
        json.WriteNumber("number"u8, happened.Number);
        json.WriteString("kind"u8, Lower(happened.Kind.ToString()));
        json.Time("at"u8, happened.At);
        if (happened.Article > 0)
            json.WriteNumber("article"u8, happened.Article);
        if (article is { State: not LiveState.Forgotten })
        {
            json.Text("id"u8, article.Document.Id.Span);
            json.Text("source"u8, article.Document.Source.Span);
            json.Text("version"u8, article.Document.Version.Span);
        }

        if (happened.Cluster > 0)
            json.WriteNumber("cluster"u8, happened.Cluster);
        if (happened.Other > 0)
            json.WriteNumber("other"u8, happened.Other);
        json.WriteEndObject();
    }

    /// <summary>The events with their articles, which are read together.</summary>
    public static IEnumerable<(LiveEvent Happened, LiveArticle? Article)> WithArticles(
        ILiveStore store, IReadOnlyList<LiveEvent> events)
    {
        long[] numbers = [.. events.Select(static happened => happened.Article).Where(static number => number > 0)
            .Distinct()];
        var articles = new Dictionary<long, LiveArticle>();
        foreach (var article in store.Read(numbers))
        {
            if (article is not null)
                articles[article.Number] = article;
        }

        return events.Select(happened => (happened, articles.GetValueOrDefault(happened.Article)));
    }

    /// <summary>The word for a kind of event.</summary>
    public static string WordOf(LiveEventKind kind) => Lower(kind.ToString());

    private static string Lower(string word) => word.ToLowerInvariant();

    /// <summary>Text in UTF-8 as a string.</summary>
    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
