using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Indexing;

namespace Dedupe.Benchmarks.Stages;

/// <summary>Keys to sorted buckets. The entries are copied anew for each run, which the time includes.</summary>
public class IndexBenchmarks
{
    private const int Entries = 2_000_000;
    private const int DistinctKeys = 1_500_000;

    private readonly ulong[] keys = new ulong[Entries];
    private readonly int[] documents = new int[Entries];

    /// <summary>Draws keys, some of them in many documents.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var draw = new Draw(1, 2);
        for (var i = 0; i < Entries; i++)
        {
            keys[i] = Draw.Mix((ulong)draw.Below(DistinctKeys));
            documents[i] = i / 20;
        }
    }

    /// <summary>Sorts two million entries.</summary>
    [Benchmark]
    [Work(Entries, " keys")]
    public ulong Sort()
    {
        var sortedKeys = (ulong[])keys.Clone();
        var sortedDocuments = (int[])documents.Clone();
        RadixSort.Sort(ref sortedKeys, ref sortedDocuments);
        return sortedKeys[0];
    }

    /// <summary>Sorts them and walks the buckets.</summary>
    [Benchmark]
    [Work(Entries, " keys")]
    public int IndexAndVisit()
    {
        var index = new KeyIndex((ulong[])keys.Clone(), (int[])documents.Clone());
        var buckets = 0;
        index.ForEachBucket((_, _, _) => buckets++);
        return buckets;
    }
}
