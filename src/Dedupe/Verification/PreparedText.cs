using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>One text made ready for comparison; reused from text to text. Not thread-safe: two a worker.</summary>
/// <param name="credits">What credits look like; null for the built-in forms.</param>
internal sealed class PreparedText(CreditBook? credits = null)
{
    private static readonly ulong ProcessSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly CreditScanner scanner = new(credits ?? CreditBook.Default);
    private readonly QuotationScanner quotations = new();
    private readonly Refrains refrains = new();
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private bool[] quoted = [];
    private ulong[] shingles = [];
    private int[] slots = new int[64]; // place of a shingle and one, 0 when free
    private int[] next = [];
    private bool[] listed = [];
    private byte[] text = [];
    private int[] codePointsBefore = [];
    private int textLength;
    private int shingleCount;
    private int slotMask;
    private readonly ulong seed = ProcessSeed; // here, because a loop would ask each time whether the static one is set
    private bool isExplained;
    private bool areQuotationsKnown;
    private int checkpoints;

    /// <summary>The tokens, with positions in bytes; those of credits are left out.</summary>
    public TokenBuffer Tokens { get; } = new();

    /// <summary>The text itself, UTF-8.</summary>
    public ReadOnlySpan<byte> Source => text.AsSpan(0, textLength);

    /// <summary>The agency the text is credited to; null when none is known.</summary>
    public string? Agency => scanner.Agency;

    /// <summary>Hash of the words as they stand, where the text is read as others; 0 elsewhere.</summary>
    public UInt128 TextHash { get; private set; }

    /// <summary>For each token, whether it stands inside a quotation.</summary>
    public ReadOnlySpan<bool> Quoted
    {
        get
        {
            Explain();
            return quoted.AsSpan(0, Tokens.Count);
        }
    }

    /// <summary>For each token, whether it stands in a list with a refrain; see <see cref="Refrains"/>.</summary>
    public ReadOnlySpan<bool> Listed
    {
        get
        {
            Explain();
            return listed.AsSpan(0, Tokens.Count);
        }
    }

    /// <summary>Words to a token; see <see cref="Spacing"/>.</summary>
    public double WordsPerToken
    {
        get
        {
            Explain();
            return field;
        }
        private set;
    }

    /// <summary>The shingle hash that starts at each token; none at the last ones.</summary>
    public ReadOnlySpan<ulong> Shingles => shingles.AsSpan(0, shingleCount);

    /// <summary>How many different shingles there are: the size of the shingle set.</summary>
    public int DistinctShingles { get; private set; }

    /// <summary>Tokenizes a text (valid UTF-8), marks its quotations and finds the places of its shingles. Cost: linear.</summary>
    /// <param name="source">The text.</param>
    /// <param name="shingleSize">Tokens in a shingle.</param>
    /// <param name="read">Replaces the tokens of a misread text by those it is read as; null for any other.</param>
    [MethodImpl(Compile.Fully)]
    public void Prepare(ReadOnlySpan<byte> source, int shingleSize, Action<TokenBuffer>? read = null)
    {
        if (text.Length < source.Length)
            text = new byte[2 * source.Length];
        source.CopyTo(text);
        textLength = source.Length;
        tokenizer.Tokenize(source, Tokens);
        MakeRoom(Tokens.Count);

        // Quotations are looked for when somebody asks, but before tokens are taken out: they are found by what stands between tokens.
        scanner.Scan(source, Tokens);
        areQuotationsKnown = scanner.Found;
        if (areQuotationsKnown)
        {
            quotations.Scan(source, Tokens, quoted.AsSpan(0, Tokens.Count));
            scanner.Remove(Tokens, quoted.AsSpan(0, Tokens.Count));
        }

        TextHash = default;
        if (read is not null)
            Read(read);
        shingleCount = shingler.Hash(Tokens.Hashes, shingleSize, shingles);
        FindPlaces();
        isExplained = false;
        checkpoints = 0;
    }

    // Quotation marks stand between the words of the text, not between those it is read as.
    private void Read(Action<TokenBuffer> read)
    {
        if (!areQuotationsKnown)
            quotations.Scan(Source, Tokens, quoted.AsSpan(0, Tokens.Count));
        areQuotationsKnown = true;
        TextHash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(Tokens.Hashes));
        int[] starts = [.. Tokens.Starts];
        bool[] wereQuoted = [.. quoted.AsSpan(0, starts.Length)];
        read(Tokens);
        MakeRoom(Tokens.Count);
        var token = 0;
        for (var i = 0; i < Tokens.Count; i++)
        {
            while (token + 1 < starts.Length && starts[token + 1] <= Tokens.Starts[i])
                token++;
            quoted[i] = wereQuoted[token];
        }
    }

    private void MakeRoom(int count)
    {
        if (quoted.Length >= count)
            return;
        quoted = new bool[2 * count];
        shingles = new ulong[2 * count];
        next = new int[2 * count];
        listed = new bool[2 * count];
    }

    // Quotations and lists are found when somebody asks for them: many comparisons do not.
    private void Explain()
    {
        if (isExplained)
            return;
        isExplained = true;
        if (!areQuotationsKnown)
            quotations.Scan(text.AsSpan(0, textLength), Tokens, quoted.AsSpan(0, Tokens.Count));
        WordsPerToken = Spacing.WordsPerToken(Tokens);
        refrains.Mark(next.AsSpan(0, shingleCount), Tokens, listed.AsSpan(0, Tokens.Count));
    }

    /// <summary>How many different shingles this text and another share. Cost: linear in this one.</summary>
    [MethodImpl(Compile.Fully)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FirstPlace(ulong shingle)
    {
        var table = slots;
        var all = shingles;
        for (var slot = Slot(shingle); ; slot = (slot + 1) & slotMask)
        {
            var place = table[slot] - 1;
            if (place < 0 || all[place] == shingle)
                return place;
        }
    }

    /// <summary>The next place of the shingle that stands at a place, or -1.</summary>
    public int NextPlace(int place) => next[place];

    /// <summary>From the first of some tokens to the last of them, in code points of the original text.</summary>
    public TextRange RangeOf(int firstToken, int lastToken)
    {
        var start = CodePointsBefore(Tokens.Starts[firstToken]);
        return new TextRange(start, CodePointsBefore(Tokens.Ends[lastToken]) - start);
    }

    // Filled backwards, so that the slot of a shingle holds its first place.
    [MethodImpl(Compile.Fully)]
    private void FindPlaces()
    {
        var size = 64;
        while (size < 2 * shingleCount)
            size *= 2;
        slotMask = size - 1;
        if (slots.Length < size)
            slots = new int[size];
        var table = slots;
        table.AsSpan(0, size).Clear();
        DistinctShingles = 0;
        for (var place = shingleCount - 1; place >= 0; place--)
        {
            var slot = Slot(shingles[place]);
            while (table[slot] != 0 && shingles[table[slot] - 1] != shingles[place])
                slot = (slot + 1) & slotMask;
            next[place] = table[slot] - 1;
            DistinctShingles += table[slot] == 0 ? 1 : 0;
            table[slot] = place + 1;
        }
    }

    // Multiplied by a number of this process's own, so that no text can be written to crowd the slots.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ulong shingle) => (int)((shingle * seed) >> 32) & slotMask;

    // Counts from the checkpoint before the place; the first call sets one every few hundred bytes.
    private int CodePointsBefore(int place)
    {
        const int Step = 512;
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
