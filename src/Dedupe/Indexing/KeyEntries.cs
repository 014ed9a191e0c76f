namespace Dedupe.Indexing;

/// <summary>Keys and their documents while they are gathered, in arrays that become the index.</summary>
internal sealed class KeyEntries
{
    private ulong[] keys;
    private int[] documents;
    private int count;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">How many keys there may be.</param>
    /// <exception cref="InvalidOperationException">They are more than one array holds.</exception>
    public KeyEntries(long capacity)
    {
        if (capacity > Array.MaxLength)
            throw new InvalidOperationException($"The collection has {capacity} keys, and one run in memory holds at most {Array.MaxLength}: split it.");
        keys = new ulong[capacity];
        documents = new int[capacity];
    }

    /// <summary>Takes a document's keys; there must be room for them.</summary>
    public void Add(ReadOnlySpan<ulong> added, int document)
    {
        added.CopyTo(keys.AsSpan(count));
        documents.AsSpan(count, added.Length).Fill(document);
        count += added.Length;
    }

    /// <summary>Takes one key; there must be room for it.</summary>
    public void Add(ulong key, int document) => (keys[count], documents[count++]) = (key, document);

    /// <summary>Sorts what was gathered; nothing can be added afterwards.</summary>
    public KeyIndex ToIndex()
    {
        if (count < keys.Length)
        {
            Array.Resize(ref keys, count);
            Array.Resize(ref documents, count);
        }

        return new KeyIndex(keys, documents);
    }
}
