using System.Globalization;
using Dedupe.Formats.Shared;
using Dedupe.Formats.Shared.Html;
using Dedupe.Sources;
using MimeKit;

namespace Dedupe.Formats.Mail;

/// <summary>Reads a letter: its text, its subject as the title, who sent it as the source.</summary>
internal static class MailText
{
    private const int MostDepth = 100;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = MostDepth };

    /// <summary>Reads a letter.</summary>
    /// <param name="stream">The letter.</param>
    /// <param name="id">Its Message-Id; null when it has none.</param>
    /// <exception cref="InputException">There is none, or no text in it.</exception>
    public static ParsedText Read(Stream stream, out string? id)
    {
        using var message = MimeMessage.Load(Options, stream);
        id = string.IsNullOrWhiteSpace(message.MessageId) ? null : message.MessageId.Trim();
        if (message.Headers.Count == 0)
            throw new InputException(RejectionReason.Corrupt, "There are no headers, as letters have them.");
        return new ParsedText(
            TextOf(message), message.Subject?.Trim(), SenderOf(message),
            message.Headers.Contains(HeaderId.Date) ? DateOf(message) : null);
    }

    private static string? DateOf(MimeMessage message) =>
        message.Date == default
            ? message.Headers[HeaderId.Date]
            : message.Date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string? SenderOf(MimeMessage message) =>
        message.From.Mailboxes.FirstOrDefault() is { } from
            ? string.IsNullOrWhiteSpace(from.Name) ? from.Address : from.Name.Trim()
            : null;

    // The plain version, if there is one that says something; else the marked-up one.
    private static IReadOnlyList<string> TextOf(MimeMessage message)
    {
        if (message.TextBody is { } plain && !string.IsNullOrWhiteSpace(plain))
            return PlainParagraphs(plain);
        if (message.HtmlBody is { } html)
            return HtmlText.Of(html);
        if (message.BodyParts.Any(static part => part.ContentType.IsMimeType("application", "pkcs7-mime")
            || part.ContentType.IsMimeType("application", "pgp-encrypted")))
            throw new InputException(RejectionReason.Unsupported, "The letter is encrypted.");
        return [];
    }

    // Lines of 72 signs are how letters are sent, not how they were written; what ends in a blank goes on.
    private static List<string> PlainParagraphs(string text)
    {
        var all = new List<string>();
        foreach (string block in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            string paragraph = block.Trim('\n', ' ', '\t');
            if (paragraph.Length > 0)
                all.Add(paragraph);
        }

        return all;
    }
}
