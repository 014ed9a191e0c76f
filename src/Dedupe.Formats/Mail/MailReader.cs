using System.Globalization;
using System.Runtime.InteropServices;
using Dedupe.Formats.Shared;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Mail;

/// <summary>
/// Makes a document of each letter. A file with one letter is known by its path; letters in a box by their Message-Id,
/// or by the box and their number where they have none.
/// </summary>
/// <param name="isBox">Whether the letters come from a box.</param>
internal sealed class MailReader(bool isBox) : DocumentReader
{
    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, isBox ? segment.Line : 0);
        if (bytes.IsEmpty)
        {
            sink.Reject(new Rejection(origin, RejectionReason.Empty));
            return;
        }

        var letter = isBox ? Unescaped(WithoutMark(bytes)) : bytes;
        ParsedDocument.Read("letter", origin, sink, () =>
        {
            var text = MailText.Read(StreamOf(letter), out string? messageId);
            return isBox ? text with { Id = messageId ?? NumberedId(origin) } : text;
        });
    }

    private static string NumberedId(Origin origin) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin.Source}:{origin.Line}");

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("From "u8))
            return bytes;
        int end = bytes.Span.IndexOf((byte)'\n');
        return end < 0 ? default : bytes[(end + 1)..];
    }

    // A line of the text that begins with From, or with > and From, has one > more in a box.
    private static ReadOnlyMemory<byte> Unescaped(ReadOnlyMemory<byte> letter)
    {
        var rest = letter.Span;
        if (rest.IndexOf(">From "u8) < 0)
            return letter;
        var text = new byte[rest.Length];
        int length = 0;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n') + 1;
            var line = end == 0 ? rest : rest[..end];
            rest = rest[line.Length..];
            if (line[0] == '>' && line.TrimStart((byte)'>').StartsWith("From "u8))
                line = line[1..];
            line.CopyTo(text.AsSpan(length));
            length += line.Length;
        }

        return text.AsMemory(0, length);
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
