namespace Dedupe.Indexing;

/// <summary>
/// Knows in how many stories a key was found: those of a run, or of a live index. What it answers must not change while
/// a prepared text is in use. Safe from any thread.
/// </summary>
internal interface IStoryCounts
{
    /// <summary>Looks many keys up at once. Cost: a lookup a key; the memory of all is asked for first.</summary>
    /// <param name="keys">The keys, as they are sampled from the shingles of a text.</param>
    /// <param name="stories">Gets for each key the number of stories; 0 stands for one at most, for keys that two
    /// documents of one story share need not be kept. As long as the keys.</param>
    void Count(ReadOnlySpan<ulong> keys, Span<int> stories);
}
