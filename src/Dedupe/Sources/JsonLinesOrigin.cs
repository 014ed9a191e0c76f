namespace Dedupe.Sources;

/// <summary>A plain file of JSON lines: a document's place is its line.</summary>
internal sealed class JsonLinesOrigin(
    InputFile file, SourceEnvironment environment, RetryPolicy retry, JsonFields fields)
    : TextOrigin(file, environment, retry)
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer)
    {
        var line = buffer.Room(length);
        ReadBytes(line, offset);
        buffer.ReadLine(line, fields);
        return buffer.Text ?? throw Changed();
    }
}
