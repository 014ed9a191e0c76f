using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>Groups documents to stories on their shared keys alone, near-tier groups as one.</summary>
/// <param name="documents">The documents.</param>
/// <param name="evidence">Tells stories from stock text.</param>
/// <param name="nearGroup">The near-tier representative of each document: a group is one story from the start.</param>
internal sealed class StoryTier(SignedCollection documents, StoryEvidence evidence, int[] nearGroup)
{
    /// <summary>The groups that tell one story, as far as their links are in a part.</summary>
    /// <param name="tier">The links; those of the part are used up.</param>
    /// <param name="part">Which of them, by the first document.</param>
    /// <returns>An edge for each pair of documents that shows it, sorted.</returns>
    public WeightedEdge[] Edges(ReuseTier tier, PartOf part)
    {
        var edges = new List<WeightedEdge>();
        tier.Links.Count(part, () => (a, b, links) =>
        {
            if (evidence.TellOneStory(a, b, links, tier.Wide, out var share) && nearGroup[a] != nearGroup[b])
            {
                lock (edges)
                    edges.Add(new WeightedEdge(nearGroup[a], nearGroup[b], share));
            }

            return false;
        });
        var sorted = edges.ToArray();
        Sort(sorted);
        return sorted;
    }

    /// <summary>For each document the number of its story.</summary>
    /// <param name="edges">The edges of all parts, in any order.</param>
    public int[] Group(WeightedEdge[] edges)
    {
        Sort(edges);
        var centreOf = StarGrouping.Group(
            documents.Count, edges, static (x, y) => x.CompareTo(y), static document => document);
        return Array.ConvertAll(nearGroup, group => centreOf[group]);
    }

    private static void Sort(WeightedEdge[] edges) =>
        edges.AsSpan().Sort(static (x, y) => (x.A, x.B, x.Weight).CompareTo((y.A, y.B, y.Weight)));
}
