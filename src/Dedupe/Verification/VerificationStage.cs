using System.Collections.Concurrent;
using Dedupe.Indexing;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Verification;

/// <summary>
/// Verifies candidate pairs on several threads. Pairs that hang together are verified one after the other
/// (<see cref="PairOrder"/>), so that each text is read and prepared once, as a rule.
/// </summary>
/// <param name="options">The options of the run.</param>
/// <param name="documents">The documents.</param>
/// <param name="cancellationToken">Ends the verification.</param>
internal sealed class VerificationStage(
    DedupeOptions options, SignedCollection documents, CancellationToken cancellationToken) : IDisposable
{
    private const int PairsAtOnce = 256;
    private const int NearAtOnce = 1 << 20;

    private readonly ConcurrentBag<Worker> idle = [];
    private readonly CollectionFacts facts = new(documents);
    private readonly CreditBook credits = CreditBook.With(options.Normalization.AgenciesFile);

    /// <summary>Told how many pairs of a call are done and how many there are.</summary>
    public Action<long, long>? Progress { get; set; }

    /// <summary>Knows the stories that passages were found in; null until they are known.</summary>
    public ReuseTier? ReuseTier { get; set; }

    /// <summary>Where documents are forms filled in; none until that is known.</summary>
    public FormSlots FormSlots { get; set; } = FormSlots.None;

    /// <summary>Compares candidates, sorted by (A, B), by their shingle sets alone. Details are where near-duplicates
    /// may be a form filled in: see <see cref="FilledPair"/>.</summary>
    public PairBlock RunNear(CandidatePair[] candidates) =>
        Run(candidates, (worker, pair) => worker.Resemblance(pair, FormSlots));

    /// <summary>
    /// Those of many candidates, sorted by (A, B), that are near-duplicates or the same. The others are forgotten,
    /// stretch by stretch: of a text with very
    /// many copies they are most, and what is asked for again can be compared again.
    /// </summary>
    public PairBlock NearDuplicates(CandidatePair[] candidates)
    {
        var found = new List<PairRecord>();
        var details = new List<byte>();
        for (var start = 0; start < candidates.Length; start += NearAtOnce)
        {
            var stretch = candidates[start..Math.Min(candidates.Length, start + NearAtOnce)];
            var block = RunNear(stretch);
            foreach (ref readonly var pair in block.Records.Span)
            {
                if (pair.Relation < Relation.NearDuplicate)
                    continue;
                found.Add(pair with { DetailsPlace = details.Count });
                details.AddRange(block.Details.Span.Slice(pair.DetailsPlace, pair.DetailsLength));
            }
        }

        return new PairBlock(found.ToArray(), details.ToArray());
    }

    /// <summary>Verifies candidates, sorted by (A, B), with passages.</summary>
    public PairBlock Run(CandidatePair[] candidates) =>
        Run(candidates, (worker, pair) => worker.Record(pair, ReuseTier, FormSlots));

    /// <summary>What the relations of candidates are decided on; one result each, in order.</summary>
    public PairEvidence[] Evidence(CandidatePair[] candidates)
    {
        var evidence = new PairEvidence[candidates.Length];
        Workers.Run(
            candidates.Length,
            options.Threads,
            TakeWorker,
            (number, worker) =>
                evidence[number] = worker.Verify(candidates[number], ReuseTier, FormSlots).Evidence,
            idle.Add,
            cancellationToken);
        return evidence;
    }

    private PairBlock Run(CandidatePair[] candidates, Func<Worker, CandidatePair, PairRecord> compare)
    {
        var block = new PairBlockBuilder(Order(candidates), PairsAtOnce);
        var done = 0L;
        Workers.Run(
            block.Stretches,
            options.Threads,
            TakeWorker,
            (number, worker) =>
            {
                var stretch = block.Stretch(number);
                worker.ReadAhead(stretch, candidates);

                foreach (var place in stretch)
                    block.Add(place, compare(worker, candidates[place]));
                block.End(number, worker.Details);
                Progress?.Invoke(Interlocked.Add(ref done, stretch.Length), candidates.Length);
            },
            idle.Add,
            cancellationToken);
        return block.Build();
    }

    private Worker TakeWorker() =>
        idle.TryTake(out var worker)
            ? worker
            : new Worker(options, documents, facts, credits, new Steps(cancellationToken));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in idle)
            worker.Dispose();
    }

    // One stretch is done by one worker: where it is the only one, its order is of no weight.
    private int[] Order(CandidatePair[] candidates) =>
        candidates.Length > PairsAtOnce
            ? new PairOrder(documents.Count, Worker.Kept - 2).Of(candidates)
            : [.. Enumerable.Range(0, candidates.Length)];

    private sealed class Worker(
        DedupeOptions options, SignedCollection documents, CollectionFacts facts, CreditBook credits,
        Steps steps) : IDisposable
    {
        public const int Kept = 32;

        private readonly TextTools tools = new(credits, steps);
        private readonly PairVerifier verifier = new(options, steps);
        private readonly StubHeadlines headlines = new();
        private readonly int[] numbers = [.. Enumerable.Repeat(-1, Kept)];
        private readonly long[] lastUses = new long[Kept];
        private readonly PreparedText?[] texts = new PreparedText?[Kept];

        private readonly int[] asked = [.. Enumerable.Repeat(-1, 2 * PairsAtOnce)];
        private readonly TextBuffer buffer = new();
        private byte[] readingBuffer = [];
        private long clock;

        public PairDetailsWriter Details { get; } = new();

        // A text is asked for once or little more: its pairs are neighbours.
        public void ReadAhead(ReadOnlySpan<int> places, CandidatePair[] candidates)
        {
            foreach (var place in places)
            {
                ReadAhead(candidates[place].A);
                ReadAhead(candidates[place].B);
            }
        }

        private void ReadAhead(int document)
        {
            ref var last = ref asked[document % asked.Length];
            if (last == document)
                return;
            last = document;
            documents.Texts.ReadAheadOf(document);
        }

        public PairRecord Resemblance(CandidatePair pair, FormSlots slots)
        {
            var record = verifier.Resemblance(
                Prepared(pair.A), Prepared(pair.B),
                PairContext.Between(facts[pair.A], facts[pair.B], areOneStory: false) with
                {
                    AreStubsApart = headlines.Differ(documents, pair.A, pair.B),
                    SlotsA = slots.Of(pair.A),
                    SlotsB = slots.Of(pair.B),
                });
            return record with { A = pair.A, B = pair.B, DetailsLength = Details.Write([], verifier.Slots) };
        }

        public VerifiedPair Verify(CandidatePair pair, ReuseTier? reuseTier, FormSlots slots)
        {
            var (a, b) = (pair.A, pair.B);
            var context = reuseTier is null
                ? default
                : PairContext.Between(reuseTier.FactsOf(a), reuseTier.FactsOf(b), reuseTier.AreOneStory(a, b));
            context = context with
            {
                AreStubsApart = headlines.Differ(documents, a, b),
                Pages = reuseTier?.PagesWith(a, b) ?? 0,
                SlotsA = slots.Of(a),
                SlotsB = slots.Of(b),
            };
            return verifier.Verify(Prepared(a), Prepared(b), context, reuseTier);
        }

        public PairRecord Record(CandidatePair candidate, ReuseTier? reuseTier, FormSlots slots)
        {
            var (a, b) = (candidate.A, candidate.B);
            var pair = Verify(candidate, reuseTier, slots);
            var (direction, evidence) = DirectionRule.FindDirection(pair, documents.Date(a), documents.Date(b));
            return PairRecord.FromPair(pair) with
            {
                A = a,
                B = b,
                Direction = direction,
                DirectionEvidence = evidence,
                DetailsLength = Details.Write(pair.Passages, pair.Differences, pair.OwnA, pair.OwnB),
            };
        }

        public void Dispose() => buffer.Dispose();

        private PreparedText Prepared(int document)
        {
            var place = numbers.IndexOf(document);
            if (place >= 0)
            {
                lastUses[place] = ++clock;
                return texts[place]!;
            }

            place = Oldest();
            numbers[place] = -1; // until it is prepared
            var text = texts[place] ??= new PreparedText(tools);
            Action<TokenBuffer>? read = documents.Texts.AreMisread
                ? tokens => documents.Texts.ReadAs(document, tokens, ref readingBuffer)
                : null;
            var source = documents.Texts.Read(document, buffer).Span;

            // What was read a second time must be what was signed.
            if (!documents.Texts.IsTextOf(document, source))
                throw documents.Texts.Changed(document);
            text.Prepare(source, options.ShingleSize, read);
            (numbers[place], lastUses[place]) = (document, ++clock);
            return text;
        }

        private int Oldest()
        {
            var oldest = 0;
            for (var place = 1; place < Kept; place++)
                oldest = lastUses[place] < lastUses[oldest] ? place : oldest;
            return oldest;
        }
    }
}
