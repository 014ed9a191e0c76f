namespace Dedupe.Indexing;

/// <summary>
/// Sorts entries by key, then document. Keys are hashes: their uppermost bits deal them out to partitions that mostly fit the cache (the keys of
/// the reuse tier are minima, so the lower partitions get most), the next 22 bits nearly sort each partition in two counting passes, and
/// what is left equal is short. Partitions are sorted on all processors, whatever number of threads the run has; the order does not depend on it.
/// </summary>
internal static class RadixSort
{
    private const int PartitionBits = 8;
    private const int PartitionShift = 64 - PartitionBits;
    private const int DigitBits = 11;
    private const int FirstShift = PartitionShift - (2 * DigitBits);

    // Below this many entries one thread is done before others have begun.
    private const int ParallelFrom = 1 << 15;

    /// <summary>Sorts; the references are left on the sorted arrays, which may be other ones.</summary>
    public static void Sort(ref ulong[] keys, ref int[] documents)
    {
        var (fromKeys, fromDocuments) = (keys, documents);
        var toKeys = new ulong[keys.Length];
        var toDocuments = new int[keys.Length];
        var starts = Partition(fromKeys, fromDocuments, toKeys, toDocuments);
        var partitions = new ParallelOptions { MaxDegreeOfParallelism = keys.Length < ParallelFrom ? 1 : -1 };
        Parallel.For(0, 1 << PartitionBits, partitions, partition =>
        {
            var range = starts[partition]..starts[partition + 1];
            SortPartition(toKeys.AsSpan(range), toDocuments.AsSpan(range), fromKeys.AsSpan(range), fromDocuments.AsSpan(range));
        });
        (keys, documents) = (toKeys, toDocuments);
    }

    /// <summary>Sorts plain values. Passes over bits that are the same in all of them are left out.</summary>
    public static void Sort(ref ulong[] values)
    {
        ulong any = 0, all = ulong.MaxValue;
        foreach (var value in values)
        {
            any |= value;
            all &= value;
        }

        var other = new ulong[values.Length];
        Span<int> next = stackalloc int[1 << DigitBits];
        for (var shift = 0; shift < 64; shift += DigitBits)
        {
            if (((any ^ all) >> shift & ((1 << DigitBits) - 1)) == 0)
                continue;
            next.Clear();
            foreach (var value in values)
                next[Digit(value, shift)]++;
            ToPlaces(next);
            foreach (var value in values)
                other[next[Digit(value, shift)]++] = value;
            (values, other) = (other, values);
        }
    }

    private static int[] Partition(ulong[] keys, int[] documents, ulong[] toKeys, int[] toDocuments)
    {
        var starts = new int[(1 << PartitionBits) + 1];
        foreach (var key in keys)
            starts[key >> PartitionShift]++;
        ToPlaces(starts);
        var next = starts.AsSpan(0, 1 << PartitionBits).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            var at = next[keys[i] >> PartitionShift]++;
            toKeys[at] = keys[i];
            toDocuments[at] = documents[i];
        }

        return starts;
    }

    // Two passes there and back: the sorted entries stand where they stood.
    private static void SortPartition(Span<ulong> keys, Span<int> documents, Span<ulong> otherKeys, Span<int> otherDocuments)
    {
        Pass(keys, documents, otherKeys, otherDocuments, FirstShift);
        Pass(otherKeys, otherDocuments, keys, documents, FirstShift + DigitBits);
        FinishRuns(keys, documents);
    }

    private static void Pass(
        ReadOnlySpan<ulong> keys, ReadOnlySpan<int> documents, Span<ulong> toKeys, Span<int> toDocuments, int shift)
    {
        Span<int> next = stackalloc int[1 << DigitBits];
        next.Clear();
        foreach (var key in keys)
            next[Digit(key, shift)]++;
        ToPlaces(next);
        for (var i = 0; i < keys.Length; i++)
        {
            var at = next[Digit(keys[i], shift)]++;
            toKeys[at] = keys[i];
            toDocuments[at] = documents[i];
        }
    }

    private static int Digit(ulong value, int shift) => (int)(value >> shift) & ((1 << DigitBits) - 1);

    // Counts to the first place of each digit.
    private static void ToPlaces(Span<int> counts)
    {
        var sum = 0;
        foreach (ref var slot in counts)
        {
            var here = slot;
            slot = sum;
            sum += here;
        }
    }

    private static void FinishRuns(Span<ulong> keys, Span<int> documents)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            var oneKey = true;
            while (end < keys.Length && keys[end] >> FirstShift == keys[start] >> FirstShift)
                oneKey &= keys[end++] == keys[start];
            if (end - start > 1)
                FinishRun(keys[start..end], documents[start..end], oneKey);
            start = end;
        }
    }

    private static void FinishRun(Span<ulong> keys, Span<int> documents, bool oneKey)
    {
        if (!oneKey)
            keys.Sort(documents);
        for (var start = 0; start < keys.Length;)
        {
            var end = oneKey ? keys.Length : start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                documents[start..end].Sort();
            start = end;
        }
    }
}
