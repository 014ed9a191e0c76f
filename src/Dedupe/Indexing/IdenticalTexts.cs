using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// Documents whose texts are the same: each is linked to the first of them, and takes no further part in the near
/// tier. Texts that differ in signs of figures and nothing else are linked too, and do take part: they may be too
/// short for a key, and are near-duplicates all the same. So are stubs under different headlines, for a link.
/// </summary>
internal sealed class IdenticalTexts
{
    private const string Name = "identical";

    private readonly CandidatePair[] pairs; // sorted by (A, B); without a shared key where only the words are the same

    private IdenticalTexts(CandidatePair[] pairs, int documents)
    {
        this.pairs = pairs;
        IsRepeat = new bool[documents];
        foreach (var pair in pairs)
            IsRepeat[pair.B] |= pair.SharedKeys > 0;
    }

    /// <summary>For each document: its text is that of an earlier one.</summary>
    public bool[] IsRepeat { get; }

    /// <summary>Finds them. Cost: linear in the documents, but for sorting those that hash alike.</summary>
    public static IdenticalTexts Find(SignedCollection documents)
    {
        var entries = new ulong[documents.Count];
        for (var document = 0; document < entries.Length; document++)
            entries[document] = (ContentHash.WordsOf(documents.At(document).ContentHash) << 32) | (uint)document;
        RadixSort.SortHashed(entries, new ulong[entries.Length]);

        var found = new List<CandidatePair>();
        var headlines = new StubHeadlines();
        for (var start = 0; start < entries.Length;)
        {
            var end = Buckets.End(entries, start);
            if (end - start > 1)
                Link(documents, entries.AsSpan(start, end - start), headlines, found);
            start = end;
        }

        found.Sort(static (x, y) => (x.A, x.B).CompareTo((y.A, y.B)));
        return new IdenticalTexts([.. found], documents.Count);
    }

    // Equal texts side by side, those of the same words side by side, in each the first document in front. Stubs under
    // other headlines are other texts.
    private static void Link(
        SignedCollection documents, Span<ulong> bucket, StubHeadlines headlines, List<CandidatePair> found)
    {
        Dictionary<int, UInt128>? headlineOf = null;
        foreach (var entry in bucket)
        {
            var document = (int)(uint)entry;
            if (StubHeadlines.IsStub(documents.At(document).Words))
                (headlineOf ??= [])[document] = headlines.Of(documents, document);
        }

        bucket.Sort((x, y) => Compare((int)(uint)x, (int)(uint)y));
        var (firstOfText, firstOfWords) = (-1, -1);
        for (var start = 0; start < bucket.Length;)
        {
            var words = ContentHash.WordsOf(Hash(bucket[start]));
            var end = start;
            firstOfWords = int.MaxValue;
            for (; end < bucket.Length && ContentHash.WordsOf(Hash(bucket[end])) == words; end++)
                firstOfWords = Math.Min(firstOfWords, (int)(uint)bucket[end]);
            for (var at = start; at < end; at++)
            {
                var document = (int)(uint)bucket[at];
                if (at > start && Hash(bucket[at]) == Hash(bucket[at - 1])
                    && Headline(document) == Headline((int)(uint)bucket[at - 1]))
                {
                    found.Add(new CandidatePair(firstOfText, document, 1));
                    continue;
                }

                firstOfText = document;
                if (document != firstOfWords)
                    found.Add(new CandidatePair(firstOfWords, document, 0));
            }

            start = end;
        }

        UInt128 Hash(ulong entry) => documents.At((int)(uint)entry).ContentHash;

        UInt128 Headline(int document) =>
            headlineOf is not null && headlineOf.TryGetValue(document, out var headline) ? headline : 0;

        int Compare(int x, int y)
        {
            var byHash = documents.At(x).ContentHash.CompareTo(documents.At(y).ContentHash);
            if (byHash != 0)
                return byHash;
            var byHeadline = Headline(x).CompareTo(Headline(y));
            return byHeadline != 0 ? byHeadline : x.CompareTo(y);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static IdenticalTexts Read(PartReader part, int documents) =>
        new(part.Read<CandidatePair>(Name, 0), documents);

    /// <summary>Writes them.</summary>
    public void Save(PartWriter part) => part.Write<CandidatePair>(Name, 0, pairs);

    /// <summary>
    /// Each repeated text as a pair with the first one of it, and each of the same words with the first of those,
    /// sorted by (A, B), as far as that is in a stretch of the documents.
    /// </summary>
    public CandidatePair[] Pairs(int start, int end) =>
        CandidatePair.Between(pairs, (start, end));
}
