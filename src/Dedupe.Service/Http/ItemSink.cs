using Dedupe.Live;
using Dedupe.Sources;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>Keeps copies of the items that a body has. One thread uses it.</summary>
/// <param name="limits">How many, and how much.</param>
/// <param name="source">The source of items that name none; empty: they have none.</param>
internal sealed class ItemSink(ServeLimits limits, byte[] source) : IDocumentSink
{
    private readonly List<ReadItem> items = [];
    private long bytes;

    /// <summary>What came, in its order.</summary>
    public IReadOnlyList<ReadItem> Items => items;

    /// <summary>The embargo of the next item.</summary>
    public DateTimeOffset? EmbargoedUntil { get; set; }

    /// <summary>The id that a body of one document is known by; null when documents have ids of their own.</summary>
    public byte[]? Id { get; set; }

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin)
    {
        bytes += document.Text.Length + document.Title.Length;
        if (bytes > limits.UnpackedBytes)
            throw TooLarge($"The texts have more than {limits.UnpackedBytes} bytes");
        var copy = document.Copy() with { Place = default };
        if (copy.Source.IsEmpty)
            copy = copy with { Source = source };
        if (Id is not null)
            copy = copy with { Id = Id };
        if (copy.Id.Length > ServeLimits.NameBytes || copy.Source.Length > ServeLimits.NameBytes)
            Reject(new Rejection(
                origin, RejectionReason.Oversized,
                $"The id or the source has more than {ServeLimits.NameBytes} bytes."));
        else
            Add(new ReadItem(new LiveItem(copy) { EmbargoedUntil = EmbargoedUntil ?? copy.EmbargoedUntil }, null));
    }

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => Add(new ReadItem(default, rejection));

    private void Add(ReadItem item)
    {
        if (items.Count == limits.Items)
            throw TooLarge($"There are more than {limits.Items} items");
        items.Add(item);
    }

    private static ProblemException TooLarge(string what) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemTypes.TooLarge, what + ": send them in several requests.")
    { Taken = 0 };
}
