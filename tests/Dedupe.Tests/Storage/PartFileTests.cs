using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Storage;

public sealed class PartFileTests : IDisposable
{
    private static readonly UInt128 Stamp = new(7, 9);

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;
    private readonly string path;

    public PartFileTests()
    {
        path = Path.Combine(folder, "x.part");
        Write(path, Stamp);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatWasWrittenIsReadAndMapped()
    {
        using var part = new PartReader(path, Stamp);
        part.Check();

        Assert.Equal([1UL, 2, 3], part.Read<ulong>("numbers", 0));
        Assert.Equal([4UL], part.Map<ulong>("numbers", 5).ToArray());
        Assert.Equal("some text"u8.ToArray(), part.Read<byte>("text", 0));
        Assert.Equal(4, part.Read<(int, int)>("pairs", 0)[1].Item2);
        Assert.Empty(part.Read<ulong>("empty", 0));
        Assert.Equal(0, part.Map<ulong>("empty", 0).Length);
        Assert.Equal(0, part.Length("absent", 0));
        Assert.Empty(part.Read<ulong>("numbers", 1));
        var middle = new byte[4];
        part.ReadAt("text", 0, 5, middle);
        Assert.Equal("text"u8.ToArray(), middle);
    }

    [Fact]
    public void AnotherStampIsRefused() => Assert.Throws<PartDamageException>(() => new PartReader(path, Stamp + 1));

    [Fact]
    public void NoByteCanBeChangedUnseen()
    {
        var bytes = File.ReadAllBytes(path);
        var seen = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 1; bit < 256; bit <<= 4)
            {
                bytes[at] ^= (byte)bit;
                File.WriteAllBytes(path, bytes);
                seen += IsTheSame() ? 0 : 1;
                bytes[at] ^= (byte)bit;
            }
        }

        // What stands between sections means nothing, and may change.
        Assert.True(seen > bytes.Length / 2, $"{seen} of {bytes.Length}");
    }

    [Fact]
    public void NoEndCanBeMissingUnseen()
    {
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<PartDamageException>(() => new PartReader(path, Stamp));
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Assert.Throws<PartDamageException>(() => new PartReader(path, Stamp));
    }

    [Fact]
    public void EntriesOfPartsAreThoseOfTheStore()
    {
        var pool = new BlockPool(50_000);
        using var first = Filled(pool, 0, 30_000);
        using var second = Filled(pool, 30_000, 100);
        foreach (var (store, number) in ((EntryStore, int)[])[(first, 1), (second, 2)])
        {
            AtomicFile.Write(Path.Combine(folder, $"{number}.part"), stream =>
            {
                var part = new PartWriter(stream, Stamp);
                store.Save(part, "entries");
                part.Finish();
            });
        }

        using var firstPart = new PartReader(Path.Combine(folder, "1.part"), Stamp);
        using var secondPart = new PartReader(Path.Combine(folder, "2.part"), Stamp);
        using var both = new EntryStore(3, pool);
        both.Attach(firstPart, "entries");
        both.Attach(secondPart, "entries", add: 1_000_000);

        Assert.Equal(30_100, both.Count);
        using var buffer = new EntryBuffer();
        for (var partition = 0; partition < 3; partition++)
        {
            Assert.Equal(
                Enumerable.Range(0, 30_100)
                    .Where(i => i % 3 == partition)
                    .Select(static i => (ulong)(i < 30_000 ? i : i + 1_000_000)),
                both.Take(partition, buffer).ToArray());
        }
    }

    private static EntryStore Filled(BlockPool pool, int first, int count)
    {
        var store = new EntryStore(3, pool);
        var writer = store.Writer();
        for (var i = first; i < first + count; i++)
            writer.Add(i % 3, (ulong)i);
        writer.Flush();
        return store;
    }

    private static void Write(string path, UInt128 stamp) => AtomicFile.Write(path, stream =>
    {
        var part = new PartWriter(stream, stamp);
        part.Write<ulong>("numbers", 0, [1, 2, 3]);
        part.Write<ulong>("numbers", 5, [4]);
        part.Begin();
        part.Append("some "u8);
        part.Append("text"u8);
        part.End("text", 0);
        part.Write<(int, int)>("pairs", 0, [(1, 2), (3, 4)]);
        part.Write<ulong>("empty", 0, []);
        part.Finish();
    });

    // False when it is told that it is not.
    private bool IsTheSame()
    {
        try
        {
            using var part = new PartReader(path, Stamp);
            part.Check();
            Assert.Equal([1UL, 2, 3], part.Read<ulong>("numbers", 0));
            Assert.Equal([4UL], part.Read<ulong>("numbers", 5));
            Assert.Equal("some text"u8.ToArray(), part.Read<byte>("text", 0));
            Assert.Equal((3, 4), part.Read<(int, int)>("pairs", 0)[1]);
            return true;
        }
        catch (PartDamageException)
        {
            return false;
        }
    }
}
