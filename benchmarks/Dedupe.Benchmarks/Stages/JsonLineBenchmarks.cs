using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Kernels;
using Dedupe.Sources;
using Dedupe.Sources.JsonLines;

namespace Dedupe.Benchmarks.Stages;

/// <summary>
/// JSON lines to documents, one core: articles with their fields, line breaks and quotation marks escaped; in the
/// kernel at work, and with the reader of .NET, which reads what is not common.
/// </summary>
public class JsonLineBenchmarks
{
    private const int Bytes = 2_000_000;

    private readonly RecordFields fields = new(new SourceOptions());
    private readonly Count sink = new();
    private byte[][] lines = [];

    /// <summary>Makes the lines, exactly so many bytes of them.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var corpus = new NewsCorpus(new CorpusOptions { Documents = 20_000 });
        var printer = new Printer(corpus.Vocabulary);
        var article = new Article();
        var made = new List<byte[]>();
        var buffer = new ArrayBufferWriter<byte>();
        var left = Bytes;
        for (var index = 0; left > 0; index++)
        {
            corpus.Compose(index, article);
            buffer.ResetWrittenCount();
            buffer.Write(Encoding.UTF8.GetBytes($$"""{"id":"a{{index}}","title":"A headline","source":"An outlet","""));
            buffer.Write("\"date\":\"2024-02-17T07:10:00Z\",\"text\":\""u8);
            printer.Print(article.Text, buffer, straight: index % 2 == 0, json: true);
            buffer.Write("\"}"u8);
            made.Add(
                buffer.WrittenCount <= left
                    ? buffer.WrittenSpan.ToArray()
                    : Encoding.UTF8.GetBytes(new string(' ', left)));
            left -= made[^1].Length;
        }

        lines = [.. made];
    }

    /// <summary>What the program does.</summary>
    [Benchmark]
    [Work(Bytes, "B")]
    public long ReadLines() => Read(StringScanner.For(KernelRegistry.Active));

    /// <summary>The same with the reader of .NET alone.</summary>
    [Benchmark]
    [Work(Bytes, "B")]
    public long ReadLinesByDotNet() => Read(strings: null);

    private long Read(StringScanner? strings)
    {
        using var reader = new JsonLineReader(fields, strings);
        foreach (var line in lines)
            reader.Read(line, new Origin("sample", 1), sink);
        return sink.Accepted;
    }

    private sealed class Count : IDocumentSink
    {
        public long Accepted { get; private set; }

        public void Accept(in Document document, Origin origin) => Accepted += document.Text.Length;

        public void Reject(Rejection rejection) =>
            throw new InvalidOperationException($"A line of the sample was rejected: {rejection}");
    }
}
