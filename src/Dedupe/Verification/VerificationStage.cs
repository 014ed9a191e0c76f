using Dedupe.Indexing;
using Dedupe.Signing;

namespace Dedupe.Verification;

/// <summary>
/// Verifies candidate pairs on all workers. Pairs come sorted by A, and each worker takes a stretch of them, so that the first
/// text is prepared once for all its partners.
/// </summary>
internal sealed class VerificationStage(DedupeOptions options, SignedCollection documents, CancellationToken cancellationToken)
{
    private const int PairsAtOnce = 256;

    /// <summary>By how many stories passages are weighed; null while there is nothing to count over.</summary>
    public Stories? Stories { get; set; }

    /// <summary>Verifies pairs.</summary>
    /// <param name="candidates">The pairs, sorted by (A, B).</param>
    /// <returns>One verified pair for each candidate, in the same order.</returns>
    public VerifiedPair[] Run(CandidatePair[] candidates)
    {
        var verified = new VerifiedPair[candidates.Length];
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
            () => new Worker(options, documents, Stories),
            (stretch, _, worker) =>
            {
                var start = stretch * PairsAtOnce;
                var end = Math.Min(start + PairsAtOnce, candidates.Length);
                for (var i = start; i < end; i++)
                    verified[i] = worker.Verify(candidates[i]);
                return worker;
            },
            _ => { });
        return verified;
    }

    private sealed class Worker(DedupeOptions options, SignedCollection documents, Stories? stories)
    {
        private readonly PairVerifier verifier = new(options.ShingleSize, options.Threshold, options.Verification, stories);
        private byte[] buffer = [];
        private int current = -1;

        public VerifiedPair Verify(CandidatePair pair)
        {
            if (current != pair.A)
            {
                verifier.A.Prepare(documents.Text(pair.A, ref buffer), options.ShingleSize);
                current = pair.A;
            }

            verifier.B.Prepare(documents.Text(pair.B, ref buffer), options.ShingleSize);
            return verifier.Verify(pair.A, pair.B);
        }
    }
}
