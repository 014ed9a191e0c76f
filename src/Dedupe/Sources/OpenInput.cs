namespace Dedupe.Sources;

/// <summary>One input opened, unpacked and decoded to UTF-8 without a byte-order mark. A failure ends it, and is kept.</summary>
internal sealed class OpenInput(RetryingReader raw, InputFile file) : IDisposable
{
    private ByteReader reader = raw;
    private bool opened;

    /// <summary>Why reading ended before the end of the input; null while all is well.</summary>
    public InputException? Fault { get; private set; }

    /// <summary>
    /// Known after the first read: the byte of the file at which the text begins, when what is read are its bytes as they stand and can be read again; else null.
    /// </summary>
    public long? PlainFrom { get; private set; }

    /// <summary>Reads some bytes; 0 at the end, or at a <see cref="Fault"/>.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, Func<bool> hasZstandard, CancellationToken cancellationToken)
    {
        if (Fault is not null)
            return 0;
        try
        {
            if (!opened)
                await OpenAsync(hasZstandard, cancellationToken);
            return await reader.ReadAsync(destination, cancellationToken);
        }
        catch (InputException fault)
        {
            Fault = fault;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // A symbolic link that leads nowhere is there itself.
            bool isLink = file.FullPath != FileSource.StandardInput && new FileInfo(file.FullPath).LinkTarget is not null;
            Fault = new InputException(isLink ? RejectionReason.Unreadable : RejectionReason.Missing, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Fault = new InputException(RejectionReason.Unreadable, exception.Message);
        }

        return 0;
    }

    private async ValueTask OpenAsync(Func<bool> hasZstandard, CancellationToken cancellationToken)
    {
        var compression = file.Compression;
        if (compression is null)
        {
            var start = new BufferedInput(reader);
            reader = start;
            await start.EnsureAsync(4, cancellationToken);
            compression = Detect(start.Available);
        }

        if (compression == Compression.Gzip)
            reader = new GzipReader(reader);
        else if (compression == Compression.Zstandard)
            reader = hasZstandard() ? new ZstdReader(reader) : throw new InputException(RejectionReason.Unsupported, ZstdLibrary.Absent);

        var plain = new BufferedInput(reader);
        reader = plain;
        await plain.EnsureAsync(3, cancellationToken);
        if (plain.Available.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            plain.Skip(3);
            PlainFrom = 3;
        }
        else if (plain.Available.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || plain.Available.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            bool bigEndian = plain.Available[0] == 0xFE;
            plain.Skip(2);
            reader = new Utf16Reader(plain, bigEndian);
        }
        else
        {
            PlainFrom = 0;
        }

        if (compression != Compression.None || !raw.CanReadAgain || file.FullPath == FileSource.StandardInput)
            PlainFrom = null;

        opened = true;
    }

    private static Compression Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return Compression.Gzip;
        // A frame, or a frame to be skipped (sixteen marks).
        bool frame = start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]);
        bool skippable = start.Length >= 4 && start[0] >> 4 == 5 && start[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18]);
        return frame || skippable ? Compression.Zstandard : Compression.None;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
