namespace Dedupe.Service.Pushing;

/// <summary>An article on its way to a live index.</summary>
/// <param name="Document">The article, in memory of its own.</param>
/// <param name="Origin">Where it was read, for messages.</param>
internal readonly record struct OutgoingItem(Document Document, Origin Origin)
{
    /// <summary>Bytes of it, about as many as are sent.</summary>
    public int Bytes { get; } = (int)Math.Min(int.MaxValue, Sources.HandedOver.SizeOf(Document));
}
