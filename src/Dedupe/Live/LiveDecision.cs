namespace Dedupe.Live;

/// <summary>What was decided about an item when it came.</summary>
internal sealed record LiveDecision
{
    /// <summary>What it was compared with and shares something with, the best match first.</summary>
    public required IReadOnlyList<LiveMatch> Matches { get; init; }

    /// <summary>Number of the cluster that it joins; 0 when it joins none, or one that only now begins and has none
    /// yet.</summary>
    public long Cluster { get; init; }

    /// <summary>The article that represents the cluster; null where the item itself does, or there is none.</summary>
    public LiveMatch? Representative { get; init; }

    /// <summary>The article that it begins a cluster with; null when it joins one that is there, or none.</summary>
    public LiveMatch? Single { get; init; }

    /// <summary>Why its representative was chosen; empty when it is in none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How many articles the cluster has, the item included; 0 when it is in none.</summary>
    public int Size { get; init; }

    /// <summary>The other versions of the item, in order of arrival.</summary>
    public IReadOnlyList<LiveArticle> Versions { get; init; } = [];

    /// <summary>The version before it in the order of versions; null for the first.</summary>
    public LiveArticle? RevisionOf { get; init; }

    /// <summary>The latest version of the item, when that is a later one; null when it is the latest itself.</summary>
    public LiveArticle? SupersededBy { get; init; }

    /// <summary>The latest version of the item that the representative is of, when that is a later one: it stands for
    /// the item in the cluster now. It may be the article that comes, which has no number yet.</summary>
    public LiveArticle? Current { get; init; }

    /// <summary>What its headline or status says of it in one word; null when they say nothing.</summary>
    public string? Label { get; init; }

    /// <summary>Who else carries the story, when the item is taken back.</summary>
    public IReadOnlyList<LiveArticle> Carriers { get; init; } = [];
}
