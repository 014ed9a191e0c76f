using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>Reads a source to its end and keeps what it hands over.</summary>
internal sealed class Collector : IDocumentSink
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public List<Taken> Accepted { get; } = [];

    public List<Rejection> Rejected { get; } = [];

    /// <summary>Where the documents can be read again; null for those that cannot.</summary>
    public List<(string File, long Offset, int Length)?> Places { get; } = [];

    /// <summary>The code pages that they were read from; 0 for UTF-8.</summary>
    public List<int> CodePages { get; } = [];

    /// <summary>Their dates that were not read; empty for none.</summary>
    public List<string> UnreadDates { get; } = [];

    public List<long> BatchBytes { get; } = [];

    public IEnumerable<string> Ids => Accepted.Select(document => document.Id);

    public void Accept(in Document document, Origin origin)
    {
        var place = document.Place;
        Places.Add(place.File is { } file ? (file.Shown, place.Offset, place.Length) : null);
        CodePages.Add(document.CodePage);
        UnreadDates.Add(Encoding.UTF8.GetString(document.UnreadDate.Span));
        Accepted.Add(new Taken(
            Strict.GetString(document.Id.Span), Strict.GetString(document.Text.Span),
                Strict.GetString(document.Title.Span),
            Strict.GetString(document.Source.Span), document.Date, origin));
    }

    public void Reject(Rejection rejection) => Rejected.Add(rejection);

    /// <summary>The one rejection, checked to be the only outcome of its input.</summary>
    public Rejection Only(RejectionReason reason)
    {
        var rejection = Assert.Single(Rejected);
        Assert.Equal(reason, rejection.Reason);
        return rejection;
    }

    public static async Task<Collector> ReadAsync(IAsyncEnumerable<DocumentBatch> batches)
    {
        var collector = new Collector();
        await foreach (var batch in batches.WithCancellation(TestContext.Current.CancellationToken))
        {
            using (batch)
            {
                collector.BatchBytes.Add(batch.Bytes);
                batch.Read(collector);
            }
        }

        return collector;
    }

    public static Task<Collector> ReadAsync(params string[] inputs) => ReadAsync(new SourceOptions(), inputs);

    public static Task<Collector> ReadAsync(SourceOptions options, params string[] inputs) =>
        ReadAsync(new FileSource(inputs, options).ReadAsync(TestContext.Current.CancellationToken));

    public static Task<Collector> ReadAsync(
        SourceOptions options, SourceEnvironment environment, params string[] inputs) =>
        ReadAsync(new FileSource(inputs, options, environment).ReadAsync(TestContext.Current.CancellationToken));
}
