using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Judges documents one after the other, and counts.</summary>
internal sealed class FilterSink(RemovedIds removed, bool dropRejected, List<Rejection> rejections) : IDocumentSink
{
    /// <summary>What was judged so far.</summary>
    public FilterCounts Counts { get; private set; }

    /// <summary>Whether the last one stays, or what was set since.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Whether what is rejected stays.</summary>
    public bool KeepsRejected => !dropRejected;

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        Keeps = !removed.Meet(document.Id.Span);
        Counts = Counts.Plus(Keeps ? new FilterCounts(1, 0, 0) : new FilterCounts(0, 1, 0));
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection)
    {
        Keeps = KeepsRejected;
        Counts = Counts.Plus(new FilterCounts(0, 0, 1));
        rejections.Add(rejection);
    }
}
