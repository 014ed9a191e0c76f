using Dedupe.Indexing;

namespace Dedupe.Verification;

/// <summary>
/// What is known about two documents besides their texts: it says how many of the stories that a passage was found in
/// are their own. The default says that nothing is known.
/// </summary>
internal readonly record struct PairContext
{
    /// <summary>They were counted as one story.</summary>
    public bool AreOneStory { get; init; }

    /// <summary>What they share is stock text of their outlet.</summary>
    public bool IsStockText { get; init; }

    /// <summary>
    /// How much speaks for two editions of one form, when they differ in a fact, because they were printed days apart:
    /// see <see cref="StoryRule.LaterEdition"/>; 0 where dates are not known. Corrections come within hours.
    /// </summary>
    public double LaterEdition { get; init; }

    /// <summary>The outlets of both are known.</summary>
    public bool AreOutletsKnown { get; init; }

    /// <summary>Their texts are stubs under different headlines: they may be linked, never merged.</summary>
    public bool AreStubsApart { get; init; }

    /// <summary>
    /// So many documents, these two among them, have the same part of what they share, as pages with one block have; 0
    /// when they are none of such.
    /// </summary>
    public int Pages { get; init; }

    /// <summary>Where a form is filled in, in the first text: tokens, ascending. See <see cref="FormSlots"/>.</summary>
    public ReadOnlyMemory<int> SlotsA { get; init; }

    /// <summary>The same of the second text.</summary>
    public ReadOnlyMemory<int> SlotsB { get; init; }

    /// <summary>The context of two documents.</summary>
    /// <param name="a">What is known about the one.</param>
    /// <param name="b">What is known about the other.</param>
    /// <param name="areOneStory">Whether they were counted as one story.</param>
    public static PairContext Between(in StoryFacts a, in StoryFacts b, bool areOneStory) => new()
    {
        AreOneStory = areOneStory,
        IsStockText = StoryRule.IsStockText(a, b),
        AreOutletsKnown = StoryRule.AreOutletsKnown(a, b),
        LaterEdition = StoryRule.LaterEdition(a, b),
    };
}
