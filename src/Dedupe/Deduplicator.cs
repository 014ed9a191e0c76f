using Dedupe.Batch.Flow;
using Dedupe.Normalization;
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
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunFlow.RunInMemoryAsync(options, new HandedOverInput(batches), progress, cancellationToken);

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
            verifier.Verify(Prepare(a, nameof(a), steps), Prepare(b, nameof(b), steps), default, null), a.Date, b.Date);
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
