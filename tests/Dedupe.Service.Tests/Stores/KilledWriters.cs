using System.Globalization;
using Dedupe.Live;
using Dedupe.Service.Stores;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>Kills processes that write, and looks whether what they were acknowledged is there, once.</summary>
internal static class KilledWriters
{
    private const int Rounds = 15;

    public static void Run(string data)
    {
        var random = new Random(16);
        for (var round = 0; round < Rounds; round++)
        {
            using var writer = WriterProcess.Start(data);
            long acknowledged = 0;
            // At any moment of one of the next transactions.
            for (var left = random.Next(20); left >= 0; left--)
                acknowledged = long.Parse(writer.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            Thread.SpinWait(random.Next(100_000));
            writer.Kill();
            // What it wrote before it ended.
            while (writer.StandardOutput.ReadLine() is { } line)
                acknowledged = long.TryParse(line, CultureInfo.InvariantCulture, out var last) ? last : acknowledged;
            writer.WaitForExit();

            using var store = LiveStores.Open(data);
            Holds(store, acknowledged);
        }
    }

    /// <summary>That a store has whole transactions alone, up to an article at least.</summary>
    public static void Holds(ILiveStore store, long acknowledged)
    {
        // Nobody writes any more, the killed one's connection too.
        using (store.Begin(CancellationToken.None))
        {
        }

        var counts = store.Count();
        Assert.True(counts.LastArticle >= acknowledged, $"{acknowledged} was acknowledged, {counts} is there.");
        Assert.Equal(counts.LastArticle, counts.LastEvent);
        Assert.Equal(
            Enumerable.Range(1, (int)counts.LastArticle).Select(static number => Made.Told(Made.Article(number))),
            store.ReadAfter(0).Select(Made.Told));
        var members = store.ReadMembers().GroupBy(static member => member.Cluster).ToDictionary(
            static group => group.Key, static group => group.Select(static member => member.Article).Order().ToList());
        long first = 1, clusters = 0;
        for (; first <= counts.LastArticle; clusters++)
        {
            var count = 1 + (first % 5);
            Assert.Equal(Enumerable.Range((int)first, (int)count).Select(static i => (long)i), members[first]);
            first += count;
        }

        Assert.Equal(counts.LastArticle + 1, first);
        Assert.Equal(counts.Clusters, clusters);
        Assert.Equal(
            Enumerable.Range(1, (int)counts.LastEvent).Select(static i => (long)i),
            store.ReadEvents(0, int.MaxValue).Select(static happened => happened.Article));
    }
}
