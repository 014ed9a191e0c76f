namespace Dedupe.Indexing;

/// <summary>
/// Keys and the documents that have them, sorted: a run of one key is a bucket. Built once from unsorted entries; the arrays are taken
/// over. Cost: a radix sort.
/// </summary>
internal sealed class KeyIndex
{
    private readonly ulong[] keys;
    private readonly int[] documents;
    private readonly int count;

    /// <summary>Sorts the entries; a document that has a key twice counts once.</summary>
    /// <param name="keys">The keys; taken over.</param>
    /// <param name="documents">The document of each key; taken over.</param>
    public KeyIndex(ulong[] keys, int[] documents)
    {
        RadixSort.Sort(ref keys, ref documents);
        for (var i = 0; i < keys.Length; i++)
        {
            if (count > 0 && keys[count - 1] == keys[i] && documents[count - 1] == documents[i])
                continue;
            keys[count] = keys[i];
            documents[count++] = documents[i];
        }

        this.keys = keys;
        this.documents = documents;
    }

    /// <summary>How many (key, document) entries there are.</summary>
    public int Count => count;

    /// <summary>How many buckets there are: keys that two or more documents have. Known after the first visit.</summary>
    public int Buckets { get; private set; }

    /// <summary>Visits each bucket in the order of keys.</summary>
    public void ForEachBucket(BucketVisitor visit)
    {
        var bucket = 0;
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                visit(bucket++, keys[start], documents.AsSpan(start, end - start));
            start = end;
        }

        Buckets = bucket;
    }

    /// <summary>How many documents have a key. Cost: two binary searches.</summary>
    public int DocumentsWith(ulong key) => key == ulong.MaxValue ? count - FirstFrom(key) : FirstFrom(key + 1) - FirstFrom(key);

    private int FirstFrom(ulong key)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
