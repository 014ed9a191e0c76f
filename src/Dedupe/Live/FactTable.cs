using Dedupe.Kernels;

namespace Dedupe.Live;

/// <summary>
/// The facts of all articles by their numbers, in memory: 56 MB a million. Whoever reads holds the index's lock for
/// reading, whoever writes that for writing.
/// </summary>
internal sealed class FactTable
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<LiveFacts[]> chunks = [];

    /// <summary>Articles that are present.</summary>
    public long Count { get; private set; }

    /// <summary>The facts of an article; those of one that is not there say so.</summary>
    public LiveFacts this[long number]
    {
        get
        {
            var chunk = number >> ChunkBits;
            return chunk < chunks.Count ? chunks[(int)chunk][(int)(number & (ChunkSize - 1))] : default;
        }

        set
        {
            ref var facts = ref At(number);
            Count += value.IsPresent - facts.IsPresent;
            facts = value;
        }
    }

    /// <summary>Takes up the facts of a stretch of articles. Their clusters stay those that are known here: the store
    /// tells them, whatever segments say.</summary>
    public void Put(long first, ReadOnlySpan<LiveFacts> facts)
    {
        for (var i = 0; i < facts.Length; i++)
        {
            var one = facts[i];
            one.Cluster = At(first + i).Cluster;
            this[first + i] = one;
        }
    }

    /// <summary>The facts of a stretch of articles, in order; those of what is not there are empty.</summary>
    public LiveFacts[] Present(long first, long last)
    {
        var facts = new LiveFacts[last - first + 1];
        for (var i = 0; i < facts.Length; i++)
        {
            if (this[first + i] is { IsPresent: > 0 } known)
                facts[i] = known;
        }

        return facts;
    }

    /// <summary>The facts of articles will be asked for soon: they are fetched together.</summary>
    public void Prepare(ReadOnlySpan<uint> numbers)
    {
        foreach (var number in numbers)
        {
            if (number >> ChunkBits < (uint)chunks.Count)
                Prefetch.Line(ref chunks[(int)(number >> ChunkBits)][number & (ChunkSize - 1)]);
        }
    }

    /// <summary>Puts an article into a cluster, or into none.</summary>
    public void SetCluster(long number, long cluster) => At(number).Cluster = cluster;

    /// <summary>An article is not compared with any more.</summary>
    public void Remove(long number)
    {
        ref var facts = ref At(number);
        Count -= facts.IsPresent;
        facts.IsPresent = 0;
    }

    private ref LiveFacts At(long number)
    {
        var chunk = (int)(number >> ChunkBits);
        while (chunks.Count <= chunk)
            chunks.Add(new LiveFacts[ChunkSize]);
        return ref chunks[chunk][(int)(number & (ChunkSize - 1))];
    }
}
