using System.Globalization;
using System.Text;
using Dedupe.Reporting;

namespace Dedupe.Live;

/// <summary>Writes answers as JSON. Not thread-safe: one a thread.</summary>
internal sealed class AnswerWriter
{
    // Pairs with their passages, and matches in short.
    private const int MostPairs = 1;
    private const int MostMatches = 10;
    private const int MostVersions = 100;

    // ISO 8601 in UTC; fractions of a second only where there are some.
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private readonly LineWriter json = new();

    /// <summary>The answer to an item that was taken, or asked about.</summary>
    /// <param name="article">The article; its number is 0 when it was only asked about.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="isComplete">Whether all articles of the store were found by the index.</param>
    /// <param name="now">The time: what is under embargo then is not shown.</param>
    public byte[] Write(LiveArticle article, LiveDecision decision, bool isComplete, DateTimeOffset now)
    {
        Begin(article.Document, article.Number);
        if (decision.Label is not null)
            json.Text("label"u8, decision.Label);
        if (article.Agency is not null)
            json.Text("agency"u8, article.Agency);
        if (article.EmbargoedUntil is { } until)
            json.Text("embargo"u8, Text(until));
        WriteVersions(decision);
        json.Text("relation"u8, Names.Of(decision.Matches is [var first, ..] ? first.Pair.Relation : Relation.None));
        if (decision.Size > 0)
            WriteCluster(article, decision);
        WriteMatches(article, decision.Matches, now);
        WriteCarriers(decision, now);
        if (!isComplete)
            json.True("incomplete"u8);
        return End();
    }

    /// <summary>The answer to an item that was not taken.</summary>
    public byte[] WriteRejection(in Document document, Rejection rejection)
    {
        Begin(document, 0);
        json.BeginObject("rejected"u8);
        json.Text("reason"u8, Names.Of(rejection.Reason));
        if (rejection.Detail is not null)
            json.Text("detail"u8, rejection.Detail);
        json.EndObject();
        return End();
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);

    private void Begin(in Document document, long number)
    {
        json.Clear();
        json.BeginObject();
        if (number > 0)
            json.Number("number"u8, number);
        json.Text("id"u8, Valid(document.Id));
        if (!document.Source.IsEmpty)
            json.Text("source"u8, Valid(document.Source));
        if (!document.Version.IsEmpty)
            json.Text("version"u8, Valid(document.Version));
    }

    // What is rejected may be no UTF-8.
    private static byte[] Valid(ReadOnlyMemory<byte> text) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));

    private byte[] End()
    {
        json.EndObject();
        return json.Written.ToArray();
    }

    private void WriteVersions(LiveDecision decision)
    {
        if (decision.RevisionOf is { } before)
            json.Number("revisionOf"u8, before.Number);
        if (decision.SupersededBy is { } later)
            json.Number("supersededBy"u8, later.Number);
        if (decision.Versions.Count == 0)
            return;
        json.BeginArray("versions"u8);
        foreach (var version in decision.Versions.TakeLast(MostVersions))
        {
            json.BeginObject();
            json.Number("number"u8, version.Number);
            if (!version.Document.Version.IsEmpty)
                json.Text("version"u8, version.Document.Version.Span);
            json.EndObject();
        }

        json.EndArray();
    }

    private void WriteCluster(LiveArticle article, LiveDecision decision)
    {
        var representative = decision.Representative?.Article ?? article;
        json.BeginObject("cluster"u8);
        if (decision.Cluster > 0)
            json.Number("number"u8, decision.Cluster);
        json.Number("size"u8, decision.Size);
        if (representative.Number > 0)
            json.Number("representative"u8, representative.Number);
        json.Text("representativeId"u8, representative.Document.Id.Span);
        if (decision.Current is { } current)
            json.Number("current"u8, current.Number > 0 ? current.Number : article.Number);
        if (decision.Reason.Length > 0)
            json.Text("reason"u8, decision.Reason);
        json.EndObject();
    }

    private void WriteMatches(LiveArticle article, IReadOnlyList<LiveMatch> matches, DateTimeOffset now)
    {
        json.BeginArray("matches"u8);
        foreach (var match in matches.Take(MostMatches))
        {
            json.BeginObject();
            WriteArticle(match.Article, now);
            json.Text("relation"u8, Names.Of(match.Pair.Relation));
            json.Share("jaccard"u8, match.Pair.Jaccard);
            json.Share("coverage"u8, match.Pair.CoverageA);
            json.Share("otherCoverage"u8, match.Pair.CoverageB);
            json.Share("proseCoverage"u8, match.Pair.ProseCoverageA);
            if (match.Cluster > 0)
                json.Number("cluster"u8, match.Cluster);
            json.EndObject();
        }

        json.EndArray();
        json.BeginArray("pairs"u8);
        foreach (var match in matches.Take(MostPairs).Where(match => !IsHidden(match.Article, now)))
            PairLine.Write(json, match.Pair, article.Document.Id.Span, match.Article.Document.Id.Span);
        json.EndArray();
    }

    private void WriteCarriers(LiveDecision decision, DateTimeOffset now)
    {
        if (decision.Carriers.Count == 0)
            return;
        json.BeginArray("carriers"u8);
        foreach (var carrier in decision.Carriers)
        {
            json.BeginObject();
            WriteArticle(carrier, now);
            json.EndObject();
        }

        json.EndArray();
    }

    private void WriteArticle(LiveArticle article, DateTimeOffset now)
    {
        if (article.Archive is null)
            json.Number("number"u8, article.Number);
        else
            json.Text("archive"u8, article.Archive);
        if (IsHidden(article, now))
        {
            json.True("embargoed"u8);
            return;
        }

        json.Text("id"u8, article.Document.Id.Span);
        if (!article.Document.Source.IsEmpty)
            json.Text("source"u8, article.Document.Source.Span);
        if (!article.Document.Version.IsEmpty)
            json.Text("version"u8, article.Document.Version.Span);
        if (!article.Document.Title.IsEmpty)
            json.Text("title"u8, article.Document.Title.Span);
        if (article.Document.Date is { } date)
            json.Text("date"u8, Text(date));
    }

    private static bool IsHidden(LiveArticle article, DateTimeOffset now) => article.EmbargoedUntil > now;
}
