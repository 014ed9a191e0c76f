using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// How much a shared passage counts: 1 when only this story has it, less the more other stories have it too. A passage
/// found in n other stories weighs 1/(1+n^2): boilerplate, found in dozens, hardly counts. What an outlet repeats after
/// days is its stock text, which another story has by definition. Not thread-safe: one a worker.
/// </summary>
/// <param name="window">The window that keys are sampled by.</param>
/// <param name="storyCap">What is found in more stories is boilerplate for certain.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class PassageWeights(int window, int storyCap, Steps? steps = null)
{
    /// <summary>
    /// Where outlets are not known, copies of a story that were cut alike cannot be told from texts with one footer,
    /// nor can pages that have the same text with other changes in it; so many more of them are taken for copies.
    /// </summary>
    private const int Allowance = 2;

    private readonly Steps steps = steps ?? new Steps();
    private readonly Tally all = new();
    private readonly Tally shared = new();
    private IStoryCounts? stories;
    private bool isBlock; // what many of the pages have is the block that all have
    private int known; // of the stories that a key was found in, those that are no others
    private int[] counts = [];

    /// <summary>Begins a pair.</summary>
    /// <param name="context">What is known about its documents.</param>
    /// <param name="storyCounts">The stories that keys were found in; null when nothing is known of others than the
    /// two texts.</param>
    /// <param name="isEdited">Words were changed here and there within what they share.</param>
    public void BeginPair(in PairContext context, IStoryCounts? storyCounts, bool isEdited)
    {
        stories = storyCounts;
        known = (context.AreOneStory ? 1 : 2) - (context.IsStockText ? 1 : 0)
            + (context.AreOutletsKnown && (context.Pages == 0 || !isEdited) ? 0 : Allowance);
        isBlock = context.Pages > 0 && !isEdited;
    }

    /// <summary>The weight of a passage, by the median count of its keys.</summary>
    /// <param name="text">The text.</param>
    /// <param name="other">The other text.</param>
    /// <param name="start">The first shingle that starts in the passage.</param>
    /// <param name="count">How many start in it.</param>
    [MethodImpl(Compile.Fully)]
    public double Weigh(PreparedText text, PreparedText other, int start, int count)
    {
        if (stories is null)
            return 1;
        steps.Add(count);

        // The keys that lie inside the passage with their whole window are keys of every document that has the passage.
        // A passage shorter than a window has none for certain: then whichever of its shingles are keys must do.
        all.Clear();
        shared.Clear();
        if (count >= window)
            CountKeys(text, other, start, start + count - window);
        else
            CountWithoutWindow(text.Shingles, other, start, count);

        // Keys that reach into the gaps are in one of the two texts alone: where a story was reworded they show that it
        // is no stock text. But names filled into a form make such gaps too; what is in more stories than the cap is a
        // form, whatever fills its gaps.
        var found = all.Median();
        var ofForm = shared.Median();
        var others = Math.Max(0, (ofForm > storyCap ? ofForm : found) - known);

        // Three pages have it, at least: two alone may be copies of each other under the block.
        if (isBlock && found > 2)
            others = Math.Max(others, storyCap);
        return 1.0 / (1 + ((double)others * others));
    }

    [MethodImpl(Compile.Fully)]
    private void CountKeys(PreparedText text, PreparedText other, int firstWindow, int lastWindow)
    {
        text.Keys.Fill(text.Shingles, window, stories!);
        var keys = text.Keys.Between(firstWindow, lastWindow, out var storiesOfKeys);
        foreach (var found in storiesOfKeys)
            all.Add(found);

        // No median is above the cap where no number is.
        if (all.Largest <= storyCap)
            return;
        for (var key = 0; key < keys.Length; key++)
        {
            if (key % Steps.Between == 0)
                steps.Add(Math.Min(keys.Length - key, Steps.Between));
            if (other.Places.First(keys[key]) >= 0)
                shared.Add(storiesOfKeys[key]);
        }
    }

    private void CountWithoutWindow(ReadOnlySpan<ulong> shingles, PreparedText other, int start, int count)
    {
        if (counts.Length < count)
            counts = new int[2 * count];
        stories!.Count(shingles.Slice(start, count), counts.AsSpan(0, count));
        for (var place = start; place < start + count; place++)
        {
            var found = counts[place - start];
            if (found == 0 && !IsKey(shingles, place))
                continue;
            found = Math.Max(1, found);
            all.Add(found);
            if (other.Places.First(shingles[place]) >= 0)
                shared.Add(found);
        }
    }

    // A shingle is a key when it is the smallest one of some window.
    private bool IsKey(ReadOnlySpan<ulong> shingles, int place)
    {
        var span = 1;
        for (var before = place - 1; before >= 0 && span < window && shingles[before] >= shingles[place]; before--)
            span++;
        for (var after = place + 1; after < shingles.Length && span < window && shingles[after] >= shingles[place];
            after++)
            span++;
        return span >= Math.Min(window, shingles.Length);
    }
}
