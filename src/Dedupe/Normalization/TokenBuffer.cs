namespace Dedupe.Normalization;

/// <summary>The tokens of one text; reused from text to text, it grows and never shrinks.</summary>
internal sealed class TokenBuffer
{
    private ulong[] hashes = new ulong[1024];
    private int[] starts = [];
    private int[] ends = [];

    /// <summary>How many tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Hash of each token's folded form.</summary>
    public ReadOnlySpan<ulong> Hashes => hashes.AsSpan(0, Count);

    /// <summary>First byte of each token in the original text; empty unless positions were asked for.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Math.Min(Count, starts.Length));

    /// <summary>The byte after each token in the original text; empty unless positions were asked for.</summary>
    public ReadOnlySpan<int> Ends => ends.AsSpan(0, Math.Min(Count, ends.Length));

    /// <summary>Forgets the tokens.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes a token.</summary>
    public void Add(ulong hash)
    {
        if (Count == hashes.Length)
            Array.Resize(ref hashes, 2 * Count);
        hashes[Count++] = hash;
    }

    /// <summary>Takes a token and its place. One buffer is used either always with places or never.</summary>
    public void Add(ulong hash, int start, int end)
    {
        if (Count >= starts.Length)
        {
            var size = Math.Max(1024, 2 * Count);
            Array.Resize(ref starts, size);
            Array.Resize(ref ends, size);
        }

        starts[Count] = start;
        ends[Count] = end;
        Add(hash);
    }
}
