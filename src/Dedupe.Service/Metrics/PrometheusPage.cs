using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Dedupe.Service.Metrics;

/// <summary>
/// Listens to meters and tells their numbers in the text format of Prometheus 0.0.4. OpenTelemetry's own exporter for
/// it has no finished version, and this is all it takes. Safe from any thread.
/// </summary>
internal sealed class PrometheusPage : IDisposable
{
    /// <summary>The meters that are told: ours, .NET's (memory, threads, exceptions) and the web server's.</summary>
    public static readonly IReadOnlyList<string> Meters =
        [ServiceMeters.Name, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];

    private static readonly double[] StandardBounds =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MetricSeries> all = new();
    private readonly Lock looking = new();

    /// <summary>Begins to listen.</summary>
    public PrometheusPage()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.MeasurementsCompleted = (instrument, _) =>
        {
            foreach (var key in all.Keys)
            {
                if (key.Instrument == instrument)
                    all.TryRemove(key, out MetricSeries? _);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The page.</summary>
    public string Write()
    {
        lock (looking)
        {
            listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var instrument in all.GroupBy(static pair => pair.Key.Instrument)
                .OrderBy(static group => group.Key.Name, StringComparer.Ordinal))
                Write(text, instrument.Key, instrument.Select(static pair => (pair.Key.Labels, pair.Value)));
            return text.ToString();
        }
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = all.GetOrAdd(
            (instrument, LabelsOf(tags)), static key => new MetricSeries(BoundsOf(key.Instrument)));
        lock (series)
        {
            if (series.Bounds is not null)
                series.Record(value);
            else
                series.Value = IsSum(instrument) ? series.Value + value : value;
        }
    }

    private static void Write(
        StringBuilder text, Instrument instrument, IEnumerable<(string Labels, MetricSeries Series)> rows)
    {
        var isCounter = IsCounter(instrument);
        var name = NameOf(instrument, isCounter);
        var kind = BoundsOf(instrument) is not null ? "histogram" : isCounter ? "counter" : "gauge";
        if (!string.IsNullOrEmpty(instrument.Description))
            text.Append(
                CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description.ReplaceLineEndings(" ")}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n");
        foreach (var (labels, series) in rows.OrderBy(static row => row.Labels, StringComparer.Ordinal))
        {
            lock (series)
            {
                if (series.Bounds is null)
                    text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {Text(series.Value)}\n");
                else
                    WriteHistogram(text, name, labels, series);
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, MetricSeries series)
    {
        long sum = 0;
        var comma = labels.Length > 0 ? "," : "";
        for (var place = 0; place < series.Counts.Length; place++)
        {
            sum += series.Counts[place];
            var end = place < series.Bounds!.Length ? Text(series.Bounds[place]) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{comma}le=\"{end}\"}} {sum}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {Text(series.Value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_count{Braced(labels)} {series.Count}\n");
    }

    private static bool IsSum(Instrument instrument) => !instrument.IsObservable && instrument is not Gauge<long>
        and not Gauge<int> and not Gauge<double>;

    private static bool IsCounter(Instrument instrument) => instrument is Counter<long> or Counter<int>
        or Counter<double> or ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double>;

    private static double[]? BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => [.. histogram.Advice?.HistogramBucketBoundaries ?? StandardBounds],
        Histogram<long> or Histogram<int> => StandardBounds,
        _ => null,
    };

    private static string NameOf(Instrument instrument, bool isCounter)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return Cleaned(instrument.Name) + unit + (isCounter ? "_total" : "");
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var word = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(text.Length > 0 ? "," : "").Append(Cleaned(name)).Append("=\"")
                .Append(word.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        return text.ToString();
    }

    private static string Cleaned(string name) =>
        string.Create(name.Length, name, static (span, word) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterOrDigit(word[i]) ? word[i] : '_';
        });

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();
}
