namespace Dedupe.Indexing;

/// <summary>
/// Sorts entries by key, then document. Keys are hashes, so the upper 33 bits, taken in three counting passes, nearly decide; what they leave
/// equal is short and sorted by comparison.
/// </summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Passes = 3;
    private const int FirstShift = 64 - (Passes * DigitBits);

    /// <summary>Sorts; the references are left on the sorted arrays, which may be other ones.</summary>
    public static void Sort(ref ulong[] keys, ref int[] documents)
    {
        var length = keys.Length;
        var otherKeys = new ulong[length];
        var otherDocuments = new int[length];
        Span<int> next = stackalloc int[1 << DigitBits];
        for (var pass = 0; pass < Passes; pass++)
        {
            var shift = FirstShift + (pass * DigitBits);
            next.Clear();
            foreach (var key in keys)
                next[(int)(key >> shift) & ((1 << DigitBits) - 1)]++;
            ToPlaces(next);
            for (var i = 0; i < length; i++)
            {
                var at = next[(int)(keys[i] >> shift) & ((1 << DigitBits) - 1)]++;
                otherKeys[at] = keys[i];
                otherDocuments[at] = documents[i];
            }

            (keys, otherKeys) = (otherKeys, keys);
            (documents, otherDocuments) = (otherDocuments, documents);
        }

        FinishRuns(keys, documents);
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
                next[(int)(value >> shift) & ((1 << DigitBits) - 1)]++;
            ToPlaces(next);
            foreach (var value in values)
                other[next[(int)(value >> shift) & ((1 << DigitBits) - 1)]++] = value;
            (values, other) = (other, values);
        }
    }

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

    private static void FinishRuns(ulong[] keys, int[] documents)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            var oneKey = true;
            while (end < keys.Length && keys[end] >> FirstShift == keys[start] >> FirstShift)
                oneKey &= keys[end++] == keys[start];
            if (end - start > 1)
                FinishRun(keys.AsSpan(start, end - start), documents.AsSpan(start, end - start), oneKey);
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
