using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Dedupe.Service.Tests.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Metrics;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Metrics_and_traces_arrive_without_what_articles_say()
    {
        var arrived = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var text = Encoding.Latin1.GetString(body.ToArray());
            arrived.AddOrUpdate(context.Request.Path.ToString(), text, (_, before) => before + text);
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        await using (var service = LocalService.Start(
            options => options with { Telemetry = new Uri(collector.Urls.First()) }))
            await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour)));

        Assert.Contains("dedupe.request.duration", arrived["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("/v1/articles", arrived["/v1/traces"], StringComparison.Ordinal);
        Assert.DoesNotContain("Halcyon", arrived["/v1/metrics"] + arrived["/v1/traces"], StringComparison.Ordinal);
    }
}
