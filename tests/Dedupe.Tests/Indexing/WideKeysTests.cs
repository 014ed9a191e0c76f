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
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 2)]
    [InlineData(32_767, 6)]
    [InlineData(32_768, 7)]
    [InlineData(int.MaxValue, 7)]
    public void EachWidthIsFourTimesTheOneBefore(int documents, int width) =>
        Assert.Equal(width, WideKeys.WidthOf(documents));

    [Fact]
    public void KeysAreCountedByWidthAndDocument()
    {
        var wide = new WideKeys(400);
        wide.Add(Bucket(0, 100));
        wide.Add(Bucket(50, 150));
        wide.Add(Bucket(0, 300));

        Assert.Equal((1, 1), (wide[49].Count(2), wide[49].Count(3)));
        Assert.Equal((2, 1), (wide[50].Count(2), wide[50].Count(3)));
        Assert.Equal((0, 0), (wide[300].Count(2), wide[300].Count(3)));
        Assert.Equal((2, 3, 0), (wide[0].Sum, wide[50].Sum, wide[300].Sum));
    }

    // Larger widths stand in a number of their own: those of a document's neighbours stay as they are.
    [Fact]
    public void KeysOfTheLargerWidthsAreCountedToo()
    {
        var wide = new WideKeys(20_000);
        wide.Add(Bucket(0, 4095));
        wide.Add(Bucket(2, 4098));
        wide.Add(Bucket(3, 17_000));

        Assert.Equal((1, 0, 0), (wide[1].Count(5), wide[1].Count(6), wide[1].Count(7)));
        Assert.Equal((2, 0, 0), (wide[2].Count(5), wide[2].Count(6), wide[2].Count(7)));
        Assert.Equal((2, 1, 0), (wide[3].Count(5), wide[3].Count(6), wide[3].Count(7)));
        Assert.Equal((0, 0, 0), (wide[17_000].Count(5), wide[17_000].Count(6), wide[17_000].Count(7)));
    }

    [Fact]
    public void AWidthHasAMostAndDoesNotSpoilTheNext()
    {
        var wide = new WideKeys(100);
        var bucket = Bucket(0, 100);
        for (var key = 0; key < 70_000; key++)
            wide.Add(bucket.AsSpan(0, 16));

        Assert.Equal(65_535, wide[0].Count(1));
        Assert.Equal(0, wide[0].Count(2));
        Assert.Equal(0, wide[16].Count(1));
    }

    [Fact]
    public void WhatPartsWroteAddsUpToTheWhole()
    {
        var random = new Random(3);
        var (whole, read) = (new WideKeys(2000), new WideKeys(2000));
        for (var part = 0; part < 3; part++)
        {
            var some = new WideKeys(2000);
            Parallel.For(0, 40, _ =>
            {
                int start, end;
                lock (random)
                    (start, end) = (random.Next(900), random.Next(1000, 2000));
                foreach (var wide in (WideKeys[])[whole, some])
                    wide.Add(Bucket(start, end));
            });
            Carry(some, read, part);
        }

        for (var document = 0; document < 2000; document++)
        {
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
