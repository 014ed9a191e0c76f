using Xunit;

namespace Dedupe.Tests.Signing;

/// <summary>Of documents with one id the same one stays, whatever order they come in.</summary>
public sealed class DocumentOrderTests
{
    private const string Text = "The harbour of Lower Sandrik stays open in winter, its master said on Monday.";

    public static TheoryData<Document, Document> Twins => new()
    {
        { new Document("id", Text), new Document("id", Text + " Not before.") },
        { new Document("id", Text), new Document("id", Text, date: new DateTimeOffset(2026, 1, 2, 0, 0, 0, default)) },
        { new Document("id", Text, title: "One"), new Document("id", Text, title: "Two") },
        { new Document("id", Text, source: "Alpha"), new Document("id", Text, source: "Beta") },
        { new Document("id", Text), new Document("id", Text.ToUpperInvariant()) },
        { new Document("id", Text), new Document("id", Text.Replace(",", " -", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(Twins))]
    public async Task TheOrderOfTheInputDoesNotShow(Document one, Document other)
    {
        var (first, second) = (await StaysAsync(one, other), await StaysAsync(other, one));

        Assert.Equal(first, second);
    }

    // What stays, with the beginning of its text as it stands in the pair with a third document.
    private static async Task<string> StaysAsync(Document one, Document other)
    {
        var third = new Document("third", Text);
        var result = await new Deduplicator(new DedupeOptions { Threads = 1 })
            .RunAsync([one, third, other], cancellationToken: TestContext.Current.CancellationToken);
        var document = Assert.Single(result.Documents, static document => document.Id == "id");
        var pair = Assert.Single(result.Pairs);
        return $"{document.Title} {document.Source} {document.Date:O} {document.Words} {result.Summary.TextBytes} " +
            $"{pair.Relation} {string.Join(' ', pair.Passages)}";
    }
}
