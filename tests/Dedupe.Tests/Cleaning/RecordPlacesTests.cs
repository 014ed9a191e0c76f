using Dedupe.Batch;
using Dedupe.Batch.Removal;
using Dedupe.Cleaning;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Cleaning;

/// <summary>Records are found where they are taken out, or the file stays.</summary>
public sealed class RecordPlacesTests : IDisposable
{
    private readonly CleanCase tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public async Task ARecordIsFoundByItsIdWithPlaceAndText()
    {
        var (places, members) = await ReadAsync(new DisturbedFormat(null), ("a1", "one"), ("a2", "two"));

        Assert.Null(places.WhyKept);
        var record = places.Of(members[1])!;
        Assert.Equal((2, "a2", ""), record.Place);
        // As sha256sum has it of the text.
        Assert.Equal("3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3", record.TextHash);
    }

    [Fact]
    public async Task AFileThatWouldLoseMoreThanRecordsStays()
    {
        var (places, members) = await ReadAsync(new DisturbedFormat(null, lost: "a2"), ("a1", "one"), ("a2", "two"));

        Assert.NotNull(places.WhyKept);
        Assert.NotNull(places.Of(members[0]));
    }

    [Fact]
    public async Task ARecordThatStandsTwiceIsNeitherOfThem()
    {
        var (places, members) = await ReadAsync(
            new DisturbedFormat(null), ("a1", "one"), ("a2", "two"), ("a2", "two"));

        Assert.NotNull(places.Of(members[0]));
        Assert.Null(places.Of(members[1]));
    }

    private async Task<(RecordPlaces, RemovalMember[])> ReadAsync(
        DisturbedFormat format, params (string Id, string Text)[] records)
    {
        tree.Lines("a.disturbed", records);
        var options = new SourceOptions { Formats = InputFormats.Standard.With(format) };
        RemovalMember[] members =
            [.. ((string[])["a1", "a2"]).Select(static id =>
                new RemovalMember(System.Text.Encoding.UTF8.GetBytes(id), "c") { File = "in/a.disturbed" })];
        var numbers = new Dictionary<byte[], int>(new Utf8Comparer()) { [members[0].Id] = 0, [members[1].Id] = 1 };
        var places = new RecordPlaces(
            "in/a.disturbed", new RemovalPlan(members, numbers), new RejectedDocuments(), members.ToHashSet());
        using var root = FileCalls.OpenRoot();
        using var open = CheckedFile.Open(root, RealPath.Of(tree.At("a.disturbed")).TrimStart('/'), SafetyChecks.All);
        var input = new InputFile("in/a.disturbed", tree.At("a.disturbed"), format, null, null);
        await places.ReadAsync(
            new RecordFiles(options), open, input, options, TestContext.Current.CancellationToken);
        return (places, members);
    }
}
