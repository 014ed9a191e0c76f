using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class TextStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(1_000_000)]
    public void GivesBackTheSameBytesFromMemoryAndFromTheFile(long budget)
    {
        var random = new Random(11);
        using var store = new TextStore(budget);
        var chunks = new List<(int Number, byte[] Bytes)>();
        for (var i = 0; i < 40; i++)
        {
            var bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            chunks.Add((store.Add(bytes), bytes));
        }

        byte[] buffer = [];
        foreach (var (number, bytes) in chunks.OrderBy(_ => random.Next()))
        {
            var start = random.Next(bytes.Length);
            var length = random.Next(bytes.Length - start + 1);
            Assert.Equal(bytes.AsSpan(start, length), store.Read(number, start, length, ref buffer));
        }

        var total = chunks.Sum(chunk => chunk.Bytes.LongLength);
        Assert.InRange(store.SpilledBytes, Math.Max(0, total - budget), budget == 0 ? total : total - Math.Min(total, budget - 2000));
    }

    [Fact]
    public void ThreadsAddAndReadAtTheSameTime()
    {
        using var store = new TextStore(20_000);
        Parallel.For(0, 200, i =>
        {
            var bytes = new byte[500];
            Array.Fill(bytes, (byte)i);
            var chunk = store.Add(bytes);
            byte[] buffer = [];
            Assert.Equal(bytes, store.Read(chunk, 0, 500, ref buffer).ToArray());
        });
        Assert.InRange(store.SpilledBytes, 80_000, 80_500);
    }
}
