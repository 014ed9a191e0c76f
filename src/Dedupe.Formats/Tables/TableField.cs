namespace Dedupe.Formats.Tables;

/// <summary>A field of a row.</summary>
/// <param name="Start">Its first byte, which is a quotation mark where it has any.</param>
/// <param name="Length">Its bytes, quotation marks and all.</param>
/// <param name="IsQuoted">Whether it stands in quotation marks.</param>
/// <param name="HasMarks">Whether there are quotation marks in its text, each written twice.</param>
internal readonly record struct TableField(int Start, int Length, bool IsQuoted, bool HasMarks)
{
    /// <summary>The byte behind it: a delimiter, or the end of the row.</summary>
    public int End => Start + Length;

    /// <summary>Finds the end of a field; of one whose mark is not closed, the end of the row.</summary>
    /// <param name="row">The row, without its line end.</param>
    /// <param name="start">Where the field begins.</param>
    /// <param name="delimiter">What parts the fields.</param>
    public static TableField At(ReadOnlySpan<byte> row, int start, byte delimiter)
    {
        if (start >= row.Length || row[start] != '"')
        {
            int end = row[start..].IndexOf(delimiter);
            return new TableField(start, end < 0 ? row.Length - start : end, IsQuoted: false, HasMarks: false);
        }

        bool hasMarks = false;
        for (int at = start + 1; ;)
        {
            int mark = row[at..].IndexOf((byte)'"');
            if (mark < 0)
                return new TableField(start, row.Length - start, IsQuoted: true, hasMarks);
            at += mark + 1;
            if (at == row.Length || row[at] != '"')
                return new TableField(start, at - start, IsQuoted: true, hasMarks);
            hasMarks = true;
            at++;
        }
    }

    /// <summary>Copies its text.</summary>
    /// <param name="row">The row.</param>
    /// <param name="text">Gets it; as long as the field at least.</param>
    /// <returns>The length of the text.</returns>
    public int Take(ReadOnlySpan<byte> row, Span<byte> text)
    {
        var content = IsQuoted && Length > 1 ? row.Slice(Start + 1, Length - 2) : row.Slice(Start, Length);
        if (HasMarks)
            return TableQuotes.Unescape(content, text);
        content.CopyTo(text);
        return content.Length;
    }
}
