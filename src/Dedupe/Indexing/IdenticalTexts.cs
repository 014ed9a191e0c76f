using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>Documents whose texts are the same: each is linked to the first of them, and takes no further part in the near tier.</summary>
internal sealed class IdenticalTexts
{
    private const string Name = "identical";

    private readonly CandidatePair[] pairs; // sorted by (A, B)

    private IdenticalTexts(CandidatePair[] pairs, int documents)
    {
        this.pairs = pairs;
        IsRepeat = new bool[documents];
        foreach (var pair in pairs)
            IsRepeat[pair.B] = true;
    }

    /// <summary>For each document: its text is that of an earlier one.</summary>
    public bool[] IsRepeat { get; }

    /// <summary>Finds them. Cost: linear in the documents.</summary>
    public static IdenticalTexts Of(SignedCollection documents)
    {
        var entries = new ulong[documents.Count];
        for (var document = 0; document < entries.Length; document++)
            entries[document] = ((ulong)documents.At(document).ContentHash << 32) | (uint)document;
        RadixSort.SortHashed(entries, new ulong[entries.Length]);

        var found = new List<CandidatePair>();
        var firsts = new List<int>();
        for (var start = 0; start < entries.Length;)
        {
            var end = Buckets.End(entries, start);
            firsts.Clear();
            foreach (var entry in entries.AsSpan(start, end - start))
            {
                var document = (int)(uint)entry;
                var first = firsts.FindIndex(earlier => documents.At(earlier).ContentHash == documents.At(document).ContentHash);
                if (first >= 0)
                    found.Add(new CandidatePair(firsts[first], document, 1));
                else
                    firsts.Add(document);
            }

            start = end;
        }

        found.Sort(static (x, y) => (x.A, x.B).CompareTo((y.A, y.B)));
        return new IdenticalTexts([.. found], documents.Count);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static IdenticalTexts Read(PartReader part, int documents) => new(part.Read<CandidatePair>(Name, 0), documents);

    /// <summary>Writes them.</summary>
    public void Save(PartWriter part) => part.Write<CandidatePair>(Name, 0, pairs);

    /// <summary>Each repeated text as a pair with the first one of it, sorted by (A, B), as far as that is in a stretch of the documents.</summary>
    public CandidatePair[] Pairs(int start, int end, SignedCollection documents) =>
        Array.FindAll(pairs, pair => pair.A >= start && pair.A < end && documents.IsNews(pair.A, pair.B));
}
