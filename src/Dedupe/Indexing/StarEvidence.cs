namespace Dedupe.Indexing;

/// <summary>
/// What the pairs within each star say together, so that one pair that happens to share less or more decides nothing.
/// Cost: linear in the edges.
/// </summary>
internal sealed class StarEvidence
{
    // In large buckets documents are linked to the first ones alone: only what those share is known to the last key.
    private const int FirstOnes = 8;

    // Ends that come out nested by chance are rare from five texts on: one order of ends in 120.
    private const int FewestNested = 5;
    private const double NestedShare = 0.95;
    private const double NestedSameness = 0.85;

    // Texts that begin alike are cut at their ends; a few keys more are as many words as a sampled run is long.
    private const int FewestCut = 3;
    private const double CutShare = 0.9;
    private const double CutSameness = 0.98;

    private readonly int[] sizes;
    private readonly int[] pairs;
    private readonly double[] sameness;
    private readonly int[] firstPairs;
    private readonly double[] firstSameness;
    private readonly int[] apart;
    private readonly long[] oneSided;
    private readonly long[] twoSided;

    /// <summary>Sums up.</summary>
    /// <param name="centres">For each document the centre of its star.</param>
    /// <param name="edges">Edges, sorted.</param>
    public StarEvidence(int[] centres, StoryEdge[] edges)
    {
        (sizes, pairs, sameness) = (new int[centres.Length], new int[centres.Length], new double[centres.Length]);
        (firstPairs, firstSameness) = (new int[centres.Length], new double[centres.Length]);
        apart = new int[centres.Length];
        (oneSided, twoSided) = (new long[centres.Length], new long[centres.Length]);
        var rank = new int[centres.Length];
        for (var document = 0; document < centres.Length; document++)
            rank[document] = sizes[centres[document]]++;
        foreach (var edge in edges)
        {
            var centre = centres[edge.A];
            if (centre != centres[edge.B])
                continue;
            sameness[centre] += edge.Sameness;
            pairs[centre]++;
            if (rank[edge.A] >= FirstOnes)
                continue;
            firstSameness[centre] += edge.Sameness;
            firstPairs[centre]++;
            apart[centre] += edge.Sameness < 1 ? 1 : 0;
            oneSided[centre] += edge.OneSided;
            twoSided[centre] += edge.TwoSided;
        }
    }

    /// <summary>How many documents are in the star of a centre.</summary>
    public int SizeOf(int centre) => sizes[centre];

    /// <summary>The mean of its pairs.</summary>
    public double SamenessOf(int centre) => sameness[centre] / Math.Max(1, pairs[centre]);

    /// <summary>
    /// Texts that all begin alike are one story cut at its end: of two, one has all that the other has of it, and they
    /// do not all end at one place.
    /// </summary>
    public bool IsCutAtTheEnd(int centre) =>
        sizes[centre] >= FewestCut && AreFirst(centre, CutShare, CutSameness);

    /// <summary>
    /// The same wherever what they share stands, and so from more texts and wider apart: a block with two ragged edges
    /// is seldom nested.
    /// </summary>
    public bool IsNested(int centre) =>
        sizes[centre] >= FewestNested && AreFirst(centre, NestedShare, NestedSameness);

    // Most pairs end apart: not two alone that have more in common than a block.
    private bool AreFirst(int centre, double nested, double same) =>
        firstSameness[centre] < same * firstPairs[centre] && 2 * apart[centre] >= firstPairs[centre]
        && oneSided[centre] >= nested * (oneSided[centre] + twoSided[centre]);
}
