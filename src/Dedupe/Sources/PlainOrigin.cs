namespace Dedupe.Sources;

/// <summary>A plain file in which texts stand as they are: the bytes at a document's place are its text.</summary>
internal sealed class PlainOrigin(
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
