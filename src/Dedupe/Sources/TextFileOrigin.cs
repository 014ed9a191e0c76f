namespace Dedupe.Sources;

/// <summary>A plain text file: the place of its one document is the file itself.</summary>
internal sealed class TextFileOrigin(
    InputFile file, SourceEnvironment environment, RetryPolicy retry) : TextOrigin(file, environment, retry)
{
    /// <inheritdoc/>
    public override void ReadAheadOf(long offset, int length)
    {
        // It would take the place of a file that others are read from.
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer)
    {
        var text = buffer.Room(length);
        ReadBytes(text, offset);
        return text;
    }
}
