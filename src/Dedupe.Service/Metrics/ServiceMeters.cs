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

    private readonly Meter meter = new(Name);
    private readonly Histogram<double> requests;
    private readonly Counter<long> articles;
    private readonly Counter<long> deliveries;

    /// <summary>Measures an index.</summary>
    public ServiceMeters(Func<LiveStatus> status)
    {
        requests = meter.CreateHistogram(
            "dedupe.request.duration", "s", "How long requests took.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
        articles = meter.CreateCounter<long>("dedupe.articles", "{article}", "Items that were sent.");
        deliveries = meter.CreateCounter<long>("dedupe.webhook.deliveries", "{event}", "Events sent to webhooks.");
        meter.CreateObservableGauge(
            "dedupe.stored.articles", () => status().Counts.Articles, "{article}", "Articles in the store.");
        meter.CreateObservableGauge(
            "dedupe.stored.clusters", () => status().Counts.Clusters, "{cluster}", "Clusters in the store.");
        meter.CreateObservableGauge(
            "dedupe.index.missing", () => status().Missing, "{article}", "Articles that the index does not find yet.");
        meter.CreateObservableGauge(
            "dedupe.index.unsettled", () => status().Unsettled, "{article}", "Articles since the last settlement.");
        meter.CreateObservableGauge("dedupe.index.segments", () => status().Segments, "{file}", "Files of the index.");
        meter.CreateObservableGauge("dedupe.index.size", () => status().SegmentBytes, "By", "Bytes of the index.");
        meter.CreateObservableGauge(
            "dedupe.index.tail", () => (long)status().Tail, "{article}", "Articles whose keys are in memory alone.");
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
