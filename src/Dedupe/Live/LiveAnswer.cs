using System.Text.Json;

namespace Dedupe.Live;

/// <summary>
/// What a live index says of an item that was sent or asked about: one JSON object, and what stands in it as values.
/// Shares have the four digits that the JSON has. Values are read from the JSON when one is asked for, once: tens of
/// microseconds; what is only passed on as JSON costs none of it. Immutable, and safe for threads.
/// </summary>
public sealed class LiveAnswer
{
    private readonly Relation? relation;
    private AnswerContent? content;

    /// <summary>Makes an answer.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="relation">The relation, where it is known without a look at that.</param>
    internal LiveAnswer(ReadOnlyMemory<byte> json, Relation? relation = null) =>
        (Json, this.relation) = (json, relation);

    /// <summary>The whole answer as one JSON object in UTF-8, without a line end: see docs/service.md.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Number of the article in the store, 1 and more; 0 when nothing was stored.</summary>
    public long Number { get; internal init; }

    /// <summary>Why the item was not taken; null when it was, and then everything else here says something.</summary>
    public Rejection? Rejection { get; internal init; }

    /// <summary>The very same version was there already: nothing was stored, and the rest is the answer that was given
    /// then. <see cref="LiveIndex.ClusterOf"/> says in which cluster it is today.</summary>
    public bool IsRepeat { get; internal init; }

    /// <summary>The relation to the best match; <see cref="Dedupe.Relation.None"/> when nothing matches.</summary>
    public Relation Relation => relation ?? Content.Relation;

    /// <summary>The cluster that the item joined, or would join; null when it is in none.</summary>
    public AnswerCluster? Cluster => Content.Cluster;

    /// <summary>The articles that it shares something with, the best first; ten at most.</summary>
    public IReadOnlyList<AnswerMatch> Matches => Content.Matches;

    /// <summary>What its headline or status says of it in one word, such as CORRECTED or KILL; null when they say
    /// nothing. See <see cref="DocumentInfo.Label"/>.</summary>
    public string? Label => Content.Label;

    /// <summary>The agency that it is credited to; null when none is known.</summary>
    public string? Agency => Content.Agency;

    /// <summary>Number of the version before it, in the order of versions; 0 for the first.</summary>
    public long RevisionOf => Content.RevisionOf;

    /// <summary>Number of the latest version of the item, when that is a later one; 0 when this is the
    /// latest.</summary>
    public long SupersededBy => Content.SupersededBy;

    /// <summary>The other versions of the item, in order of arrival; the latest 100 at most. Title and date are not
    /// told.</summary>
    public IReadOnlyList<AnswerArticle> Versions => Content.Versions;

    /// <summary>Who else carries the story, when the item takes it back (a kill, or one withdrawn); 1000 at
    /// most.</summary>
    public IReadOnlyList<AnswerArticle> Carriers => Content.Carriers;

    /// <summary>A part of the index was being made anew: there may be more matches.</summary>
    public bool IsIncomplete => Content.IsIncomplete;

    // Who else reads it at the same time reads the same.
    private AnswerContent Content => content ??= AnswerReader.Read(Json);

    /// <summary>Reads an answer that was kept (<see cref="LiveArticle.Answer"/>), or that the service sent.</summary>
    /// <param name="json">One JSON object in UTF-8; kept, not copied.</param>
    /// <exception cref="JsonException">It is no answer.</exception>
    public static LiveAnswer Parse(ReadOnlyMemory<byte> json)
    {
        var read = AnswerReader.Read(json);
        return new LiveAnswer(json)
        {
            content = read,
            Number = read.Number,
            Rejection = read.Rejection,
            IsRepeat = read.IsRepeat,
        };
    }
}
