using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>One text made ready for comparison; reused from text to text. Not thread-safe: two a worker.</summary>
internal sealed class PreparedText
{
    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly QuotationScanner quotations = new();
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private bool[] quoted = [];
    private ulong[] shingles = [];
    private ulong[] distinct = [];
    private int[] heads = [];
    private int[] chain = [];
    private int[] codePoints = [];
    private byte[] text = [];
    private int textLength;
    private int shingleCount;
    private int distinctCount;
    private int headCount;
    private bool hasCodePoints;

    /// <summary>The tokens, with positions in bytes.</summary>
    public TokenBuffer Tokens { get; } = new();

    /// <summary>For each token, whether it stands inside a quotation.</summary>
    public ReadOnlySpan<bool> Quoted => quoted.AsSpan(0, Tokens.Count);

    /// <summary>The shingle hash that starts at each token; none at the last ones.</summary>
    public ReadOnlySpan<ulong> Shingles => shingles.AsSpan(0, shingleCount);

    /// <summary>The shingle set: sorted, distinct.</summary>
    public ReadOnlySpan<ulong> ShingleSet => distinct.AsSpan(0, distinctCount);

    /// <summary>Tokenizes a text (valid UTF-8), marks its quotations and makes its shingles. Cost: linear, and a sort.</summary>
    public void Prepare(ReadOnlySpan<byte> source, int shingleSize)
    {
        if (text.Length < source.Length)
            text = new byte[2 * source.Length];
        source.CopyTo(text);
        textLength = source.Length;
        tokenizer.Tokenize(source, Tokens);
        var count = Tokens.Count;
        if (quoted.Length < count)
        {
            quoted = new bool[2 * count];
            shingles = new ulong[2 * count];
            distinct = new ulong[2 * count];
        }

        quotations.Scan(source, Tokens, quoted.AsSpan(0, count));
        shingleCount = shingler.Hash(Tokens.Hashes, shingleSize, shingles);
        Shingles.CopyTo(distinct);
        distinctCount = Shingling.ShingleSet.MakeDistinct(distinct.AsSpan(0, shingleCount));
        headCount = 0;
        hasCodePoints = false;
    }

    /// <summary>The first place of a shingle in this text, or -1. The first call builds a table.</summary>
    public int FirstPlace(ulong shingle)
    {
        if (headCount == 0)
            BuildPlaces();
        for (var place = heads[Slot(shingle)]; place >= 0; place = chain[place])
        {
            if (shingles[place] == shingle)
                return place;
        }

        return -1;
    }

    /// <summary>The next place of the shingle that stands at a place, or -1.</summary>
    public int NextPlace(int place)
    {
        for (var next = chain[place]; next >= 0; next = chain[next])
        {
            if (shingles[next] == shingles[place])
                return next;
        }

        return -1;
    }

    /// <summary>From the first of some tokens to the last of them, in code points of the original text.</summary>
    public TextRange RangeOf(int firstToken, int lastToken)
    {
        if (!hasCodePoints)
            CountCodePoints();
        var start = codePoints[2 * firstToken];
        return new TextRange(start, codePoints[(2 * lastToken) + 1] - start);
    }

    // Chains run from early to late places: the table is filled backwards.
    private void BuildPlaces()
    {
        headCount = 64;
        while (headCount < 2 * shingleCount)
            headCount *= 2;
        if (heads.Length < headCount)
            heads = new int[headCount];
        if (chain.Length < shingleCount)
            chain = new int[2 * shingleCount];
        heads.AsSpan(0, headCount).Fill(-1);
        for (var place = shingleCount - 1; place >= 0; place--)
        {
            var slot = Slot(shingles[place]);
            chain[place] = heads[slot];
            heads[slot] = place;
        }
    }

    private int Slot(ulong shingle) => (int)shingle & (headCount - 1);

    // Bytes that continue a code point are 10xxxxxx; all others start one.
    private void CountCodePoints()
    {
        if (codePoints.Length < 2 * Tokens.Count)
            codePoints = new int[4 * Tokens.Count];
        var at = 0;
        var count = 0;
        for (var token = 0; token < Tokens.Count; token++)
        {
            count += CodePointsIn(at, Tokens.Starts[token]);
            codePoints[2 * token] = count;
            count += CodePointsIn(Tokens.Starts[token], Tokens.Ends[token]);
            codePoints[(2 * token) + 1] = count;
            at = Tokens.Ends[token];
        }

        hasCodePoints = true;
    }

    private int CodePointsIn(int start, int end)
    {
        var count = 0;
        foreach (var unit in text.AsSpan(0, textLength)[start..end])
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
