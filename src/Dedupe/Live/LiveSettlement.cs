namespace Dedupe.Live;

/// <summary>What a settlement did.</summary>
/// <param name="Articles">Articles that were compared.</param>
/// <param name="Clusters">Clusters of two or more among them.</param>
/// <param name="Changes">Events it wrote, its own <see cref="LiveEventKind.Settled"/> left out.</param>
/// <param name="Took">How long it took; zero where nothing had changed since the last one.</param>
public readonly record struct LiveSettlement(long Articles, int Clusters, int Changes, TimeSpan Took);
