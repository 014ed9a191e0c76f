using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dedupe.Benchmarks.Live;

namespace Dedupe.Benchmarks.Peers;

/// <summary>
/// Gives one peer of the live index articles one by one, and writes what it answered to each and how long it took.
/// </summary>
internal static class PeersCommand
{
    /// <summary>
    /// Runs it: --input FILE --order FILE writes the articles by date; --input FILE --peer NAME --data WHERE --out FILE
    /// [--ask FILE] [--every N] [--seconds N] [--floor SHARE] [--rows N] gives them to a peer. Of articles whose ids
    /// are not in the file of --ask only each N-th is asked about.
    /// </summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var input = arguments.Need("input");
        if (arguments.Find("order") is { } order)
        {
            arguments.End();
            PeerArticle.Write(await StreamCommand.ReadAsync(input).ConfigureAwait(false), order);
            return 0;
        }

        var (name, data, output) = (arguments.Need("peer"), arguments.Need("data"), arguments.Need("out"));
        var (every, seconds) = (arguments.Number("every", 1), arguments.Number("seconds", 3600));
        var (floor, rows) = (arguments.PerMille("floor", 300) / 1000.0, arguments.Number("rows", 4));
        HashSet<string> asked = new(
            arguments.Find("ask") is { } file ? File.ReadLines(file) : [], StringComparer.Ordinal);
        arguments.End();
        await using var peer = Make(name, data, floor, rows);
        using var stream = new FileStream(output, FileMode.Create);
        using var json = new Utf8JsonWriter(stream);
        var (articles, clock) = (PeerArticle.Read(input), Stopwatch.StartNew());
        for (var i = 0; i < articles.Count && clock.Elapsed.TotalSeconds < seconds; i++)
        {
            var ask = i % every == 0 || asked.Contains(articles[i].Id);
            if (ask)
                peer.CatchUp();
            var start = Stopwatch.GetTimestamp();
            var matches = await peer.TakeAsync(articles[i], ask).ConfigureAwait(false);
            Write(json, articles[i].Id, ask, Stopwatch.GetElapsedTime(start), matches);
            Next(json, stream);
        }

        var bytes = await peer.MeasureAsync().ConfigureAwait(false);
        using var process = Process.GetCurrentProcess();
        json.WriteStartObject();
        json.WriteNumber("bytes", bytes);
        json.WriteNumber("memory", process.PeakWorkingSet64);
        json.WriteEndObject();
        Next(json, stream);
        return 0;
    }

    private static IPeer Make(string name, string data, double floor, int rows) => name switch
    {
        "library" => new LibraryPeer(data),
        "http" => new HttpPeer(data),
        "band-keys" => new BandKeysPeer(data, rows),
        "trigrams-gin" => new TrigramPeer(data, floor, "gin"),
        "trigrams-gist" => new TrigramPeer(data, floor, "gist"),
        "lucene-min-hash" => new LuceneMinHashPeer(data),
        "lucene-more-like-this" => new LuceneMoreLikePeer(data),
        _ => throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"No peer is called '{name}'.")),
    };

    private static void Write(
        Utf8JsonWriter json, string id, bool ask, TimeSpan took, IReadOnlyList<PeerMatch> matches)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteBoolean("asked", ask);
        json.WriteNumber("ms", Math.Round(took.TotalMilliseconds, 4));
        json.WriteStartArray("matches");
        foreach (var match in matches)
        {
            json.WriteStartArray();
            json.WriteStringValue(match.Id);
            json.WriteNumberValue(Math.Round(match.Score, 4));
            json.WriteNumberValue(Math.Round(match.Contained, 4));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Next(Utf8JsonWriter json, Stream stream)
    {
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }
}
