using System.Diagnostics;
using System.Globalization;
using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Sources;

namespace Dedupe.Benchmarks.Live;

/// <summary>
/// Fills a live index with the documents of a file, in batches, and says how fast and how large it is.
/// </summary>
internal static class FillCommand
{
    /// <summary>Runs it: --input FILE --data DATA --index FOLDER [--batch N] [--most N].</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (input, data, index) = (arguments.Need("input"), arguments.Need("data"), arguments.Need("index"));
        var (batch, most) = (arguments.Number("batch", 500), arguments.Number("most", int.MaxValue));
        arguments.End();
        using var store = LiveStores.Open(data);
        await using var live = LiveIndex.Open(
            store, new LiveOptions { Folder = index, SettleAfter = 0, SettleEvery = null });
        var clock = Stopwatch.StartNew();
        var sink = new Sink();
        var (count, told) = (0L, 0L);
        await foreach (var documents in new FileSource([input], new SourceOptions()).ReadAsync(default))
        {
            using (documents)
                documents.Read(sink);
            for (; sink.Items.Count >= batch && count < most; count += batch)
            {
                await live.AddAsync(sink.Items[..batch], default).ConfigureAwait(false);
                sink.Items.RemoveRange(0, batch);
            }

            if (count - told >= 50_000)
                Say(told = count);
            if (count >= most)
                break;
        }

        if (count < most)
            await live.AddAsync(sink.Items, default).ConfigureAwait(false);
        Say(store.Count().LastArticle);
        return 0;

        void Say(long articles)
        {
            var status = live.Status;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{articles} articles, {articles / clock.Elapsed.TotalSeconds:F0} a second, "
                    + $"{process.TotalProcessorTime.TotalMilliseconds * 1000 / articles:F0} us of processor an " +
                        $"article, "
                    + $"{status.Segments} segments, {status.SegmentBytes / Math.Max(1, articles)} bytes an article " +
                        $"in them, "
                    + $"{process.WorkingSet64 >> 20} MB, {GC.GetTotalMemory(false) >> 20} MB of heap"));
        }
    }

    private sealed class Sink : IDocumentSink
    {
        public List<LiveItem> Items { get; } = [];

        public void Accept(in Document document, Origin origin) => Items.Add(new LiveItem(document.Copy()));

        public void Reject(Rejection rejection)
        {
        }
    }
}
