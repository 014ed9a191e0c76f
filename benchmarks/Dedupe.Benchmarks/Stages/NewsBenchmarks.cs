using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Dedupe.Formats;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Stages;

/// <summary>
/// Formats of newsrooms to documents, one core: the same articles as RSS, NewsML-G2, ninjs and a wire.
/// </summary>
public class NewsBenchmarks
{
    private readonly ReadingRules rules = new(new SourceOptions { Formats = FormatRegistry.All });
    private readonly Count sink = new();
    private byte[] file = [];
    private InputFormat format = null!;

    /// <summary>The format.</summary>
    [Params("feed", "newsml-g2", "ninjs", "wire")]
    public string Format { get; set; } = "feed";

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        format = FormatRegistry.All.Find(Format)!;
        var articles = Sample.Lines().Where(static line => line.AsSpan().ContainsAnyExcept(" \r\n"u8))
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Select(static (json, number) => (Id: $"u:{number}", Text: json.GetProperty("text").GetString()!));
        file = Encoding.UTF8.GetBytes(Format switch
        {
            "feed" => "<rss><channel><title>T</title>" + string.Concat(articles.Select(static article =>
                $"<item><guid>{article.Id}</guid><description>{Twice(Html(article.Text))}</description></item>\n"))
                + "</channel></rss>",
            "newsml-g2" => "<newsMessage><itemSet>" + string.Concat(articles.Select(static article =>
                $"<newsItem guid='{article.Id}'><contentSet><inlineXML contenttype='text/html'><html><body>" +
                $"{Html(article.Text)}</body></html></inlineXML></contentSet></newsItem>\n")) +
                    "</itemSet></newsMessage>",
            "ninjs" => JsonSerializer.Serialize(articles.Select(static article =>
                new { uri = article.Id, body_html = Html(article.Text) })),
            _ => string.Concat(articles.Select(static article =>
                $"\u0001abc{article.Id[2..]} 4 i\r\n\u0002A headline =\r\n" +
                $"{article.Text}\u0003021137 GMT Mar 26\u0004")),
        });
    }

    /// <summary>Frames and reads the file.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public long Read()
    {
        var framer = format.CreateFramer(rules);
        using var reader = format.CreateReader(rules);
        var rest = file.AsMemory();
        while (framer.TryNext(rest, file.Length - rest.Length, last: true, out var frame))
        {
            if (frame.HasDocuments)
                reader.Read(
                    rest[..frame.Length],
                    new Segment("a", format, frame.Number, 0, frame.Length, Context: frame.Context), sink);
            rest = rest[frame.Taken..];
        }

        return sink.Accepted;
    }

    private static string Html(string text) =>
        $"<p>{Twice(text).Replace("\n", "</p><p>", StringComparison.Ordinal)}</p>";

    private static string Twice(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);

    private sealed class Count : IDocumentSink
    {
        public long Accepted { get; private set; }

        public void Accept(in Document document, Origin origin) => Accepted += document.Text.Length;

        public void Reject(Rejection rejection) =>
            throw new InvalidOperationException($"An item of the sample was rejected: {rejection}");
    }
}
