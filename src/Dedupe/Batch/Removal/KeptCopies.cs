using Dedupe.Clustering;
using Dedupe.Indexing;

namespace Dedupe.Batch.Removal;

/// <summary>
/// Chooses what is kept of one cluster. The document beside which most others can go is kept, they go, and so on with
/// the rest: what is left when nothing more can go is kept for its own text. Among equals the policy decides. Documents
/// of identical text are one as far as others are concerned: they were compared through one of them.
/// </summary>
/// <param name="members">The documents of the cluster.</param>
/// <param name="policy">Decides among equals.</param>
internal sealed class KeptCopies(ReadOnlyMemory<RemovalMember> members, KeepPolicy policy)
{
    private readonly CopyOrder order = policy.ToOrder();
    private readonly int[] textOf = new int[members.Length]; // by member: the first member of the same text
    // by text that stays
    private readonly List<(int Going, int Staying)>[] beside = new List<(int, int)>[members.Length];
    private readonly int[] gains = new int[members.Length]; // by text: documents that can go beside it
    private readonly bool[] isDecided = new bool[members.Length]; // by text

    /// <summary>Decides. Cost: linear in pairs, but for the order of the texts.</summary>
    /// <param name="pairs">The verified pairs of the cluster, members numbered within it.</param>
    public void Choose(IReadOnlyList<RemovalPair> pairs)
    {
        FindTexts(pairs);
        // What is read through a link, or was taken back by its sender, says which texts are the same, and no more: it
        // neither goes nor is kept for another.
        var documentsOf = Enumerable.Range(0, members.Length)
            .Where(member => !Member(member).StandsAside)
            .ToLookup(member => textOf[member]);
        foreach (var (going,
            staying) in pairs.SelectMany(Ways)
                .Where(way => documentsOf.Contains(way.Going) && documentsOf.Contains(way.Staying))
                .Distinct())
        {
            (beside[staying] ??= []).Add((going, staying));
            gains[staying] += documentsOf[going].Count();
        }

        // Of identical texts all but one go in any case.
        foreach (var text in documentsOf)
            gains[text.Key] += text.Count() - 1;
        var goesBeside = beside.Where(static list => list is not null)
            .SelectMany(static list => list)
            .ToLookup(static way => way.Going, static way => way.Staying);
        var best = new int[members.Length]; // by text: its document that is kept if one is
        foreach (var text in documentsOf)
            best[text.Key] = text.Aggregate((x, y) => CompareOfOneText(x, y) <= 0 ? x : y);
        var queue = new PriorityQueue<int, (int Gain, int Text)>(Comparer<(int Gain, int Text)>.Create((x, y) =>
            y.Gain != x.Gain ? y.Gain.CompareTo(x.Gain) : Compare(best[x.Text], best[y.Text])));

        // What an earlier run has is there, and stays; so does a correction.
        foreach (var text in documentsOf.Where(text => text.Any(member => Member(member).Stays)))
            Keep(text.Key);
        foreach (var text in documentsOf)
            queue.Enqueue(text.Key, (gains[text.Key], text.Key));
        while (queue.TryDequeue(out var text, out var then))
        {
            if (isDecided[text])
                continue;
            // Gains only become smaller: one that has is looked at again when its turn comes.
            if (gains[text] != then.Gain)
                queue.Enqueue(text, (gains[text], text));
            else
                Keep(text);
        }

        void Keep(int text)
        {
            if (!isDecided[text])
                Decide(text);
            isDecided[text] = true;
            var goes = false;
            foreach (var (going, _) in beside[text] ?? [])
            {
                if (isDecided[going] || documentsOf[going].Any(member => Member(member).Stays))
                    continue;
                Decide(going);
                isDecided[going] = goes = true;
                foreach (var member in documentsOf[going])
                    Member(member).Fate = RemovalFate.Removed;
            }

            foreach (var member in documentsOf[text])
            {
                var stays = Member(member).Stays || member == best[text];
                Member(member).Fate = !stays ? RemovalFate.Removed
                    : goes || documentsOf[text].Skip(1).Any() ? RemovalFate.KeptCopy : RemovalFate.KeptForOwnText;
            }
        }

        // It counts no longer for those beside which it could go.
        void Decide(int text)
        {
            foreach (var staying in goesBeside[text])
                gains[staying] -= documentsOf[text].Count();
        }
    }

    /// <summary>The first member of the text that a member has.</summary>
    public int TextOf(int member) => textOf[member];

    private RemovalMember Member(int number) => members.Span[number];

    // What an earlier run has goes first: it is there, and copies of it are what is looked for.
    private int Compare(int x, int y)
    {
        var byRun = Member(y).IsEarlier.CompareTo(Member(x).IsEarlier);
        return byRun != 0 ? byRun : order.Compare(Member(x).Facts, Member(y).Facts);
    }

    // Beside one that stays in any case the others can go.
    private int CompareOfOneText(int x, int y)
    {
        var byNeed = Member(y).Stays.CompareTo(Member(x).Stays);
        return byNeed != 0 ? byNeed : Compare(x, y);
    }

    private IEnumerable<(int Going, int Staying)> Ways(RemovalPair pair)
    {
        var (x, y) = (textOf[pair.X], textOf[pair.Y]);
        if (x == y)
            yield break;
        if (pair.XMayGo)
            yield return (x, y);
        if (pair.YMayGo)
            yield return (y, x);
    }

    private void FindTexts(IReadOnlyList<RemovalPair> pairs)
    {
        // The smallest member is the root of its set.
        var texts = new DisjointSets(members.Length);
        foreach (var pair in pairs)
        {
            if (pair.Relation == Relation.Identical)
                texts.Join(pair.X, pair.Y);
        }

        for (var member = 0; member < members.Length; member++)
            textOf[member] = texts.Find(member);
    }
}
