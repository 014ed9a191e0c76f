using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dedupe.Benchmarks.Live;

/// <summary>
/// Sends articles to a server at a fixed rate and says how long each took, from when it ought to have been sent: a
/// server that stops is not spared what waited meanwhile. The first two seconds do not count: this program itself is
/// slow then.
/// </summary>
internal static class LoadCommand
{
    private const int WarmUp = 2;

    /// <summary>
    /// Runs it: --input FILE (JSON lines) --url URL [--rate N] [--seconds N] [--skip N] [--prefix TEXT].
    /// </summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (input, url) = (arguments.Need("input"), arguments.Need("url"));
        var (rate, seconds) = (arguments.Number("rate", 100), arguments.Number("seconds", 30));
        var (skip, prefix) = (arguments.Number("skip", 0), arguments.Find("prefix") ?? "load-");
        arguments.End();
        var lines = File.ReadLines(input)
            .Skip(skip)
            .Take(rate * (seconds + WarmUp))
            .Select(line => Renamed(line, prefix))
            .ToList();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
        var took = new ConcurrentBag<double>();
        var failed = 0;
        var clock = Stopwatch.StartNew();
        var sent = new List<Task>();
        for (var i = 0; i < lines.Count; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)rate);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed).ConfigureAwait(false);
            sent.Add(SendAsync(lines[i], due, counts: i >= rate * WarmUp));
        }

        await Task.WhenAll(sent).ConfigureAwait(false);
        double[] sorted = [.. took.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sorted.Length} at {rate} a second in {clock.Elapsed.TotalSeconds:F1} s, {failed} failed; ms: "
                + $"p50 {At(.5):F2}, p90 {At(.9):F2}, p99 {At(.99):F2}, p99.9 {At(.999):F2}, most {At(1):F2}"));
        return failed == 0 ? 0 : 1;

        double At(double share) =>
            sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

        async Task SendAsync(string line, TimeSpan due, bool counts)
        {
            // The timer of this program is as coarse as a millisecond: that is not the server's fault.
            var start = clock.Elapsed - due < TimeSpan.FromMilliseconds(2) ? clock.Elapsed : due;
            try
            {
                using var content = new StringContent(line, Encoding.UTF8, "application/json");
                using var response = await client.PostAsync(url, content).ConfigureAwait(false);
                await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                    Interlocked.Increment(ref failed);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref failed);
            }

            if (counts)
                took.Add((clock.Elapsed - start).TotalMilliseconds);
        }
    }

    private static string Renamed(string line, string prefix)
    {
        using var json = JsonDocument.Parse(line);
        var fields = json.RootElement.EnumerateObject().ToDictionary(
            static one => one.Name, static one => (object)one.Value.Clone(), StringComparer.Ordinal);
        fields["id"] = prefix + json.RootElement.GetProperty("id").GetString();
        return JsonSerializer.Serialize(fields);
    }
}
