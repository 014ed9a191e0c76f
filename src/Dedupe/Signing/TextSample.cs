using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// Different texts of a collection, about as many as wanted: those with the smallest content hashes, so that the sample
/// depends on nothing but the set of documents. Of long texts only the beginning is looked at, so that its size is
/// bounded.
/// </summary>
internal sealed class TextSample
{
    private const int MaxBytes = 1 << 14;

    private readonly SignedCollection collection;
    private readonly Steps steps;

    /// <summary>Draws a sample. Cost: one pass over the records.</summary>
    /// <param name="collection">The documents.</param>
    /// <param name="wanted">How many.</param>
    /// <param name="steps">Counts what is done.</param>
    public TextSample(SignedCollection collection, int wanted, Steps? steps = null)
    {
        this.collection = collection;
        this.steps = steps ?? new Steps();
        var highest = wanted >= collection.Count
            ? ulong.MaxValue
            : (ulong)((double)wanted / collection.Count * ulong.MaxValue);
        var drawn = new List<int>();
        for (var document = 0; document < collection.Count; document++)
        {
            if ((ulong)(collection.At(document).ContentHash >> 64) <= highest)
                drawn.Add(document);
        }

        drawn.Sort((x, y) => (collection.At(x).ContentHash, x).CompareTo((collection.At(y).ContentHash, y)));
        Documents = [.. drawn
            .Where(
                (document, i) => i == 0
                    || collection.At(document).ContentHash != collection.At(drawn[i - 1]).ContentHash)
            .Take(2 * wanted)];
    }

    /// <summary>Its documents.</summary>
    public int[] Documents { get; }

    /// <summary>How many words its documents have, at most.</summary>
    public long WordsAtMost => Documents.Sum(document => (long)collection.At(document).Words);

    /// <summary>Counts all words.</summary>
    public WordCounts Count()
    {
        var counts = new WordCounts();
        ForEach((_, tokens) => counts.Add(tokens.Hashes));
        return counts;
    }

    /// <summary>Collects the words that occur so often or more.</summary>
    public Vocabulary Collect(WordCounts counts, int minCount)
    {
        var vocabulary = new Vocabulary(counts, minCount);
        ForEach(vocabulary.Collect);
        return vocabulary;
    }

    /// <summary>Goes through the texts.</summary>
    public void ForEach(Visitor visit)
    {
        var tokenizer = Tokenizer.For(KernelRegistry.Active);
        var tokens = new TokenBuffer();
        using var buffer = new TextBuffer();
        foreach (var document in Documents)
        {
            var text = Beginning(collection.Texts.Read(document, buffer).Span);
            tokenizer.Tokenize(text, tokens);
            steps.Add(tokens.Count);
            visit(text, tokens);
        }
    }

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> text)
    {
        if (text.Length <= MaxBytes)
            return text;
        var end = MaxBytes;
        while ((text[end] & 0xC0) == 0x80)
            end--;
        return text[..end];
    }

    /// <summary>Takes a text and its tokens.</summary>
    public delegate void Visitor(ReadOnlySpan<byte> text, TokenBuffer tokens);
}
