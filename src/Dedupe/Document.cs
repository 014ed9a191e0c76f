using System.Text;
using Dedupe.Sources;

namespace Dedupe;

/// <summary>
/// One text to compare, with the facts about it that choose the copy to keep. All text is UTF-8 and borrowed: whoever
/// hands a document over keeps owning the memory, which must stay unchanged until the call it was handed to returns.
/// </summary>
/// <example>
/// <code>
/// var fromStrings = new Document("post/1", article.Body, title: article.Headline, source: "Morning Post");
/// var fromBytes = new Document(idUtf8, textUtf8) { Date = published };
/// </code>
/// </example>
public readonly struct Document
{
    /// <summary>Makes a document over memory that the caller owns.</summary>
    /// <param name="id">The document's own identity, UTF-8; a path or an id field, never a position.</param>
    /// <param name="text">The text, UTF-8.</param>
    public Document(ReadOnlyMemory<byte> id, ReadOnlyMemory<byte> text)
    {
        Id = id;
        Text = text;
    }

    /// <summary>Makes a document from strings. Costs one encoded copy of each.</summary>
    /// <param name="id">The document's own identity.</param>
    /// <param name="text">The text.</param>
    /// <param name="title">The headline, if known.</param>
    /// <param name="source">The outlet, if known.</param>
    /// <param name="date">When it was published, if known.</param>
    /// <exception cref="EncoderFallbackException">A string holds a lone surrogate, which no UTF-8 can stand
    /// for.</exception>
    public Document(string id, string text, string? title = null, string? source = null, DateTimeOffset? date = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(text);
        Id = StrictUtf8.GetBytes(id);
        Text = StrictUtf8.GetBytes(text);
        Title = title is null ? default : StrictUtf8.GetBytes(title);
        Source = source is null ? default : StrictUtf8.GetBytes(source);
        Date = date;
    }

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The document's own identity (UTF-8): its path, or the value of its id field.</summary>
    public ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>The text (UTF-8).</summary>
    public ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The headline (UTF-8); empty when unknown.</summary>
    public ReadOnlyMemory<byte> Title { get; init; }

    /// <summary>The same document in memory of its own.</summary>
    internal Document Copy() =>
        this with
        {
            Id = Id.ToArray(),
            Text = Text.ToArray(),
            Title = Title.ToArray(),
            Source = Source.ToArray(),
            Version = Version.ToArray(),
            Status = Status.ToArray(),
            Url = Url.ToArray(),
        };

    /// <summary>A version, status or url; empty when it is too long to be one.</summary>
    internal static ReadOnlySpan<byte> NoteOf(ReadOnlyMemory<byte> note) =>
        note.Length <= MaxNoteBytes ? note.Span : default;

    /// <summary>The text is the headline, because there was none: an alert.</summary>
    internal bool TextIsTitle { get; init; }

    /// <summary>The outlet (UTF-8); empty when unknown.</summary>
    public ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>
    /// Which version of the item this is (UTF-8), such as <c>3</c>; empty when unknown. Documents of one id and source
    /// that have different versions are all accepted, and known as versions of one item. Numbers in versions count as
    /// numbers: 9 is before 10. At most <see cref="MaxNoteBytes"/> bytes.
    /// </summary>
    public ReadOnlyMemory<byte> Version { get; init; }

    /// <summary>
    /// What the sender says of the item (UTF-8), such as <c>usable</c>, <c>canceled</c> or <c>corrected</c>; empty when
    /// unknown. What is withdrawn or corrected is labelled in results and never removed. At most
    /// <see cref="MaxNoteBytes"/> bytes.
    /// </summary>
    public ReadOnlyMemory<byte> Status { get; init; }

    /// <summary>
    /// Where people can read it (UTF-8); empty when unknown. Shown in results, and compared with nothing. At most
    /// <see cref="MaxNoteBytes"/> bytes.
    /// </summary>
    public ReadOnlyMemory<byte> Url { get; init; }

    /// <summary>Most bytes of a version, a status or a url: 4096. A longer one counts as unknown.</summary>
    public const int MaxNoteBytes = 4096;

    /// <summary>When it was published; null when unknown. A date without a time is midnight UTC.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Until when it may not be shown; null when there is no embargo, or nobody asked for one.</summary>
    internal DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>The date as it stands, when there is one that could not be read.</summary>
    internal ReadOnlyMemory<byte> UnreadDate { get; init; }

    /// <summary>The code page that the text was read from; 0 for UTF-8.</summary>
    internal int CodePage { get; init; }

    /// <summary>Where the text can be read again, if anywhere.</summary>
    internal TextPlace Place { get; init; }
}
