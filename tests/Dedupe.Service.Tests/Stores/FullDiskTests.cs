using System.Diagnostics;
using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>A small disk of its own that becomes full, and has room again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string disk;
    private readonly bool isMounted;

    public FullDiskTests()
    {
        disk = Directory.CreateDirectory($"{folder.Root}/disk").FullName;
        isMounted = OperatingSystem.IsLinux() && Done("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk);
    }

    public void Dispose()
    {
        if (isMounted)
            Done("umount", "-l", disk);
        folder.Dispose();
    }

    [Fact]
    public void NothingIsHalfStoredAndItGoesOnWhenThereIsRoom()
    {
        if (!isMounted)
            Assert.Skip("A disk of its own cannot be mounted here.");
        using var store = LiveStores.Open($"{disk}/live.db");
        var stored = 0;
        Write(store, ref stored, 10);
        File.WriteAllBytes($"{disk}/filler", new byte[2 << 20]);

        var error = Assert.Throws<LiveStoreException>(() =>
        {
            for (var left = 1000; left > 0; left--)
                Write(store, ref stored, 5);
        });
        Assert.Equal(LiveStoreFault.Full, error.Fault);
        Assert.Equal(stored, store.Count().LastArticle);
        // Reading goes on, and the next try is told the same.
        Assert.Equal(stored, store.ReadAfter(0).Count());
        Assert.Equal(
            LiveStoreFault.Full, Assert.Throws<LiveStoreException>(() => Write(store, ref stored, 100)).Fault);

        File.Delete($"{disk}/filler");
        Write(store, ref stored, 5);
        Assert.Equal(
            Enumerable.Range(1, stored).Select(static i => (long)i),
            store.ReadAfter(0).Select(static article => article.Number));
        Assert.Equal(stored, store.Count().LastEvent);
    }

    private static void Write(ILiveStore store, ref int stored, int count)
    {
        using var transaction = store.Begin(CancellationToken.None);
        for (var i = 1; i <= count; i++)
        {
            transaction.Add(Made.Article(stored + i, new string('x', 20_000)));
            transaction.Add(new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = stored + i });
        }

        transaction.Commit();
        stored += count;
    }

    private static bool Done(string command, params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(command, arguments));
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
