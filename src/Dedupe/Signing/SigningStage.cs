using System.Threading.Channels;
using Dedupe.Normalization;
using Dedupe.Sources;

namespace Dedupe.Signing;

/// <summary>
/// Reads batches and signs their documents on all workers. What is read ahead is bounded: two batches a worker.
/// </summary>
internal sealed class SigningStage(DedupeOptions options, BandingPlan plan)
{
    private readonly CreditBook credits = CreditBook.With(options.Normalization.AgenciesFile);

    /// <summary>Reads and signs everything.</summary>
    /// <param name="batches">The batches, in any order.</param>
    /// <param name="progress">Told documents and text bytes of each finished batch.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<SignedBlocks> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, Action<long, long>? progress, CancellationToken cancellationToken)
    {
        var documents = new SignedBlocks(options.MemoryBytes, plan.Bands);
        try
        {
            var workers = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var queue = Channel.CreateBounded<(int, DocumentBatch)>(2 * workers);
            var tasks = Enumerable.Range(0, workers).Select(
                _ => Task.Run(() => WorkAsync(queue.Reader, documents, progress, stop), CancellationToken.None));
            await Task.WhenAll(tasks.Append(Task.Run(() => FeedAsync(batches, queue, stop), CancellationToken.None)))
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return documents;
        }
        catch
        {
            documents.Dispose();
            throw;
        }
    }

    private static async Task FeedAsync(
        IAsyncEnumerable<DocumentBatch> batches, Channel<(int, DocumentBatch)> queue, CancellationTokenSource stop)
    {
        try
        {
            var sequence = 0;
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
        ChannelReader<(
            int Sequence, DocumentBatch Batch)> queue, SignedBlocks documents, Action<long, long>? progress,
        CancellationTokenSource stop)
    {
        try
        {
            var signer = new DocumentSigner(
                new TextSigner(options, plan, credits, new Steps(stop.Token)), documents);
            await foreach (var (sequence, batch) in queue.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                var (before, bytesBefore) = (signer.Documents, signer.TextBytes);
                signer.BeginBatch(sequence);
                using (batch)
                    batch.Read(signer);
                progress?.Invoke(signer.Documents - before, signer.TextBytes - bytesBefore);
            }

            signer.Finish();
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
