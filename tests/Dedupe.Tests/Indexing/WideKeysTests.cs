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

        Assert.Equal((1, 1), (wide[49].Count(1), wide[49].Count(2)));
        Assert.Equal((2, 1), (wide[50].Count(1), wide[50].Count(2)));
        Assert.Equal((0, 0), (wide[300].Count(1), wide[300].Count(2)));
    }

    // Larger widths stand in a number of their own: those of a document's neighbours stay as they are.
    [Fact]
    public void KeysOfTheLargerWidthsAreCountedTooAndTheWidestIsInCommon()
    {
        var wide = new WideKeys(20_000);
        wide.Add(Bucket(0, 4095), 1);
        wide.Add(Bucket(2, 4098), 2);
        wide.Add(Bucket(3, 17_000), 3);

        Assert.Equal((0, 0), (wide[1].Count(4), wide[1].Count(5)));
        Assert.Equal((1, 0), (wide[2].Count(4), wide[2].Count(5)));
        Assert.Equal((1, 1), (wide[3].Count(3), wide[3].Count(4)));
        Assert.Equal((0, 0), (wide[17_000].Count(3), wide[17_000].Count(4)));
        Assert.Equal(4095, wide[0].LargestInCommon(wide[1]));
        Assert.Equal(0, wide[1].LargestInCommon(wide[2]));
        Assert.Equal(16_997, wide[3].LargestInCommon(wide[16_999]));
        Assert.Equal(0, wide[18_000].LargestInCommon(wide[19_000]));
    }

    [Fact]
    public void AWidthHasAMostAndDoesNotSpoilTheNext()
    {
        var wide = new WideKeys(100);
        var bucket = Bucket(0, 100);
        for (var key = 0UL; key < 70_000; key++)
            wide.Add(bucket.AsSpan(0, 64), key);

        Assert.Equal(65_535, wide[0].Count(1));
        Assert.Equal(0, wide[0].Count(2));
        Assert.Equal(0, wide[64].Count(1));
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
            Assert.Equal(whole[0].LargestInCommon(whole[document]), read[0].LargestInCommon(read[document]));
            for (var width = 0; width < WideKeys.Widths; width++)
                Assert.Equal(whole[document].Count(width), read[document].Count(width));
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
