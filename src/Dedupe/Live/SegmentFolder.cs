using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>The files of segments in a folder. A file has its name only when it is whole: that of its stretch, and a
/// number where something of that name is there.</summary>
/// <param name="folder">The folder.</param>
/// <param name="stamp">Which index they belong to.</param>
/// <param name="partitions">How many partitions an index has.</param>
internal sealed class SegmentFolder(string folder, UInt128 stamp, int partitions)
{
    private const string Unfinished = ".new";

    /// <summary>Opens all segments, by their stretches; what is damaged, of another index, not to be read, covered by
    /// another one or not finished is deleted.</summary>
    /// <param name="last">The last number of an article: segments that have later ones are of another past of the
    /// store.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public List<LiveSegment> OpenAll(long last)
    {
        var opened = new List<LiveSegment>();
        foreach (var path in Directory.GetFiles(folder))
        {
            if (!path.EndsWith(LiveSegment.Suffix, StringComparison.Ordinal))
            {
                if (Path.GetFileName(path).Contains($"{LiveSegment.Suffix}.", StringComparison.Ordinal))
                    File.Delete(path);
                continue;
            }

            try
            {
                opened.Add(new LiveSegment(path, stamp, partitions));
            }
            catch (Exception error) when (error is PartDamageException or UnauthorizedAccessException
                or FileNotFoundException)
            {
                // A link that leads nowhere is not found.
                File.Delete(path);
            }
        }

        opened.Sort(static (x, y) => x.First != y.First ? x.First.CompareTo(y.First) : y.Last.CompareTo(x.Last));
        var segments = new List<LiveSegment>();
        foreach (var segment in opened)
        {
            if (segment.Last <= last && (segments.Count == 0 || segment.First > segments[^1].Last))
            {
                segments.Add(segment);
                continue;
            }

            segment.Dispose();
            File.Delete(segment.Path);
        }

        return segments;
    }

    /// <summary>Writes a segment and opens it.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public LiveSegment Write(
        long first, long last, LiveFacts[] facts, IEnumerable<ReadOnlyMemory<ulong>> entries)
    {
        var path = PathOf(first, last);
        LiveSegment.Write(path, stamp, first, last, facts, entries);
        return new LiveSegment(path, stamp, partitions);
    }

    /// <summary>Writes one segment of several that lie side by side, without what is not there any more.</summary>
    /// <returns>Its file, to be finished.</returns>
    /// <exception cref="PartDamageException">One of them is damaged.</exception>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public string Merge(IReadOnlyList<LiveSegment> old, LiveFacts[] facts)
    {
        var (first, last) = (old[0].First, old[^1].Last);
        var path = PathOf(first, last) + Unfinished;
        LiveSegment.Write(
            path, stamp, first, last, facts,
            Enumerable.Range(0, partitions).Select(
                partition => (ReadOnlyMemory<ulong>)Merged(old, partition, first, facts)));
        return path;
    }

    /// <summary>Gives a merged segment its name and opens it.</summary>
    public LiveSegment Finish(string unfinished)
    {
        var path = unfinished[..^Unfinished.Length];
        File.Move(unfinished, path);
        return new LiveSegment(path, stamp, partitions);
    }

    /// <summary>The entries of articles that are there.</summary>
    public static ReadOnlyMemory<ulong>[] Present(ulong[][] entries, long first, LiveFacts[] facts) =>
        Array.ConvertAll(
            entries,
            sorted => (ReadOnlyMemory<ulong>)Array.FindAll(sorted, entry => facts[(uint)entry - first].IsPresent > 0));

    private static ulong[] Merged(IReadOnlyList<LiveSegment> old, int partition, long first, LiveFacts[] facts)
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

    private string PathOf(long first, long last)
    {
        var name = $"{first:D10}-{last:D10}";
        var path = Path.Combine(folder, name + LiveSegment.Suffix);
        for (var number = 2; Path.Exists(path); number++)
            path = Path.Combine(folder, $"{name}-{number}{LiveSegment.Suffix}");
        return path;
    }
}
