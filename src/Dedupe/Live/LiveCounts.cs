namespace Dedupe.Live;

/// <summary>What a store holds.</summary>
/// <param name="Articles">Articles that are present.</param>
/// <param name="LastArticle">The highest number of an article; 0 when there is none.</param>
/// <param name="Clusters">Clusters.</param>
/// <param name="LastEvent">The highest number of an event; 0 when there is none.</param>
public readonly record struct LiveCounts(long Articles, long LastArticle, long Clusters, long LastEvent);
