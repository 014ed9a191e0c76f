using Dedupe.Clustering;
using Dedupe.Evaluation;
using Dedupe.Indexing;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Verification;

namespace Dedupe;

/// <summary>
/// The front door: finds copies among documents. Two tiers, each the same three stages with other keys: index, verify,
/// cluster. The near tier groups near-duplicates; the reuse tier finds pieces of copied prose between the groups'
/// representatives.
/// </summary>
public sealed class Deduplicator
{
    private readonly DedupeOptions options;

    /// <summary>Makes a deduplicator.</summary>
    /// <param name="options">What to find and how; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Deduplicator(DedupeOptions? options = null)
    {
        this.options = options ?? new DedupeOptions();
        this.options.Validate();
    }

    /// <summary>Asks for the evidence of labelled pairs while the texts are at hand; null: nobody does.</summary>
    internal EvidenceProbe? Probe { get; init; }

    /// <summary>
    /// Runs over documents handed over one by one; their memory is borrowed until the next one is asked for.
    /// </summary>
    /// <param name="documents">The documents, in any order.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<Document> documents, IProgress<RunProgress>? progress =
            null, CancellationToken cancellationToken = default) =>
        RunAsync(MemorySource.ReadAsync(documents, options: null, cancellationToken), progress, cancellationToken);

    /// <summary>Runs over batches, as a source of files yields them.</summary>
    /// <param name="batches">The batches, in any order.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<DedupeResult> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, IProgress<RunProgress>? progress =
            null, CancellationToken cancellationToken = default)
    {
        var log = new RunLog(progress, options.NearOnly);
        var plan = BandingPlan.Of(options);

        using var documents = await new SigningStage(options, plan)
            .RunAsync(batches, log.Signed, cancellationToken)
            .ConfigureAwait(false);
        documents.Seal();
        var identical = new NoiseStage(options, plan, documents, cancellationToken)
            .Run(() => IdenticalTexts.Of(documents));
        log.StageDone("sign");

        log.Keys(documents.Entries.Near.Count + documents.Entries.Reuse.Count);
        using var verification =
            new VerificationStage(options, documents, cancellationToken) { Progress = log.Compared };
        using var nearTier = new NearTier(documents, identical, options, log.Limits);
        nearTier.Group(PartOf.Whole);

        // The near tier compares by shingle sets; passages and relations wait until it is known what is furniture.
        var near = new VerifiedEdges(verification.RunNear);
        near.Add(verification.NearDuplicates(log.Candidates(nearTier.Candidates(PartOf.Whole))));
        var policy = new RepresentativePolicy(documents, options.Clustering);
        var nearGroup = new StarClusterer(policy, near, documents.Count).GroupNear();
        var nearPairs = near.NearDuplicates(nearGroup, options.Indexing.AllPairsLimit, log.Limits);
        log.StageDone("near");

        var edges = new VerifiedEdges(verification.Run);
        if (options.NearOnly)
        {
            edges.Add(verification.Run(nearPairs));
        }
        else
        {
            using var reuseTier = new ReuseTier(documents, nearGroup, identical.IsRepeat, options, log.Limits);
            reuseTier.Group(PartOf.Whole);
            var evidence = new StoryEvidence(documents);
            var storyTier = new StoryTier(documents, evidence, nearGroup);
            var storyOf = storyTier.Group(storyTier.Edges(reuseTier, PartOf.Whole));
            using var stories = new Stories(documents, evidence, storyOf, options, log.Limits);
            stories.CountStories(reuseTier.Shared, PartOf.Whole);
            var candidates = stories.Candidates(PartOf.Whole, nearPairs);
            documents.Memory.Trim();
            verification.Stories = stories;
            edges.Add(verification.Run(log.Candidates(candidates)));
            edges.Add(
                TitleLinks.Of(
                    verification.Run(
                        log.Candidates(new ShortItems(documents, options, log.Limits).UnderOneTitle(nearGroup)))));
            log.StageDone("reuse");
        }

        var builder = new ClusterBuilder(documents, options, edges);
        var clusters = builder.Build(nearGroup);
        new KeptCandidates(documents, edges).Complete(clusters);
        if (!options.NearOnly)
            new GroupLinks(nearGroup, options.Indexing.AllPairsLimit, log.Limits).Complete(edges, clusters);
        log.StageDone("cluster");

        Probe?.Take(documents, nearGroup, edges, verification.Evidence);
        return new DedupeResult
        {
            Documents = documents,
            Clusters = clusters,
            Pairs = edges.Found(documents),
            Rejections = documents.Rejections,
            Summary = log.Summarize(documents, clusters, edges, builder.RefusedEdges, options.ShingleSize),
        };
    }

    /// <summary>
    /// Compares two documents by themselves. In the result A is <paramref name="a"/>, number 0, and B is
    /// <paramref name="b"/>, number 1. Nothing is known of other stories, so no passage counts as a template.
    /// </summary>
    /// <param name="a">The first document; its text must be valid UTF-8.</param>
    /// <param name="b">The second document; its text must be valid UTF-8.</param>
    /// <exception cref="ArgumentException">A text has no word, or is not valid UTF-8.</exception>
    public VerifiedPair Compare(in Document a, in Document b) => Compare(a, b, new Steps());

    /// <summary>The same on another thread, so that it can be ended: long texts take seconds.</summary>
    /// <param name="a">The first document; its text must be valid UTF-8.</param>
    /// <param name="b">The second document; its text must be valid UTF-8.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="ArgumentException">A text has no word, or is not valid UTF-8.</exception>
    /// <exception cref="OperationCanceledException">The comparison was ended.</exception>
    public Task<VerifiedPair> CompareAsync(Document a, Document b, CancellationToken cancellationToken = default) =>
        Task.Run(() => Compare(a, b, new Steps(cancellationToken)), cancellationToken);

    private VerifiedPair Compare(in Document a, in Document b, Steps steps)
    {
        var verifier = new PairVerifier(options, steps);
        return DirectionRule.Apply(
            verifier.Verify(Prepare(a, nameof(a), steps), Prepare(b, nameof(b), steps), 0, 1), a.Date, b.Date);
    }

    private PreparedText Prepare(in Document document, string name, Steps steps)
    {
        if (!System.Text.Unicode.Utf8.IsValid(document.Text.Span))
            throw new ArgumentException("The text is not valid UTF-8.", name);
        var text = new PreparedText(CreditBook.With(options.Normalization.AgenciesFile), steps);
        text.Prepare(document.Text.Span, options.ShingleSize);
        return text.Tokens.Count > 0 ? text : throw new ArgumentException("There is no word in the text.", name);
    }
}
