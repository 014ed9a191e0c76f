namespace Dedupe.Verification;

/// <summary>
/// Tells forms by a third filling. A fact that was corrected has two values; the slot of a form has as many as it was
/// filled in. So where three texts differ from each other at the same two places or more, one of them a name, these are
/// slots. Names alone can say so: the figures of a running story have a third value with its third version.
/// </summary>
internal static class ThirdFillings
{
    /// <summary>Fewer differences are a correction.</summary>
    private const int LeastSlots = 2;

    /// <summary>So many texts that both of a pair differ from are asked; of a form the first is one.</summary>
    private const int MostAsked = 24;

    /// <summary>The slots of all documents. Cost: for each pair a bounded number of others, and the documents that both
    /// are paired with.</summary>
    /// <param name="pairs">The pairs, sorted by (A, B), each once.</param>
    public static FormSlots Find(IReadOnlyList<FilledPair> pairs)
    {
        var neighbours = new Dictionary<int, SortedDictionary<int, int>>();
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            Neighbours(pairs[pair].A)[pairs[pair].B] = pair;
            Neighbours(pairs[pair].B)[pairs[pair].A] = pair;
        }

        var slots = new SortedSet<(int Document, int Token)>();
        foreach (var pair in pairs)
        {
            var (few, many) = (neighbours[pair.A], neighbours[pair.B]);
            if (few.Count > many.Count)
                (few, many) = (many, few);
            var asked = 0;
            foreach (var third in few.Keys)
            {
                if (!many.ContainsKey(third))
                    continue;
                if (Add(pair, pairs[neighbours[pair.A][third]], pairs[neighbours[pair.B][third]], slots)
                    || ++asked == MostAsked)
                    break;
            }
        }

        return slots.Count == 0
            ? FormSlots.None
            : new FormSlots([.. slots.Select(slot => slot.Document)], [.. slots.Select(slot => slot.Token)]);

        SortedDictionary<int, int> Neighbours(int document)
        {
            if (!neighbours.TryGetValue(document, out var of))
                neighbours.Add(document, of = []);
            return of;
        }
    }

    // The third text differs from both at the places where they differ from each other.
    private static bool Add(
        in FilledPair pair, in FilledPair withA, in FilledPair withB, SortedSet<(int Document, int Token)> slots)
    {
        var found = new List<(int A, int B)>();
        var names = 0;
        foreach (var slot in pair.Slots)
        {
            var third = Answer(withA, pair.A, slot.A.Start);
            if (third < 0 || third != Answer(withB, pair.B, slot.B.Start))
                continue;
            found.Add((slot.A.Start, slot.B.Start));
            names += slot.Kind == DifferenceKind.Name ? 1 : 0;
        }

        if (found.Count < LeastSlots || names == 0)
            return false;
        foreach (var (a, b) in found)
        {
            slots.Add((pair.A, a));
            slots.Add((pair.B, b));
        }

        return true;
    }

    // The place in the other text of a pair, where it differs at a place of one of them; -1 where it does not.
    private static int Answer(in FilledPair pair, int document, int token)
    {
        foreach (var slot in pair.Slots)
        {
            if (pair.A == document && slot.A.Start == token)
                return slot.B.Start;
            if (pair.B == document && slot.B.Start == token)
                return slot.A.Start;
        }

        return -1;
    }
}
