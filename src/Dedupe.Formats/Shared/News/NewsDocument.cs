using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.News;

/// <summary>Makes documents of items: one rule for all formats of newsrooms.</summary>
internal static class NewsDocument
{
    /// <summary>Hands an item over, or word of why it is no document.</summary>
    /// <param name="item">The item.</param>
    /// <param name="origin">Where it stands: the line is its number in the file, from 1.</param>
    /// <param name="codePage">What it was decoded from; 0 for UTF-8.</param>
    /// <param name="maxBytes">The largest document, in bytes.</param>
    /// <param name="sink">Takes it.</param>
    public static void Pass(NewsItem item, Origin origin, int codePage, int maxBytes, IDocumentSink sink)
    {
        if (string.IsNullOrWhiteSpace(item.Id) && item.IdIsOptional)
            item = item with { Id = origin.Source };
        if (string.IsNullOrWhiteSpace(item.Id))
        {
            sink.Reject(new Rejection(origin, RejectionReason.MissingId, $"{Named(origin)} has no id."));
            return;
        }

        // The first time tells who had the story first; a version has that in common with those before it.
        var written = Utf8(item.FirstTime ?? item.VersionTime);
        var date = DateParser.Parse(written.Span);
        var document = TextRules.WithTitleForText(
            new Document(Utf8(item.Id), Utf8(string.Join("\n\n", item.Body)))
            {
                Title = Utf8(item.Headline),
                Source = Utf8(item.Source),
                Date = date,
                UnreadDate = date is null && !TextRules.IsBlank(written.Span) ? written : default,
                Version = Utf8(item.Version ?? Moment(item.VersionTime)),
                Status = Utf8(item.Status),
                Url = Utf8(item.Url),
                EmbargoedUntil = EmbargoOf(item),
                CodePage = codePage,
            });
        if (TextRules.IsBlank(document.Text.Span) || (item.Body.Count == 0 && item.Kind is not null))
            sink.Reject(new Rejection(
                origin, RejectionReason.Empty,
                item.Kind is null
                    ? $"{Named(origin)} has neither text nor headline."
                    : $"{Named(origin)} has no text: it is {item.Kind}."));
        else if (document.Id.Length + document.Text.Length > maxBytes)
            sink.Reject(new Rejection(origin, RejectionReason.Oversized, TextRules.TooLarge(maxBytes, "item")));
        else
            sink.Accept(document, origin);
    }

    /// <summary>An identity that is one within its feed alone, made one among all.</summary>
    /// <param name="id">The identity: an address or another name with a scheme is one among all as it is.</param>
    /// <param name="feed">What tells the feed from others.</param>
    public static string? Among(string? id, string? feed) =>
        string.IsNullOrWhiteSpace(id) || id.Contains(':', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(feed)
            ? id
            : $"{feed}#{id}";

    /// <summary>An identity made of what an item says, where its format leaves ids out: never of its place.</summary>
    public static string OfContent(string? headline, string? time, IReadOnlyList<string> body) =>
        XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{headline}\n{time}\n{string.Join('\n', body)}"))
            .ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>How an item is named in a message.</summary>
    public static string Named(Origin origin) =>
        string.Create(CultureInfo.InvariantCulture, $"Item {origin.Line}");

    // An embargo that nobody can read must not count as none: it holds for good.
    private static DateTimeOffset? EmbargoOf(NewsItem item) => string.IsNullOrWhiteSpace(item.Embargo)
        ? null
        : DateParser.Parse(Encoding.UTF8.GetBytes(item.Embargo)) ?? DateTimeOffset.MaxValue;

    // One moment is one version, in whatever form and zone it is written.
    private static string? Moment(string? time)
    {
        if (time is null)
            return null;
        return DateParser.Parse(Encoding.UTF8.GetBytes(time)) is { } moment
            ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : time.Trim();
    }

    private static ReadOnlyMemory<byte> Utf8(string? text) =>
        string.IsNullOrWhiteSpace(text) ? default : Encoding.UTF8.GetBytes(text.Trim());
}
