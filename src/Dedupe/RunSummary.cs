namespace Dedupe;

/// <summary>The counts of one run. <c>Read = Accepted + Rejected</c>, always.</summary>
public sealed record RunSummary
{
    /// <summary>Documents met, with every file that could not be read counted as one.</summary>
    public required long Read { get; init; }

    /// <summary>Documents compared.</summary>
    public required long Accepted { get; init; }

    /// <summary>Documents of the earlier run that they were compared with; they are in no other count.</summary>
    public long Earlier { get; init; }

    /// <summary>Documents (or files) not compared, each with its reason.</summary>
    public required long Rejected { get; init; }

    /// <summary>Documents with a date that could not be read; they are compared without one.</summary>
    public long UnreadDates { get; init; }

    /// <summary>The first of these dates by file and line; null when there is none.</summary>
    public UnreadDate? FirstUnreadDate { get; init; }

    /// <summary>Accepted documents by the encoding that they were read from, by its name.</summary>
    public IReadOnlyDictionary<string, long> Encodings { get; init; } = new SortedDictionary<string, long>();

    /// <summary>How many files have documents that were read from another encoding than UTF-8.</summary>
    public long EncodedFileCount { get; init; }

    /// <summary>These files, sorted by name; the first 1,000 of them.</summary>
    public IReadOnlyList<EncodedFile> EncodedFiles { get; init; } = [];

    /// <summary>
    /// Files (and standard input) that were read, or rejected as a whole. With those passed over they are all that was
    /// found.
    /// </summary>
    public long Files { get; init; }

    /// <summary>
    /// Files in folders that are not read, how many of each kind, such as <c>.html</c>; see
    /// <see cref="Sources.PassedOverFile"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long> PassedOver { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Accepted documents with fewer words than one shingle: compared by their whole normalized text only.
    /// </summary>
    public required long TooShort { get; init; }

    /// <summary>Of these, how many are in a reported pair: the same text, or the same headline.</summary>
    public required long TooShortMatched { get; init; }

    /// <summary>Bytes of accepted text.</summary>
    public required long TextBytes { get; init; }

    /// <summary>Keys of the near tier and of the reuse tier.</summary>
    public required long Keys { get; init; }

    /// <summary>Candidate pairs of both tiers.</summary>
    public required long Candidates { get; init; }

    /// <summary>
    /// Pairs whose relation was found, by relation; every relation is present. Not all candidates: those of the near
    /// tier below its threshold are left to the reuse tier, and clusters ask for pairs that were none.
    /// </summary>
    public required IReadOnlyDictionary<Relation, long> PairsByRelation { get; init; }

    /// <summary>Verified edges that joined no cluster because the star rule cut them.</summary>
    public required long RefusedEdges { get; init; }

    /// <summary>Clusters of two or more.</summary>
    public required long Clusters { get; init; }

    /// <summary>Documents in clusters of two or more that are not the representative.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Reads that failed for a moment and were tried again.</summary>
    public required long Retries { get; init; }

    /// <summary>
    /// The bounds of the work that a collection may meet, each with how often it was met. They are described in
    /// <c>docs/limits.md</c>.
    /// </summary>
    public IReadOnlyList<LimitMet> Limits { get; init; } = [];

    /// <summary>Times of the stages, in order.</summary>
    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>When the run began. Of a run in parts, when it was planned.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When its results were known.</summary>
    public DateTimeOffset Finished { get; init; }

    /// <summary>Wall-clock seconds of the whole run.</summary>
    public required double Seconds { get; init; }

    /// <summary>Peak resident memory of the process in bytes; 0 where the system does not tell.</summary>
    public required long PeakMemoryBytes { get; init; }
}
