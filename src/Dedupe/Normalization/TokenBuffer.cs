namespace Dedupe.Normalization;

/// <summary>
/// The tokens of one text and where they stand; reused from text to text, it grows and never shrinks.
/// </summary>
internal sealed class TokenBuffer
{
    private ulong[] hashes = new ulong[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];

    /// <summary>How many tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Hash of each token's folded form.</summary>
    public ReadOnlySpan<ulong> Hashes => hashes.AsSpan(0, Count);

    /// <summary>First byte of each token in the original text.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Count);

    /// <summary>The byte after each token in the original text.</summary>
    public ReadOnlySpan<int> Ends => ends.AsSpan(0, Count);

    /// <summary>Forgets the tokens.</summary>
    public void Clear() => Count = 0;

    /// <summary>Makes sure that so many more tokens fit.</summary>
    public void Reserve(int more)
    {
        if (Count + more <= hashes.Length)
            return;
        var size = Math.Max(2 * hashes.Length, Count + more);
        Array.Resize(ref hashes, size);
        Array.Resize(ref starts, size);
        Array.Resize(ref ends, size);
    }

    /// <summary>The reserved room behind the tokens: for hashes.</summary>
    public Span<ulong> HashRoom => hashes.AsSpan(Count);

    /// <summary>The reserved room behind the tokens: for first bytes.</summary>
    public Span<int> StartRoom => starts.AsSpan(Count);

    /// <summary>The reserved room behind the tokens: for the bytes after them.</summary>
    public Span<int> EndRoom => ends.AsSpan(Count);

    /// <summary>Takes tokens that were written to the room behind the others.</summary>
    public void Advance(int count) => Count += count;

    /// <summary>Takes a token; room for it must have been reserved.</summary>
    public void Add(ulong hash, int start, int end)
    {
        var at = Count;
        hashes[at] = hash;
        starts[at] = start;
        ends[at] = end;
        Count = at + 1;
    }

    /// <summary>Becomes a copy of other tokens.</summary>
    public void CopyFrom(TokenBuffer other)
    {
        if (hashes.Length < other.Count)
        {
            var size = other.Count + (other.Count / 4);
            (hashes, starts, ends) = (new ulong[size], new int[size], new int[size]);
        }

        other.Hashes.CopyTo(hashes);
        other.Starts.CopyTo(starts);
        other.Ends.CopyTo(ends);
        Count = other.Count;
    }

    /// <summary>Takes tokens out; the others keep their places in the text. Cost: linear in those behind.</summary>
    public void Remove(int start, int end)
    {
        var behind = Count - end;
        hashes.AsSpan(end, behind).CopyTo(hashes.AsSpan(start));
        starts.AsSpan(end, behind).CopyTo(starts.AsSpan(start));
        ends.AsSpan(end, behind).CopyTo(ends.AsSpan(start));
        Count -= end - start;
    }
}
