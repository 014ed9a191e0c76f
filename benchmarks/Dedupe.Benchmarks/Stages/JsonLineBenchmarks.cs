using BenchmarkDotNet.Attributes;
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
    private readonly RecordFields fields = new(new SourceOptions());
    private readonly Count sink = new();
    private byte[][] lines = [];

    /// <summary>Makes the lines.</summary>
    [GlobalSetup]
    public void SetUp() => lines = Sample.Lines();

    /// <summary>What the program does.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public long ReadLines() => Read(StringScanner.For(KernelRegistry.Active));

    /// <summary>The same with the reader of .NET alone.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
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
