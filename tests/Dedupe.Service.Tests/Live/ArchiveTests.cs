using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Live;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>A finished batch run, attached to a live index.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly TempFolder folder = new();

    [Fact]
    public async Task ArticlesAreToldWhatTheyAreCopiesOfInTheArchiveAndJoinNothingThere()
    {
        var documents = Stories.Make(40, 6, seed: 21);
        var (old, today) = (
            documents.Where((_, i) => i % 2 == 0).ToList(), documents.Where((_, i) => i % 2 == 1).ToList());
        var archive = await RunAsync(old, keepKeys: true);
        await using var together = new LiveHouse();
        await together.Index.AddAsync([.. old.Select(static one => new LiveItem(one))], Stop);
        await using var house = new LiveHouse();
        house.Index.Attach(archive);
        Assert.Equal([archive], house.Index.Status.Archives);

        var found = 0;
        foreach (var document in today)
        {
            var answer = LiveHouse.Json(house.Index.Query(new LiveItem(document), Stop));
            var expected = LiveHouse.Json(together.Index.Query(new LiveItem(document), Stop));
            Assert.Equal(Copies(expected), Copies(answer));
            found += Copies(answer).Count;
            Assert.All(
                answer.GetProperty("matches").EnumerateArray(),
                match => Assert.Equal(archive, match.GetProperty("archive").GetString()));
        }

        Assert.True(found > 20, $"{found} copies");
        await house.Index.AddAsync([.. today.Select(static one => new LiveItem(one))], Stop);
        await house.Index.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(today), house.Clusters());
        await house.ReopenAsync();
        house.Index.Attach(archive);
        Assert.NotEqual(Relation.None, house.Index.Query(new LiveItem(old[0]), Stop).Relation);
    }

    [Fact]
    public async Task WhatIsNoArchiveIsRefused()
    {
        var documents = Stories.Make(4, 2, seed: 22);
        await using var house = new LiveHouse();
        Assert.Contains(
            "--keep-keys",
            Assert.Throws<InvalidDataException>(() => house.Index.Attach(RunAsync(documents, false).Result)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => house.Index.Attach(folder.Root + "/none"));
        var kept = await RunAsync(documents, keepKeys: true);
        await using var other = new LiveHouse(static options => options with
        {
            Dedupe = new DedupeOptions { ShingleSize = 4 },
        });
        Assert.Contains(
            "shingleSize", Assert.ThrowsAny<Exception>(
                () => other.Index.Attach(kept)).Message, StringComparison.Ordinal);
        Assert.Empty(other.Index.Status.Archives);
    }

    public void Dispose() => folder.Dispose();

    private static List<string> Copies(JsonElement answer) =>
        [.. answer.GetProperty("matches").EnumerateArray().Select(static match =>
            $"{match.GetProperty("id").GetString()} {match.GetProperty("relation").GetString()} " +
            $"{match.GetProperty("coverage")}")
            .Order(StringComparer.Ordinal)];

    private async Task<string> RunAsync(List<Document> documents, bool keepKeys)
    {
        var input = folder.Write($"{Guid.NewGuid()}.jsonl", string.Concat(documents.Select(static document =>
            JsonSerializer.Serialize(new Dictionary<string, string?>
            {
                ["id"] = Text(document.Id),
                ["text"] = Text(document.Text),
                ["source"] = Text(document.Source),
                ["date"] = document.Date?.ToString("O"),
            }) + "\n")));
        var output = $"{folder.Root}/{Guid.NewGuid()}";
        await new DedupeJob(new JobOptions { Inputs = [input], OutputDirectory = output, KeepKeys = keepKeys })
            .RunAsync(cancellationToken: Stop);
        return output;
    }

    private static string Text(ReadOnlyMemory<byte> text) => System.Text.Encoding.UTF8.GetString(text.Span);
}
