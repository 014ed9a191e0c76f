using System.Net;
using System.Text;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// Tells HTML in fields from texts that have a <c>&lt;</c> in them. Clearly markup are blocks that begin where a
/// paragraph may (at the start, on a new line, behind a tag or a sentence) and are closed, two line breaks, or a link
/// that is closed. Entities alone are clear too, and are all that goes then.
/// </summary>
internal sealed class HtmlMarkup : MarkupRules
{
    private const int LongestName = 10;
    private const int LongestEntity = 10;

    private static readonly short Link = HtmlNames.NumberOf("a");

    /// <inheritdoc/>
    public override bool TryStrip(ReadOnlySpan<byte> text, bool always, out ReadOnlyMemory<byte> plain)
    {
        plain = default;
        int first = text.IndexOfAny((byte)'<', (byte)'&');
        if (first < 0)
            return false;
        var (isMarkup, hasTags, hasEntities) = Look(text, first);
        if (isMarkup || (always && hasTags))
        {
            plain = Encoding.UTF8.GetBytes(string.Join("\n\n", HtmlText.Of(Encoding.UTF8.GetString(text))));
            return true;
        }

        if (!hasEntities)
            return false;
        byte[] decoded = Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(Encoding.UTF8.GetString(text)));
        // Whole articles are escaped twice.
        int again = decoded.AsSpan().IndexOf((byte)'<');
        plain = again >= 0 && Look(decoded, again).IsMarkup
            ? Encoding.UTF8.GetBytes(string.Join("\n\n", HtmlText.Of(Encoding.UTF8.GetString(decoded))))
            : decoded;
        return true;
    }

    private static (bool IsMarkup, bool HasTags, bool HasEntities) Look(ReadOnlySpan<byte> text, int first)
    {
        int opened = 0;
        int closed = 0;
        int breaks = 0;
        bool link = false;
        bool linkEnd = false;
        bool tags = false;
        bool entities = false;
        int lastClose = text.LastIndexOf((byte)'>');
        for (int at = first; ;)
        {
            if (text[at] == '&')
            {
                entities |= IsEntity(text[at..]);
            }
            else if (at < lastClose && TagAt(text[at..], out short name, out var kind, out bool isEnd))
            {
                tags = true;
                bool isBlock = (kind & (HtmlKind.Block | HtmlKind.Cell)) != HtmlKind.Inline;
                bool isPlaced = IsPlaced(text[..at]);
                breaks += (kind & HtmlKind.Break) != HtmlKind.Inline && isPlaced ? 1 : 0;
                opened += isBlock && !isEnd && isPlaced ? 1 : 0;
                closed += isBlock && isEnd && opened > 0 ? 1 : 0;
                link |= name == Link && !isEnd && text[at..].StartsWith("<a href="u8);
                linkEnd |= name == Link && isEnd && link;
            }

            int next = text[(at + 1)..].IndexOfAny((byte)'<', (byte)'&');
            if (next < 0)
                return ((opened > 0 && closed > 0) || opened > 1 || breaks > 1 || linkEnd, tags, entities);
            at += 1 + next;
        }
    }

    private static bool TagAt(ReadOnlySpan<byte> text, out short name, out HtmlKind kind, out bool isEnd)
    {
        (name, kind) = (0, HtmlKind.Inline);
        isEnd = text.Length > 1 && text[1] == '/';
        var rest = text[(isEnd ? 2 : 1)..];
        Span<char> letters = stackalloc char[LongestName];
        int length = 0;
        while (length < rest.Length && length < LongestName && char.IsAsciiLetterOrDigit((char)rest[length]))
        {
            letters[length] = char.ToLowerInvariant((char)rest[length]);
            length++;
        }

        return length > 0 && length < rest.Length
            && rest[length] is (byte)'>' or (byte)' ' or (byte)'/' or (byte)'\n' or (byte)'\t' or (byte)'\r'
            && HtmlNames.TryFind(letters[..length], out name, out kind);
    }

    private static bool IsPlaced(ReadOnlySpan<byte> before)
    {
        int end = before.LastIndexOfAnyExcept(" \t\r"u8);
        return end < 0
            || before[end] is (byte)'>' or (byte)'\n' or (byte)'.' or (byte)'!' or (byte)'?' or (byte)'"' or (byte)':'
            || before[end] >= 0x80;
    }

    private static bool IsEntity(ReadOnlySpan<byte> text)
    {
        int end = text[..Math.Min(text.Length, LongestEntity + 2)].IndexOf((byte)';');
        if (end < 2)
            return false;
        string entity = Encoding.Latin1.GetString(text[..(end + 1)]);
        return WebUtility.HtmlDecode(entity) != entity;
    }
}
