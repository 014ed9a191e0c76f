using Dedupe.Batch.Removal;
using Dedupe.Sources;
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
    private long wouldGo;

    private RemovalPlan Removal => removal;

    /// <summary>What was judged so far.</summary>
    public FilterCounts Counts { get; private set; }

    /// <inheritdoc/>
    public bool Keeps { get; set; } = true;

    /// <inheritdoc/>
    public bool KeepsRejected => !dropRejected;

    /// <summary>Whether all that was judged stays.</summary>
    public bool KeepsAll => Counts.Removed == 0 && (KeepsRejected || Counts.Rejected == 0);

    /// <summary>Whether there was something, and nothing of it stays.</summary>
    public bool KeepsNothing =>
        Counts.Removed > 0 && Counts.Kept == 0 && (!KeepsRejected || Counts.Rejected == 0);

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        if (ofRun.TryFind(origin, out var rejection))
        {
            Reject(rejection);
            return;
        }

        Keeps = !Removal.Removes(document.Id.Span, Document.NoteOf(document.Version));
        Counts = Counts.Plus(Keeps ? new FilterCounts(1, 0, 0) : new FilterCounts(0, 1, 0));
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection)
    {
        Keeps = KeepsRejected;
        Counts = Counts.Plus(new FilterCounts(0, 0, 1));
        rejections.Add(rejection);
    }

    /// <summary>
    /// Takes the documents of a file that is kept whole: all stay. <see cref="EndWholeFile"/> tells of those that would
    /// go.
    /// </summary>
    public IDocumentSink WholeFile => new WholeFileSink(this);

    /// <summary>Tells of a file that is kept whole though documents of it would go.</summary>
    /// <param name="file">The file.</param>
    /// <param name="why">Why it is not written again.</param>
    public void EndWholeFile(InputFile file, string why)
    {
        if (wouldGo > 0)
            Reject(new Rejection(
                new Origin(file.Shown, 0), RejectionReason.Unsupported,
                $"The file is kept whole with {wouldGo} of its documents that would go: {why.TrimEnd('.')}."));
    }

    private sealed class WholeFileSink(FilterSink filter) : IDocumentSink
    {
        public void Accept(in Document document, Origin origin)
        {
            if (filter.Removal.WouldRemove(document.Id.Span, Document.NoteOf(document.Version)))
            {
                filter.wouldGo++;
                filter.Counts = filter.Counts.Plus(new FilterCounts(1, 0, 0));
            }
            else
            {
                filter.Accept(document, origin);
            }
        }

        public void Reject(Rejection rejection) => filter.Reject(rejection);
    }
}
