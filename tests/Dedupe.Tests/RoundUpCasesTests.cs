using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// Texts that hold several stories, and texts that overlap one after the other: they hold nothing together.
/// </summary>
public sealed class RoundUpCasesTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 4, 12, 0, 0, TimeSpan.Zero);

    // Each story has some copies, cut at the end and with words of their own; each round-up an item of every story,
    // whole or its first half, under a line of its own.
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 3, false)]
    [InlineData(1, 3, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 3, true)]
    public async Task ARoundUpGluesNoStories(int half, int roundUps, bool areOutletsKnown)
    {
        var random = new Random(half + roundUps);
        var documents = new List<Document>();
        foreach (var copies in (int[])[1, 2, 3, 6])
        {
            foreach (var items in (int[])[2, 5, 10, 20])
            {
                var stories = Enumerable.Range(0, items).Select(_ => Words(random.Next(80, 200))).ToArray();
                for (var story = 0; story < items; story++)
                {
                    for (var copy = 0; copy < copies; copy++)
                    {
                        var length = random.Next(3 * stories[story].Length / 4, stories[story].Length + 1);
                        Add($"c{copies}i{items}s{story}", [.. stories[story][..length], .. Words(random.Next(5, 25))]);
                    }
                }

                for (var roundUp = 0; roundUp < roundUps; roundUp++)
                {
                    random.Shuffle(stories);
                    Add("roundup", [.. stories.SelectMany(
                        story => (string[])[.. Words(4), .. story[..(story.Length / half)]])]);
                }
            }
        }

        var result = await Collection.RunAsync(documents);
        var clusters = result.Clusters.Select(static cluster => cluster.Members
            .Select(static member => member.Id.Split('-')[0]).Where(static story => story != "roundup").ToArray());
        foreach (var cluster in clusters)
            Assert.True(cluster.Distinct().Count() <= 1, string.Join(' ', cluster));
        if (half > 1)
            return; // of such stories a copy is lost here and there
        foreach (var story in documents.GroupBy(static document =>
            System.Text.Encoding.UTF8.GetString(document.Id.Span).Split('-')[0]))
        {
            if (story.Key != "roundup" && story.Count() > 1)
                Assert.Contains(clusters, cluster => cluster.Count(member => member == story.Key) == story.Count());
        }

        void Add(string name, string[] words) => documents.Add(new Document(
            $"{name}-{documents.Count}", string.Join(' ', words),
            source: areOutletsKnown ? $"Outlet {documents.Count}" : null,
            date: areOutletsKnown ? Noon.AddMinutes(documents.Count % 600) : null));

        string[] Words(int count) => [.. Enumerable.Range(0, count).Select(_ => $"w{random.Next(10_000_000)}")];
    }

    // Each has the second half of the one before it: what is no copy of one text is not beside it.
    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(200)]
    public async Task AChainOfHalvesIsNoCluster(int half)
    {
        foreach (var texts in (int[])[5, 10, 40, 100])
        {
            var result = await Collection.RunAsync(Enumerable.Range(0, texts).Select(text => new Document(
                $"text-{text:000}",
                $"{Collection.Words(text, half)} {Collection.Words(text + 1, half)}")));

            Assert.All(result.Clusters, static cluster => Assert.InRange(cluster.Members.Count, 2, 3));
        }
    }
}
