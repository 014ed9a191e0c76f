using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>
/// Tells how two documents share keys: as copies of one story do, or as pages with one block of boilerplate. Pages
/// share the block and nothing else; copies of a story share more than what all of them have, each pair something else.
/// What one outlet repeats after days is its stock text. A pure function of the two and of the keys they share, the
/// same both ways.
/// </summary>
internal static class StoryRule
{
    /// <summary>
    /// Share of the smaller key set under which two documents are never taken for one story on keys alone: somewhat
    /// less than what makes them <c>derived</c>, as keys are a sample.
    /// </summary>
    private const double MinShare = 0.15;

    /// <summary>
    /// Share of a document's keys that others have too, from which the others have the whole of it: no block leaves so
    /// little room for a page's own text without being a near-duplicate's.
    /// </summary>
    private const double WholeShare = 0.9;

    /// <summary>Sameness from which a group has one block in common, and no story.</summary>
    public const double OneBlock = 0.7;

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

    /// <summary>The outlets of both are known, and are two.</summary>
    public static bool AreOfTwoOutlets(in StoryFacts a, in StoryFacts b) =>
        AreOutletsKnown(a, b) && !IsOneOutlet(a, b);

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

    /// <summary>
    /// What of the keys that two documents share with about as many others is the same. Pages with one block have the
    /// same part of what they share, the block; copies of a story have each another part of it. Cost: linear in the
    /// keys they share.
    /// </summary>
    /// <param name="a">A document.</param>
    /// <param name="b">Another one.</param>
    /// <param name="shared">For each key that both have, how many documents have it, as <see cref="BucketSize.Round"/>
    /// tells it.</param>
    [MethodImpl(Compile.Fully)]
    public static KeyOverlap Compare(in StoryFacts a, in StoryFacts b, ReadOnlySpan<int> shared)
    {
        Span<int> ofWidth = stackalloc int[WideKeys.Widths];
        ofWidth.Clear();
        foreach (var documents in shared)
            ofWidth[WideKeys.WidthOf(documents)]++;

        // Two widths beside each other, because a story's buckets are about as large, on both sides of a bound perhaps.
        var width = 0;
        for (var next = 1; next + 1 < ofWidth.Length; next++)
            width = ofWidth[next] + ofWidth[next + 1] > ofWidth[width] + ofWidth[width + 1] ? next : width;
        return new KeyOverlap(
            ofWidth[width] + ofWidth[width + 1], Count(a), Count(b),
            a.Widths.Sum >= WholeShare * a.Keys && b.Widths.Sum >= WholeShare * b.Keys);

        int Count(in StoryFacts document) => document.Widths.Count(width) + document.Widths.Count(width + 1);
    }

    private static bool IsOneOutlet(in StoryFacts a, in StoryFacts b) => a.Outlet != 0 && a.Outlet == b.Outlet;

    private static bool AreDatesKnown(in StoryFacts a, in StoryFacts b) =>
        a.DateTicks != long.MaxValue && b.DateTicks != long.MaxValue;

    private static long Apart(in StoryFacts a, in StoryFacts b) => Math.Abs(a.DateTicks - b.DateTicks);
}
