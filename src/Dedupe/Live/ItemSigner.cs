using System.Buffers.Binary;
using System.IO.Hashing;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Live;

/// <summary>
/// Looks at items and signs them, by the rules of the batch: what that rejects is rejected here. Not thread-safe: one a
/// thread.
/// </summary>
internal sealed class ItemSigner : IDocumentSink
{
    private static readonly Origin InMemory = new("", 0);

    private readonly TextSigner signer;
    private readonly PostingKeys postings;
    private readonly TextKeys keys = new();
    private readonly SourceOptions source = new();
    private Document accepted;
    private Rejection? rejection;

    /// <summary>Makes a signer.</summary>
    /// <param name="options">How texts are compared.</param>
    /// <param name="credits">What credits look like.</param>
    /// <param name="postings">How keys are told.</param>
    public ItemSigner(DedupeOptions options, CreditBook credits, PostingKeys postings)
    {
        this.postings = postings;
        signer = new TextSigner(options, BandingPlan.Of(options), credits, new Steps());
    }

    /// <summary>Signs an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="arrivedAt">When it came.</param>
    /// <param name="why">Why it is rejected; null when it is not.</param>
    /// <returns>What was made of it; null when it is rejected.</returns>
    public SignedItem? Sign(in LiveItem item, DateTimeOffset arrivedAt, out Rejection? why)
    {
        (rejection, why) = (null, null);
        HandedOver.Pass(item.Document, InMemory, source, this);
        var document = accepted;
        if (rejection is null)
        {
            signer.Sign(document.Text.Span, keys);
            rejection = DocumentSigner.Check(document, keys, InMemory);
        }

        if (rejection is not null)
        {
            why = rejection;
            return null;
        }

        var copy = item.Document.Copy();
        return new SignedItem
        {
            Article = new LiveArticle
            {
                Document = copy with
                {
                    Version = NoteOf(copy.Version),
                    Status = NoteOf(copy.Status),
                    Url = NoteOf(copy.Url),
                },
                Content = ContentOf(copy, item.EmbargoedUntil),
                ArrivedAt = arrivedAt,
                EmbargoedUntil = item.EmbargoedUntil,
                Words = keys.Words,
                Agency = keys.Agency,
            },
            Text = document.TextIsTitle ? copy.Title : copy.Text,
            Keys = postings.Of(keys),
            ReuseKeys = keys.SampleKeys.Length,
            Lead = LeadKeys.Of(keys.SampleKeys),
            ContentHash = keys.ContentHash,
        };
    }

    /// <summary>Signs an article that was stored before.</summary>
    /// <returns>What was made of it; null when it has no text any more.</returns>
    public SignedItem? Sign(LiveArticle article)
    {
        if (article.State != LiveState.Present)
            return null;
        var signed = Sign(new LiveItem(article.Document), article.ArrivedAt, out _);
        return signed is null ? null : signed with { Article = article };
    }

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin) => accepted = document;

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => this.rejection = rejection;

    private static ReadOnlyMemory<byte> NoteOf(ReadOnlyMemory<byte> note) =>
        note.Length <= Document.MaxNoteBytes ? note : default;

    // Lengths stand between, so that no byte can move from one field to the next.
    private static UInt128 ContentOf(in Document document, DateTimeOffset? embargo)
    {
        var hash = new XxHash128();
        Append(document.Text);
        Append(document.Title);
        Append(document.Status);
        Append(document.Url);
        Span<byte> times = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(times, document.Date?.UtcTicks ?? -1);
        BinaryPrimitives.WriteInt64LittleEndian(times[8..], embargo?.UtcTicks ?? -1);
        hash.Append(times);
        return hash.GetCurrentHashAsUInt128();

        void Append(ReadOnlyMemory<byte> field)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, field.Length);
            hash.Append(length);
            hash.Append(field.Span);
        }
    }
}
