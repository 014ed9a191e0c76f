using Dedupe.Live;
using Dedupe.Service.Pushing;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dedupe.Service.Tests.Pushing;

public sealed class OpenedIndexTests : IDisposable
{
    private const string Story =
        "The harbour of Port Ellery stayed closed for a third day on Friday after the freighter Halcyon ran aground in "
        + "heavy fog. Officials of the port authority said that divers would look at the hull before tugs tried again "
        + "at high water on Sunday. Fishermen moored along the northern mole have lost four days of work.";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TempFolder folder = new();

    private string Data => $"{folder.Root}/news.db";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Items_are_taken_once()
    {
        await using var target = Target();
        var first = await target.AddAsync([Items.Of("a", Story), Items.Of("b", Story), Items.Of("c", "…")], Token);
        Assert.Equal(
            [OutcomeKind.Taken, OutcomeKind.Taken, OutcomeKind.Rejected], first.Select(static one => one.Kind));
        Assert.Equal(new Origin("articles.jsonl", 7), first[2].Rejection?.Origin);
        var again = await target.AddAsync([Items.Of("a", Story)], Token);
        Assert.Equal(OutcomeKind.Repeated, Assert.Single(again).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_finds_what_is_stored_and_stores_nothing(bool isKept)
    {
        await using (var target = Target())
            await target.AddAsync([Items.Of("a", Story)], Token);
        using (var before = LiveStores.Open(Data))
        {
            var counts = before.Count();
            for (int time = 0; time < 2; time++)
            {
                var opened = await OpenedIndex.OpenForQuestionsAsync(
                    LiveStores.Open(Data), new DedupeOptions(), isKept ? $"{folder.Root}/kept" : null, null, Token);
                await using var asked = new IndexTarget(opened, static _ => { });
                var answer = Assert.Single(await asked.QueryAsync([Items.Of("b", Story)], Token));
                Assert.Contains(
                    "\"relation\":\"identical\"", System.Text.Encoding.UTF8.GetString(answer.Json.Span),
                    StringComparison.Ordinal);
            }

            Assert.Equal(counts, before.Count());
        }

        Assert.Equal(isKept, Directory.Exists($"{folder.Root}/kept"));
    }

    [Fact]
    public async Task A_question_to_a_damaged_store_ends()
    {
        // More than an index signs before it answers.
        const int Articles = (2 * 8192) + 1;
        using (var store = LiveStores.Open(Data))
        {
            using var transaction = store.Begin(Token);
            for (int number = 1; number <= Articles; number++)
                transaction.Add(Stores.Made.Article(number, "A few words."));
            transaction.Commit();
        }

        using (var connection = new SqliteConnection($"Data Source={Data};Pooling=False"))
        {
            connection.Open();
            using var damage = connection.CreateCommand();
            damage.CommandText = "UPDATE articles SET content = X'00' WHERE number = 7";
            damage.ExecuteNonQuery();
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(Token);
        late.CancelAfter(TimeSpan.FromMinutes(2));
        var error = await Assert.ThrowsAnyAsync<IOException>(() => OpenedIndex.OpenForQuestionsAsync(
            LiveStores.Open(Data), new DedupeOptions(), folder: null, progress: null, late.Token));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    private IndexTarget Target() => new(
        OpenedIndex.Open(LiveStores.Open(Data), new LiveOptions { Folder = $"{folder.Root}/index" }),
        static _ => { });
}
