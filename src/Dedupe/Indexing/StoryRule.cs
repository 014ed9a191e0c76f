using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>
/// Tells whether two documents that share keys tell one story or only share an outlet's stock text. A story lives for
/// hours and its copies share many different passages; stock text (boilerplate, galleries, standing background) recurs
/// for weeks in one outlet and is the same passage each time. Source and date help where they are known and are not
/// needed. A pure function of the two and of the keys they
/// share, the same both ways.
/// </summary>
internal static class StoryRule
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
    private static readonly long NextEdition = TimeSpan.FromHours(18).Ticks;
    private static readonly long StockAge = TimeSpan.FromDays(5).Ticks;

    /// <summary>One outlet printed both, so long apart that what they share is its stock text.</summary>
    public static bool IsStockText(in StoryFacts a, in StoryFacts b) =>
        IsOneOutlet(a, b) && AreDatesKnown(a, b) && Apart(a, b) > StockAge;

    /// <summary>
    /// How much speaks for two editions of one form rather than a correction, when two documents differ in a fact: in
    /// units of one fact that differs. They are further apart than stories live, or one outlet printed both on two
    /// days.
    /// </summary>
    public static double LaterEdition(in StoryFacts a, in StoryFacts b)
    {
        if (!AreDatesKnown(a, b))
            return 0;
        if (Apart(a, b) > StockAge)
            return 1.5;
        return IsOneOutlet(a, b) && Apart(a, b) >= NextEdition ? 1 : 0;
    }

    /// <summary>The outlets of both are known.</summary>
    public static bool AreOutletsKnown(in StoryFacts a, in StoryFacts b) => a.Outlet != 0 && b.Outlet != 0;

    /// <summary>
    /// So many of their keys are shared that they may be one story: most pairs are told by this alone.
    /// </summary>
    /// <param name="keysOfA">Keys of a document.</param>
    /// <param name="keysOfB">Keys of another one.</param>
    /// <param name="shared">Keys that both have.</param>
    public static bool ShareEnough(int keysOfA, int keysOfB, int shared) =>
        ShareOf(keysOfA, keysOfB, shared) >= MinShare;

    /// <summary>The share of the smaller key set that is shared, 0 to 1.</summary>
    /// <param name="keysOfA">Keys of a document.</param>
    /// <param name="keysOfB">Keys of another one.</param>
    /// <param name="shared">Keys that both have.</param>
    public static double ShareOf(int keysOfA, int keysOfB, int shared) =>
        Math.Min(1, (double)shared / Math.Min(keysOfA, keysOfB));

    /// <summary>Both are parts of one story. Cost: linear in the keys they share.</summary>
    /// <param name="a">A document.</param>
    /// <param name="b">Another one.</param>
    /// <param name="shared">For each key that both have, how many documents have it, as <see cref="BucketSize.Round"/>
    /// tells it.</param>
    [MethodImpl(Compile.Fully)]
    public static bool AreOneStory(in StoryFacts a, in StoryFacts b, ReadOnlySpan<int> shared)
    {
        if (!ShareEnough(a.Keys, b.Keys, shared.Length) || IsStockText(a, b))
            return false;

        // Both, because a short note under a long footer shares most of itself with everything that has the footer.
        if (shared.Length >= DominantShare * Math.Max(a.Keys, b.Keys))
            return true;
        var twoOutlets = AreOutletsKnown(a, b) && !IsOneOutlet(a, b);
        return (twoOutlets && (!AreDatesKnown(a, b) || Apart(a, b) <= StoryLife))
            || ShareMoreThanOneBlock(shared, a.Widths.LargestInCommon(b.Widths))
            || AreDrawnAlike(a, b, shared);
    }

    // One block of boilerplate is found in the same documents from its first key to its last. Keys that at most half as
    // many documents have belong to something else that the two share; and where a good part of the keys is in fewer
    // documents than the rest, the block was cut at different places, as stories are.
    [MethodImpl(Compile.Fully)]
    private static bool ShareMoreThanOneBlock(ReadOnlySpan<int> shared, int largest)
    {
        var most = BucketSize.Round(largest);
        foreach (var documents in shared)
            most = Math.Max(most, documents);
        var (farFewer, fewer) = (0, 0);
        foreach (var documents in shared)
        {
            farFewer += 2 * documents <= most ? 1 : 0;
            fewer += 5 * documents <= 4 * most ? 1 : 0;
        }

        return farFewer >= DistinctKeys || (fewer >= DistinctKeys && fewer >= DistinctShare * shared.Length);
    }

    // Copies whose words were changed here and there have each another part of what the others have: how large a part
    // hangs on the changes, not on how many copies there are. Who has one key of a block has all of it, and little else
    // of that width.
    [MethodImpl(Compile.Fully)]
    private static bool AreDrawnAlike(in StoryFacts a, in StoryFacts b, ReadOnlySpan<int> shared)
    {
        Span<int> ofWidth = stackalloc int[WideKeys.Widths];
        ofWidth.Clear();
        foreach (var documents in shared)
            ofWidth[WideKeys.WidthOf(documents)]++;

        // Two widths beside each other, because a story's buckets are about as large, on both sides of a bound perhaps.
        var width = 0;
        for (var next = 1; next + 1 < ofWidth.Length; next++)
            width = ofWidth[next] + ofWidth[next + 1] > ofWidth[width] + ofWidth[width + 1] ? next : width;
        var both = ofWidth[width] + ofWidth[width + 1];
        return IsDrawn(a, width, both) && IsDrawn(b, width, both);
    }

    private static bool IsDrawn(in StoryFacts document, int width, int shared)
    {
        var all = document.Widths.Count(width) + document.Widths.Count(width + 1);
        return all >= WideShare * document.Keys && shared <= DrawnShare * all;
    }

    private static bool IsOneOutlet(in StoryFacts a, in StoryFacts b) => a.Outlet != 0 && a.Outlet == b.Outlet;

    private static bool AreDatesKnown(in StoryFacts a, in StoryFacts b) =>
        a.DateTicks != long.MaxValue && b.DateTicks != long.MaxValue;

    private static long Apart(in StoryFacts a, in StoryFacts b) => Math.Abs(a.DateTicks - b.DateTicks);
}
