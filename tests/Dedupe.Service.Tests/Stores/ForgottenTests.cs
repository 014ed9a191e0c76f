using System.Text;
using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>What is forgotten is in no file of SQLite any more.</summary>
public sealed class ForgottenTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Database => $"{folder.Root}/live.db";

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ItsBytesAreGoneAndThoseOfOthersStay()
    {
        using var store = LiveStores.Open(Database);
        // Of all lengths: some in a page with others, some over many pages.
        for (var number = 1; number <= 400; number++)
        {
            using var transaction = store.Begin(CancellationToken.None);
            transaction.Add(Article(number, words: 1 + ((number * 37) % 3000)));
            transaction.Commit();
        }

        // Others went before it, next to it too.
        Set(store, LiveState.Expired, [.. Enumerable.Range(1, 400).Where(static i => i % 3 == 0)]);
        int[] forgotten = [.. Enumerable.Range(1, 400).Where(static i => i % 7 == 0)];
        Set(store, LiveState.Forgotten, forgotten);

        var bytes = Files();
        foreach (var number in forgotten)
            Assert.All(Traces(number), trace => Assert.False(Has(bytes, trace), trace));
        foreach (var number in Enumerable.Range(1, 400).Except(forgotten))
        {
            Assert.All(Traces(number).Where(trace => number % 3 != 0 || !trace.StartsWith('w')), trace =>
                Assert.True(Has(bytes, trace), trace));
        }

        foreach (var number in Enumerable.Range(1, 400).Where(static i => i % 3 == 0))
            Assert.False(Has(bytes, $"w{number}x0 "), "Texts that expired are gone too.");
    }

    [Fact]
    public void WhoReadsMeanwhileOnlyDefersIt()
    {
        using var store = LiveStores.Open(Database);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            for (var number = 1; number <= 3; number++)
            {
                transaction.Add(Article(number, words: 50));
                transaction.Put(Made.Member(number, 1, number));
            }

            transaction.Commit();
        }

        using (var members = store.ReadMembers().GetEnumerator())
        {
            Assert.True(members.MoveNext());
            Set(store, LiveState.Forgotten, 2);
            Assert.True(Has(Files(), "w2x0 "));
        }

        using (var transaction = store.Begin(CancellationToken.None))
            transaction.Commit();
        Assert.False(Has(Files(), "w2x0 "));
        Assert.True(Has(Files(), "w3x0 "));
    }

    [Fact]
    public void APartWhoseTextsAllExpiredGivesItsRoomBack()
    {
        const int Part = 1 << 14;
        using var store = LiveStores.Open(Database);
        for (var number = 1; number <= Part + 10;)
        {
            using var transaction = store.Begin(CancellationToken.None);
            for (var i = 0; i < 4096 && number <= Part + 10; i++, number++)
                transaction.Add(Article(number, words: 40));
            transaction.Commit();
        }

        Set(store, LiveState.Expired, [.. Enumerable.Range(1, Part - 1)]);
        Assert.True(Has(Files(), $"w{Part}x0 "));
        Set(store, LiveState.Forgotten, Part);

        Assert.False(Has(Files(), $"w{Part}x0 "));
        Assert.Equal(10, store.Count().Articles);
        Assert.Equal(Part + 10, store.ReadAfter(0).Count());
        Assert.Equal(0, store.Read([Part])[0]!.Document.Text.Length);
        Assert.NotEqual(0, store.Read([5])[0]!.Answer.Length);
        Assert.NotEqual(0, store.Read([Part + 1])[0]!.Document.Text.Length);
        using (var again = store.Begin(CancellationToken.None))
        {
            again.SetState(4, LiveState.Forgotten);
            again.Commit();
        }

        // New texts take the room.
        var length = new FileInfo(Database).Length;
        using (var transaction = store.Begin(CancellationToken.None))
        {
            for (var number = Part + 11; number <= Part + 2000; number++)
                transaction.Add(Article(number, words: 40));
            transaction.Commit();
        }

        using (var reopened = LiveStores.Open(Database))
            Assert.Equal(Part + 2000, reopened.Count().LastArticle);
        Assert.InRange(new FileInfo(Database).Length, 1, length + (length / 20));
    }

    private static LiveArticle Article(int number, int words) => Made.Article(number, Text(number, words)) with
    {
        Answer = Encoding.UTF8.GetBytes($"answer{number}q"),
    };

    private static string Text(int number, int words) =>
        string.Concat(Enumerable.Range(0, words).Select(word => $"w{number}x{word} "));

    private static string[] Traces(int number) =>
        [$"w{number}x0 ", $"answer{number}q", $"Headline {number}", $"https://example.org/{number}"];

    private static void Set(ILiveStore store, LiveState state, params int[] numbers)
    {
        using var transaction = store.Begin(CancellationToken.None);
        foreach (var number in numbers)
            transaction.SetState(number, state);
        transaction.Commit();
    }

    private byte[] Files() =>
        [.. Directory.GetFiles(folder.Root).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];

    // "Headline 4" is in "Headline 40".
    private static bool Has(byte[] bytes, string trace)
    {
        var wanted = Encoding.UTF8.GetBytes(trace);
        for (var at = 0; ; at++)
        {
            var next = bytes.AsSpan(at).IndexOf(wanted);
            if (next < 0)
                return false;
            at += next;
            if (at + wanted.Length == bytes.Length || !char.IsAsciiDigit((char)bytes[at + wanted.Length])
                || !char.IsAsciiDigit(trace[^1]))
                return true;
        }
    }
}
