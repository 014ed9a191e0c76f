using System.Text.Json;

namespace Dedupe.Live;

/// <summary>Reads answers from JSON: the way back from <see cref="AnswerWriter"/>.</summary>
internal static class AnswerReader
{
    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AnswerContent Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return Read(parsed.RootElement);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException
            or IndexOutOfRangeException)
        {
            throw new JsonException($"This is no answer of a live index: {error.Message}", error);
        }
    }

    private static AnswerContent Read(JsonElement answer)
    {
        var id = answer.Word("id"u8) ?? throw new FormatException("It has no id.");
        var source = answer.Word("source"u8);
        return new AnswerContent
        {
            Number = answer.Number("number"u8),
            Rejection = answer.TryGetProperty("rejected"u8, out var rejected) ? RejectionOf(rejected) : null,
            IsRepeat = answer.Holds("repeat"u8),
            Relation = answer.TryGetProperty("relation"u8, out var relation)
                ? PairReader.Named<Relation>(relation, Names.Of)
                : Relation.None,
            Cluster = answer.TryGetProperty("cluster"u8, out var cluster) ? ClusterOf(cluster) : null,
            Matches = MatchesOf(answer, id),
            Label = answer.Word("label"u8),
            Agency = answer.Word("agency"u8),
            RevisionOf = answer.Number("revisionOf"u8),
            SupersededBy = answer.Number("supersededBy"u8),
            Versions = [.. answer.Items("versions"u8).Select(version => new AnswerArticle
            {
                Number = version.Number("number"u8),
                Id = id,
                Source = source,
                Version = version.Word("version"u8),
            })],
            Carriers = [.. answer.Items("carriers"u8).Select(ArticleOf)],
            IsIncomplete = answer.Holds("incomplete"u8),
        };
    }

    private static Rejection RejectionOf(JsonElement rejected) => new(
        new Origin("", 0), PairReader.Named<RejectionReason>(rejected.GetProperty("reason"u8), Names.Of),
        rejected.Word("detail"u8));

    private static AnswerCluster ClusterOf(JsonElement cluster) => new()
    {
        Number = cluster.Number("number"u8),
        Size = cluster.GetProperty("size"u8).GetInt32(),
        Representative = cluster.Number("representative"u8),
        RepresentativeId = cluster.Word("representativeId"u8) ?? "",
        Current = cluster.Number("current"u8),
        Reason = cluster.Word("reason"u8),
    };

    private static AnswerArticle ArticleOf(JsonElement article) => new()
    {
        Number = article.Number("number"u8),
        Archive = article.Word("archive"u8),
        IsEmbargoed = article.Holds("embargoed"u8),
        Id = article.Word("id"u8) ?? "",
        Source = article.Word("source"u8),
        Version = article.Word("version"u8),
        Title = article.Word("title"u8),
        Date = article.TryGetProperty("date"u8, out var date) ? date.GetDateTimeOffset() : null,
    };

    // Pairs are those of the first matches; what is under embargo has none.
    private static List<AnswerMatch> MatchesOf(JsonElement answer, string id)
    {
        var pairs = new Queue<JsonElement>(answer.Items("pairs"u8));
        var matches = new List<AnswerMatch>();
        foreach (var match in answer.Items("matches"u8))
        {
            var read = MatchOf(match);
            matches.Add(read.Article.IsEmbargoed || !pairs.TryDequeue(out var pair)
                ? read
                : read with { Pair = PairReader.Read(pair, id, read) });
        }

        return matches;
    }

    private static AnswerMatch MatchOf(JsonElement match) => new()
    {
        Article = ArticleOf(match),
        Relation = PairReader.Named<Relation>(match.GetProperty("relation"u8), Names.Of),
        Jaccard = match.Share("jaccard"u8),
        Coverage = match.Share("coverage"u8),
        OtherCoverage = match.Share("otherCoverage"u8),
        ProseCoverage = match.Share("proseCoverage"u8),
        Cluster = match.Number("cluster"u8),
    };
}
