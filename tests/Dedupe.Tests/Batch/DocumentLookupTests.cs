using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class DocumentLookupTests
{
    [Fact]
    public async Task TheWantedDocumentsAreReadAndDoubtfulOnesAreNot()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Root, "in.jsonl");
        await File.WriteAllTextAsync(
            file,
            """
            {"id":"a","text":"one","title":"First","source":"Post","date":"2026-04-07"}
            {"id":"b","text":"two"}
            {"id":"twice","text":"three"}
            {"id":"twice","text":"four"}
            {"id":"alert","text":"","title":"Ferry sinks off Ellery"}
            {"id":"bad"}

            """,
            TestContext.Current.CancellationToken);

        var found = await DocumentLookup.ReadAsync(
            [file], new SourceOptions(), Wanted(
                "a", "twice", "alert", "bad", "gone"), TestContext.Current.CancellationToken);

        Assert.Equal(["a", "alert"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("one", "First", "Post", new DateTimeOffset(2026, 4, 7, 0, 0, 0, TimeSpan.Zero)),
            (Text(found["a"].Text), Text(found["a"].Title), Text(found["a"].Source), found["a"].Date));
        Assert.Equal("Ferry sinks off Ellery", Text(found["alert"].Text));
    }

    private static IEnumerable<DocumentInfo> Wanted(params string[] ids) =>
        ids.Select(static id => new DocumentInfo(id, null, null, null, 0));

    private static string Text(ReadOnlyMemory<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8.Span);
}
