using Dedupe.Indexing;
using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class WideKeysTests : IDisposable
{
    private const ulong Stamp = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(63, 0)]
    [InlineData(64, 1)]
    [InlineData(255, 1)]
    [InlineData(256, 2)]
    [InlineData(262_143, 6)]
    [InlineData(262_144, 7)]
    [InlineData(int.MaxValue, 7)]
    public void EachWidthIsFourTimesTheOneBefore(int documents, int width) =>
        Assert.Equal(width, WideKeys.WidthOf(documents));

    [Fact]
    public void KeysAreCountedByWidthAndDocument()
    {
        var wide = new WideKeys(400);
        wide.Add(Bucket(0, 100), 1);
        wide.Add(Bucket(50, 150), 2);
        wide.Add(Bucket(0, 300), 3);

        Assert.Equal((1, 1), (wide.Count(49, 1), wide.Count(49, 2)));
        Assert.Equal((2, 1), (wide.Count(50, 1), wide.Count(50, 2)));
        Assert.Equal((0, 0), (wide.Count(300, 1), wide.Count(300, 2)));
    }

    // Larger widths stand in a number of their own: those of a document's neighbours stay as they are.
    [Fact]
    public void KeysOfTheLargerWidthsAreCountedTooAndTheWidestIsInCommon()
    {
        var wide = new WideKeys(20_000);
        wide.Add(Bucket(0, 4095), 1);
        wide.Add(Bucket(2, 4098), 2);
        wide.Add(Bucket(3, 17_000), 3);

        Assert.Equal((0, 0), (wide.Count(1, 4), wide.Count(1, 5)));
        Assert.Equal((1, 0), (wide.Count(2, 4), wide.Count(2, 5)));
        Assert.Equal((1, 1), (wide.Count(3, 3), wide.Count(3, 4)));
        Assert.Equal((0, 0), (wide.Count(17_000, 3), wide.Count(17_000, 4)));
        Assert.Equal(4095, wide.LargestInCommon(0, 1));
        Assert.Equal(0, wide.LargestInCommon(1, 2));
        Assert.Equal(16_997, wide.LargestInCommon(3, 16_999));
        Assert.Equal(0, wide.LargestInCommon(18_000, 19_000));
    }

    [Fact]
    public void AWidthHasAMostAndDoesNotSpoilTheNext()
    {
        var wide = new WideKeys(100);
        var bucket = Bucket(0, 100);
        for (var key = 0UL; key < 70_000; key++)
            wide.Add(bucket.AsSpan(0, 64), key);

        Assert.Equal(65_535, wide.Count(0, 1));
        Assert.Equal(0, wide.Count(0, 2));
        Assert.Equal(0, wide.Count(64, 1));
    }

    [Fact]
    public void WhatPartsWroteAddsUpToTheWhole()
    {
        var random = new Random(3);
        var (whole, read) = (new WideKeys(2000), new WideKeys(2000));
        for (var part = 0; part < 3; part++)
        {
            var some = new WideKeys(2000);
            Parallel.For(0, 40, key =>
            {
                int start, end;
                lock (random)
                    (start, end) = (random.Next(900), random.Next(1000, 2000));
                foreach (var wide in (WideKeys[])[whole, some])
                    wide.Add(Bucket(start, end), (ulong)((100 * key) + end));
            });
            Carry(some, read, part);
        }

        for (var document = 0; document < 2000; document++)
        {
            Assert.Equal(whole.LargestInCommon(0, document), read.LargestInCommon(0, document));
            for (var width = 0; width < WideKeys.Widths; width++)
                Assert.Equal(whole.Count(document, width), read.Count(document, width));
        }
    }

    private static ulong[] Bucket(int start, int end) =>
        [.. Enumerable.Range(start, end - start).Select(static document => 7UL << 32 | (uint)document)];

    private void Carry(WideKeys from, WideKeys to, int number)
    {
        var path = Path.Combine(folder, $"{number}.part");
        AtomicFile.Write(path, stream =>
        {
            var part = new PartWriter(stream, Stamp);
            from.Save(part);
            part.Finish();
        });
        using var written = new PartReader(path, Stamp);
        to.Attach(written);
    }
}
