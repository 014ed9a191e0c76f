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

    /// <summary>How many documents have a key. Cost: a binary search.</summary>
    public int DocumentsWith(ulong key)
    {
        var at = Array.BinarySearch(keys, 0, count, key);
        if (at < 0)
            return 0;
        var (start, end) = (at, at + 1);
        while (start > 0 && keys[start - 1] == key)
            start--;
        while (end < count && keys[end] == key)
            end++;
        return end - start;
    }
}
