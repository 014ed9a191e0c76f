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
    private readonly SegmentFolder files;
    private readonly List<LiveSegment> segments; // by their stretches, which do not overlap
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
        Keys = keys;
        files = new SegmentFolder(folder, stamp, keys.Partitions);
        inUse = RunLock.Take(folder, "holding the live index", alone: true);
        segments = [];
        try
        {
            segments = files.OpenAll(last);
            foreach (var segment in segments.ToArray())
                Load(segment);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Articles in the tail from which it becomes a segment.</summary>
    public required int TailSize { get; init; }

    /// <summary>How keys are told.</summary>
    public PostingKeys Keys { get; }

    /// <summary>
    /// Held for reading while keys are looked up or facts asked for, for writing while either changes.
    /// </summary>
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
    public bool HasWork =>
        Look(() => damaged.Count + full.Count > 0 || SegmentTiers.Find(segments, TailSize) is not null);

    /// <summary>The stretches of 1 to <paramref name="last"/> that no segment has. The gate is held.</summary>
    public List<(long First, long Last)> Gaps(long last) => SegmentTiers.Gaps(segments, last);

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

    /// <summary>Keys will be looked up soon; see <see cref="LiveSegment.Prepare"/>. The gate is held for reading.
    /// </summary>
    /// <exception cref="PartDamageException">A segment is damaged: see <see cref="Drop"/>.</exception>
    public void Prepare(ReadOnlySpan<ulong> keys)
    {
        tail.Prepare(keys);
        foreach (var one in full)
            one.Prepare(keys);
        foreach (var segment in segments)
            segment.Prepare(keys);
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

    /// <summary>Writes what is in memory, whatever its size. One thread at a time does this and what follows.</summary>
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
        var (waiting, tier) = Look(() => (
            full.FirstOrDefault(),
            SegmentTiers.Find(segments, TailSize) is var (first, count) ? segments.GetRange(first, count) : null));
        if (waiting is not null)
            Write(waiting);
        else if (tier is not null)
            Merge(tier);
    }

    /// <summary>Writes a segment of a stretch that was made anew.</summary>
    /// <param name="first">The first number of the stretch.</param>
    /// <param name="last">The last number.</param>
    /// <param name="facts">The facts of its articles; those that are not there say so.</param>
    /// <param name="made">Their postings.</param>
    public void Put(long first, long last, LiveFacts[] facts, PostingTail made)
    {
        var segment = files.Write(
            first, last, facts, SegmentFolder.Present(made.Entries(Keys.Partitions), first, facts));
        Gate.EnterWriteLock();
        Facts.Put(first, facts);
        Insert(segment);
        Gate.ExitWriteLock();
    }

    /// <summary>Takes out a segment that is damaged: its stretch is a gap then. Its file goes with the next work.
    /// </summary>
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
            damaged.Add(segment); // closed by the thread that may be reading it just now
        }

        Gate.ExitWriteLock();
        return dropped;
    }

    /// <summary>Writes the segments that have some articles again, without what is not there any more.</summary>
    public void Rewrite(IReadOnlyList<long> numbers)
    {
        CloseDamaged();
        foreach (var segment in Look(() => segments.FindAll(
            segment => numbers.Any(number => segment.First <= number && number <= segment.Last))))
            Merge([segment]);
    }

    /// <summary>Reads all segments once, so that what is damaged is found.</summary>
    /// <exception cref="PartDamageException">A segment is damaged: see <see cref="Drop"/>.</exception>
    public void Check(CancellationToken cancellationToken)
    {
        foreach (var segment in Look(segments.ToArray))
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
        LiveSegment[] closed = [.. damaged];
        damaged.ForEach(static segment => segment.Dispose());
        damaged.Clear();
        Gate.ExitWriteLock();
        foreach (var segment in closed)
            File.Delete(segment.Path);
    }

    private void Load(LiveSegment segment)
    {
        try
        {
            Facts.Put(segment.First, segment.ReadFacts());
        }
        catch (PartDamageException)
        {
            segments.Remove(segment);
            segment.Dispose();
            File.Delete(segment.Path);
        }
    }

    // A tail has the numbers from the end of the segment before it: numbers in between are of articles without keys.
    private void Write(PostingTail one)
    {
        var facts = FactsOf(one.First, one.Last);
        var segment = files.Write(
            one.First, one.Last, facts, SegmentFolder.Present(one.Entries(Keys.Partitions), one.First, facts));
        Gate.EnterWriteLock();
        full.Remove(one);
        Insert(segment);
        Gate.ExitWriteLock();
    }

    private void Merge(List<LiveSegment> old)
    {
        var unfinished = files.Merge(old, FactsOf(old[0].First, old[^1].Last));
        Gate.EnterWriteLock();
        try
        {
            // One of them may have turned out to be damaged meanwhile.
            if (old.Exists(segment => !segments.Contains(segment)))
            {
                File.Delete(unfinished);
                return;
            }

            var merged = files.Finish(unfinished); // under a name of its own: if this fails, nothing changed
            foreach (var segment in old)
            {
                segments.Remove(segment);
                segment.Dispose();
            }

            Insert(merged);
        }
        finally
        {
            Gate.ExitWriteLock();
        }

        foreach (var segment in old)
            File.Delete(segment.Path);
    }

    private LiveFacts[] FactsOf(long first, long last) => Look(() => Facts.Present(first, last));

    // Whoever finds a segment damaged takes it out, on any thread.
    private T Look<T>(Func<T> look)
    {
        Gate.EnterReadLock();
        try
        {
            return look();
        }
        finally
        {
            Gate.ExitReadLock();
        }
    }

    private void Insert(LiveSegment segment)
    {
        var at = segments.FindIndex(other => other.First > segment.First);
        segments.Insert(at < 0 ? segments.Count : at, segment);
    }
}
