using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dedupe.Live;
using Dedupe.Service.Stores;

namespace Dedupe.Service.Tests.Stores;

/// <summary>
/// This program once more, as a process that writes to a store and tells what it was acknowledged, until it is killed.
/// </summary>
internal static class WriterProcess
{
    private const string Variable = "DEDUPE_TESTS_WRITE_TO";

    /// <summary>Starts it.</summary>
    public static Process Start(string data) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [Variable] = data },
        })!;

    /// <summary>Writes a transaction that can be told to be whole: one to five articles, an event for each, and one
    /// cluster that has them all.</summary>
    /// <returns>The last article.</returns>
    public static long Write(ILiveStore store)
    {
        using var transaction = store.Begin(CancellationToken.None);
        var first = transaction.LastArticle + 1;
        var count = 1 + (first % 5);
        for (var number = first; number < first + count; number++)
        {
            transaction.Add(Made.Article(number));
            transaction.Add(new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = number, Cluster = first });
            transaction.Put(Made.Member(number, first, (int)(number - first)));
        }

        transaction.Put(new LiveCluster(first) { Size = (int)count });
        transaction.Commit();
        return first + count - 1;
    }

#pragma warning disable CA2255 // This is an application: the tests' own.
    [ModuleInitializer]
    public static void WriteIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } data)
            return;
        using var store = LiveStores.Open(data);
        while (true)
            Console.WriteLine(Write(store).ToString(CultureInfo.InvariantCulture));
    }
#pragma warning restore CA2255
}
