using Dedupe.Signing;

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
    public StoryEdge[] FindEdges(StoryTier tier, PartOf part)
    {
        var edges = new List<StoryEdge>();
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
                var (factsOfA, factsOfB) = (FactsOf(a), FactsOf(b));
                if (StoryRule.IsStockText(factsOfA, factsOfB))
                    return false;
                var overlap = StoryRule.Compare(factsOfA, factsOfB, shared.AsSpan(0, links.Length));
                var edge = new StoryEdge(
                    nearGroup[a], nearGroup[b], StoryRule.ShareOf(keysOfA, keysOfB, links.Length), overlap.Sameness,
                    overlap.OneSided, overlap.TwoSided,
                    LeadKeys.AreShared(factsOfA.Lead, factsOfB.Lead) ? 1 : 0);
                lock (edges)
                    edges.Add(edge);

                return false;
            };
        });
        var sorted = edges.ToArray();
        Sort(sorted);
        return sorted;

        StoryFacts FactsOf(int document) => facts[document] with { Widths = tier.Wide[document] };
    }

    /// <summary>
    /// The story of each document, and the pages with one block. Whether a star is a story is asked of it as a whole,
    /// on the average of all of its pairs: so one pair that happens to share less or more decides nothing.
    /// </summary>
    /// <param name="edges">The edges of all parts, in any order.</param>
    public Stories Group(StoryEdge[] edges)
    {
        Sort(edges);
        var cut = CutStories(edges);
        var like = Array.FindAll(
            edges, edge => edge.Sameness < StoryRule.OneBlock || (cut[edge.A] >= 0 && cut[edge.A] == cut[edge.B]));
        var stars = StarMerging.Merge(Stars(like), Weighted(like));
        StarVotes.Settle(stars, like);
        var centres = WithoutBlocks(stars, edges, cut);
        var sizes = Sizes(centres);
        var single = Array.FindAll(edges, edge => sizes[centres[edge.A]] == 1 && sizes[centres[edge.B]] == 1);
        var pages = Stars(single);
        var ofPages = new StarEvidence(pages, single);

        // Two outlets that nobody shares it with tell one story: a block is what three have, at least.
        for (var document = 0; document < centres.Length; document++)
        {
            var centre = pages[document];
            if (ofPages.SizeOf(centre) == 2 && centre != document
                && StoryRule.AreOfTwoOutlets(facts[centre], facts[document]))
                centres[document] = centre;
        }

        return new Stories(
            Array.ConvertAll(nearGroup, group => centres[group]),
            Array.ConvertAll(nearGroup, group => ofPages.SizeOf(pages[group]) > 2 ? pages[group] : -1));
    }

    // Stars that are stories; the documents of the others are alone.
    private static int[] WithoutBlocks(int[] stars, StoryEdge[] edges, int[] cut)
    {
        var evidence = new StarEvidence(stars, edges);
        var ofCut = new int[stars.Length];
        for (var document = 0; document < stars.Length; document++)
            ofCut[stars[document]] += cut[document] >= 0 ? 1 : 0;
        var centres = (int[])stars.Clone();
        for (var document = 0; document < stars.Length; document++)
        {
            var star = stars[document];
            if (evidence.SizeOf(star) > 2 && evidence.SamenessOf(star) >= StoryRule.OneBlock
                && 2 * ofCut[star] < evidence.SizeOf(star))
                centres[document] = document;
        }

        return centres;
    }

    // For each document the star of those that are cuts of its story; -1 where there is none.
    private int[] CutStories(StoryEdge[] edges)
    {
        var cut = new int[nearGroup.Length];
        Array.Fill(cut, -1);
        Add(Array.FindAll(edges, static edge => edge.Leads != 0), static (star, centre) => star.IsCutAtTheEnd(centre));
        Add(
            Array.FindAll(edges, edge => cut[edge.A] < 0 && cut[edge.B] < 0),
            static (star, centre) => star.IsNested(centre));
        return cut;

        void Add(StoryEdge[] some, Func<StarEvidence, int, bool> isStory)
        {
            var stars = Stars(some);
            var evidence = new StarEvidence(stars, some);
            for (var document = 0; document < stars.Length; document++)
            {
                if (isStory(evidence, stars[document]))
                    cut[document] = stars[document];
            }
        }
    }

    private static int[] Sizes(int[] centres)
    {
        var sizes = new int[centres.Length];
        foreach (var centre in centres)
            sizes[centre]++;
        return sizes;
    }

    private int[] Stars(StoryEdge[] edges) => StarGrouping.Group(
        nearGroup.Length, Weighted(edges), static (x, y) => x.CompareTo(y), static document => document);

    private static WeightedEdge[] Weighted(StoryEdge[] edges) =>
        Array.ConvertAll(edges, static edge => new WeightedEdge(edge.A, edge.B, edge.Share));

    private static void Sort(StoryEdge[] edges) =>
        edges.AsSpan().Sort(static (x, y) =>
            (x.A, x.B, x.Share, x.Sameness).CompareTo((y.A, y.B, y.Share, y.Sameness)));
}
