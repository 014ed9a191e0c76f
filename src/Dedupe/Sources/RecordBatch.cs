using System.Text;

namespace Dedupe.Sources;

/// <summary>Records that a program handed over; documents are made of them as they are read.</summary>
/// <param name="records">The records.</param>
/// <param name="before">How many records came before them.</param>
/// <param name="read">Makes a document of a record.</param>
/// <param name="options">The limits.</param>
internal sealed class RecordBatch<T>(T[] records, long before, Func<T, Document> read, SourceOptions options)
    : DocumentBatch
{
    /// <summary>Not known: records may be of any size.</summary>
    public override long Bytes => 0;

    /// <inheritdoc/>
    public override void Read(IDocumentSink sink)
    {
        for (var i = 0; i < records.Length; i++)
        {
            var origin = new Origin("", before + i + 1);
            if (Document(records[i]) is { } document)
                HandedOver.Pass(document, origin, options, sink);
            else
                sink.Reject(new Rejection(
                    origin, RejectionReason.BadEncoding, "A string of the document holds a lone surrogate."));
        }
    }

    private Document? Document(T record)
    {
        try
        {
            return read(record);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
