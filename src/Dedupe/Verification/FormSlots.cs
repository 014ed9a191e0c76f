namespace Dedupe.Verification;

/// <summary>
/// Places in documents where a form is filled in: a third text has a third filling there. Safe for several threads.
/// </summary>
/// <param name="documents">A document for each place, ascending.</param>
/// <param name="tokens">The places, as numbers of tokens; ascending in each document.</param>
internal sealed class FormSlots(int[] documents, int[] tokens)
{
    /// <summary>Nothing is known of forms.</summary>
    public static FormSlots None { get; } = new([], []);

    /// <summary>A document for each place, ascending.</summary>
    public int[] Documents { get; } = documents;

    /// <summary>The places, as numbers of tokens.</summary>
    public int[] Tokens { get; } = tokens;

    /// <summary>The places of a document, ascending. Cost: a search.</summary>
    public ReadOnlyMemory<int> Of(int document)
    {
        if (Documents.Length == 0)
            return default;
        var start = First(document);
        return Tokens.AsMemory(start, First(document + 1) - start);
    }

    /// <summary>The same, and those of other documents of the same words as well.</summary>
    /// <param name="repeats">Documents and their repeats.</param>
    public FormSlots With(IEnumerable<(int Document, int Repeat)> repeats)
    {
        if (Documents.Length == 0)
            return this;
        var all = Documents.Zip(Tokens).ToList();
        foreach (var (document, repeat) in repeats)
        {
            foreach (var token in Of(document).Span)
                all.Add((repeat, token));
        }

        all.Sort();
        return new FormSlots([.. all.Select(slot => slot.First)], [.. all.Select(slot => slot.Second)]);
    }

    private int First(int document)
    {
        var (low, high) = (0, Documents.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Documents[middle] < document ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
