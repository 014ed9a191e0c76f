using System.Globalization;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>
/// Tells whether two documents that share keys tell one story or only share an outlet's stock text. A story lives for
/// hours and its copies share many different passages; stock text (furniture, galleries, standing background) recurs
/// for weeks in one outlet and is the same passage each time. Source and date help where they are known and are not
/// needed.
/// </summary>
internal sealed class StoryEvidence
{
    /// <summary>
    /// Share of the smaller key set under which two documents are never taken for one story on keys alone.
    /// </summary>
    private const double MinShare = 0.2;

    /// <summary>Share of both key sets from which no stock text explains what is shared.</summary>
    private const double DominantShare = 0.5;

    /// <summary>
    /// Keys that far fewer documents have than the rest of what is shared: so many show that more than one block is
    /// shared.
    /// </summary>
    private const int DistinctKeys = 3;

    /// <summary>The same for keys that somewhat fewer documents have, as a share of all that is shared.</summary>
    private const double DistinctShare = 0.2;

    /// <summary>
    /// Share of a document's keys that about as many others have too, from which it may be a copy changed here and
    /// there.
    /// </summary>
    private const double WideShare = 0.4;

    /// <summary>Share of those that another copy has as well, at most: more is a block that both have whole.</summary>
    private const double DrawnShare = 0.9;

    private static readonly long StoryLife = TimeSpan.FromDays(2).Ticks;
    private static readonly long StockAge = TimeSpan.FromDays(5).Ticks;

    private readonly SignedCollection documents;
    private readonly int[] outlets; // by document; those that differ in case alone are one, 0 is unknown
    private readonly int[] keyCounts; // by document: a million pairs ask for little else

    /// <summary>Gathers the outlets.</summary>
    public StoryEvidence(SignedCollection documents)
    {
        this.documents = documents;
        var named = new int[documents.Outlets.Count];
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var outlet = 1; outlet < named.Length; outlet++)
        {
            var name = documents.Outlets[outlet].ToLower(CultureInfo.InvariantCulture);
            if (!first.TryGetValue(name, out named[outlet]))
                first.Add(name, named[outlet] = outlet);
        }

        (outlets, keyCounts) = (new int[documents.Count], new int[documents.Count]);
        for (var document = 0; document < keyCounts.Length; document++)
            (outlets[document], keyCounts[document]) = (
                named[documents.Outlet(document)], documents.At(document).ReuseKeys);
    }

    /// <summary>One outlet printed both, so long apart that what they share is its stock text.</summary>
    public bool IsStockText(int a, int b) =>
        SameSource(a, b) && DatesKnown(a, b) && Apart(a, b) > StockAge;

    /// <summary>Both are parts of one story. Cost: linear in the keys they share.</summary>
    /// <param name="a">A document.</param>
    /// <param name="b">Another one.</param>
    /// <param name="links">A link for each key they share; its frequency is the number of documents that have the
    /// key.</param>
    /// <param name="wide">The keys that many others have too.</param>
    /// <param name="share">Share of the smaller key set that is shared.</param>
    [MethodImpl(Compile.Fully)]
    public bool TellOneStory(int a, int b, ReadOnlySpan<ulong> links, WideKeys wide, out double share)
    {
        var (keysOfA, keysOfB) = (keyCounts[a], keyCounts[b]);
        share = Math.Min(1, (double)links.Length / Math.Min(keysOfA, keysOfB));
        if (share < MinShare || IsStockText(a, b))
            return false;

        // Both, because a short note under a long footer shares most of itself with everything that has the footer.
        if (links.Length >= DominantShare * Math.Max(keysOfA, keysOfB))
            return true;
        var twoOutlets = SourcesKnown(a, b) && !SameSource(a, b);
        return (twoOutlets && (!DatesKnown(a, b) || Apart(a, b) <= StoryLife))
            || ShareMoreThanOneBlock(links, wide.LargestInCommon(a, b))
            || AreDrawnAlike(a, b, links, wide);
    }

    /// <summary>The outlets of both are known.</summary>
    public bool SourcesKnown(int a, int b) => outlets[a] != 0 && outlets[b] != 0;

    // One block of furniture is found in the same documents from its first key to its last. Keys that at most half as
    // many documents have belong to something else that the two share; and where a good part of the keys is in fewer
    // documents than the rest, the block was cut at different places, as stories are.
    [MethodImpl(Compile.Fully)]
    private static bool ShareMoreThanOneBlock(ReadOnlySpan<ulong> links, int largest)
    {
        var most = BucketSize.Round(largest);
        foreach (var link in links)
            most = Math.Max(most, PairLinks.FrequencyOf(link));
        var (farFewer, fewer) = (0, 0);
        foreach (var link in links)
        {
            var frequency = PairLinks.FrequencyOf(link);
            farFewer += 2 * frequency <= most ? 1 : 0;
            fewer += 5 * frequency <= 4 * most ? 1 : 0;
        }

        return farFewer >= DistinctKeys || (fewer >= DistinctKeys && fewer >= DistinctShare * links.Length);
    }

    // Copies whose words were changed here and there have each another part of what the others have: how large a part
    // hangs on the changes, not on how many copies there are. Who has one key of a block has all of it, and little else
    // of that width.
    [MethodImpl(Compile.Fully)]
    private bool AreDrawnAlike(int a, int b, ReadOnlySpan<ulong> links, WideKeys wide)
    {
        Span<int> shared = stackalloc int[WideKeys.Widths];
        shared.Clear();
        foreach (var link in links)
            shared[WideKeys.WidthOf(PairLinks.FrequencyOf(link))]++;

        // Two widths beside each other, because a story's buckets are about as large, on both sides of a bound perhaps.
        var width = 0;
        for (var next = 1; next + 1 < shared.Length; next++)
            width = shared[next] + shared[next + 1] > shared[width] + shared[width + 1] ? next : width;
        var both = shared[width] + shared[width + 1];
        return IsDrawn(a) && IsDrawn(b);

        bool IsDrawn(int document)
        {
            var all = wide.Count(document, width) + wide.Count(document, width + 1);
            return all >= WideShare * keyCounts[document] && both <= DrawnShare * all;
        }
    }

    private bool SameSource(int a, int b) => outlets[a] != 0 && outlets[a] == outlets[b];

    private bool DatesKnown(int a, int b) =>
        documents.At(a).DateTicks != long.MaxValue && documents.At(b).DateTicks != long.MaxValue;

    private long Apart(int a, int b) => Math.Abs(documents.At(a).DateTicks - documents.At(b).DateTicks);
}
