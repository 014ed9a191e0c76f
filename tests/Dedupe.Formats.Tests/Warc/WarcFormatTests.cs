using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Warc;

public sealed class WarcFormatTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private const string Page = $"<html><nav><a href=/>Start</a></nav><title>Ferry</title><p>{Ferry}</p></html>";

    private static readonly SourceOptions Options =
        new() { Formats = FormatRegistry.All, MaxDocumentBytes = 20_000, BatchBytes = 700 };

    private static readonly DateTimeOffset Fetched = new(2025, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static byte[] Record(string type, string uri, byte[] block, string more = "") =>
    [
        .. Encoding.UTF8.GetBytes(
            $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-03-01T06:00:00Z\r\n" +
            $"{more}Content-Length: {block.Length}\r\n\r\n"),
        .. block, .. "\r\n\r\n"u8,
    ];

    private static byte[] Answer(string headers, byte[] body, string status = "200 OK") =>
        [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n\r\n"), .. body];

    private static byte[] Html(string uri, string page) =>
        Record("response", uri, Answer("content-type: text/html; charset=UTF-8", Encoding.UTF8.GetBytes(page)));

    private static byte[] Chunked(byte[] body) =>
    [
        .. body.Chunk(50).SelectMany(static chunk => (byte[])
            [
                .. Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + ";x=y\r\n"),
                .. chunk, .. "\r\n"u8,
            ]),
        .. "0\r\n\r\n"u8,
    ];

    private static byte[] Pack(Func<Stream, Stream> open, byte[] body)
    {
        var packed = new MemoryStream();
        using (var stream = open(packed))
            stream.Write(body);
        return packed.ToArray();
    }

    [Theory]
    [InlineData("a.warc")]
    [InlineData("a.warc.gz")]
    [InlineData("crawl")]
    public async Task Pages_and_texts_are_documents(string name)
    {
        byte[] page = Encoding.UTF8.GetBytes(Page);
        byte[] gzip = Pack(static to => new GZipStream(to, CompressionLevel.Fastest), page);
        byte[][] records =
        [
            Record("warcinfo", "x", "software: x"u8.ToArray()),
            Record("request", "http://a.example/1", "GET / HTTP/1.1\r\n\r\n"u8.ToArray()),
            Html("http://a.example/1", Page),
            Record("response", "<http://B.example:80/2>", Answer(
                "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", Chunked(gzip))),
            Record("response", "http://a.example/3", Answer(
                "Content-Type: text/html\nContent-Encoding: br",
                Pack(static to => new BrotliStream(to, CompressionLevel.Fastest), page))),
            Record("response", "http://a.example/4", Answer(
                "Content-Type: text/html\r\nContent-Encoding: deflate",
                Pack(static to => new ZLibStream(to, CompressionLevel.Fastest), page))),
            // Unpacked by the crawler, under the headers that came.
            Record("response", "http://a.example/5", Answer(
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", page)),
            Record("response", "http://a.example/6", Answer(
                "Content-Type: text/plain; charset=\"iso-8859-1\"", Encoding.Latin1.GetBytes("Die Fähre"))),
            Record("response", "http://a.example/no", Answer("Content-Type: image/png", [1, 2, 3])),
            Record("response", "http://a.example/no", Answer("Content-Type: text/html", page, "404 Not Found")),
            Record("response", "http://a.example/no", "no answer"u8.ToArray(), "Content-Type: text/dns\r\n"),
            Record("resource", "http://a.example/7", page, "Content-Type: text/html\r\n"),
            Record("conversion", "http://a.example/8", "A text"u8.ToArray()),
        ];
        string path = folder.Write(
            name, name.EndsWith(".gz", StringComparison.Ordinal)
                ? [.. records.SelectMany(static record => Packed.Gzip(record))]
                : [.. records.SelectMany(static record => record)]);

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Taken Taken(int number, long record, string text, string title, string host = "a.example") => new(
            $"http://{(number == 2 ? "B.example:80" : "a.example")}/{number}", text, title, host, Fetched,
            new Origin(path, record));
        Assert.Equal(
            [
                Taken(1, 3, Ferry, "Ferry"), Taken(2, 4, Ferry, "Ferry", "b.example"), Taken(3, 5, Ferry, "Ferry"),
                Taken(4, 6, Ferry, "Ferry"), Taken(5, 7, Ferry, "Ferry"), Taken(6, 8, "Die Fähre", ""),
                Taken(7, 12, Ferry, "Ferry"), Taken(8, 13, "A text", ""),
            ],
            read.Accepted);
        Assert.Equal([0, 0, 0, 0, 0, 1252, 0, 0], read.CodePages);
    }

    [Fact]
    public async Task What_cannot_be_read_costs_its_record_alone()
    {
        byte[] page = Encoding.UTF8.GetBytes(Page);
        byte[] gzip = Pack(static to => new GZipStream(to, CompressionLevel.Fastest), page);
        byte[] bomb = Pack(static to => new GZipStream(to, CompressionLevel.Fastest), new byte[1_000_000]);
        byte[] Of(byte[] body, string packing = "gzip") =>
            Record("response", "http://a.example/x", Answer(
                $"Content-Type: text/html\r\nContent-Encoding: {packing}", body));
        string path = folder.Write("a.warc", [
            .. Of(gzip[..^20]), .. Of(bomb), .. Of(page, "zstd"), .. Html("http://a.example/e", "<img>"),
            .. Record("response", "http://a.example/u", Answer("Content-Type: text/html", [(byte)'a', 0xFF, 0x81])),
            .. Record("response", "", Answer("Content-Type: text/html", page)),
            .. Html("http://a.example/good", Page), .. Html("http://a.example/cut", Page)[..200]]);

        var read = await Collector.ReadAsync(Options, path);

        Assert.Equal(["http://a.example/good"], read.Ids);
        Assert.Equal(
            [
                (RejectionReason.Truncated, 1L), (RejectionReason.Oversized, 2), (RejectionReason.Unsupported, 3),
                (RejectionReason.Empty, 4), (RejectionReason.BadEncoding, 5), (RejectionReason.MissingId, 6),
                (RejectionReason.Truncated, 8),
            ],
            read.Rejected.Select(static rejection => (rejection.Reason, rejection.Origin.Line)));
    }

    [Fact]
    public async Task Filter_keeps_the_bytes_of_all_other_records()
    {
        byte[] info = Record("warcinfo", "x", "software: x"u8.ToArray());
        byte[] one = Html("http://a.example/1", Page);
        byte[] two = Html("http://a.example/2", Page);
        byte[] image = Record("response", "http://a.example/3", Answer("Content-Type: image/png", [1, 2, 3]));
        string input = folder.Write("a.warc", [.. info, .. one, .. two, .. image]);
        await new DedupeJob(
            new JobOptions { Inputs = [input], Source = Options, OutputDirectory = folder.Root + "/run" })
            .RunAsync(null, Token);

        await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run",
                Inputs = [input],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(Token);

        byte[] clean = await File.ReadAllBytesAsync(folder.Root + "/clean/a.warc", Token);
        Assert.Equal([.. info, .. one, .. image], clean);
    }
}
