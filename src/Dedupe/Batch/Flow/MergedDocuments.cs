using Dedupe.Indexing;
using Dedupe.Signing;

namespace Dedupe.Batch.Flow;

/// <summary>The documents of all parts in order of their ids, and which of them are the same.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Identical">Those with equal texts.</param>
internal sealed record MergedDocuments(SignedCollection Documents, IdenticalTexts Identical) : IDisposable
{
    /// <summary>Lets texts, files and keys of the documents go.</summary>
    public void Dispose() => Documents.Dispose();
}
