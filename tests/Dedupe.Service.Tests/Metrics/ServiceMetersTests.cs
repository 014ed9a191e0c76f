using Dedupe.Live;
using Dedupe.Service.Metrics;
using Xunit;

namespace Dedupe.Service.Tests.Metrics;

public sealed class ServiceMetersTests
{
    [Fact]
    public void One_look_at_the_index_serves_all_gauges()
    {
        var (looks, clock) = (0, new ManualTime());
        using var page = new PrometheusPage();
        using var meters = new ServiceMeters(
            () => new LiveStatus { Counts = default, Segments = 7_000 + looks++ }, clock);
        Assert.Contains("\ndedupe_index_segments 7000\n", page.Write(), StringComparison.Ordinal);
        Assert.Equal(1, looks);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Contains("\ndedupe_index_segments 7001\n", page.Write(), StringComparison.Ordinal);
        Assert.Equal(2, looks);
    }

    [Fact]
    public void A_store_that_does_not_answer_costs_the_other_metrics_nothing()
    {
        using var page = new PrometheusPage();
        using var meters = new ServiceMeters(
            static () => throw new LiveStoreException("It is away.", LiveStoreFault.Unavailable), new ManualTime());
        meters.Request("/away", "POST", 503, TimeSpan.FromSeconds(1));
        Assert.Contains(
            "dedupe_request_duration_seconds_count{route=\"/away\",method=\"POST\",status=\"503\"} 1\n", page.Write(),
            StringComparison.Ordinal);
    }
}
