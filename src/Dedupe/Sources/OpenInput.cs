using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>
/// One input opened, unpacked and decoded to UTF-8 without a byte-order mark. A failure ends it, and is kept.
/// </summary>
/// <param name="raw">The bytes of the file.</param>
/// <param name="file">The file.</param>
/// <param name="cut">The piece that is wanted of a plain file of JSON lines, whose bytes are read from
/// <see cref="LinePieceReader.ReadFrom"/> on; null: the whole file.</param>
/// <param name="undecoded">Whether it is only unpacked: byte-order marks are handed out, and UTF-16 stays what it
/// is.</param>
/// <param name="encoding">The option for the encoding: see <see cref="ByteOrder"/>.</param>
internal sealed class OpenInput(
    RetryingReader raw, InputFile file, InputPiece? cut = null, bool undecoded = false,
    string encoding = TextEncodings.Auto)
    : IDisposable
{
    private ByteReader reader = raw;
    private bool opened;

    /// <summary>Why reading ended before the end of the input; null while all is well.</summary>
    public InputException? Fault { get; private set; }

    /// <summary>
    /// Known after the first read: the byte of the file at which the text begins, when what is read are its bytes as
    /// they stand and can be read again; else null.
    /// </summary>
    public long? PlainFrom { get; private set; }

    /// <summary>
    /// Known after the first read: the code page that the input is decoded from on the way; 0 when it comes as it is.
    /// </summary>
    public int CodePage { get; private set; }

    /// <summary>
    /// Hands over a fault that costs only a stretch; reading goes on behind it. Null when the input has ended.
    /// </summary>
    public InputException? TakeDamage()
    {
        if (Fault is not { GoesOn: true } damage)
            return null;
        Fault = null;
        return damage;
    }

    /// <summary>Reads some bytes; 0 at the end, or at a <see cref="Fault"/>.</summary>
    public async ValueTask<int> ReadAsync(
        Memory<byte> destination, ZstdApi zstandard, CancellationToken cancellationToken)
    {
        if (Fault is not null)
            return 0;
        try
        {
            if (!opened)
                await OpenAsync(zstandard, cancellationToken);
            return await reader.ReadAsync(destination, cancellationToken);
        }
        catch (InputException fault)
        {
            Fault = fault;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // A symbolic link that leads nowhere is there itself.
            bool isLink = file.FullPath != FileSource.StandardInput && RawFiles.LinkTarget(file.FullPath) is not null;
            Fault = new InputException(
                isLink ? RejectionReason.Unreadable : RejectionReason.Missing, exception.Message);
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or NotSupportedException or ArgumentException
            || (exception is IOException && !HandleShortage.Is(exception)))
        {
            Fault = new InputException(RejectionReason.Unreadable, exception.Message);
        }

        return 0;
    }

    private async ValueTask OpenAsync(ZstdApi zstandard, CancellationToken cancellationToken)
    {
        if (cut is { From: > 0 } piece)
        {
            var lines = new LinePieceReader(
                new BufferedInput(reader, position: LinePieceReader.ReadFrom(piece)), piece);
            reader = lines;
            PlainFrom = await lines.StartAsync(cancellationToken);
            opened = true;
            return;
        }

        var compression = file.Compression;
        if (compression is null)
        {
            var start = new BufferedInput(reader);
            reader = start;
            await start.EnsureAsync(4, cancellationToken);
            compression = Detect(start.Available);
        }

        if (compression == Compression.Gzip)
            reader = file.Format == InputFormat.Wet ? new ResumingGzipReader(reader) : new GzipReader(reader);
        else if (compression == Compression.Zstandard)
            reader = new ZstdReader(reader, zstandard);

        if (file.Format != InputFormat.Wet && !undecoded)
            PlainFrom = await DecodeAsync(cancellationToken);
        else if (compression == Compression.None)
            PlainFrom = await StartAsync(cancellationToken);
        if (compression != Compression.None || !raw.CanReadAgain || file.FullPath == FileSource.StandardInput)
            PlainFrom = null;
        if (cut is { } first && reader is BufferedInput plain)
            reader = new LinePieceReader(plain, first);
        opened = true;
    }

    // Records have no byte-order mark. Only a file that was read from tells whether it can be read again.
    private async ValueTask<long> StartAsync(CancellationToken cancellationToken)
    {
        var plain = new BufferedInput(reader);
        reader = plain;
        await plain.EnsureAsync(1, cancellationToken);
        return 0;
    }

    // Sees to byte-order marks; returns the byte at which the text begins, if it is UTF-8.
    private async ValueTask<long?> DecodeAsync(CancellationToken cancellationToken)
    {
        var plain = new BufferedInput(reader);
        reader = plain;
        await plain.EnsureAsync(ByteOrder.Bytes, cancellationToken);
        var order = ByteOrder.Of(plain.Available, file.Format, encoding);
        plain.Skip(order.MarkBytes);
        if (order.CodePage == 0)
            return order.MarkBytes;
        CodePage = order.CodePage;
        reader = new WideReader(plain, order.CodePage, goesOn: file.Format == InputFormat.JsonLines);
        return null;
    }

    private static Compression Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return Compression.Gzip;
        // A frame, or a frame to be skipped (sixteen marks).
        bool frame = start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]);
        bool skippable = start.Length >= 4
            && start[0] >> 4 == 5
            && start[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18]);
        return frame || skippable ? Compression.Zstandard : Compression.None;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
