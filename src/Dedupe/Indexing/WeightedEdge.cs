namespace Dedupe.Indexing;

/// <summary>An edge between two documents.</summary>
/// <param name="A">One end.</param>
/// <param name="B">The other end.</param>
/// <param name="Weight">How alike they are.</param>
internal readonly record struct WeightedEdge(int A, int B, double Weight);
