namespace Dedupe.Indexing;

/// <summary>
/// Lets each document leave its star for one that is no larger and that it shares more with, over all pairs. The centre
/// that took it may have no more than a footer in common with it, which is one pair; the copies of its story are many.
/// Never to a larger star: a form of a thousand pages would take in whatever is left of it. A pure function of stars
/// and edges. Cost: a sort of the edges of such documents.
/// </summary>
internal static class StarVotes
{
    /// <summary>Moves documents to other stars.</summary>
    /// <param name="stars">For each document the name of its star; after it, the first document of that star.</param>
    /// <param name="edges">The edges that the stars were made of.</param>
    public static void Settle(int[] stars, StoryEdge[] edges)
    {
        var sizes = new int[stars.Length];
        foreach (var star in stars)
            sizes[star]++;
        var isBetween = new bool[stars.Length];
        foreach (var edge in edges)
        {
            if (stars[edge.A] != stars[edge.B])
                isBetween[edge.A] = isBetween[edge.B] = true;
        }

        var votes = new List<(int Document, int Star, double Weight)>();
        foreach (var edge in edges)
        {
            var weight = edge.Share * (1 - edge.Sameness);
            if (isBetween[edge.A])
                votes.Add((edge.A, stars[edge.B], weight));
            if (isBetween[edge.B])
                votes.Add((edge.B, stars[edge.A], weight));
        }

        votes.Sort();
        for (var vote = 0; vote < votes.Count;)
        {
            var document = votes[vote].Document;
            var own = stars[document];
            var (best, most) = (own, 0.0);
            while (vote < votes.Count && votes[vote].Document == document)
            {
                var (star, sum) = (votes[vote].Star, 0.0);
                for (; vote < votes.Count && votes[vote].Document == document && votes[vote].Star == star; vote++)
                    sum += votes[vote].Weight;
                if ((sum > most || (sum == most && star == own)) && sizes[star] <= sizes[own])
                    (best, most) = (star, sum);
            }

            stars[document] = best;
        }

        NameByMembers(stars);
    }

    // A star may have lost the document that named it, which may stand alone later, under its own number.
    private static void NameByMembers(int[] stars)
    {
        var names = new int[stars.Length];
        Array.Fill(names, -1);
        for (var document = 0; document < stars.Length; document++)
        {
            ref var name = ref names[stars[document]];
            name = name < 0 ? document : name;
            stars[document] = name;
        }
    }
}
