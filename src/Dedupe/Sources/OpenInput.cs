using Dedupe.Sources.Packings;
using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>
/// One input opened, unpacked and decoded to UTF-8 without a byte-order mark. A failure ends it, and is kept.
/// </summary>
/// <param name="raw">The bytes of the file.</param>
/// <param name="file">The file.</param>
/// <param name="options">How it is read.</param>
/// <param name="environment">What the machine has.</param>
/// <param name="cut">The piece that is wanted of a plain file of lines, whose bytes are read from
/// <see cref="LinePieceReader.ReadFrom"/> on; null: the whole file.</param>
/// <param name="undecoded">Whether it is only unpacked: byte-order marks are handed out, and UTF-16 stays what it
/// is.</param>
internal sealed class OpenInput(
    RetryingReader raw, InputFile file, SourceOptions options, SourceEnvironment environment,
    InputPiece? cut = null, bool undecoded = false)
    : IDisposable
{
    private ByteReader reader = raw;
    private InputFile file = file;
    private bool opened;

    /// <summary>The file; once <see cref="StartAsync"/> is over, with the format and the packing that its first bytes
    /// show.</summary>
    public InputFile File => file;

    /// <summary>Whether the first bytes showed a format where the name left it open.</summary>
    public bool IsRecognised { get; private set; }

    /// <summary>Why reading ended before the end of the input; null while all is well.</summary>
    public InputException? Fault
    {
        get;
        private set
        {
            field = value;
            MetFault |= value is not null;
        }
    }

    /// <summary>Takes a look at all bytes that are read; null: nobody does.</summary>
    public Action<ReadOnlyMemory<byte>>? Taken { get; set; }

    /// <summary>Whether there ever was a <see cref="Fault"/>, also one behind which reading went on.</summary>
    public bool MetFault { get; private set; }

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
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        if (Fault is not null)
            return 0;
        try
        {
            var read = await reader.ReadAsync(destination, cancellationToken);
            Taken?.Invoke(destination[..read]);
            return read;
        }
        catch (Exception exception)
        {
            Fault = FaultOf(exception, file);
            if (Fault is null)
                throw;
        }

        return 0;
    }

    /// <summary>Opens the input, if that was not done yet, and looks at its first bytes.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (opened || Fault is not null)
            return;
        try
        {
            await OpenAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            Fault = FaultOf(exception, file);
            if (Fault is null)
                throw;
        }
    }

    /// <summary>What an error says about a file; null when it says nothing about it.</summary>
    public static InputException? FaultOf(Exception exception, InputFile file) => exception switch
    {
        InputException fault => fault,
        // A symbolic link that leads nowhere is there itself.
        FileNotFoundException or DirectoryNotFoundException => new InputException(
            file.FullPath != FileSource.StandardInput && RawFiles.LinkTarget(file.FullPath) is not null
                ? RejectionReason.Unreadable
                : RejectionReason.Missing,
            exception.Message),
        UnauthorizedAccessException or NotSupportedException or ArgumentException =>
            new InputException(RejectionReason.Unreadable, exception.Message),
        IOException when !HandleShortage.Is(exception) =>
            new InputException(RejectionReason.Unreadable, exception.Message),
        _ => null,
    };

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
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

        var packing = file.Packing;
        if (packing is null)
        {
            var start = new BufferedInput(reader);
            reader = start;
            await start.EnsureAsync(options.Formats.MarkBytes, cancellationToken);
            packing = options.Formats.PackingOf(start.Available);
            file = file with { Packing = packing };
        }

        reader = packing.Unpack(reader, file.Format, environment);
        if (cut is null)
            await RecogniseAsync(cancellationToken);
        if (file.Format.IsText && !undecoded)
            PlainFrom = await DecodeAsync(cancellationToken);
        else if (packing == Packing.None)
            PlainFrom = await BeginAsync(cancellationToken);
        if (packing != Packing.None || !raw.CanReadAgain || file.FullPath == FileSource.StandardInput)
            PlainFrom = null;
        if (cut is { } first && reader is BufferedInput plain)
            reader = new LinePieceReader(plain, first);
        opened = true;
    }

    private async ValueTask RecogniseAsync(CancellationToken cancellationToken)
    {
        var start = new StartReader(reader);
        reader = start;
        await start.PeekAsync(InputFormats.StartBytes, cancellationToken);
        if (options.Formats.Recognised(start.Start, file.Format, file.IsOpen) is not { } format)
            return;
        file = file with { Format = format };
        IsRecognised = true;
    }

    // What is no text has no byte-order mark. Only a file that was read from tells whether it can be read again.
    private async ValueTask<long> BeginAsync(CancellationToken cancellationToken)
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
        var order = ByteOrder.Of(plain.Available, file.Format, options.Encoding);
        plain.Skip(order.MarkBytes);
        if (order.CodePage == 0)
            return order.MarkBytes;
        CodePage = order.CodePage;
        reader = new WideReader(plain, order.CodePage, goesOn: !file.Format.IsOneDocument);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
