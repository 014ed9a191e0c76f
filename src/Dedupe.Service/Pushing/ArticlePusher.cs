using System.Threading.Channels;
using Dedupe.Sources;

namespace Dedupe.Service.Pushing;

/// <summary>
/// Reads articles and sends them to a live index, in their order. The next ones are read while a lot is under way.
/// Nothing is kept on disk about what was sent: the very same item again changes nothing in the index, so whoever was
/// interrupted sends again from the start.
/// </summary>
/// <param name="target">Where they go.</param>
/// <param name="mostItems">Items sent at once, 1 and more.</param>
internal sealed class ArticlePusher(ILiveTarget target, int mostItems)
{
    private const int LotsAhead = 2;

    /// <summary>The stage in what is told of progress.</summary>
    public const string Stage = "push";

    /// <summary>What became of the items so far; each one is acknowledged.</summary>
    public PushTotals Totals { get; } = new();

    /// <summary>Sends all of a source.</summary>
    /// <exception cref="IOException">The target takes no more; <see cref="Totals"/> tells how far it came.</exception>
    public async Task RunAsync(FileSource source, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var files = source.Files;
        long inputBytes = files.Any(static file => file.Length is null)
            ? 0
            : files.Sum(static file => file.Length!.Value);
        long done = 0, bytes = 0;
        Report();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lots = Channel.CreateBounded<IReadOnlyList<OutgoingItem>>(LotsAhead);
        var reading = Task.Run(() => ReadAsync(source, lots.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var lot in lots.Reader.ReadAllAsync(stop.Token))
            {
                var outcomes = await target.AddAsync(lot, stop.Token);
                for (int at = 0; at < lot.Count; at++)
                    Totals.Add(lot[at], outcomes[at]);
                done += lot.Count;
                bytes += lot.Sum(static item => (long)item.Bytes);
                Report();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Report() => progress?.Report(new RunProgress(Stage, done, 0, bytes)
        {
            Unit = "articles",
            InputBytes = source.BytesRead,
            InputTotal = inputBytes,
        });
    }

    // What it throws is thrown to whoever takes the lots.
    private async Task ReadAsync(
        FileSource source, ChannelWriter<IReadOnlyList<OutgoingItem>> lots, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var lot in new ItemReader(mostItems, Totals.Add).ReadAsync(source, cancellationToken))
                await lots.WriteAsync(lot, cancellationToken);
            lots.Complete();
        }
        catch (Exception error)
        {
            lots.Complete(error);
        }
    }
}
