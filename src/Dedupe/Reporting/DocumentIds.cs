using System.Text;
using Dedupe.Signing;

namespace Dedupe.Reporting;

/// <summary>The ids of a run's documents in UTF-8, as they are written. Safe from any thread.</summary>
internal readonly struct DocumentIds(IReadOnlyList<DocumentInfo> documents)
{
    /// <summary>The id of a document.</summary>
    public ReadOnlySpan<byte> this[int document] =>
        documents is SignedCollection signed ? signed.IdBytes(document) : Encoding.UTF8.GetBytes(documents[document].Id);

    /// <summary>Whether a document is one of the earlier run.</summary>
    public bool IsEarlier(int document) => documents is SignedCollection signed ? signed.IsEarlier(document) : documents[document].IsEarlier;

    /// <summary>The agency of a document, or null.</summary>
    public string? AgencyOf(int document) => documents is SignedCollection signed ? signed.Agency(document) : documents[document].Agency;
}
