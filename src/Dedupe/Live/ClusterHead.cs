namespace Dedupe.Live;

/// <summary>What is kept in memory of a cluster.</summary>
/// <param name="Representative">Number of the article that represents it.</param>
/// <param name="Size">How many articles it has.</param>
internal readonly record struct ClusterHead(long Representative, int Size);
