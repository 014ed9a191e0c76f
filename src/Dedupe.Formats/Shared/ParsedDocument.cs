using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared;

/// <summary>Hands parsed texts over, whatever they were parsed from.</summary>
internal static class ParsedDocument
{
    /// <summary>
    /// Parses a text and hands over its document, or why there is none. Whatever a parser throws costs its text alone.
    /// </summary>
    /// <param name="what">What is parsed, for messages, such as <c>PDF</c>.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="sink">Takes it.</param>
    /// <param name="parse">Parses it.</param>
    public static void Read(string what, Origin origin, IDocumentSink sink, Func<ParsedText> parse)
    {
        try
        {
            Pass(parse(), origin, sink);
        }
        catch (InputException fault)
        {
            sink.Reject(new Rejection(origin, fault.Reason, fault.Message));
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            sink.Reject(new Rejection(
                origin, RejectionReason.Corrupt, $"This is no {what} that can be read: {FirstLine(fault.Message)}"));
        }
    }

    /// <summary>Hands over a text that was parsed, if there is anything in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="sink">Takes it.</param>
    public static void Pass(ParsedText text, Origin origin, IDocumentSink sink)
    {
        var written = Utf8(text.Date);
        var date = DateParser.Parse(written.Span);
        var document = TextRules.WithTitleForText(
            new Document(Utf8(text.Id ?? origin.Source), Utf8(string.Join("\n\n", text.Paragraphs)))
            {
                Title = Utf8(text.Title),
                Source = Utf8(text.Source),
                Url = Utf8(text.Url),
                Date = date,
                UnreadDate = date is null ? written : default,
                CodePage = text.CodePage,
            });
        if (TextRules.IsBlank(document.Text.Span))
            sink.Reject(new Rejection(origin, RejectionReason.Empty));
        else
            sink.Accept(document, origin);
    }

    private static ReadOnlyMemory<byte> Utf8(string? text) => text is null ? default : Encoding.UTF8.GetBytes(text);

    private static string FirstLine(string message)
    {
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }
}
