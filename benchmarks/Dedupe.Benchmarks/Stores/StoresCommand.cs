using System.Diagnostics;
using Dedupe.Live;
using Dedupe.Service.Stores;

namespace Dedupe.Benchmarks.Stores;

/// <summary>
/// <c>stores --in FILE --data FILE|ADDRESS [--articles N] [--members N]</c>: what a store of the live index takes.
/// Fills an empty one with articles of a collection, each with what belongs to it (answer, events, and for three of ten
/// a pair, a cluster and members), one by one, by hundreds and by thousands; then reads.
/// </summary>
internal static class StoresCommand
{
    private static readonly (int Batch, int Most)[] Plan = [(1, 2_000), (100, 18_000), (1000, int.MaxValue)];

    /// <summary>Runs it.</summary>
    public static int Run(Arguments arguments)
    {
        var articles = new StoreArticles(arguments.Need("in"));
        var data = arguments.Need("data");
        var wanted = arguments.Number("articles", 100_000);
        var members = arguments.Number("members", 0);
        arguments.End();

        using var store = LiveStores.Open(data);
        var done = (int)store.Count().LastArticle;
        if (done == 0)
        {
            Console.WriteLine("write\tarticles\tper second\tCPU ms of one\tp50 ms\tp99 ms\tlongest ms");
            foreach (var (batch, most) in Plan)
            {
                var count = Math.Min(most, wanted - done);
                Write(store, articles, count, batch);
                done += count;
            }
        }

        AddMembers(store, members);
        articles.TellText(done);
        Read(store, done);
        return 0;
    }

    private static void Write(DatabaseStore store, StoreArticles articles, int count, int batch)
    {
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var at = 0; at < count; at += batch)
        {
            var start = Stopwatch.GetTimestamp();
            using (var transaction = store.Begin(CancellationToken.None))
            {
                // Another process may be writing too.
                for (var i = at; i < Math.Min(at + batch, count); i++)
                    articles.Add(transaction, transaction.LastArticle + 1);
                transaction.Commit();
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(
            $"by {batch}\t{count}\t{count / whole.Elapsed.TotalSeconds:F0}\t" +
            $"{(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / count:F3}\t{Shares(times)}");
    }

    // Beside those of the articles: what a server reads when it starts.
    private static void AddMembers(DatabaseStore store, int count)
    {
        const long First = 1L << 40;
        using var transaction = store.Begin(CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            transaction.Put(new LiveMember(First + i, First + (i / 3 * 3), i % 3)
            {
                Relation = Relation.Derived,
                Jaccard = 0.31,
                Containment = 0.45,
                Coverage = 0.77,
                ProseCoverage = 0.7,
            });
        }

        transaction.Commit();
    }

    private static void Read(DatabaseStore store, int count)
    {
        var random = new Random(1);
        Console.WriteLine("read\ttimes\tCPU ms of one\tp50 ms\tp99 ms\tlongest ms");
        Time("30 texts by number", 2000, () =>
        {
            var numbers = new long[30];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = random.Next(count) + 1;
            if (Array.Exists(store.Read(numbers), static article => article is null))
                throw new IOException("An article is missing.");
        });
        Time("an item by source and id", 2000, () =>
        {
            var number = random.Next(count) + 1;
            if (store.ReadItem(StoreArticles.SourceOf(number), StoreArticles.IdOf(number)).Count != 1)
                throw new IOException("An item is missing.");
        });
        Time("a cluster", 2000, () => store.ReadCluster(random.Next(count) + 1));
        Time("pairs of an article", 2000, () => store.ReadPairs(random.Next(count) + 1));
        Time("100 newest clusters", 200, () => store.ReadClusters(new ClusterQuery()));
        Time("100 clusters of a common source", 20, () => store.ReadClusters(new ClusterQuery { Source = "outlet 7" }));
        Time("clusters of no source", 3, () => store.ReadClusters(new ClusterQuery { Source = "nobody" }));
        Time("clusters without a word", 3, () => store.ReadClusters(new ClusterQuery { Text = "nobodyhasthis" }));
        Time("all members", 3, () => _ = store.ReadMembers().Count());
        Time("all articles with their texts", 1, () => _ = store.ReadAfter(0).Count());
        Time("articles of the last hundredth by time", 3, () =>
            _ = store.ReadAfter(0, StoreArticles.TimeOf(count - (count / 100))).Count());
    }

    private static void Time(string what, int times, Action action)
    {
        var list = new List<double>();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            list.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(
            $"{what}\t{times}\t{(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times:F3}\t{Shares(list)}");
    }

    private static string Shares(List<double> times)
    {
        times.Sort();
        return $"{times[times.Count / 2]:F3}\t{times[(int)(times.Count * 0.99)]:F3}\t{times[^1]:F3}";
    }
}
