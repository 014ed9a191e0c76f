namespace Dedupe.Sources;

/// <summary>
/// A plain file in which texts stand inside records: a document's place is its record, and is read as it was first.
/// </summary>
internal sealed class RecordOrigin(
    InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules)
    : TextOrigin(file, environment, retry)
{
    private readonly Segment record = new(file.Shown, file.Format, 0, 0, 0);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer)
    {
        var bytes = buffer.Room(length);
        ReadBytes(bytes, offset);
        buffer.Read(bytes, record, rules);
        return buffer.Text ?? throw Changed();
    }
}
