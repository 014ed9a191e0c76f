using Dedupe.Batch.Removal;
using Dedupe.Sources.Framing;

namespace Dedupe.Batch;

/// <summary>Judges documents one after the other, and counts.</summary>
/// <param name="removal">What goes.</param>
/// <param name="ofRun">What the run rejected though it can be read, such as a second document of one id.</param>
/// <param name="dropRejected">Whether what is rejected goes too.</param>
/// <param name="rejections">Gets every rejection.</param>
internal sealed class FilterSink(
    RemovalPlan removal, RejectedDocuments ofRun, bool dropRejected, RejectionLog rejections) : IFilterSink
{
    /// <summary>What was judged so far.</summary>
    public FilterCounts Counts { get; private set; }

    /// <inheritdoc/>
    public bool Keeps { get; set; } = true;

    /// <inheritdoc/>
    public bool KeepsRejected => !dropRejected;

    /// <summary>Whether all that was judged stays.</summary>
    public bool KeepsAll => Counts.Removed == 0 && (KeepsRejected || Counts.Rejected == 0);

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        if (ofRun.TryFind(origin, out var rejection))
        {
            Reject(rejection);
            return;
        }

        Keeps = !removal.Removes(document.Id.Span, Document.NoteOf(document.Version));
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
