using System.Threading.Channels;
using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>Batches to signed documents: one reader, workers that sign in parallel, bounded by batches in flight.</summary>
internal sealed class SigningStage(DedupeOptions options, BandingPlan plan)
{
    private readonly CreditBook credits = CreditBook.With(options.Normalization.AgenciesFile);

    /// <summary>Signs everything a source yields.</summary>
    /// <param name="batches">The source; read from one thread at a time.</param>
    /// <param name="progress">Told how many documents are signed and how many bytes of text they have.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The sealed collection; the caller disposes of it.</returns>
    public async Task<SignedCollection> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, Action<long, long>? progress, CancellationToken cancellationToken)
    {
        var documents = new SignedCollection(options.MemoryBytes);
        try
        {
            var workers = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var queue = Channel.CreateBounded<(long, DocumentBatch)>(2 * workers);
            var tasks = Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(queue.Reader, documents, progress, stop), CancellationToken.None));
            await Task.WhenAll(tasks.Append(Task.Run(() => FeedAsync(batches, queue, stop), CancellationToken.None))).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            documents.Seal();
            return documents;
        }
        catch
        {
            documents.Dispose();
            throw;
        }
    }

    private static async Task FeedAsync(
        IAsyncEnumerable<DocumentBatch> batches, Channel<(long, DocumentBatch)> queue, CancellationTokenSource stop)
    {
        try
        {
            var sequence = 0L;
            await foreach (var batch in batches.WithCancellation(stop.Token).ConfigureAwait(false))
                await queue.Writer.WriteAsync((sequence++, batch), stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            queue.Writer.Complete();
        }
    }

    private async Task WorkAsync(
        ChannelReader<(long Sequence, DocumentBatch Batch)> queue, SignedCollection documents, Action<long, long>? progress,
        CancellationTokenSource stop)
    {
        try
        {
            var signer = new Signer(options.ShingleSize, plan, options.NearOnly ? 0 : options.Signing.ReuseWindow, credits);
            await foreach (var (sequence, batch) in queue.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                using (batch)
                    batch.Read(signer);
                documents.Add(signer.Output, sequence);
                progress?.Invoke(signer.Output.Documents.Count, signer.Output.Texts.Count);
                signer.Output.Clear();
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
