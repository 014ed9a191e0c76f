using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Parquet;

/// <summary>Writes down which rows of a row group stay.</summary>
/// <param name="sink">Judges them.</param>
/// <param name="firstRow">The number of the first row.</param>
/// <param name="stays">Takes what was found.</param>
internal sealed class RowJudge(IFilterSink sink, long firstRow, bool[] stays) : IDocumentSink
{
    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        sink.Accept(document, origin);
        stays[origin.Line - firstRow] = sink.Keeps;
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection)
    {
        sink.Reject(rejection);
        stays[rejection.Origin.Line - firstRow] = sink.Keeps;
    }
}
