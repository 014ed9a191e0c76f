namespace Dedupe.Sources.Framing;

/// <summary>Judges documents: which stay, and which go.</summary>
internal interface IFilterSink : IDocumentSink
{
    /// <summary>Whether the last one stays, or what was set since.</summary>
    bool Keeps { get; set; }

    /// <summary>Whether what is rejected stays.</summary>
    bool KeepsRejected { get; }
}
