namespace Dedupe.Live;

/// <summary>What happened. Numbers are kept in databases: they stay.</summary>
public enum LiveEventKind
{
    /// <summary>An article was stored.</summary>
    Arrived = 1,

    /// <summary>An article came that is another version of an item; <see cref="LiveEvent.Other"/> is the version
    /// before it, or the one after it when it came late.</summary>
    Revised = 2,

    /// <summary>An article came that corrects an item, or the item was corrected by a status;
    /// <see cref="LiveEvent.Other"/> is the version before it, or else what it is most like, if anything.</summary>
    Corrected = 3,

    /// <summary>An item was killed or withdrawn: whoever carries the story ought to know.
    /// <see cref="LiveEvent.Other"/> is as for <see cref="Corrected"/>.</summary>
    Killed = 4,

    /// <summary>An article is under embargo.</summary>
    Embargoed = 5,

    /// <summary>An embargo is over.</summary>
    Released = 6,

    /// <summary>An article joined a cluster; <see cref="LiveEvent.Other"/> is the one that it was in before, if
    /// any.</summary>
    Joined = 7,

    /// <summary>An article left a cluster.</summary>
    Left = 8,

    /// <summary>A cluster is now part of another one, <see cref="LiveEvent.Other"/>.</summary>
    Merged = 9,

    /// <summary>
    /// A part of a cluster is now one by itself; <see cref="LiveEvent.Other"/> is what it was part of.
    /// </summary>
    Split = 10,

    /// <summary>A cluster has another representative: the article.</summary>
    Represented = 11,

    /// <summary>The relation of an article to its representative changed.</summary>
    Related = 12,

    /// <summary>Somebody removed an article.</summary>
    Removed = 13,

    /// <summary>An article was taken down: its text and its keys are gone.</summary>
    Forgotten = 14,

    /// <summary>A settlement ended: clusters are those of a batch run; <see cref="LiveEvent.Other"/> is the last
    /// article that it saw.</summary>
    Settled = 15,
}
