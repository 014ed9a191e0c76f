using System.IO.Hashing;
using System.Text;
using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>
/// Tells whether two documents that share keys tell one story or only share an outlet's stock text. A story lives for hours and its
/// copies share many different passages; stock text (furniture, galleries, standing background) recurs for weeks in one outlet and is the same
/// passage each time. Source and date help where they are known and are not needed.
/// </summary>
internal sealed class StoryEvidence
{
    /// <summary>Share of the smaller key set under which two documents are never taken for one story on keys alone.</summary>
    private const double MinShare = 0.2;

    /// <summary>Share of both key sets from which no stock text explains what is shared.</summary>
    private const double DominantShare = 0.5;

    /// <summary>Keys that far fewer documents have than the rest of what is shared: so many show that more than one block is shared.</summary>
    private const int DistinctKeys = 3;

    /// <summary>The same for keys that somewhat fewer documents have, as a share of all that is shared.</summary>
    private const double DistinctShare = 0.2;

    private static readonly long StoryLife = TimeSpan.FromDays(2).Ticks;
    private static readonly long StockAge = TimeSpan.FromDays(5).Ticks;

    private readonly SignedCollection documents;
    private readonly KeyIndex index;
    private readonly ulong[] sources;
    private readonly List<int> frequencies = [];
    private ulong[] keysA = [];
    private ulong[] keysB = [];

    /// <summary>Gathers sources and dates.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="index">The keys of the reuse tier.</param>
    public StoryEvidence(SignedCollection documents, KeyIndex index)
    {
        (this.documents, this.index) = (documents, index);
        sources = new ulong[documents.Count];
        for (var document = 0; document < sources.Length; document++)
        {
            if (documents.Source(document) is { } source)
                sources[document] = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(source.ToLowerInvariant()));
        }
    }

    /// <summary>The same outlet, long after: what they share is the outlet's stock text.</summary>
    public bool IsStockText(int a, int b) =>
        SameSource(a, b) && DatesKnown(a, b) && Apart(a, b) > StockAge;

    /// <summary>Whether a pair tells one story. Cost: the keys of both.</summary>
    /// <param name="pair">A candidate pair.</param>
    /// <param name="share">How much of the smaller key set is shared.</param>
    public bool TellOneStory(CandidatePair pair, out double share)
    {
        var (a, b) = (pair.A, pair.B);
        var (keysOfA, keysOfB) = (documents.At(a).ReuseKeyCount, documents.At(b).ReuseKeyCount);
        share = Math.Min(1, (double)pair.SharedKeys / Math.Min(keysOfA, keysOfB));
        if (share < MinShare || IsStockText(a, b))
            return false;

        // Both, because a short note under a long footer shares most of itself with everything that has the footer.
        if (pair.SharedKeys >= DominantShare * Math.Max(keysOfA, keysOfB))
            return true;
        var twoOutlets = SourcesKnown(a, b) && !SameSource(a, b);
        return (twoOutlets && (!DatesKnown(a, b) || Apart(a, b) <= StoryLife)) || ShareMoreThanOneBlock(a, b);
    }

    /// <summary>The outlets of both are known: then furniture can be told from the copies of a story by who printed it.</summary>
    public bool SourcesKnown(int a, int b) => sources[a] != 0 && sources[b] != 0;

    // One block of furniture is found in the same documents from its first key to its last. Keys that at most half as many documents
    // have belong to something else that the two share; and where a good part of the keys is in fewer documents than the rest, the block was
    // cut at different places, as stories are.
    private bool ShareMoreThanOneBlock(int a, int b)
    {
        var left = Sorted(a, ref keysA);
        var right = Sorted(b, ref keysB);
        frequencies.Clear();
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j])
                frequencies.Add(index.DocumentsWith(left[i]));
            var step = left[i].CompareTo(right[j]);
            i += step <= 0 ? 1 : 0;
            j += step >= 0 ? 1 : 0;
        }

        var most = frequencies.Count == 0 ? 0 : frequencies.Max();
        if (frequencies.Count(frequency => 2 * frequency <= most) >= DistinctKeys)
            return true;
        var fewer = frequencies.Count(frequency => 5 * frequency <= 4 * most);
        return fewer >= DistinctKeys && fewer >= DistinctShare * frequencies.Count;
    }

    private Span<ulong> Sorted(int document, ref ulong[] buffer)
    {
        var keys = documents.ReuseKeys(document);
        if (buffer.Length < keys.Length)
            buffer = new ulong[2 * keys.Length];
        keys.CopyTo(buffer);
        return buffer.AsSpan(0, Shingling.ShingleSet.MakeDistinct(buffer.AsSpan(0, keys.Length)));
    }

    private bool SameSource(int a, int b) => sources[a] != 0 && sources[a] == sources[b];

    private bool DatesKnown(int a, int b) =>
        documents.At(a).DateTicks != long.MaxValue && documents.At(b).DateTicks != long.MaxValue;

    private long Apart(int a, int b) => Math.Abs(documents.At(a).DateTicks - documents.At(b).DateTicks);
}
