using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class EntryStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    [InlineData(1 << 24)]
    public void ManyWritersGiveBackTheSameEntriesFromMemoryAndFromTheFile(long memory)
    {
        const int Writers = 3;
        const int Entries = 40_000;
        using var store = new EntryStore(5, new BlockPool(memory));
        Parallel.For(0, Writers, number =>
        {
            var writer = store.Writer();
            for (var i = 0; i < Entries; i++)
                writer.Add(i % 4, ((ulong)number << 32) | (uint)i);
            writer.Flush();
        });

        Assert.Equal(Writers * Entries, store.Count);
        Assert.Equal(memory < 1 << 20, store.SpilledBytes > 0);
        ulong[] entries = [];
        for (var partition = 0; partition < 4; partition++)
        {
            var count = store.Take(partition, ref entries);
            for (var number = 0; number < Writers; number++)
            {
                // Of one writer the entries come in the order they were added.
                Assert.Equal(
                    Enumerable.Range(0, Entries).Where(i => i % 4 == partition),
                    entries.Take(count).Where(entry => (int)(entry >> 32) == number).Select(entry => (int)(uint)entry));
            }
        }

        Assert.Equal(0, store.Take(4, ref entries));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(BlockPool.BlockEntries - 1)]
    [InlineData(BlockPool.BlockEntries)]
    [InlineData(BlockPool.BlockEntries + 1)]
    public void NothingIsLostAtTheEdgesOfStagesAndBlocks(int count)
    {
        using var store = new EntryStore(1, new BlockPool(1 << 20));
        var writer = store.Writer();
        for (var i = 0; i < count; i++)
            writer.Add(0, (ulong)i);
        writer.Flush();
        writer.Add(0, ulong.MaxValue);
        writer.Flush();

        ulong[] entries = [];
        Assert.Equal(count + 1, store.Take(0, ref entries));
        Assert.Equal([.. Enumerable.Range(0, count).Select(i => (ulong)i), ulong.MaxValue], entries[..(count + 1)]);
    }

    [Fact]
    public void MemoryThatWasTakenIsUsedAgain()
    {
        var pool = new BlockPool(BlockPool.BlockEntries * sizeof(ulong));
        for (var round = 0; round < 3; round++)
        {
            using var store = new EntryStore(1, pool);
            var writer = store.Writer();
            for (var i = 0; i < BlockPool.BlockEntries; i++)
                writer.Add(0, (ulong)i);
            writer.Flush();
            Assert.Equal(0, store.SpilledBytes);
        }
    }
}
