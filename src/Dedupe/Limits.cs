namespace Dedupe;

/// <summary>
/// Counts how often each <see cref="Limit"/> was met. Each count is one of buckets, keys, groups or headlines, which
/// are the same whatever the
/// threads, parts or ranks are: sums over parts are the counts of the run. Thread-safe.
/// </summary>
internal sealed class Limits
{
    private static readonly string[] Names =
        ["allPairsLimit", "frequencyCap", "storyCap", "nearGroupPairs", "groupLinks", "headlineTexts"];

    private readonly long[] met = new long[Names.Length];

    /// <summary>The counts, in the order of <see cref="Limit"/>.</summary>
    public ReadOnlySpan<long> Counts => met;

    /// <summary>A limit was met once more.</summary>
    public void Meet(Limit limit) => Interlocked.Increment(ref met[(int)limit]);

    /// <summary>Adds the counts of a part; of a part without any, none.</summary>
    public void Add(ReadOnlySpan<long> counts)
    {
        for (var limit = 0; limit < counts.Length; limit++)
            met[limit] += counts[limit];
    }

    /// <summary>All limits with their names.</summary>
    public IReadOnlyList<LimitMet> ToList() => [.. Names.Select((name, limit) => new LimitMet(name, met[limit]))];
}
