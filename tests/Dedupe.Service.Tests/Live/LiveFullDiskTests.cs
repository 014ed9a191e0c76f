using System.Diagnostics;
using Dedupe.Live;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>The disk of the index has no room, that of the store has.</summary>
public sealed class LiveFullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ArticlesAreStoredFoundAndSettledAllTheSame()
    {
        using var folder = new TempFolder();
        var disk = Directory.CreateDirectory($"{folder.Root}/disk").FullName;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Done("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk),
            "A disk of its own cannot be mounted here.");
        try
        {
            var documents = Stories.Make(30, 5, seed: 61);
            await using var house = new LiveHouse(
                options => options with { Folder = disk + "/index", TailArticles = 8, SettleAfter = 20 });
            Fill($"{disk}/filler");
            foreach (var document in documents)
                await house.AddAsync(new LiveItem(document));
            await UntilAsync(() => house.Index.Status is { Fault: not null, SettledAt: not null });
            Assert.Equal((documents.Count, 0, 0), Found(house));
            Assert.Equal(
                Relation.Identical, house.Index.Query(new LiveItem(documents[0]), Stop).Relation);

            File.Delete($"{disk}/filler");
            await UntilAsync(() => house.Index.Status is { Fault: null, Segments: > 0, Tail: < 8 });
            Assert.Equal((documents.Count, 0), (house.Index.Status.Indexed, house.Index.Status.Missing));
            await house.Index.SettleAsync(Stop);
            Assert.Equal(await LiveHouse.BatchAsync(documents), house.Clusters());
        }
        finally
        {
            Done("umount", "-l", disk);
        }
    }

    private static (long Indexed, long Missing, int Segments) Found(LiveHouse house) =>
        (house.Index.Status.Indexed, house.Index.Status.Missing, house.Index.Status.Segments);

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(20, Stop);
    }

    private static void Fill(string filler)
    {
        using var file = new FileStream(filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    private static bool Done(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
