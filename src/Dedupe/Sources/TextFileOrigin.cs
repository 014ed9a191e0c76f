namespace Dedupe.Sources;

/// <summary>A plain text file: the place of its one document is the file itself. It is closed after each read: such files come in thousands.</summary>
internal sealed class TextFileOrigin(InputFile file, SourceEnvironment environment, RetryPolicy retry) : TextOrigin(file, environment, retry)
{
    /// <inheritdoc/>
    public override void ReadAheadOf(long offset, int length)
    {
        // It would stay open.
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer)
    {
        var text = buffer.Room(length);
        ReadBytes(text, offset);
        Close();
        return text;
    }
}
