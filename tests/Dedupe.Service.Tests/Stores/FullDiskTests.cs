using System.Diagnostics;
using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>A small disk of its own that becomes full, and has room again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly PostgresServer server;
    private readonly TempFolder folder = new();
    private readonly string disk;
    private readonly bool isMounted;

    public FullDiskTests(PostgresServer server)
    {
        this.server = server;
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
    public void AFileOfSqliteGoesOnWhenThereIsRoom()
    {
        Needed();
        NothingIsHalfStored($"{disk}/live.db");
    }

    [Fact]
    public void PostgresGoesOnWhenThereIsRoom()
    {
        Needed();
        var data = server.NewSchema();
        server.MakeTablespace("small", disk);
        NothingIsHalfStored($"{data};Options=-c default_tablespace=small");
    }

    private void Needed()
    {
        if (!isMounted)
            Assert.Skip("A disk of its own cannot be mounted here.");
    }

    private void NothingIsHalfStored(string data)
    {
        using var store = LiveStores.Open(data);
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
            transaction.Add(Made.Article(stored + i, Noise(20_000)));
            transaction.Add(new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = stored + i });
        }

        transaction.Commit();
        stored += count;
    }

    // PostgreSQL packs what repeats itself.
    private static string Noise(int length)
    {
        var random = new Random(length);
        return string.Create(length, random, static (span, random) =>
        {
            foreach (ref var letter in span)
                letter = (char)random.Next(' ', '~');
        });
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
