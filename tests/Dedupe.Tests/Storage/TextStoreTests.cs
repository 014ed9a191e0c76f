using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class TextStoreTests
{
    private const int Page = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(2 * Page)]
    [InlineData(100 * Page)]
    public void GivesBackTheSameBytesFromMemoryAndFromTheFile(long budget)
    {
        var random = new Random(11);
        using var store = new TextStore(new MemoryBudget(budget));
        var texts = new List<(long Place, byte[] Bytes)>();
        for (var i = 0; i < 60; i++)
        {
            // Small ones, and some that are larger than a page.
            var bytes = new byte[i % 20 == 7 ? Page + random.Next(Page) : random.Next(0, 90_000)];
            random.NextBytes(bytes);
            texts.Add((store.Add(bytes), bytes));
        }

        byte[] buffer = [];
        foreach (var (place, bytes) in texts.OrderBy(_ => random.Next()))
            Assert.True(store.Read(place, bytes.Length, ref buffer).Span.SequenceEqual(bytes));
        Assert.Equal(budget < 10 * Page, store.SpilledBytes > 0);
        if (budget == 0)
            Assert.Equal(texts.Sum(text => text.Bytes.LongLength), store.SpilledBytes);
    }

    [Fact]
    public void ThreadsAddAndReadAtTheSameTime()
    {
        using var store = new TextStore(new MemoryBudget(Page));
        Parallel.For(0, 400, i =>
        {
            var bytes = new byte[5000];
            Array.Fill(bytes, (byte)i);
            var place = store.Add(bytes);
            byte[] buffer = [];
            Assert.True(store.Read(place, 5000, ref buffer).Span.SequenceEqual(bytes));
        });
        Assert.InRange(store.SpilledBytes, (400 * 5000) - Page, (400 * 5000) - Page + 5000);
    }
}
