using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Dedupe.Formats;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Stages;

/// <summary>
/// Whole files of each format to documents, one core, from a disk that is in the page cache: the same articles in all,
/// so that the rates compare.
/// </summary>
public class FormatBenchmarks
{
    private readonly Count sink = new();
    private string folder = "";

    /// <summary>The end of the names of its files.</summary>
    [Params(".jsonl", ".json", ".csv", ".html", ".warc", ".mbox", ".eml", ".docx", ".odt", ".epub", ".zip")]
    public string Format { get; set; } = ".jsonl";

    /// <summary>Writes the files.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("dedupe-bench-").FullName;
        var all = Sample.Lines().Where(static line => line.AsSpan().ContainsAnyExcept(" \r\n"u8))
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).ToList();
        switch (Format)
        {
            case ".jsonl":
                One(string.Concat(all.Select(static (text, at) => Json(text, at) + "\n")));
                break;
            case ".json":
                One($"[{string.Join(",\n", all.Select(Json))}]");
                break;
            case ".csv":
                One(Table(all));
                break;
            case ".zip":
                File.WriteAllBytes($"{folder}/a.zip", Zip(("a.csv", Table(all))));
                break;
            case ".warc":
                One(string.Concat(all.Select(Answer)));
                break;
            case ".mbox":
                One(string.Concat(all.Select(static (text, at) =>
                    $"From a@b.example Sat Mar  1 06:00:00 2025\n{Letter(text, at)}\n")));
                break;
            case ".eml":
                Each(all, static (text, at) => Encoding.UTF8.GetBytes(Letter(text, at)));
                break;
            case ".html":
                Each(all, static (text, _) => Encoding.UTF8.GetBytes(Page(text)));
                break;
            case ".docx":
                Each(all, static (text, _) => Zip(
                    ("[Content_Types].xml", "<Types/>"),
                    ("word/document.xml",
                        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>" +
                        Paragraphs(text, "<w:p><w:r><w:t xml:space='preserve'>", "</w:t></w:r></w:p>") +
                        "</w:body></w:document>")));
                break;
            case ".odt":
                Each(all, static (text, _) => Zip(
                    ("mimetype", "application/vnd.oasis.opendocument.text"),
                    ("content.xml",
                        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " +
                        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>" +
                        Paragraphs(text, "<text:p>", "</text:p>") +
                        "</office:text></office:body></office:document-content>")));
                break;
            default:
                Each(all, static (text, _) => Zip(
                    ("mimetype", "application/epub+zip"),
                    ("META-INF/container.xml",
                        "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"),
                    ("a.opf",
                        "<package><manifest><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>" +
                        "</manifest><spine><itemref idref='c'/></spine></package>"),
                    ("c.xhtml", $"<html><body>{Paragraphs(text, "<p>", "</p>")}</body></html>")));
                break;
        }
    }

    /// <summary>Deletes them.</summary>
    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(folder, recursive: true);

    /// <summary>Reads the files as a run does, without what follows.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public async Task<long> Read()
    {
        var source = new FileSource([folder], new SourceOptions { Formats = FormatRegistry.All });
        await foreach (var batch in source.ReadAsync())
        {
            using (batch)
                batch.Read(sink);
        }

        return sink.Accepted;
    }

    private void One(string content) => File.WriteAllText($"{folder}/a{Format}", content);

    private void Each(List<string> all, Func<string, int, byte[]> write)
    {
        for (int at = 0; at < all.Count; at++)
            File.WriteAllBytes($"{folder}/{at}{Format}", write(all[at], at));
    }

    private static string Json(string text, int at) =>
        JsonSerializer.Serialize(new { id = at, title = "A headline", date = "2024-02-17T07:10:00Z", text });

    private static string Table(IEnumerable<string> all) => "id,title,date,text\n" + string.Concat(all.Select(
        static (text, at) => $"{at},A headline,2024-02-17T07:10:00Z,\"" +
            $"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));

    private static string Page(string text) =>
        "<!DOCTYPE html><html><head><title>A headline</title></head><body><nav><a href='/'>Start</a></nav>" +
        $"<article><h1>A headline</h1>{Paragraphs(text, "<p>", "</p>")}</article></body></html>";

    private static string Answer(string text, int at)
    {
        string answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{Page(text)}";
        return $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{at}\r\n" +
            $"Content-Length: {Encoding.UTF8.GetByteCount(answer)}\r\n\r\n{answer}\r\n\r\n";
    }

    private static string Letter(string text, int at) =>
        $"Message-ID: <{at}@post.example>\nSubject: A headline\nFrom: desk@post.example\n" +
        $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n";

    private static string Paragraphs(string text, string before, string behind) => string.Concat(
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => before + WebUtility.HtmlEncode(paragraph) + behind + "\n"));

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return packed.ToArray();
    }

    private sealed class Count : IDocumentSink
    {
        public long Accepted { get; private set; }

        public void Accept(in Document document, Origin origin) => Accepted += document.Text.Length;

        public void Reject(Rejection rejection) =>
            throw new InvalidOperationException($"A document of the sample was rejected: {rejection}");
    }
}
