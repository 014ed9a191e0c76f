namespace Dedupe.Formats.Tables;

/// <summary>What stands between quotation marks, where one of the text is written twice.</summary>
internal static class TableQuotes
{
    /// <summary>Writes the text that is meant.</summary>
    /// <param name="content">What stands between the marks.</param>
    /// <param name="text">Gets the text, and is as long at least; may be the same memory.</param>
    /// <returns>Its length.</returns>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> text)
    {
        int written = 0;
        while (true)
        {
            int mark = content.IndexOf((byte)'"');
            int length = mark < 0 ? content.Length : mark + 1;
            content[..length].CopyTo(text[written..]);
            written += length;
            if (mark < 0)
                return written;
            content = content[Math.Min(content.Length, mark + 2)..];
        }
    }
}
