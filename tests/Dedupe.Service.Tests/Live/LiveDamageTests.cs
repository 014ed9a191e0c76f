using Dedupe.Live;
using Dedupe.Storage;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>
/// The folder of an index, damaged in every way while nobody has it open: what is not what was written is told, taken
/// out and made anew from the store, and answers are right afterwards.
/// </summary>
public sealed class LiveDamageTests
{
    private static readonly List<Document> Documents = Stories.Make(6, 4, seed: 51);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void ASegmentIsToldAtEveryByteThatChangedAndEveryLengthItIsCutTo()
    {
        using var folder = new TempFolder();
        var (path, bytes) = Written(folder);
        var told = Told(path);
        var unseen = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, damaged);
            // Between sections are bytes that say nothing.
            if (!IsDamaged(path))
            {
                Assert.Equal((0, told), (bytes[at], Told(path)));
                unseen++;
            }
        }

        Assert.InRange(unseen, 0, bytes.Length / 2);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.True(IsDamaged(path), $"{length} of {bytes.Length} bytes");
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Assert.True(IsDamaged(path));
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut")]
    public async Task AnswersAreRightAfterDamageAtAnyPlace(string how)
    {
        await using var house = await FilledAsync();
        var expected = Ask(house);
        await house.ReopenAsync();
        var length = new FileInfo(Segment(house)).Length;
        // Every part of it: what is first, each section in between, table and trailer.
        for (var place = 0L; place < 40; place++)
        {
            var at = place < 36 ? place * length / 36 : length - 1 - (place - 36) * 15;
            await house.ReopenAsync(() =>
            {
                using var file = new FileStream(Segment(house), FileMode.Open);
                file.Position = at;
                if (how == "cut")
                {
                    file.SetLength(at);
                    return;
                }

                var there = file.ReadByte();
                file.Position = at;
                file.WriteByte((byte)(there ^ 0x10));
            });
            Ask(house);
            await WholeAsync(house);
            Assert.Equal(expected, Ask(house));
        }
    }

    [Fact]
    public async Task WhateverStandsInTheFolderAnswersAreRight()
    {
        await using var other = await FilledAsync(documents: Stories.Make(6, 4, seed: 52));
        await other.ReopenAsync();
        await using var house = await FilledAsync();
        var expected = Ask(house);
        await house.ReopenAsync();
        foreach (var change in (Action<string>[])
            [
                static segment => File.Delete(segment),
                static segment => File.WriteAllBytes(segment, []),
                static segment => File.WriteAllText(segment, "Not a segment."),
                segment => File.Copy(Segment(other), segment, overwrite: true), // another store's
                static segment => Directory.CreateDirectory(Swap(segment)), // a folder in its place
                static segment => File.Move(segment, segment + ".new"), // one that was not finished
                static segment => File.Copy(segment, segment + ".partial"),
                static segment => File.Copy(segment, segment.Replace(".seg", "-9.seg", StringComparison.Ordinal)),
                static segment => File.CreateSymbolicLink(Swap(segment), "/nowhere"),
                static segment => Directory.Delete(Path.GetDirectoryName(segment)!, recursive: true),
            ])
        {
            await house.ReopenAsync(() => change(Segment(house)));
            await WholeAsync(house);
            Assert.Equal(expected, Ask(house));
            Assert.Null(house.Index.Status.Fault);
        }
    }

    [Fact]
    public async Task ASegmentOfAnotherLayoutIsMadeAnew()
    {
        await using var house = await FilledAsync();
        var expected = Ask(house);
        await house.ReopenAsync();
        var path = Segment(house);
        await house.ReopenAsync(() =>
        {
            // One that is whole, and belongs to a program that writes them otherwise.
            File.Delete(path);
            LiveSegment.Write(path, 7, 1, Documents.Count, new LiveFacts[Documents.Count], [new ulong[] { 1, 2 }]);
        });
        await WholeAsync(house);
        Assert.Equal(expected, Ask(house));
    }

    [Fact]
    public async Task ClustersAreKnownWhileASegmentIsMadeAnew()
    {
        await using var house = await FilledAsync();
        await house.Index.SettleAsync(Stop);
        var clusters = Enumerable.Range(1, Documents.Count).Select(number => house.Index.ClusterOf(number)).ToList();
        Assert.Contains(clusters, static cluster => cluster > 0);
        var facts = new FactTable();
        for (var number = 1; number <= Documents.Count; number++)
            facts.SetCluster(number, clusters[number - 1]);
        facts.Put(1, new LiveFacts[] { new() { IsPresent = 1, Cluster = 77 }, new() { IsPresent = 1 } });
        Assert.Equal((clusters[0], clusters[1], 2), (facts[1].Cluster, facts[2].Cluster, facts.Count));
    }

    private static async Task<LiveHouse> FilledAsync(List<Document>? documents = null)
    {
        var house = new LiveHouse(static options => options with { TailArticles = 64 });
        await house.Index.AddAsync([.. (documents ?? Documents).Select(static one => new LiveItem(one))], Stop);
        return house;
    }

    private static string Swap(string path)
    {
        File.Delete(path);
        return path;
    }

    private static string Segment(LiveHouse house) => Directory.GetFiles(house.Folder, "*.segment").Single();

    private static async Task WholeAsync(LiveHouse house)
    {
        while (house.Index.Status is not { Missing: 0 } status || status.Indexed != Documents.Count)
            await Task.Delay(5, Stop);
    }

    private static List<byte[]> Ask(LiveHouse house) =>
        [.. Documents.Select(document => house.Index.Query(new LiveItem(document), Stop).Json.ToArray())];

    private static (string Path, byte[] Bytes) Written(TempFolder folder)
    {
        var path = $"{folder.Root}/a.segment";
        var random = new Random(6);
        LiveSegment.Write(
            path, 7, 1, 5, Enumerable.Range(1, 5)
                .Select(static number => new LiveFacts { Words = number, IsPresent = 1 })
                .ToArray(),
            Enumerable.Range(0, 6).Select(partition => (ReadOnlyMemory<ulong>)Enumerable.Range(1, 9).Select(
                article => ((ulong)(uint)random.Next() << 32) | (uint)article).Order().ToArray()));
        return (path, File.ReadAllBytes(path));
    }

    private static bool IsDamaged(string path)
    {
        try
        {
            Told(path);
            return false;
        }
        catch (PartDamageException damage)
        {
            Assert.Equal(path, damage.Path);
            return true;
        }
    }

    private static string Told(string path)
    {
        using var segment = new LiveSegment(path, 7, 6);
        var facts = segment.ReadFacts();
        return string.Join(' ', [segment.First, segment.Last, segment.Articles, .. facts.Select(one => (long)one.Words),
            .. Enumerable.Range(0, 6).SelectMany(partition => segment.Partition(partition).ToArray())
                .Select(static entry => (long)entry)]);
    }
}
