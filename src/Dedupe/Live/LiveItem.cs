namespace Dedupe.Live;

/// <summary>What is sent to a live index: a document, and until when it may not be shown.</summary>
/// <param name="document">See <see cref="Document"/>.</param>
public readonly struct LiveItem(Document document)
{
    /// <summary>The item: id, source, version, title, text, date, status, url. Id and text are needed; items of one
    /// source and one id with other versions are versions of one item. Borrowed until the call it is handed to has
    /// ended.</summary>
    public Document Document { get; } = document;

    /// <summary>Until when it may not be shown; null, the default, when there is no embargo. It is compared with others
    /// as any item is; answers to others say that it is there, and nothing that it says.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }
}
