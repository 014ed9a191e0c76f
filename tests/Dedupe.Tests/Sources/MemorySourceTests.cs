using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class MemorySourceTests
{
    private static Task<Collector> Read(IAsyncEnumerable<Document> documents, SourceOptions? options = null) =>
        Collector.ReadAsync(MemorySource.ReadAsync(documents, options, TestContext.Current.CancellationToken));

    // Every document in the same memory, as a caller may do.
    private static async IAsyncEnumerable<Document> FromOneBuffer(int count)
    {
        byte[] buffer = new byte[100];
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            int id = Encoding.UTF8.GetBytes($"id{i}", buffer);
            int text = Encoding.UTF8.GetBytes($"text number {i}", buffer.AsSpan(id));
            yield return new Document(buffer.AsMemory(0, id), buffer.AsMemory(id, text))
            {
                Title = buffer.AsMemory(id, 4),
                Source = buffer.AsMemory(0, 2),
                Date = DateTimeOffset.UnixEpoch.AddDays(i),
            };
            buffer.AsSpan().Fill(0xFF);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1 << 20)]
    public async Task Documents_are_copied_before_the_next_is_asked_for(int batchBytes)
    {
        var read = await Read(FromOneBuffer(500), new SourceOptions { BatchBytes = batchBytes });
        Assert.Empty(read.Rejected);
        Assert.Equal(
            Enumerable.Range(0, 500).Select(
                i => new Taken(
                    $"id{i}", $"text number {i}", "text", "id", DateTimeOffset.UnixEpoch.AddDays(i),
                    new Origin("", i + 1))),
            read.Accepted);
    }

    [Fact]
    public async Task Bad_documents_are_rejected_by_their_number()
    {
        byte[] bad = [0x61, 0xFF];
        Document[] documents =
        [
            new("good", "words"), new("", "words"), new("empty", " \n"), new("bad"u8.ToArray(), bad),
                new(bad, "words"u8.ToArray()),
            new("large", new string('x', 200)), new Document("title", "words") { Title = bad }, new("last", "words"),
        ];
        var read = await Read(documents.ToAsyncEnumerable(), new SourceOptions { MaxDocumentBytes = 100 });
        Assert.Equal(["good", "last"], read.Ids);
        Assert.Equal(
            [
                (2L, RejectionReason.MissingId), (3L, RejectionReason.Empty), (
                    4L, RejectionReason.BadEncoding), (5L, RejectionReason.BadEncoding),
                (6L, RejectionReason.Oversized), (7L, RejectionReason.BadEncoding),
            ],
            read.Rejected.Select(rejection => (rejection.Origin.Line, rejection.Reason)));
    }

    [Fact]
    public async Task No_documents_are_no_batches() =>
        Assert.Empty((await Read(AsyncEnumerable.Empty<Document>())).BatchBytes);

    [Fact]
    public async Task A_failure_of_the_caller_reaches_the_reader()
    {
        static async IAsyncEnumerable<Document> Failing()
        {
            yield return new Document("a", "words");
            await Task.Yield();
            throw new InvalidOperationException("the caller's own");
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Read(Failing()));
    }
}
