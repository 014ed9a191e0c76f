using System.Security.Cryptography;
using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>One text made ready for comparison; reused from text to text. Not thread-safe: two a worker.</summary>
/// <param name="credits">What credits look like; null for the built-in forms.</param>
internal sealed class PreparedText(CreditBook? credits = null)
{
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly CreditScanner scanner = new(credits ?? CreditBook.Default);
    private readonly QuotationScanner quotations = new();
    private readonly Refrains refrains = new();
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private bool[] quoted = [];
    private ulong[] shingles = [];
    private int[] heads = new int[64];
    private int[] chain = [];
    private int[] next = [];
    private bool[] listed = [];
    private byte[] text = [];
    private int[] codePointsBefore = [];
    private int textLength;
    private int shingleCount;
    private int headCount;
    private int checkpoints;

    /// <summary>The tokens, with positions in bytes; those of credits are left out.</summary>
    public TokenBuffer Tokens { get; } = new();

    /// <summary>The text itself, UTF-8.</summary>
    public ReadOnlySpan<byte> Source => text.AsSpan(0, textLength);

    /// <summary>The agency the text is credited to; null when none is known.</summary>
    public string? Agency => scanner.Agency;

    /// <summary>For each token, whether it stands inside a quotation.</summary>
    public ReadOnlySpan<bool> Quoted => quoted.AsSpan(0, Tokens.Count);

    /// <summary>For each token, whether it stands in a list with a refrain; see <see cref="Refrains"/>.</summary>
    public ReadOnlySpan<bool> Listed => listed.AsSpan(0, Tokens.Count);

    /// <summary>The shingle hash that starts at each token; none at the last ones.</summary>
    public ReadOnlySpan<ulong> Shingles => shingles.AsSpan(0, shingleCount);

    /// <summary>How many different shingles there are: the size of the shingle set.</summary>
    public int DistinctShingles { get; private set; }

    /// <summary>Tokenizes a text (valid UTF-8), marks its quotations and finds the places of its shingles. Cost: linear.</summary>
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
            chain = new int[2 * count];
            next = new int[2 * count];
            listed = new bool[2 * count];
        }

        scanner.Scan(source, Tokens);
        quotations.Scan(source, Tokens, quoted.AsSpan(0, count));
        scanner.Remove(Tokens, quoted.AsSpan(0, count));
        count = Tokens.Count;
        shingleCount = shingler.Hash(Tokens.Hashes, shingleSize, shingles);
        FindPlaces();
        refrains.Mark(next.AsSpan(0, shingleCount), Tokens, listed.AsSpan(0, count));
        checkpoints = 0;
    }

    /// <summary>How many different shingles this text and another share. Cost: linear in this one.</summary>
    public int CountCommon(PreparedText other)
    {
        var common = 0;
        for (var place = 0; place < shingleCount; place++)
        {
            // Each shingle counts once: at the last place it stands in.
            if (next[place] < 0 && other.FirstPlace(shingles[place]) >= 0)
                common++;
        }

        return common;
    }

    /// <summary>The first place of a shingle in this text, or -1.</summary>
    public int FirstPlace(ulong shingle)
    {
        for (var place = heads[Slot(shingle)]; place >= 0; place = chain[place])
        {
            if (shingles[place] == shingle)
                return place;
        }

        return -1;
    }

    /// <summary>The next place of the shingle that stands at a place, or -1.</summary>
    public int NextPlace(int place) => next[place];

    /// <summary>From the first of some tokens to the last of them, in code points of the original text.</summary>
    public TextRange RangeOf(int firstToken, int lastToken)
    {
        var start = CodePointsBefore(Tokens.Starts[firstToken]);
        return new TextRange(start, CodePointsBefore(Tokens.Ends[lastToken]) - start);
    }

    // Chains run from early to late places: the table is filled backwards.
    private void FindPlaces()
    {
        headCount = 64;
        while (headCount < 2 * shingleCount)
            headCount *= 2;
        if (heads.Length < headCount)
            heads = new int[headCount];
        heads.AsSpan(0, headCount).Fill(-1);
        DistinctShingles = 0;
        for (var place = shingleCount - 1; place >= 0; place--)
        {
            next[place] = FirstPlace(shingles[place]);
            DistinctShingles += next[place] < 0 ? 1 : 0;
            ref var head = ref heads[Slot(shingles[place])];
            chain[place] = head;
            head = place;
        }
    }

    // Multiplied by a number of this process's own, so that no text can be written to crowd the slots.
    private int Slot(ulong shingle) => (int)((shingle * Seed) >> 32) & (headCount - 1);

    // Counts from the checkpoint before the place; the first call sets one every few thousand bytes.
    private int CodePointsBefore(int place)
    {
        const int Step = 4096;
        if (checkpoints == 0)
        {
            checkpoints = (textLength / Step) + 1;
            if (codePointsBefore.Length < checkpoints)
                codePointsBefore = new int[2 * checkpoints];
            codePointsBefore[0] = 0;
            for (var i = 1; i < checkpoints; i++)
                codePointsBefore[i] = codePointsBefore[i - 1] + CodePoints.Count(text.AsSpan((i - 1) * Step, Step));
        }

        var before = place / Step;
        return codePointsBefore[before] + CodePoints.Count(text.AsSpan(before * Step, place - (before * Step)));
    }
}
