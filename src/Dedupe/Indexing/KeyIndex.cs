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

    /// <summary>Calls back for each key that two or more documents have; documents ascend.</summary>
    public void ForEachBucket(Action<ulong, ReadOnlySpan<int>> visit)
    {
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                visit(keys[start], documents.AsSpan(start, end - start));
            start = end;
        }
    }
}
