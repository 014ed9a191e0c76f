using Dedupe.Sources;

namespace Dedupe.Formats.Tables;

/// <summary>A plain table: a text's place is its field, with the quotation marks if it has any.</summary>
internal sealed class TableOrigin(InputFile file, SourceEnvironment environment, RetryPolicy retry)
    : TextOrigin(file, environment, retry)
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer)
    {
        var field = buffer.Room(length);
        ReadBytes(field, offset);
        if (length == 0 || field.Span[0] != '"')
            return field;
        return length > 1 && field.Span[^1] == '"'
            ? field[1..(1 + TableQuotes.Unescape(field.Span[1..^1], field.Span[1..]))]
            : throw Changed();
    }
}
