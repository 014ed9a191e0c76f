using System.Text;
using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>What goes and what stays, on texts: runs from files to files.</summary>
public sealed class FilterRemovalTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Random random = new(7);
    private int words;

    private string Run => folder.Root + "/run";

    private string Output => folder.Root + "/clean";

    public void Dispose() => folder.Dispose();

    // Words that nothing else has.
    private string Prose(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"w{Letters(words++)}"));

    private string Letters(int number) =>
        string.Concat(
            number.ToString("D5", System.Globalization.CultureInfo.InvariantCulture)
                .Select(static digit => (char)('a' + digit - '0')));

    private static string Line(string id, string text, int day = 1, string? source = null) => JsonSerializer.Serialize(
        new { id, text, source, date = $"2026-01-{day:D2}T00:00:00Z" }) + "\n";

    private async Task<FilterResult> Filter(string lines, RemovalRule? rule = null, string? keep = null)
    {
        var token = TestContext.Current.CancellationToken;
        var path = folder.Write("news.jsonl", lines);
        await new DedupeJob(new JobOptions { Inputs = [path], OutputDirectory = Run, Overwrite = true })
            .RunAsync(null, token);
        return await new FilterJob(new FilterOptions
        {
            RunDirectory = Run,
            Inputs = [path],
            OutputDirectory = Output,
            Rule = rule ?? new RemovalRule(),
            Keep = keep is null ? null : KeepPolicy.Parse(keep),
        }).RunAsync(token);
    }

    private string Kept() =>
        string.Join(
            ' ',
            File.ReadLines(Output + "/news.jsonl")
                .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));

    [Fact]
    public async Task AnAlertGoesAndTheStoryThatHasItStays()
    {
        var alert = Prose(19);
        var result = await Filter(Line("alert", alert) + Line("story", alert + " " + Prose(330), 2));
        Assert.Equal("story", Kept());
        Assert.Equal(new RemovalTotals(1, 19, 0, 0, 0), result.Removal);
    }

    [Fact]
    public async Task ADigestStaysAndTheStoryThatItHasGoes()
    {
        var story = Prose(200);
        await Filter(Line("story", story) + Line("digest", Prose(900) + " " + story + " " + Prose(900), 2));
        Assert.Equal("digest", Kept());
    }

    [Theory]
    [InlineData(20, "copy story", 0, 2)]
    [InlineData(19, "copy", 19, 0)]
    public async Task ExactlyNineTenthsAreEnough(int own, string kept, int lost, int keptForOwn)
    {
        // The story has 171 words of the copy's, so that with 19 of its own it has nine tenths of them in it.
        var shared = Prose(171);
        var result = await Filter(
            Line("story", shared + " " + Prose(own)) + Line("copy", shared + " " + Prose(600), 2));
        Assert.Equal(kept, string.Join(' ', Kept().Split(' ').Order(StringComparer.Ordinal)));
        Assert.Equal(lost, result.Removal.LostWords);
        Assert.Equal(keptForOwn, result.Removal.KeptForOwnText);
    }

    [Fact]
    public async Task WhatAStayingCopyHasIsNotCountedAsLostWhicheverCopyItIs()
    {
        var (story, more) = (Prose(180), Prose(15));
        // The first copy has the story, the second one what the first lacks, beside enough of the story to be one of
        // its copies.
        var result = await Filter(
            Line("going", story + " " + more + " " + Prose(4)) + Line("first", story + " " + Prose(400), 2) + Line(
                "second", story[..600] + " " + more + " " + Prose(300), 3));
        Assert.Equal("first second", Kept());
        Assert.Equal((1, 4), (result.Removal.Documents, result.Removal.LostWords));
    }

    [Fact]
    public async Task OfNearDuplicatesTheCutOneGoesThoughItIsEarlier()
    {
        var text = Prose(400);
        var cut = string.Join(' ', text.Split(' ').Take(310));
        var result = await Filter(Line("cut", cut) + Line("full", text, 2));
        Assert.Equal("full", Kept());
        Assert.Equal(0, result.Removal.LostWords);
    }

    [Fact]
    public async Task WordsReplacedInANearDuplicateAreCountedAsLost()
    {
        var text = Prose(400).Split(' ');
        var other = text.ToArray();
        foreach (var place in new[] { 50, 120, 200, 300 })
            other[place] = Prose(1);
        var result = await Filter(Line("one", string.Join(' ', text)) + Line("two", string.Join(' ', other), 2));
        Assert.Equal("one", Kept());
        Assert.Equal(new RemovalTotals(1, 400, 4, 0, 0), result.Removal);
    }

    [Fact]
    public async Task ThePolicyDecidesBetweenEquals()
    {
        var text = Prose(100);
        var lines = Line("one", text, 1, "Blog") + Line("two", text, 2, "Reuters") + Line("three", text, 3, "AFP");
        await Filter(lines, keep: "source:AFP>Reuters,earliest");
        Assert.Equal("three", Kept());
        Directory.Delete(Output, true);
        await Filter(lines);
        Assert.Equal("one", Kept());
    }

    [Fact]
    public async Task ASmallerShareLetsMoreGo()
    {
        var shared = Prose(100);
        var lines = Line("a", shared + " " + Prose(60)) + Line("b", shared + " " + Prose(600), 2);
        await Filter(lines, new RemovalRule { Covered = 0.6m });
        Assert.Equal("b", Kept());
        Directory.Delete(Output, true);
        await Filter(lines);
        Assert.Equal("a b", Kept());
    }

    [Fact]
    public async Task CreditsDoNotCount()
    {
        // Two words of a dateline are more than a tenth of nineteen.
        var text = Prose(17);
        await Filter(Line("a", "PARIS (AFP) — " + text) + Line("b", text + " " + Prose(400), 2));
        Assert.Equal("b", Kept());
    }

    /// <summary>
    /// Alerts, digests, cuts, live blogs and edited copies: every word of what went is in a run of words of something
    /// that stayed, or counted as lost.
    /// </summary>
    [Fact]
    public async Task NoWordIsLostThatIsNotCounted()
    {
        var lines = new StringBuilder();
        var texts = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var number = 0; number < 120; number++)
        {
            var story = Prose(random.Next(150, 400)).Split(' ');
            var edited = story.ToArray();
            // Five words or more between two edits: fewer are no run of words, though both texts have them there.
            for (var place = random.Next(6, 60); place < edited.Length - 6; place += random.Next(6, 60))
                edited[place] = Prose(1);
            Add($"alert{number}", story[..random.Next(15, 40)], 1);
            Add($"story{number}", story, 2);
            Add($"cut{number}", story[..(story.Length * random.Next(3, 10) / 10)], 3);
            Add($"edited{number}", edited, 4);
            Add($"more{number}", [.. story, .. Prose(random.Next(1, 80)).Split(' ')], 5);
            Add($"live{number}",
                [.. Prose(random.Next(1, 300)).Split(' '), .. story, .. Prose(random.Next(1, 300)).Split(' ')], 6);
            Add($"half{number}", [.. story[..(story.Length / 2)], .. Prose(random.Next(1, 60)).Split(' ')], 7);
        }

        var result = await Filter(lines.ToString());

        var kept = Kept().Split(' ').ToHashSet(StringComparer.Ordinal);
        var there = kept.SelectMany(id => Runs(texts[id])).ToHashSet(StringComparer.Ordinal);
        var lost = 0;
        foreach (var (_, text) in texts.Where(text => !kept.Contains(text.Key)))
        {
            var stays = new bool[text.Length];
            foreach (var (run, place) in Runs(text).Select(static (run, place) => (run, place)))
            {
                if (there.Contains(run))
                    stays.AsSpan(place, 5).Fill(true);
            }

            lost += stays.Count(static word => !word);
        }

        Assert.True(result.Removal.Documents > 300, $"{result.Removal}");
        Assert.InRange(result.Removal.LostWords, lost, lost + (result.Removal.Words / 50));

        void Add(string id, string[] text, int day)
        {
            texts.Add(id, text);
            lines.Append(Line(id, string.Join(' ', text), day));
        }

        static IEnumerable<string> Runs(string[] text) =>
            Enumerable.Range(0, Math.Max(0, text.Length - 4)).Select(start => string.Join(' ', text, start, 5));
    }
}
