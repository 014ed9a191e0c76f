using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// Finds out whether a collection was misread (optical character recognition), and if so signs it once more by the
/// words it stands for. A sample of bounded size is looked at first: a clean collection pays for no more. Which
/// documents are looked at depends on the set of documents alone.
/// </summary>
internal sealed class NoiseStage(
    DedupeOptions options, BandingPlan plan, SignedCollection documents, CancellationToken cancellationToken)
{
    private const int ProbeDocuments = 256;
    private const int VocabularyDocuments = 8192;
    private const int MinTokens = 20_000;
    private const int DocumentsAtOnce = 64;

    // Words that occur once, of all tokens of the probe.
    private const double SuspiciousShare = 0.06;
    private const double NoisyShare = 0.05;
    private const double NoisyCollection = 0.5;

    private const int MinCount = 3;

    private readonly CreditBook credits = CreditBook.With(options.Normalization.AgenciesFile);

    /// <summary>Signs a misread collection anew; leaves any other as it is.</summary>
    /// <returns>The collection that is used from here on, and what was done with it.</returns>
    /// <param name="next">What is to be done with the signed documents. It is begun while the sample is looked at, and
    /// done again when they were misread.</param>
    public (SignedCollection Documents, T Result) Run<T>(Func<SignedCollection, T> next)
    {
        if (!options.Normalization.CorrectMisreadings)
            return (documents, next(documents));
        T result = default!;
        var isMisread = false;
        Action[] both = [() => isMisread = IsMisread(), () => result = next(documents)];
        Workers.Run(
            both.Length, options.Threads, static () => 0, (number, _) => both[number](),
            cancellationToken: cancellationToken);
        if (!isMisread)
            return (documents, result);

        var sample = new TextSample(documents, VocabularyDocuments, new Steps(cancellationToken));
        var again = SignAgain(new Spelling(sample.Collect(sample.Count(), MinCount)));
        return (again, next(again));
    }

    private bool IsMisread()
    {
        var probe = new TextSample(documents, ProbeDocuments, new Steps(cancellationToken));
        if (probe.WordsAtMost < MinTokens)
            return false;
        var counts = probe.Count();
        return counts.Tokens >= MinTokens && counts.Once >= SuspiciousShare * counts.Tokens && IsNoisy(probe, counts);
    }

    private static bool IsNoisy(TextSample probe, WordCounts counts)
    {
        var meter = new NoiseMeter(probe.Collect(counts, NoiseMeter.MinCountOf(counts)));
        var noisy = 0;
        probe.ForEach((text, tokens) => noisy += meter.Share(text, tokens) >= NoisyShare ? 1 : 0);
        return noisy > NoisyCollection * probe.Documents.Length;
    }

    private SignedCollection SignAgain(Spelling spelling)
    {
        var records = new SignedDocument[documents.Count];
        var entries = documents.ReplaceKeys();
        var readings = documents.NewReadings();
        Workers.Run(
            (documents.Count + DocumentsAtOnce - 1) / DocumentsAtOnce,
            options.Threads,
            () => new Reader(
                options, plan, documents, entries, readings, spelling, credits, new Steps(cancellationToken)),
            (piece, reader) =>
            {
                var end = Math.Min((piece + 1) * DocumentsAtOnce, documents.Count);
                for (var document = piece * DocumentsAtOnce; document < end; document++)
                    records[document] = reader.Read(document);
            },
            static reader => reader.Dispose(),
            cancellationToken);
        return documents.SignedAgain(records, entries, readings);
    }

    private sealed class Reader(
        DedupeOptions options, BandingPlan plan, SignedCollection documents, TierEntries entries, Readings readings,
        Spelling spelling, CreditBook credits, Steps steps) : IDisposable
    {
        private readonly TextWords words = new(credits, steps);
        private readonly TextCorrector corrector = new(spelling, steps);
        private readonly TextBuffer buffer = new();
        private readonly KeySampler sampler =
            new(options.ShingleSize, plan, options.NearOnly ? 0 : options.Signing.ReuseWindow, steps);

        private readonly TierWriter writer = new(entries);
        private readonly TextKeys keys = new();
        private byte[] bytes = [];

        public SignedDocument Read(int document)
        {
            var text = documents.Texts.Read(document, buffer).Span;
            words.Read(text);
            if (words.ContentHash != documents.At(document).ContentHash)
                throw documents.Texts.Changed(document);
            var tokens = words.Tokens;
            corrector.Correct(text, tokens);
            readings.Keep(document, words.ContentHash, tokens, ref bytes);
            sampler.MakeKeys(tokens.Hashes, keys);
            writer.Write(document, keys);
            var record = documents.At(document);
            (record.ContentHash, record.Words) = (ContentHash.OfWords(tokens), tokens.Count);
            (record.ReuseKeys, record.Lead) = (keys.SampleKeys.Length, LeadKeys.Of(keys.SampleKeys));
            return record;
        }

        public void Dispose()
        {
            writer.Flush();
            buffer.Dispose();
        }
    }
}
