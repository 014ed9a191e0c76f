namespace Dedupe.Live;

/// <summary>What is sent to a live index.</summary>
/// <param name="Document">The item: id, source, version, title, text, date, status, url. Borrowed until the call it is
/// handed to has ended.</param>
/// <param name="EmbargoedUntil">Until when it may not be shown; null when there is no embargo.</param>
internal readonly record struct LiveItem(Document Document, DateTimeOffset? EmbargoedUntil = null);
