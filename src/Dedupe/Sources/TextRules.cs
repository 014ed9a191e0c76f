using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Dedupe.Sources;

/// <summary>What every text must be, wherever it came from.</summary>
internal static class TextRules
{
    /// <summary>Why a text cannot be accepted; null when it can.</summary>
    /// <param name="text">UTF-8, or what should be.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="what">The name of the text in the message.</param>
    public static Rejection? Check(ReadOnlySpan<byte> text, Origin origin, string what) =>
        CheckEncoding(text, origin, what) ?? (IsBlank(text) ? new Rejection(origin, RejectionReason.Empty) : null);

    /// <summary>What is told of something larger than a document may be.</summary>
    public static string TooLarge(int maxDocumentBytes, string what) =>
        $"The {what} is larger than {maxDocumentBytes} bytes.";

    /// <summary>
    /// The document, or, where its text is blank and its headline is not, the headline as its text: what agencies send
    /// ahead of a story is often nothing else. Whether the headline says enough is known once its words are counted.
    /// </summary>
    public static Document WithTitleForText(in Document document) =>
        IsBlank(document.Text.Span) && !IsBlank(document.Title.Span)
        ? document with { Text = document.Title, TextIsTitle = true }
        : document;

    /// <summary>Why bytes are no UTF-8; null when they are.</summary>
    public static Rejection? CheckEncoding(ReadOnlySpan<byte> text, Origin origin, string what) => Utf8.IsValid(text)
        ? null
        : new Rejection(
            origin, RejectionReason.BadEncoding, $"{what} is not valid UTF-8 at byte {FirstInvalid(text)}.");

    /// <summary>True for nothing but white space of any script.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out int length);
            if (!Rune.IsWhiteSpace(rune))
                return false;
            text = text[length..];
        }

        return true;
    }

    /// <summary>
    /// Position of the first byte that is not UTF-8; the length when there is none. Slow: for messages.
    /// </summary>
    public static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int position = 0;
        while (position < text.Length
            && Rune.DecodeFromUtf8(text[position..], out _, out int length) == OperationStatus.Done)
            position += length;
        return position;
    }
}
