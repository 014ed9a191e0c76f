namespace Dedupe.Indexing;

/// <summary>Groups documents to stories on their shared keys alone, near-tier groups as one.</summary>
/// <param name="facts">What is known about the documents.</param>
/// <param name="nearGroup">The near-tier representative of each document: a group is one story from the start.</param>
internal sealed class StoryGroups(CollectionFacts facts, int[] nearGroup)
{
    /// <summary>The groups that tell one story, as far as their links are in a part.</summary>
    /// <param name="tier">The links; those of the part are used up.</param>
    /// <param name="part">Which of them, by the first document.</param>
    /// <returns>An edge for each pair of documents that shows it, sorted.</returns>
    public WeightedEdge[] FindEdges(StoryTier tier, PartOf part)
    {
        var edges = new List<WeightedEdge>();
        tier.Links.Count(part, () =>
        {
            int[] shared = [];
            return (a, b, links) =>
            {
                var (keysOfA, keysOfB) = (facts.KeysOf(a), facts.KeysOf(b));
                if (nearGroup[a] == nearGroup[b] || !StoryRule.ShareEnough(keysOfA, keysOfB, links.Length))
                    return false;
                if (shared.Length < links.Length)
                    shared = new int[2 * links.Length];
                for (var link = 0; link < links.Length; link++)
                    shared[link] = PairLinks.FrequencyOf(links[link]);
                if (StoryRule.AreOneStory(FactsOf(a), FactsOf(b), shared.AsSpan(0, links.Length)))
                {
                    var share = StoryRule.ShareOf(keysOfA, keysOfB, links.Length);
                    lock (edges)
                        edges.Add(new WeightedEdge(nearGroup[a], nearGroup[b], share));
                }

                return false;
            };
        });
        var sorted = edges.ToArray();
        Sort(sorted);
        return sorted;

        StoryFacts FactsOf(int document) => facts[document] with { Widths = tier.Wide[document] };
    }

    /// <summary>For each document the number of its story.</summary>
    /// <param name="edges">The edges of all parts, in any order.</param>
    public int[] Group(WeightedEdge[] edges)
    {
        Sort(edges);
        var centreOf = StarGrouping.Group(
            nearGroup.Length, edges, static (x, y) => x.CompareTo(y), static document => document);
        centreOf = StarMerging.Merge(centreOf, edges);
        return Array.ConvertAll(nearGroup, group => centreOf[group]);
    }

    private static void Sort(WeightedEdge[] edges) =>
        edges.AsSpan().Sort(static (x, y) => (x.A, x.B, x.Weight).CompareTo((y.A, y.B, y.Weight)));
}
