using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Stages;

/// <summary>
/// JSON lines out of gzip, one core, in bytes unpacked: by the reader at work, by the same symbol by symbol, and by
/// the one of .NET. One member, and a member for each line, as crawls have.
/// </summary>
public class GzipBenchmarks
{
    private readonly byte[] buffer = new byte[1 << 16];
    private byte[] packed = [];

    /// <summary>Whether each line is a member.</summary>
    [Params(false, true)]
    public bool Members { get; set; }

    /// <summary>Packs the lines.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var lines = Sample.Lines();
        using var stream = new MemoryStream();
        foreach (var member in Members ? lines : [[.. lines.SelectMany(line => line)]])
        {
            using var packer = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            packer.Write(member);
        }

        packed = stream.ToArray();
    }

    /// <summary>What the program does.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public Task<long> Unpack() => Read(byMany: true);

    /// <summary>The same symbol by symbol.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public Task<long> UnpackOneByOne() => Read(byMany: false);

    /// <summary>The same with the reader of .NET, which does not tell all damage.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public long UnpackByDotNet()
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        long total = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
            total += read;
        return total;
    }

    private async Task<long> Read(bool byMany)
    {
        using var reader = new GzipReader(new Memory(packed), byMany: byMany);
        long total = 0;
        for (int read; (read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0;)
            total += read;
        return total;
    }

    private sealed class Memory(byte[] content) : ByteReader
    {
        private int position;

        public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
        {
            var count = Math.Min(destination.Length, content.Length - position);
            content.AsMemory(position, count).CopyTo(destination);
            position += count;
            return ValueTask.FromResult(count);
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
