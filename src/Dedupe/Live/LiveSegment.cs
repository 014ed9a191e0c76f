using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>
/// Sorted postings of a stretch of articles in a part file, mapped: each partition is checked when it is first looked
/// at. Safe from any thread until it is disposed.
/// </summary>
internal sealed class LiveSegment : IDisposable
{
    /// <summary>What the file of a segment ends with.</summary>
    public const string Suffix = ".segment";

    private const string EntriesName = "entries";
    private const string FactsName = "facts";
    private const string PlacesName = "places";
    private const string RangeName = "range";

    private readonly PartReader reader;
    private readonly SegmentPostings?[] partitions;
    private readonly Lock gate = new();

    /// <summary>Opens a segment.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="stamp">Which index it belongs to.</param>
    /// <param name="partitionCount">How many partitions an index has.</param>
    /// <exception cref="PartDamageException">It is not what was written, or of another index.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public LiveSegment(string path, UInt128 stamp, int partitionCount)
    {
        Path = path;
        reader = new PartReader(path, stamp);
        try
        {
            var range = reader.Read<long>(RangeName, 0);
            (First, Last, Articles) = range is [var first, var last, var articles]
                ? (first, last, articles)
                : throw new PartDamageException(path, "it has no range");
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        partitions = new SegmentPostings?[partitionCount];
        Bytes = new FileInfo(path).Length;
    }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file.</summary>
    public long Bytes { get; }

    /// <summary>The first number of its stretch.</summary>
    public long First { get; }

    /// <summary>The last number of its stretch.</summary>
    public long Last { get; }

    /// <summary>How many articles of the stretch it has postings of.</summary>
    public long Articles { get; }

    /// <summary>Writes a segment; it has its name only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamp">Which index it belongs to.</param>
    /// <param name="first">The first number of its stretch.</param>
    /// <param name="last">The last number.</param>
    /// <param name="facts">The facts of all articles of the stretch.</param>
    /// <param name="entries">The sorted entries of each partition, made when they are written.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static void Write(
        string path, UInt128 stamp, long first, long last, ReadOnlySpan<LiveFacts> facts,
        IEnumerable<ReadOnlyMemory<ulong>> entries)
    {
        LiveFacts[] all = [.. facts];
        AtomicFile.Write(path, stream =>
        {
            var writer = new PartWriter(stream, stamp);
            var articles = 0L;
            foreach (ref readonly var article in all.AsSpan())
                articles += article.IsPresent;
            writer.Write<long>(RangeName, 0, [first, last, articles]);
            writer.Write<LiveFacts>(FactsName, 0, all);
            var partition = 0;
            foreach (var sorted in entries)
            {
                writer.Write(EntriesName, partition, sorted.Span);
                writer.Write<int>(PlacesName, partition++, SegmentPostings.PlacesIn(sorted.Span));
            }

            writer.Finish();
        });
    }

    /// <summary>The facts of all articles of the stretch.</summary>
    /// <exception cref="PartDamageException">They are not what was written.</exception>
    public LiveFacts[] ReadFacts()
    {
        var facts = Checked(() => reader.Read<LiveFacts>(FactsName, 0));
        return facts.Length == Last - First + 1
            ? facts
            : throw new PartDamageException(Path, "it has not the facts of its articles");
    }

    /// <summary>The sorted entries of a partition.</summary>
    /// <exception cref="PartDamageException">They are not what was written.</exception>
    public ReadOnlyMemory<ulong> Partition(int partition) => PostingsOf(partition).Entries;

    /// <summary>Checks all partitions. Cost: the file is read once.</summary>
    /// <exception cref="PartDamageException">One is not what was written.</exception>
    public void Check(int count)
    {
        for (var partition = 0; partition < count; partition++)
            Partition(partition);
    }

    /// <summary>Adds the articles of a key to a list.</summary>
    /// <param name="key">The key: partition and 32 bits.</param>
    /// <param name="found">Gets the articles.</param>
    /// <param name="most">The list gets no longer than this.</param>
    /// <exception cref="PartDamageException">The partition is not what was written.</exception>
    public void Find(ulong key, List<uint> found, int most)
    {
        PostingsOf((int)(key >> 32)).Find((uint)key, found, most);
    }

    /// <summary>Keys will be looked up soon. What each look waits for is fetched for all of them at once: memory that
    /// is far away takes as long for thirty keys as for one.</summary>
    /// <exception cref="PartDamageException">A partition is not what was written.</exception>
    public void Prepare(ReadOnlySpan<ulong> keys)
    {
        foreach (var key in keys)
            PostingsOf((int)(key >> 32)).Prepare((uint)key);
        foreach (var key in keys)
            PostingsOf((int)(key >> 32)).PrepareEntries((uint)key);
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    // What the disk cannot read is made anew as well.
    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IOException error) when (error is not PartDamageException)
        {
            throw new PartDamageException(Path, error.Message);
        }
    }

    private SegmentPostings PostingsOf(int partition)
    {
        if (Volatile.Read(ref partitions[partition]) is { } known)
            return known;
        lock (gate)
        {
            if (partitions[partition] is null)
            {
                var mapped = Checked(() => new SegmentPostings(
                    reader.Map<ulong>(EntriesName, partition), reader.Map<int>(PlacesName, partition)));
                if (!mapped.IsWhole)
                    throw new PartDamageException(Path, $"partition {partition} has not the places of its keys");
                Volatile.Write(ref partitions[partition], mapped);
            }

            return partitions[partition]!;
        }
    }
}
