using System.Runtime.CompilerServices;
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
    private const string RangeName = "range";

    private readonly PartReader reader;
    private readonly StrongBox<ReadOnlyMemory<ulong>>?[] partitions;
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

        partitions = new StrongBox<ReadOnlyMemory<ulong>>?[partitionCount];
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
                writer.Write(EntriesName, partition++, sorted.Span);
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
    public ReadOnlyMemory<ulong> Partition(int partition)
    {
        if (Volatile.Read(ref partitions[partition]) is { } known)
            return known.Value;
        lock (gate)
        {
            if (partitions[partition] is null)
            {
                var mapped = Checked(() => reader.Map<ulong>(EntriesName, partition));
                Volatile.Write(ref partitions[partition], new StrongBox<ReadOnlyMemory<ulong>>(mapped));
            }

            return partitions[partition]!.Value;
        }
    }

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
        var entries = Partition((int)(key >> 32)).Span;
        var wanted = key << 32;
        for (var at = FirstAtLeast(entries, wanted);
            at < entries.Length && entries[at] >> 32 == (uint)key && found.Count < most;
            at++)
            found.Add((uint)entries[at]);
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

    // Keys are spread evenly, so a place is told by proportion, up to about the root of how many there are: two or
    // three such steps, then halves. Each look is one into memory that is far away.
    private static int FirstAtLeast(ReadOnlySpan<ulong> entries, ulong wanted)
    {
        var (low, high) = (0, entries.Length);
        for (var step = 0; step < 3 && high - low > 64; step++)
        {
            var (first, last) = (entries[low], entries[high - 1]);
            if (wanted <= first)
                return low;
            if (wanted > last)
                return high;
            var guess = low + (int)((high - 1 - low) * ((wanted - first) / (double)(last - first)));
            var margin = 8 + (2 * (int)Math.Sqrt(high - low));
            var (before, after) = (Math.Max(low, guess - margin), Math.Min(high - 1, guess + margin));
            if (entries[before] < wanted)
                low = before;
            else
                high = before + 1;
            if (after < high && entries[after] >= wanted)
                high = after + 1;
            else if (after < high)
                low = after;
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (entries[middle] < wanted)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
