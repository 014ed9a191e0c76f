using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dedupe.Service.Metrics;

/// <summary>
/// Sends metrics and traces to a collector of OpenTelemetry, by OTLP over HTTP. What it cannot send is lost, and costs
/// nobody anything.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    // A request is an activity of the web server's own.
    private const string Requests = "Microsoft.AspNetCore";

    private readonly MeterProvider metrics;
    private readonly TracerProvider traces;

    /// <summary>Begins to send.</summary>
    /// <param name="collector">Where to: without the path of a signal.</param>
    public TelemetryExport(Uri collector)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("dedupe", serviceVersion: ProgramVersion.Text);
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter([.. PrometheusPage.Meters])
            .AddOtlpExporter(options => Set(options, collector, "v1/metrics"))
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Requests)
            .AddOtlpExporter(options => Set(options, collector, "v1/traces"))
            .Build();
    }

    private static void Set(OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path);
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        metrics.Dispose();
        traces.Dispose();
    }
}
