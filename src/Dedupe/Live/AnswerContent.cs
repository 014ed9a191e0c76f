namespace Dedupe.Live;

/// <summary>What stands in the JSON of an answer.</summary>
internal sealed record AnswerContent
{
    /// <summary>See <see cref="LiveAnswer.Number"/>.</summary>
    public long Number { get; init; }

    /// <summary>See <see cref="LiveAnswer.Rejection"/>.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>See <see cref="LiveAnswer.IsRepeat"/>.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>See <see cref="LiveAnswer.Relation"/>.</summary>
    public Relation Relation { get; init; }

    /// <summary>See <see cref="LiveAnswer.Cluster"/>.</summary>
    public AnswerCluster? Cluster { get; init; }

    /// <summary>See <see cref="LiveAnswer.Matches"/>.</summary>
    public IReadOnlyList<AnswerMatch> Matches { get; init; } = [];

    /// <summary>See <see cref="LiveAnswer.Label"/>.</summary>
    public string? Label { get; init; }

    /// <summary>See <see cref="LiveAnswer.Agency"/>.</summary>
    public string? Agency { get; init; }

    /// <summary>See <see cref="LiveAnswer.RevisionOf"/>.</summary>
    public long RevisionOf { get; init; }

    /// <summary>See <see cref="LiveAnswer.SupersededBy"/>.</summary>
    public long SupersededBy { get; init; }

    /// <summary>See <see cref="LiveAnswer.Versions"/>.</summary>
    public IReadOnlyList<AnswerArticle> Versions { get; init; } = [];

    /// <summary>See <see cref="LiveAnswer.Carriers"/>.</summary>
    public IReadOnlyList<AnswerArticle> Carriers { get; init; } = [];

    /// <summary>See <see cref="LiveAnswer.IsIncomplete"/>.</summary>
    public bool IsIncomplete { get; init; }
}
