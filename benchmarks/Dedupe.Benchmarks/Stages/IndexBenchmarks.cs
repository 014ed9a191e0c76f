using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Indexing;

namespace Dedupe.Benchmarks.Stages;

/// <summary>Keys to sorted buckets. The entries are copied anew for each run, which the time includes.</summary>
public class IndexBenchmarks
{
    private const int Entries = 2_000_000;
    private const int DistinctKeys = 1_500_000;

    private readonly ulong[] entries = new ulong[Entries];
    private readonly ulong[] sorted = new ulong[Entries];
    private readonly ulong[] scratch = new ulong[Entries];

    /// <summary>Draws keys, some of them in many documents.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var draw = new Draw(1, 2);
        for (var i = 0; i < Entries; i++)
            entries[i] = (Draw.Mix((ulong)draw.Below(DistinctKeys)) << 32) | (uint)(i / 20);
    }

    /// <summary>Sorts two million entries.</summary>
    [Benchmark]
    [Work(Entries, " keys")]
    public ulong Sort()
    {
        entries.CopyTo(sorted, 0);
        RadixSort.SortHashed(sorted, scratch);
        return sorted[0];
    }

    /// <summary>Sorts them and walks the buckets.</summary>
    [Benchmark]
    [Work(Entries, " keys")]
    public int SortAndVisit()
    {
        Sort();
        var buckets = 0;
        for (var start = 0; start < sorted.Length; start = Buckets.End(sorted, start))
            buckets++;
        return buckets;
    }
}
