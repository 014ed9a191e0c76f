using System.Diagnostics.Metrics;
using Dedupe.Live;

namespace Dedupe.Service.Metrics;

/// <summary>What is measured of a service. Safe from any thread.</summary>
internal sealed class ServiceMeters : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Dedupe";

    private static readonly double[] Bounds =
        [0.001, 0.002, 0.003, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly TimeSpan OneLook = TimeSpan.FromSeconds(1);

    private readonly Meter meter = new(Name);
    private readonly Func<LiveStatus> status;
    private readonly TimeProvider clock;
    private readonly Lock looking = new();
    private LiveStatus? seen;
    private long? looked;
    private readonly Histogram<double> requests;
    private readonly Counter<long> articles;
    private readonly Counter<long> deliveries;

    /// <summary>Measures an index.</summary>
    /// <param name="status">How it is; asked for once for all gauges that are read within a second.</param>
    /// <param name="clock">The clock.</param>
    public ServiceMeters(Func<LiveStatus> status, TimeProvider clock)
    {
        (this.status, this.clock) = (status, clock);
        requests = meter.CreateHistogram(
            "dedupe.request.duration", "s", "How long requests took.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
        articles = meter.CreateCounter<long>("dedupe.articles", "{article}", "Items that were sent.");
        deliveries = meter.CreateCounter<long>("dedupe.webhook.deliveries", "{event}", "Events sent to webhooks.");
        Gauge("dedupe.stored.articles", static now => now.Counts.Articles, "{article}", "Articles in the store.");
        Gauge("dedupe.stored.clusters", static now => now.Counts.Clusters, "{cluster}", "Clusters in the store.");
        Gauge(
            "dedupe.index.missing", static now =>
                now.Missing, "{article}", "Articles that the index does not find yet.");
        Gauge(
            "dedupe.index.unsettled", static now => now.Unsettled, "{article}", "Articles since the last settlement.");
        Gauge("dedupe.index.segments", static now => now.Segments, "{file}", "Files of the index.");
        Gauge("dedupe.index.size", static now => now.SegmentBytes, "By", "Bytes of the index.");
        Gauge("dedupe.index.tail", static now => now.Tail, "{article}", "Articles whose keys are in memory alone.");
    }

    private void Gauge(string name, Func<LiveStatus, long> read, string unit, string description) =>
        meter.CreateObservableGauge(
            name, () => Now() is { } now ? [new Measurement<long>(read(now))] : (Measurement<long>[])[], unit,
            description);

    // Null where the store does not answer: the other metrics are told all the same, and just then.
    private LiveStatus? Now()
    {
        lock (looking)
        {
            if (looked is { } at && clock.GetElapsedTime(at) < OneLook)
                return seen;
            try
            {
                seen = status();
            }
            catch (LiveStoreException)
            {
                seen = null;
            }

            looked = clock.GetTimestamp();
            return seen;
        }
    }

    /// <summary>Counts a request.</summary>
    public void Request(string route, string method, int status, TimeSpan took) => requests.Record(
        took.TotalSeconds, new("route", route), new("method", method), new("status", status));

    /// <summary>Counts an item that was sent.</summary>
    public void Article(LiveAnswer answer) => articles.Add(
        1,
        new KeyValuePair<string, object?>(
            "outcome",
            answer.Rejection is not null ? "rejected" : answer.IsRepeat ? "repeat" : Names.Of(answer.Relation)));

    /// <summary>Counts items that were none.</summary>
    public void Rejected(int count)
    {
        if (count > 0)
            articles.Add(count, new KeyValuePair<string, object?>("outcome", "rejected"));
    }

    /// <summary>Counts an event that was sent to a webhook, or given up.</summary>
    public void Delivery(bool arrived) =>
        deliveries.Add(1, new KeyValuePair<string, object?>("outcome", arrived ? "delivered" : "dead"));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
