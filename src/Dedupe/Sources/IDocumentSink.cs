namespace Dedupe.Sources;

/// <summary>Takes what a batch holds. One thread calls a sink at a time.</summary>
internal interface IDocumentSink
{
    /// <summary>
    /// Takes one document; its memory is borrowed until the call returns. Id, text, title and source are valid UTF-8,
    /// the id is not empty and the text not blank: a source rejects anything else, and a sink need not look again.
    /// </summary>
    void Accept(in Document document, Origin origin);

    /// <summary>Takes word of one input that cannot be accepted.</summary>
    void Reject(Rejection rejection);
}
