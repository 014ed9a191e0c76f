using Dedupe.Verification;
using MathNet.Numerics.Random;

namespace Dedupe.Evaluation;

/// <summary>
/// Draws the pairs of a run that are worth a person's time: half of them near the line between <c>derived</c> and less,
/// a sixth near that between
/// <c>partial</c> and less, the rest from every relation alike. Nearer pairs are drawn more often, by weighted sampling
/// without replacement (Efraimidis and Spirakis 2006), so that far ones come up as well. Figures on such a sample
/// compare options; they are not those of the collection.
/// </summary>
internal static class PairSampler
{
    /// <summary>
    /// How fast the weight falls with the distance from a line: a pair with twice or half of what it asks is drawn an
    /// eighth as often.
    /// </summary>
    private const double Steepness = 3;

    /// <summary>
    /// The pairs to ask about, in the order to ask; fewer than wanted where there are no more. Cost: n log n in the
    /// pairs of the run.
    /// </summary>
    /// <param name="result">The run.</param>
    /// <param name="thresholds">Its thresholds.</param>
    /// <param name="options">How many, and the seed.</param>
    public static IReadOnlyList<VerifiedPair> Draw(
        DedupeResult result, VerificationOptions thresholds, SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var random = new MersenneTwister(options.Seed, threadSafe: false);
        var drawn = new Drawn(options);

        // Pairs linked by their headline have no shared text that one could look at.
        var pairs = result.Pairs.Where(pair => !pair.SameTitle).ToList();
        drawn.Add(
            (options.Count + 1) / 2,
            ByWeight(pairs.Where(pair => pair.Relation < Relation.NearDuplicate), DistanceToDerived));
        drawn.Add(
            (options.Count + 3) / 6,
            ByWeight(pairs.Where(pair => pair.Relation < Relation.Derived), DistanceToPartial));
        var relations = pairs.GroupBy(pair => pair.Relation)
            .OrderBy(group => group.Key)
            .Select(group => new Queue<VerifiedPair>(ByWeight(group, _ => 0)))
            .ToList();
        while (drawn.Pairs.Count < options.Count && relations.Exists(relation => relation.Count > 0))
        {
            foreach (var relation in relations)
                drawn.Add(1, Dequeue(relation));
        }

        // Whoever stops half way has labelled some of everything, and is not told by the order what to expect.
        return [.. ByWeight(drawn.Pairs, _ => 0)];

        double DistanceToDerived(VerifiedPair pair) => LineDistance.Derived(pair.Evidence, thresholds);

        double DistanceToPartial(VerifiedPair pair) => LineDistance.Partial(pair.Evidence, thresholds);

        List<VerifiedPair> ByWeight(IEnumerable<VerifiedPair> from, Func<VerifiedPair, double> distance) =>
            [.. from
                .Select(
                    pair => (
                        Pair: pair,
                        Key: Math.Log(1 - random.NextDouble()) / Math.Exp(-Steepness * Math.Abs(distance(pair)))))
                .OrderByDescending(item => item.Key)
                .ThenBy(item => (item.Pair.A, item.Pair.B))
                .Select(item => item.Pair)];
    }

    private static IEnumerable<VerifiedPair> Dequeue(Queue<VerifiedPair> queue)
    {
        while (queue.TryDequeue(out var pair))
            yield return pair;
    }

    private sealed class Drawn(SamplingOptions options)
    {
        private readonly HashSet<(int, int)> known = [];
        private readonly Dictionary<int, int> uses = [];

        public List<VerifiedPair> Pairs { get; } = [];

        // Takes so many more of the pairs, the first ones first.
        public void Add(int count, IEnumerable<VerifiedPair> from)
        {
            if (Pairs.Count >= options.Count)
                return;
            foreach (var pair in from)
            {
                if (uses.GetValueOrDefault(pair.A) >= options.MostPerDocument
                    || uses.GetValueOrDefault(pair.B) >= options.MostPerDocument
                    || !known.Add((pair.A, pair.B)))
                    continue;
                Pairs.Add(pair);
                uses[pair.A] = uses.GetValueOrDefault(pair.A) + 1;
                uses[pair.B] = uses.GetValueOrDefault(pair.B) + 1;
                if (--count == 0 || Pairs.Count == options.Count)
                    return;
            }
        }
    }
}
