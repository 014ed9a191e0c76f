using Dedupe.Batch;
using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>
/// Which articles have a key: sorted segments on disk, and the latest articles in memory. Size tiers: when the tail is
/// full it becomes a segment, and segments of one size that lie side by side become one, so each posting is written a
/// few times and a key is looked up in few places (as log-structured merge trees do it: O'Neil, Cheng, Gawlick and
/// O'Neil 1996). Whoever looks up holds <see cref="Gate"/> for reading.
/// </summary>
internal sealed class PostingIndex : IDisposable
{
    private const int SegmentsOfTier = 4;
    private const string Remade = ".new";

    private readonly string folder;
    private readonly UInt128 stamp;
    private readonly List<LiveSegment> segments = []; // by their stretches, which do not overlap
    private readonly List<LiveSegment> damaged = [];
    private readonly List<PostingTail> full = [];
    private readonly RunLock inUse;
    private PostingTail tail = new();

    /// <summary>Opens the segments of a folder; what is damaged or of another index is deleted.</summary>
    /// <param name="folder">The folder; it is made.</param>
    /// <param name="stamp">Which index it is.</param>
    /// <param name="keys">How keys are told.</param>
    /// <param name="last">The last number of an article: segments that have later ones are of another past of the
    /// store.</param>
    /// <exception cref="RunDirectoryInUseException">Another process has the folder.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public PostingIndex(string folder, UInt128 stamp, PostingKeys keys, long last)
    {
        (this.folder, this.stamp, Keys) = (folder, stamp, keys);
        inUse = RunLock.Take(folder, "holding the live index", alone: true);
        foreach (var unfinished in Directory.GetFiles(folder, $"*{LiveSegment.Suffix}{Remade}*"))
            File.Delete(unfinished);
        foreach (var path in Directory.GetFiles(folder, $"*{LiveSegment.Suffix}").Order(StringComparer.Ordinal))
            Open(path);
        foreach (var segment in segments.Where(segment => segment.Last > last).ToArray())
            Delete(segment);
        segments.Sort(static (x, y) => x.First != y.First ? x.First.CompareTo(y.First) : y.Last.CompareTo(x.Last));
        for (var i = 1; i < segments.Count;)
        {
            if (segments[i].First <= segments[i - 1].Last)
                Delete(segments[i]);
            else
                i++;
        }

        foreach (var segment in segments.ToArray())
            Load(segment);
    }

    /// <summary>Articles in the tail from which it becomes a segment.</summary>
    public required int TailSize { get; init; }

    /// <summary>How keys are told.</summary>
    public PostingKeys Keys { get; }

    /// <summary>Held for reading while keys are looked up or facts asked for, for writing while either changes.</summary>
    public ReaderWriterLockSlim Gate { get; } = new();

    /// <summary>What is known of each article.</summary>
    public FactTable Facts { get; } = new();

    /// <summary>Files of the index.</summary>
    public int Segments => segments.Count;

    /// <summary>Their bytes.</summary>
    public long SegmentBytes => segments.Sum(static segment => segment.Bytes);

    /// <summary>Articles whose keys are in memory alone.</summary>
    public int TailArticles => tail.Articles + full.Sum(static one => one.Articles);

    /// <summary>The first number of an article whose keys are in memory alone; 0 when there is none. The gate is held
    /// for reading.</summary>
    public long FirstInMemory => full.Count > 0 ? full[0].First : tail.First;

    /// <summary>Whether there is a tail to be written or segments to be merged.</summary>
    public bool HasWork => full.Count > 0 || FindTier() is not null;

    /// <summary>The stretches of 1 to <paramref name="last"/> that no segment has.</summary>
    public List<(long First, long Last)> Gaps(long last)
    {
        var gaps = new List<(long, long)>();
        var next = 1L;
        foreach (var segment in segments)
        {
            if (segment.First > next)
                gaps.Add((next, segment.First - 1));
            next = segment.Last + 1;
        }

        if (next <= last)
            gaps.Add((next, last));
        return gaps;
    }

    /// <summary>Adds the articles of a key, the latest first. The gate is held for reading.</summary>
    /// <exception cref="PartDamageException">A segment is damaged: see <see cref="Drop"/>.</exception>
    public void Find(ulong key, List<uint> found, int most)
    {
        tail.Find(key, found, most);
        for (var i = full.Count - 1; i >= 0; i--)
            full[i].Find(key, found, most);
        for (var i = segments.Count - 1; i >= 0 && found.Count < most; i--)
            segments[i].Find(key, found, most);
    }

    /// <summary>Adds an article. The gate is held for writing.</summary>
    public void Add(long number, in LiveFacts facts, ReadOnlySpan<ulong> keys)
    {
        Facts[number] = facts;
        tail.Add(number, keys);
        if (tail.Articles < TailSize)
            return;
        full.Add(tail);
        tail = new PostingTail();
    }

    /// <summary>Writes what is in memory, whatever its size. One thread at a time does this and the work below.</summary>
    public void Flush()
    {
        Gate.EnterWriteLock();
        if (tail.Articles > 0)
        {
            full.Add(tail);
            tail = new PostingTail();
        }

        Gate.ExitWriteLock();
        while (full.Count > 0)
            Write(full[0]);
    }

    /// <summary>Does a piece of the work that is there.</summary>
    public void Work()
    {
        CloseDamaged();
        if (full.Count > 0)
            Write(full[0]);
        else if (FindTier() is var (first, count))
            Merge(first, count);
    }

    /// <summary>Writes a segment of a stretch that was made anew.</summary>
    /// <param name="first">The first number of the stretch.</param>
    /// <param name="last">The last number.</param>
    /// <param name="facts">The facts of its articles; those that are not there say so.</param>
    /// <param name="made">Their postings.</param>
    public void Put(long first, long last, LiveFacts[] facts, PostingTail made)
    {
        var segment = WriteSegment(first, last, facts, made.Entries(Keys.Partitions));
        Gate.EnterWriteLock();
        for (var i = 0; i < facts.Length; i++)
            Facts[first + i] = facts[i];
        Insert(segment);
        Gate.ExitWriteLock();
    }

    /// <summary>Takes out a segment that is damaged, and its file: its stretch is a gap then.</summary>
    /// <returns>How many articles it had.</returns>
    public long Drop(string path)
    {
        var dropped = 0L;
        Gate.EnterWriteLock();
        foreach (var segment in segments.Where(segment => segment.Path == path).ToArray())
        {
            for (var number = segment.First; number <= segment.Last; number++)
                Facts.Remove(number);
            dropped += segment.Last - segment.First + 1;
            segments.Remove(segment);
            File.Delete(segment.Path);
            damaged.Add(segment); // closed by the thread that may be reading it just now
        }

        Gate.ExitWriteLock();
        return dropped;
    }

    /// <summary>Writes the segment that has an article again, without what is not there any more.</summary>
    public void Rewrite(long number)
    {
        var at = segments.FindIndex(segment => segment.First <= number && number <= segment.Last);
        if (at >= 0)
            Merge(at, 1);
    }

    /// <summary>Reads all segments once, so that what is damaged is found.</summary>
    /// <exception cref="PartDamageException">A segment is damaged: see <see cref="Drop"/>.</exception>
    public void Check(CancellationToken cancellationToken)
    {
        foreach (var segment in segments.ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            segment.Check(Keys.Partitions);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseDamaged();
        foreach (var segment in segments)
            segment.Dispose();
        inUse.Dispose();
        Gate.Dispose();
    }

    private void CloseDamaged()
    {
        Gate.EnterWriteLock();
        damaged.ForEach(static segment => segment.Dispose());
        damaged.Clear();
        Gate.ExitWriteLock();
    }

    private void Open(string path)
    {
        try
        {
            segments.Add(new LiveSegment(path, stamp, Keys.Partitions));
        }
        catch (PartDamageException)
        {
            File.Delete(path);
        }
    }

    private void Load(LiveSegment segment)
    {
        try
        {
            var facts = segment.ReadFacts();
            for (var i = 0; i < facts.Length; i++)
            {
                facts[i].Cluster = 0; // the store knows
                Facts[segment.First + i] = facts[i];
            }
        }
        catch (PartDamageException)
        {
            Delete(segment);
        }
    }

    private void Delete(LiveSegment segment)
    {
        segments.Remove(segment);
        segment.Dispose();
        File.Delete(segment.Path);
    }

    // A tail has the numbers from the end of the segment before it: numbers in between are of articles without keys.
    private void Write(PostingTail one)
    {
        Gate.EnterReadLock();
        var facts = FactsOf(one.First, one.Last);
        Gate.ExitReadLock();
        var segment = WriteSegment(one.First, one.Last, facts, Present(one.Entries(Keys.Partitions), one.First, facts));
        Gate.EnterWriteLock();
        full.Remove(one);
        Insert(segment);
        Gate.ExitWriteLock();
    }

    private void Merge(int first, int count)
    {
        var old = segments.GetRange(first, count);
        Gate.EnterReadLock();
        var facts = FactsOf(old[0].First, old[^1].Last);
        Gate.ExitReadLock();
        var merged = Enumerable.Range(0, Keys.Partitions).Select(
            partition => (ReadOnlyMemory<ulong>)Merged(old, partition, old[0].First, facts));
        var path = PathOf(old[0].First, old[^1].Last);
        LiveSegment.Write(path + Remade, stamp, old[0].First, old[^1].Last, facts, merged);
        Gate.EnterWriteLock();
        try
        {
            if (old.Exists(segment => !segments.Contains(segment)))
            {
                File.Delete(path + Remade);
                return;
            }

            foreach (var segment in old)
                Delete(segment);
            File.Move(path + Remade, path, overwrite: true);
            Insert(new LiveSegment(path, stamp, Keys.Partitions));
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }

    private static ulong[] Merged(List<LiveSegment> old, int partition, long first, LiveFacts[] facts)
    {
        var all = new ulong[old.Sum(segment => segment.Partition(partition).Length)];
        var count = 0;
        foreach (var segment in old)
        {
            foreach (var entry in segment.Partition(partition).Span)
            {
                if (facts[(uint)entry - first].IsPresent > 0)
                    all[count++] = entry;
            }
        }

        if (old.Count > 1)
            all.AsSpan(0, count).Sort();
        return count == all.Length ? all : all[..count];
    }

    private static ReadOnlyMemory<ulong>[] Present(ulong[][] entries, long first, LiveFacts[] facts) => Array.ConvertAll(
        entries,
        sorted => (ReadOnlyMemory<ulong>)Array.FindAll(sorted, entry => facts[(uint)entry - first].IsPresent > 0));

    private LiveSegment WriteSegment(
        long first, long last, LiveFacts[] facts, IEnumerable<ulong[]> entries) =>
        WriteSegment(first, last, facts, entries.Select(static sorted => (ReadOnlyMemory<ulong>)sorted));

    private LiveSegment WriteSegment(
        long first, long last, LiveFacts[] facts, IEnumerable<ReadOnlyMemory<ulong>> entries)
    {
        var path = PathOf(first, last);
        LiveSegment.Write(path, stamp, first, last, facts, entries);
        return new LiveSegment(path, stamp, Keys.Partitions);
    }

    private LiveFacts[] FactsOf(long first, long last)
    {
        var facts = new LiveFacts[last - first + 1];
        for (var i = 0; i < facts.Length; i++)
        {
            var known = Facts[first + i];
            facts[i] = known.IsPresent > 0 ? known : default;
        }

        return facts;
    }

    private void Insert(LiveSegment segment)
    {
        var at = segments.FindIndex(other => other.First > segment.First);
        segments.Insert(at < 0 ? segments.Count : at, segment);
    }

    // Segments of one size that lie side by side.
    private (int First, int Count)? FindTier()
    {
        for (var i = 0; i + SegmentsOfTier <= segments.Count; i++)
        {
            var count = 1;
            while (count < SegmentsOfTier
                && TierOf(segments[i + count]) == TierOf(segments[i])
                && segments[i + count].First == segments[i + count - 1].Last + 1)
                count++;
            if (count == SegmentsOfTier)
                return (i, count);
        }

        return null;
    }

    private int TierOf(LiveSegment segment)
    {
        var tier = 0;
        for (var size = segment.Last - segment.First + 1; size > TailSize; size /= SegmentsOfTier)
            tier++;
        return tier;
    }

    private string PathOf(long first, long last) =>
        Path.Combine(folder, $"{first:D10}-{last:D10}{LiveSegment.Suffix}");
}
