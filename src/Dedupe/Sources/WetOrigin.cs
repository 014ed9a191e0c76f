namespace Dedupe.Sources;

/// <summary>A plain file of WARC records: a document's place is the block of its record.</summary>
internal sealed class WetOrigin(
    InputFile file, SourceEnvironment environment, RetryPolicy retry) : TextOrigin(file, environment, retry)
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer)
    {
        var text = buffer.Room(length);
        ReadBytes(text, offset);
        return text;
    }
}
