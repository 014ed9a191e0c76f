using Dedupe.Formats;
using Dedupe.Service.Pushing;
using Dedupe.Sources;

namespace Dedupe.Service.Feeds;

/// <summary>Reads a feed that was fetched, with the readers of files.</summary>
internal static class FeedItems
{
    private static readonly string[] Feeds = ["feed", "json-feed", "newsml-g2", "nitf", "ninjs"];

    /// <summary>Reads it.</summary>
    /// <param name="url">Its address: where its items are said to stand.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="options">How items are read.</param>
    /// <param name="reject">Told of what cannot be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<OutgoingItem>> ReadAsync(
        string url, ReadOnlyMemory<byte> body, SourceOptions options, Action<Rejection> reject,
        CancellationToken cancellationToken)
    {
        var start = body.Span[..Math.Min(body.Length, InputFormats.StartBytes)];
        if (FormatRegistry.All.Recognised(start, named: null, isOpen: true) is not { } format
            || !Feeds.Contains(format.Name))
        {
            reject(new Rejection(
                new Origin(url, 0), RejectionReason.Unsupported,
                "This is no feed: neither RSS nor Atom, JSON Feed or another format of newsrooms."));
            return [];
        }

        var environment = new SourceEnvironment { OpenStandardInput = () => new MemoryStream(body.ToArray()) };
        var source = new FileSource(
            [FileSource.StandardInput],
                options with { Formats = FormatRegistry.All, StandardInputFormat = format.Name },
            environment);
        var collector = new ItemCollector(rejection => reject(rejection with { Origin = At(rejection.Origin) }));
        var items = new List<OutgoingItem>();
        try
        {
            await foreach (var batch in source.ReadAsync(cancellationToken))
            {
                using (batch)
                    items.AddRange(collector.Read(batch).Select(item => item with { Origin = At(item.Origin) }));
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            // Whatever a reader throws costs its feed alone.
            reject(new Rejection(new Origin(url, 0), RejectionReason.Corrupt, fault.Message));
        }

        return items;

        Origin At(Origin origin) => origin with { Source = url };
    }
}
