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
        using var buffer = new EntryBuffer();
        for (var partition = 0; partition < 4; partition++)
        {
            var entries = store.Take(partition, buffer).ToArray();
            for (var number = 0; number < Writers; number++)
            {
                // Of one writer the entries come in the order they were added.
                Assert.Equal(
                    Enumerable.Range(0, Entries).Where(i => i % 4 == partition),
                    entries.Where(entry => (int)(entry >> 32) == number).Select(entry => (int)(uint)entry));
            }
        }

        Assert.True(store.Take(4, buffer).IsEmpty);
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

        using var buffer = new EntryBuffer();
        Assert.Equal(
            [.. Enumerable.Range(0, count).Select(i => (ulong)i), ulong.MaxValue], store.Take(0, buffer).ToArray());
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

    [Fact]
    public void TrimmedMemoryOfBlocksThatSomebodyHasStays()
    {
        var pool = new BlockPool(1 << 24);
        Memory<ulong>[] blocks = [.. Enumerable.Range(0, 300).Select(_ => pool.Rent())];
        for (var number = 0; number < blocks.Length; number++)
            blocks[number].Span.Fill((ulong)number);
        foreach (var block in blocks[..299])
            pool.Return(block);
        pool.Trim();
        Assert.True(blocks[299].Span.TrimStart(299UL).IsEmpty);

        // What is left of the slab of that block is given out again, but not the block itself.
        for (var number = 0; number < 299; number++)
            pool.Rent().Span.Clear();
        Assert.True(blocks[299].Span.TrimStart(299UL).IsEmpty);
    }
}
