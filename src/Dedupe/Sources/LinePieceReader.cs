namespace Dedupe.Sources;

/// <summary>
/// Hands out the lines that begin in a piece of a file, the last of them to its end behind the piece. Bytes that belong
/// to no such line are passed over, never kept, and not read further than the piece goes.
/// </summary>
/// <param name="input">The file from <see cref="ReadFrom"/> on, or, for a piece from its first byte, from behind a
/// byte-order mark.</param>
/// <param name="piece">The piece.</param>
internal sealed class LinePieceReader(BufferedInput input, InputPiece piece) : ByteReader
{
    private readonly long to = piece.To ?? long.MaxValue;
    private bool ended;

    /// <summary>
    /// The byte to begin with: whether a line begins with the first byte of a piece, the byte before it tells.
    /// </summary>
    public static long ReadFrom(InputPiece piece) => Math.Max(0, piece.From - 1);

    /// <summary>Goes to the first line that begins in the piece. Called once, before anything is read.</summary>
    /// <returns>The byte of the file at which it begins.</returns>
    public async ValueTask<long> StartAsync(CancellationToken cancellationToken)
    {
        bool found = piece.From == 0;
        while (!found && !ended)
        {
            await input.EnsureAsync(1, cancellationToken);
            // A line end that is the piece's last byte is followed by a line of the next piece.
            int length = (int)Math.Min(input.Available.Length, to - 1 - input.Position);
            int at = input.Available[..length].IndexOf((byte)'\n');
            found = at >= 0;
            ended = length == 0;
            input.Skip(found ? at + 1 : length);
        }

        return input.Position;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (ended)
            return 0;
        long position = input.Position;
        int read = await input.ReadAsync(destination, cancellationToken);
        if (position + read < to)
            return read;
        // The line that the piece's last byte is in, or ends, is the last one.
        int tail = (int)Math.Max(0, to - 1 - position);
        int end = destination.Span[tail..read].IndexOf((byte)'\n');
        ended = end >= 0;
        return ended ? tail + end + 1 : read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => input.Dispose();
}
