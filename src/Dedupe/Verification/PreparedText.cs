using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Signing;

namespace Dedupe.Verification;

/// <summary>
/// One text made ready for comparison; reused from text to text. A worker keeps many, so each holds no more than is
/// asked for later: some 60 bytes a word. Not thread-safe.
/// </summary>
internal sealed class PreparedText
{
    private readonly TextTools tools;
    private bool[] quoted = [];
    private ulong[] shingles = [];
    private bool[] listed = [];
    private byte[] text = [];
    private FigureSign[] signs = [];
    private int[] codePointsBefore = [];
    private int textLength;
    private int signCount;
    private int shingleCount;
    private bool areQuotationsKnown;
    private bool areListsKnown;
    private bool areSignsKnown;
    private int checkpoints;
    private bool isRead;

    /// <summary>Makes room for a text.</summary>
    /// <param name="tools">What it is prepared with; null for its own.</param>
    public PreparedText(TextTools? tools = null)
    {
        this.tools = tools ?? new TextTools();
        Places = new ShinglePlaces(this.tools.Steps);
        Keys = new CountedKeys(this.tools);
    }

    /// <summary>The tokens, with positions in bytes; those of credits are left out.</summary>
    public TokenBuffer Tokens { get; } = new();

    /// <summary>The text itself, UTF-8.</summary>
    public ReadOnlySpan<byte> Source => text.AsSpan(0, textLength);

    /// <summary>The agency the text is credited to; null when none is known.</summary>
    public string? Agency { get; private set; }

    /// <summary>
    /// What the text says: see <see cref="ContentHash"/>. Of a misread text it is that of the words as they stand.
    /// </summary>
    public UInt128 TextHash
    {
        get
        {
            FindSigns();
            return field;
        }
        private set;
    }

    /// <summary>The signs of its figures, by token; none for a text that is read as other words.</summary>
    public ReadOnlySpan<FigureSign> Signs
    {
        get
        {
            FindSigns();
            return isRead ? [] : signs.AsSpan(0, signCount);
        }
    }

    /// <summary>For each token, whether it stands inside a quotation.</summary>
    public ReadOnlySpan<bool> Quoted
    {
        get
        {
            FindQuotations(Tokens);
            return quoted.AsSpan(0, Tokens.Count);
        }
    }

    /// <summary>For each token, whether it stands in a list with a refrain; see <see cref="Refrains"/>.</summary>
    public ReadOnlySpan<bool> Listed
    {
        get
        {
            FindLists();
            return listed.AsSpan(0, Tokens.Count);
        }
    }

    /// <summary>Whether there is such a list.</summary>
    public bool HasLists
    {
        get
        {
            FindLists();
            return field;
        }
        private set;
    }

    /// <summary>Words to a token; see <see cref="Spacing"/>.</summary>
    public double WordsPerToken
    {
        get
        {
            if (field == 0)
                field = Spacing.WordsPerToken(Tokens);
            return field;
        }
        private set;
    }

    /// <summary>
    /// How likely two words of the text are the same; see <see cref="WordFrequencies.Repetition"/>.
    /// </summary>
    public double Repetition
    {
        get
        {
            if (double.IsNaN(field))
            {
                tools.Frequencies.Count(Tokens.Hashes);
                field = tools.Frequencies.Repetition;
            }

            return field;
        }
        private set;
    }

    /// <summary>The shingle hash that starts at each token; none at the last ones.</summary>
    public ReadOnlySpan<ulong> Shingles => shingles.AsSpan(0, shingleCount);

    /// <summary>Where each shingle stands.</summary>
    public ShinglePlaces Places { get; }

    /// <summary>How many different shingles there are: the size of the shingle set.</summary>
    public int DistinctShingles => Places.Distinct;

    /// <summary>Its keys and how many stories have them.</summary>
    public CountedKeys Keys { get; }

    /// <summary>
    /// Tokenizes a text (valid UTF-8), marks its quotations and finds the places of its shingles. Cost: linear.
    /// </summary>
    /// <param name="source">The text.</param>
    /// <param name="shingleSize">Tokens in a shingle.</param>
    /// <param name="read">Replaces the tokens of a misread text by those it is read as; null for any other.</param>
    [MethodImpl(Compile.Fully)]
    public void Prepare(ReadOnlySpan<byte> source, int shingleSize, Action<TokenBuffer>? read = null)
    {
        var words = tools.Words;
        TextTools.MakeRoom(ref text, source.Length);
        source.CopyTo(text);
        textLength = source.Length;
        words.Scan(source);
        MakeRoom(words.Tokens.Count);

        // Quotations are looked for when somebody asks, but before tokens are taken out: they are found by what stands
        // between tokens.
        areQuotationsKnown = false;
        if (words.HasCredits)
            FindQuotations(words.Tokens);
        words.RemoveCredits(areQuotationsKnown ? quoted.AsSpan(0, words.Tokens.Count) : []);
        Agency = words.Agency;
        Tokens.CopyFrom(words.Tokens);
        areSignsKnown = false;
        isRead = read is not null;
        if (read is not null)
            Read(read);
        shingleCount = tools.Shingler.Hash(Tokens.Hashes, shingleSize, shingles);
        tools.Steps.Add(shingleCount);
        Places.Fill(shingles, shingleCount);
        Keys.Forget();
        WordsPerToken = 0;
        Repetition = double.NaN;
        areListsKnown = false;
        checkpoints = 0;
    }

    // Quotation marks stand between the words of the text, not between those it is read as.
    private void Read(Action<TokenBuffer> read)
    {
        FindQuotations(Tokens);
        FindSigns();
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
        TextTools.MakeRoom(ref quoted, count);
        TextTools.MakeRoom(ref shingles, count);
        TextTools.MakeRoom(ref listed, count);
    }

    private void FindSigns()
    {
        if (areSignsKnown)
            return;
        TextHash = ContentHash.Of(Source, Tokens, tools.Signs);
        signCount = tools.Signs.Found.Length;
        TextTools.MakeRoom(ref signs, signCount);
        tools.Signs.Found.CopyTo(signs);
        areSignsKnown = true;
    }

    // Signs, quotations and lists are found when somebody asks for them: many comparisons do not.
    private void FindQuotations(TokenBuffer tokens)
    {
        if (!areQuotationsKnown)
            tools.Quotations.Scan(text.AsSpan(0, textLength), tokens, quoted.AsSpan(0, tokens.Count));
        areQuotationsKnown = true;
    }

    private void FindLists()
    {
        tools.Steps.Add(areListsKnown ? 0 : shingleCount);
        if (!areListsKnown)
            HasLists = tools.Refrains.Mark(Places, shingleCount, Source, Tokens, listed.AsSpan(0, Tokens.Count));
        areListsKnown = true;
    }

    /// <summary>From the first of some tokens to the last of them, in code points of the original text.</summary>
    public TextRange RangeOf(int firstToken, int lastToken) =>
        RangeOfBytes(Tokens.Starts[firstToken], Tokens.Ends[lastToken]);

    /// <summary>A stretch of bytes in code points of the original text.</summary>
    public TextRange RangeOfBytes(int startByte, int endByte)
    {
        var start = CodePointsBefore(startByte);
        return new TextRange(start, CodePointsBefore(endByte) - start);
    }

    // Counts from the checkpoint before the place; the first call sets one every hundred bytes or so.
    private int CodePointsBefore(int place)
    {
        const int Step = 128;
        if (checkpoints == 0)
        {
            checkpoints = (textLength / Step) + 1;
            TextTools.MakeRoom(ref codePointsBefore, checkpoints);
            codePointsBefore[0] = 0;
            for (var i = 1; i < checkpoints; i++)
                codePointsBefore[i] = codePointsBefore[i - 1] + CodePoints.Count(text.AsSpan((i - 1) * Step, Step));
        }

        var before = place / Step;
        return codePointsBefore[before] + CodePoints.Count(text.AsSpan(before * Step, place - (before * Step)));
    }
}
