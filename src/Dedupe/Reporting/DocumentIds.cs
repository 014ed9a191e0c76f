using System.Text;
using Dedupe.Signing;

namespace Dedupe.Reporting;

/// <summary>
/// The ids of a run's documents, and what is known about them, as they are written. Safe from any thread.
/// </summary>
internal readonly struct DocumentIds(IReadOnlyList<DocumentInfo> documents)
{
    /// <summary>The id of a document.</summary>
    public ReadOnlySpan<byte> this[int document] =>
        documents is SignedCollection signed
            ? signed.IdBytes(document)
            : Encoding.UTF8.GetBytes(documents[document].Id);

    /// <summary>The headline of a document in UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> TitleOf(int document) =>
        documents is SignedCollection signed
            ? signed.TitleBytes(document)
            : Encoding.UTF8.GetBytes(documents[document].Title ?? "");

    /// <summary>The outlet of a document, or null.</summary>
    public string? SourceOf(int document) =>
        documents is SignedCollection signed ? signed.Source(document) : documents[document].Source;

    /// <summary>When a document was published, or null.</summary>
    public DateTimeOffset? DateOf(int document) =>
        documents is SignedCollection signed ? signed.Date(document) : documents[document].Date;

    /// <summary>The input that a document was read from, or null.</summary>
    public string? FileOf(int document) =>
        documents is SignedCollection signed ? signed.File(document) : documents[document].File;

    /// <summary>The encoding that a document was read from, or null for UTF-8.</summary>
    public string? EncodingOf(int document) =>
        documents is SignedCollection signed ? signed.EncodingOf(document) : documents[document].Encoding;

    /// <summary>Whether a document is one of the earlier run.</summary>
    public bool IsEarlier(int document) =>
        documents is SignedCollection signed ? signed.IsEarlier(document) : documents[document].IsEarlier;

    /// <summary>The agency of a document, or null.</summary>
    public string? AgencyOf(int document) =>
        documents is SignedCollection signed ? signed.Agency(document) : documents[document].Agency;

    /// <summary>The own id of a document, which the versions of an item have in common.</summary>
    public ReadOnlySpan<byte> ItemOf(int document) =>
        documents is SignedCollection signed
            ? signed.ItemBytes(document)
            : Encoding.UTF8.GetBytes(documents[document].ItemId);

    /// <summary>The id of the version before a document; empty where there is none.</summary>
    public ReadOnlySpan<byte> RevisionOf(int document)
    {
        if (documents is not SignedCollection signed)
            return Encoding.UTF8.GetBytes(documents[document].RevisionOf ?? "");
        return signed.Before(document) is >= 0 and var before ? signed.IdBytes(before) : default;
    }

    /// <summary>The version of a document; empty when unknown.</summary>
    public ReadOnlySpan<byte> VersionOf(int document) =>
        documents is SignedCollection signed
            ? signed.VersionBytes(document)
            : Encoding.UTF8.GetBytes(documents[document].Version ?? "");

    /// <summary>The status of a document; empty when unknown.</summary>
    public ReadOnlySpan<byte> StatusOf(int document) =>
        documents is SignedCollection signed
            ? signed.StatusBytes(document)
            : Encoding.UTF8.GetBytes(documents[document].Status ?? "");

    /// <summary>Where people can read a document; empty when unknown.</summary>
    public ReadOnlySpan<byte> UrlOf(int document) =>
        documents is SignedCollection signed
            ? signed.UrlBytes(document)
            : Encoding.UTF8.GetBytes(documents[document].Url ?? "");
}
