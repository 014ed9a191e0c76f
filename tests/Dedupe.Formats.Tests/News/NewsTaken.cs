namespace Dedupe.Formats.Tests.News;

/// <summary>What a reader handed over, as text.</summary>
internal sealed record NewsTaken(
    string Id, string Text, string Title, string Source, string Version, string Status, string Url,
    DateTimeOffset? Date, long Number, int CodePage);
