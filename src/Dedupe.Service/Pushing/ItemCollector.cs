using Dedupe.Sources;

namespace Dedupe.Service.Pushing;

/// <summary>Takes documents out of a batch, in memory of their own.</summary>
/// <param name="reject">Told of what is none.</param>
internal sealed class ItemCollector(Action<Rejection> reject) : IDocumentSink
{
    private readonly List<OutgoingItem> items = [];

    /// <summary>Takes what a batch holds.</summary>
    /// <returns>Its documents, in their order.</returns>
    public IReadOnlyList<OutgoingItem> Read(DocumentBatch batch)
    {
        items.Clear();
        batch.Read(this);
        return items;
    }

    /// <inheritdoc/>
    public void Accept(in Document document, Origin origin) =>
        items.Add(new OutgoingItem(
            document.Copy() with { UnreadDate = document.UnreadDate.ToArray(), Place = default }, origin));

    /// <inheritdoc/>
    public void Reject(Rejection rejection) => reject(rejection);
}
