using System.Globalization;
using System.Text;
using System.Text.Json;
using Dedupe.Live;
using Dedupe.Service.Stores;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>A day on the wire: the chain of a story is as an editor would draw it. See docs/service.md.</summary>
public sealed class WireDayTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly WireItem[] Day =
    [
        new("08:00", "cw-1/1", WireDayTexts.Alert, "", "arrived"),
        new("08:06", "cw-1/2", "URGENT-Footbridge gives way in Tallis", WireDayTexts.Urgent,
            "arrived, revised cw-1/1"),
        new("08:30", "cw-1/3", "Footbridge gives way in Tallis", WireDayTexts.Lead,
            "arrived, revised cw-1/2, joined cw-1/2, joined cw-1/3"),
        new("08:45", "tc-7", "Bridge falls", WireDayTexts.Printed(WireDayTexts.Lead), "arrived, joined tc-7"),
        new("09:20", "cw-1/5", "UPDATE 1-Footbridge falls in Tallis", WireDayTexts.SecondLead,
            "arrived, revised cw-1/3, joined cw-1/5"),
        // On its way for longer than the one after it.
        new("09:25", "cw-1/4", "Footbridge falls in Tallis", WireDayTexts.Late,
            "arrived, revised cw-1/3, joined cw-1/4") { Written = "09:10" },
        new("09:40", "cw-1/6", "CORRECTED: Footbridge falls in Tallis", WireDayTexts.Corrected,
            "arrived, revised cw-1/5, corrected cw-1/5, joined cw-1/6"),
        new("09:50", "cw-1/6", "CORRECTED: Footbridge falls in Tallis", WireDayTexts.Corrected, "")
        { Written = "09:40" },
        new("10:30", "bl-3", "Mayor shuts bridges", WireDayTexts.Printed(WireDayTexts.Corrected),
            "arrived, embargoed, joined bl-3") { Embargo = "18:00" },
        new("11:00", "cw-1/7", "KILL: Footbridge falls in Tallis", WireDayTexts.Kill,
            "arrived, revised cw-1/6, killed cw-1/6"),
    ];

    private readonly TempFolder folder = new();
    private readonly ManualTime time = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EachItemDoesWhatAnEditorWouldNote()
    {
        using var store = LiveStores.Open($"{folder.Root}/news.db");
        await using var index = Open(store);
        foreach (var item in Day)
        {
            var before = store.Count().LastEvent;
            await SendAsync(index, item);
            Assert.Equal((item.Item, item.Note), (item.Item, Notes(store, before)));
        }
    }

    [Fact]
    public async Task AKillListsWhoStillCarriesTheStoryAndShowsNothingUnderEmbargo()
    {
        using var store = LiveStores.Open($"{folder.Root}/news.db");
        await using var index = Open(store);
        JsonDocument? killed = null;
        foreach (var item in Day)
            killed = JsonDocument.Parse((await SendAsync(index, item)).Json);
        var answer = killed!.RootElement;
        Assert.Equal("KILL", answer.GetProperty("label").GetString());
        var carriers = answer.GetProperty("carriers").EnumerateArray().ToList();
        Assert.Equal(2, carriers.Count);
        Assert.Equal("tc-7", carriers[0].GetProperty("id").GetString());
        Assert.True(carriers[1].GetProperty("embargoed").GetBoolean());
        Assert.DoesNotContain("bl-3", answer.ToString(), StringComparison.Ordinal);
        killed.Dispose();
    }

    [Fact]
    public async Task TheLatestVersionTakesThePlaceOfItsItemInTheCluster()
    {
        using var store = LiveStores.Open($"{folder.Root}/news.db");
        await using var index = Open(store);
        var told = new List<string>();
        foreach (var item in Day)
        {
            var answer = JsonDocument.Parse((await SendAsync(index, item)).Json).RootElement;
            var current = answer.TryGetProperty("cluster", out var cluster)
                && cluster.TryGetProperty("current", out var one)
                ? NameOf(store, one.GetInt64())
                : "-";
            var by = answer.TryGetProperty("supersededBy", out var later)
                ? $", by {NameOf(store, later.GetInt64())}"
                : "";
            told.Add($"{item.Item} in the place of {current}{by}");
        }

        Assert.Equal(
            [
                "cw-1/1 in the place of -", "cw-1/2 in the place of -", "cw-1/3 in the place of cw-1/3",
                "tc-7 in the place of cw-1/3", "cw-1/5 in the place of cw-1/5",
                "cw-1/4 in the place of cw-1/5, by cw-1/5", "cw-1/6 in the place of cw-1/6",
                "cw-1/6 in the place of cw-1/6", "bl-3 in the place of cw-1/6", "cw-1/7 in the place of -",
            ],
            told);
        var asked = index.Query(
            new WireItem("12:00", "xy-1", "Bridge", WireDayTexts.Printed(WireDayTexts.Lead), "").Sent, Token);
        var asking = JsonDocument.Parse(asked.Json).RootElement.GetProperty("cluster");
        Assert.Equal("cw-1/7", NameOf(store, asking.GetProperty("current").GetInt64()));
    }

    [Fact]
    public async Task AResendGetsTheAnswerThatWasGivenThen()
    {
        using var store = LiveStores.Open($"{folder.Root}/news.db");
        await using var index = Open(store);
        LiveAnswer? corrected = null;
        foreach (var item in Day.Take(8))
        {
            var answer = await SendAsync(index, item);
            if (item.Note.Length > 0)
            {
                corrected = answer;
                continue;
            }

            Assert.True(answer.IsRepeat);
            Assert.Equal(corrected!.Json.ToArray(), answer.Json.ToArray());
        }
    }

    [Fact]
    public async Task TheEndOfAnEmbargoIsAnEvent()
    {
        using var store = LiveStores.Open($"{folder.Root}/news.db");
        await using var index = Open(store);
        foreach (var item in Day)
            await SendAsync(index, item);
        time.Now = WireItem.Time("17:59");
        await index.SettleAsync(Token);
        var before = store.Count().LastEvent;
        time.Now = WireItem.Time("18:00");
        await index.WaitForEventsAsync(before, Token);
        Assert.Equal("released bl-3", Notes(store, before));
        Assert.Null(store.ReadNextRelease());
    }

    [Fact]
    public async Task WhateverTheOrderTheDayEndsTheSame()
    {
        var ends = new HashSet<string>(StringComparer.Ordinal);
        foreach (var seed in Enumerable.Range(0, 8))
        {
            var order = Day.ToArray();
            if (seed > 0)
                new Random(seed).Shuffle(order);
            using var store = LiveStores.Open($"{folder.Root}/news{seed}.db");
            await using var index = Open(store, $"index{seed}");
            foreach (var item in order)
                await SendAsync(index, item with { Written = item.Written ?? item.At, At = "12:00" });
            await index.SettleAsync(Token);
            ends.Add(End(store));
        }

        Assert.Equal(
            "bl-3 cw-1/2 cw-1/3 cw-1/4 cw-1/5 cw-1/6 tc-7", Assert.Single(ends));
    }

    private LiveIndex Open(ILiveStore store, string index = "index") => LiveIndex.Open(
        store,
        new LiveOptions
        {
            Folder = $"{folder.Root}/{index}",
            SettleAfter = 0,
            SettleEvery = TimeSpan.FromDays(7),
            Clock = time,
        });

    private async Task<LiveAnswer> SendAsync(LiveIndex index, WireItem item)
    {
        time.Now = WireItem.Time(item.At);
        return Assert.Single(await index.AddAsync([item.Sent], Token));
    }

    // Of all clusters, the items that are in them.
    private static string End(ILiveStore store) => string.Join(" | ", store.ReadMembers()
        .GroupBy(static member => member.Cluster)
        .Select(cluster => string.Join(
            ' ', cluster.Select(member => NameOf(store, member.Article)).Order(StringComparer.Ordinal)))
        .Order(StringComparer.Ordinal));

    private static string Notes(ILiveStore store, long after) => string.Join(", ", store.ReadEvents(after, 100).Select(
        happened => happened.Kind switch
        {
            LiveEventKind.Arrived => "arrived",
            LiveEventKind.Embargoed => "embargoed",
            LiveEventKind.Joined or LiveEventKind.Released =>
                $"{Word(happened.Kind)} {NameOf(store, happened.Article)}",
            _ => $"{Word(happened.Kind)} {NameOf(store, happened.Other)}",
        }));

    private static string Word(LiveEventKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    private static string NameOf(ILiveStore store, long number)
    {
        if (store.Read([number])[0] is not { Document: var document })
            return "nothing";
        var version = Encoding.UTF8.GetString(document.Version.Span);
        return Encoding.UTF8.GetString(document.Id.Span) + (version.Length > 0 ? $"/{version}" : "");
    }
}
