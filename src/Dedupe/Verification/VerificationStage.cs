using Dedupe.Indexing;
using Dedupe.Normalization;
using Dedupe.Signing;

namespace Dedupe.Verification;

/// <summary>
/// Verifies candidate pairs on all workers. Pairs are taken family by family (what hangs together over candidates), and each worker keeps the
/// texts it prepared last, so that a text is prepared about once and not once for every pair.
/// </summary>
internal sealed class VerificationStage(DedupeOptions options, SignedCollection documents, CancellationToken cancellationToken)
{
    private const int PairsAtOnce = 256;

    private readonly CreditBook credits = CreditBook.With(options.Normalization.AgenciesFile);

    /// <summary>Told how many of the pairs of a run are done, and of how many; called from any thread.</summary>
    public Action<long, long>? Progress { get; set; }

    /// <summary>By how many stories passages are weighed; null while there is nothing to count over.</summary>
    public Stories? Stories { get; set; }

    /// <summary>Compares pairs by their shingle sets only: tells near-duplicates from the rest, without passages and shares of prose.</summary>
    /// <param name="candidates">The pairs, sorted by (A, B).</param>
    /// <returns>One pair for each candidate, in the same order; <c>none</c> stands for all that is less than near-duplicate.</returns>
    public VerifiedPair[] RunNear(CandidatePair[] candidates) => Run(candidates, (worker, pair) => worker.Resemblance(pair));

    /// <summary>Verifies and explains pairs.</summary>
    /// <param name="candidates">The pairs, sorted by (A, B).</param>
    /// <returns>One verified pair for each candidate, in the same order.</returns>
    public VerifiedPair[] Run(CandidatePair[] candidates) => Run(candidates, (worker, pair) => worker.Verify(pair));

    private VerifiedPair[] Run(CandidatePair[] candidates, Func<Worker, CandidatePair, VerifiedPair> compare)
    {
        var verified = new VerifiedPair[candidates.Length];
        var order = ByFamily(candidates);
        var done = 0L;
        var stretches = (candidates.Length + PairsAtOnce - 1) / PairsAtOnce;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellationToken,
        };
        Parallel.For(
            0,
            stretches,
            parallel,
            () => new Worker(options, documents, Stories, credits),
            (stretch, _, worker) =>
            {
                var start = stretch * PairsAtOnce;
                var end = Math.Min(start + PairsAtOnce, candidates.Length);
                for (var i = start; i < end; i++)
                    verified[order[i]] = compare(worker, candidates[order[i]]);
                Progress?.Invoke(Interlocked.Add(ref done, end - start), candidates.Length);
                return worker;
            },
            _ => { });
        return verified;
    }

    private int[] ByFamily(CandidatePair[] candidates)
    {
        var families = new DisjointSets(documents.Count);
        foreach (var pair in candidates)
            families.Join(pair.A, pair.B);
        var keys = new ulong[candidates.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)families.Find(candidates[i].A) << 32) | (uint)i;
        RadixSort.Sort(ref keys);
        return Array.ConvertAll(keys, key => (int)(uint)key);
    }

    private sealed class Worker(DedupeOptions options, SignedCollection documents, Stories? stories, CreditBook credits)
    {
        private const int Kept = 16;

        private readonly PairVerifier verifier = new(options, stories);
        private readonly (int Document, long LastUse, PreparedText Text)[] texts =
            [.. Enumerable.Range(0, Kept).Select(_ => (-1, 0L, new PreparedText(credits)))];

        private byte[] buffer = [];
        private long clock;

        public VerifiedPair Resemblance(CandidatePair pair) => verifier.Resemblance(Prepared(pair.A), Prepared(pair.B), pair.A, pair.B);

        public VerifiedPair Verify(CandidatePair pair) => verifier.Verify(Prepared(pair.A), Prepared(pair.B), pair.A, pair.B);

        private PreparedText Prepared(int document)
        {
            var oldest = 0;
            clock++;
            for (var i = 0; i < Kept; i++)
            {
                if (texts[i].Document == document)
                {
                    texts[i].LastUse = clock;
                    return texts[i].Text;
                }

                if (texts[i].LastUse < texts[oldest].LastUse)
                    oldest = i;
            }

            texts[oldest].Document = document;
            texts[oldest].LastUse = clock;
            texts[oldest].Text.Prepare(documents.Text(document, ref buffer), options.ShingleSize);
            return texts[oldest].Text;
        }
    }
}
