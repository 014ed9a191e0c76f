using Dedupe.Batch;
using Dedupe.Batch.Flow;
using Dedupe.Sources;

namespace Dedupe;

/// <summary>
/// Finds the copies in a collection: documents go in, clusters and pairs with their passages come out. Two tiers, each
/// the same stages with other keys: index, verify, cluster. The near tier groups near-duplicates; the reuse tier finds
/// pieces of copied prose between the groups' representatives.
/// </summary>
/// <remarks>
/// <para>
/// Cost: some 20,000 articles a second and processor core. Texts handed over in memory are kept until the run ends, in
/// half of <see cref="DedupeOptions.MemoryBytes"/> and beyond it in a temporary file; plain files are read again
/// instead. The result is the same whatever the order of the documents and however many threads there are.
/// </para>
/// <para>
/// A document that cannot be compared stops nothing: it has no id or no text, is not valid UTF-8, is larger than
/// 32 MiB, or its id was there already. It is told in <see cref="DedupeResult.Rejections"/>, and every document is
/// either accepted or rejected.
/// </para>
/// <para>Thread-safe: it keeps nothing but its options, so several runs may go on at once.</para>
/// </remarks>
/// <example>
/// <code>
/// var deduplicator = new Deduplicator(new DedupeOptions { Threshold = 0.8 });
/// DedupeResult result = await deduplicator.RunAsync(articles, a => new Document(a.Url, a.Body, date: a.Published));
/// foreach (Cluster cluster in result.Clusters)
///     Console.WriteLine($"{cluster.Representative.Id} has {cluster.Members.Count - 1} copies");
/// </code>
/// </example>
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

    /// <summary>Runs over documents.</summary>
    /// <param name="documents">The documents, in any order. They are asked for on another thread, one after the other,
    /// and each is copied before the next, so one buffer may serve for all of them.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run; it is looked at inside long texts as well.</param>
    /// <exception cref="IOException">The temporary file cannot be written, or the agencies cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line of the file of agencies is no entry.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    /// <remarks>What the enumeration throws ends the run and is thrown as it is.</remarks>
    public Task<DedupeResult> RunAsync(
        IEnumerable<Document> documents, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(documents.ToAsyncEnumerable(), progress, cancellationToken);

    /// <inheritdoc cref="RunAsync(IEnumerable{Document}, IProgress{RunProgress}, CancellationToken)"/>
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<Document> documents, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(MemorySource.ReadAsync(documents, options: null, cancellationToken), progress, cancellationToken);

    /// <summary>Runs over records of any kind: a row, an object of one's own, a line.</summary>
    /// <param name="records">The records, in any order. They are asked for on another thread, one after the other; some
    /// hundred a thread are held at a time.</param>
    /// <param name="read">Makes a document of a record. Called once for each, from many threads at once, so that
    /// records are taken apart in parallel. A string that is no valid text (a lone surrogate) rejects its
    /// record.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run; it is looked at inside long texts as well.</param>
    /// <exception cref="IOException">The temporary file cannot be written, or the agencies cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line of the file of agencies is no entry.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    /// <remarks>What the enumeration throws, or <paramref name="read"/>, ends the run and is thrown as it is.</remarks>
    public Task<DedupeResult> RunAsync<T>(
        IEnumerable<T> records, Func<T, Document> read, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(records.ToAsyncEnumerable(), read, progress, cancellationToken);

    /// <inheritdoc
    /// cref="RunAsync{T}(IEnumerable{T}, Func{T, Document}, IProgress{RunProgress}, CancellationToken)"/>
    public Task<DedupeResult> RunAsync<T>(
        IAsyncEnumerable<T> records, Func<T, Document> read, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(MemorySource.ReadAsync(records, read, options: null, cancellationToken), progress, cancellationToken);

    /// <summary>Runs over the documents of files and folders, as the command does.</summary>
    /// <param name="files">The files. Plain ones must stay as they are until the run ends: passages are found in texts
    /// that are read again.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run; it is looked at inside long texts as well.</param>
    /// <exception cref="IOException">A file changed during the run, so there are no results; the temporary file cannot
    /// be written, or the file of agencies not read.</exception>
    /// <exception cref="InvalidDataException">A line of the file of agencies is no entry.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public async Task<DedupeResult> RunAsync(
        FileSource files, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var watch = new InputWatch(files);
        return await watch.GuardAsync(
            () => RunFlow.RunInMemoryAsync(
                options, FileInput.Whole(watch), InputProgress.Of(progress, files), cancellationToken))
            .ConfigureAwait(false);
    }

    /// <summary>Runs over batches, as a source yields them.</summary>
    internal Task<DedupeResult> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunFlow.RunInMemoryAsync(options, new HandedOverInput(batches), progress, cancellationToken);
}
