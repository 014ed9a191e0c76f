namespace Dedupe.Cli.Report;

/// <summary>Reads a result file line by line as bytes: result files have millions of lines.</summary>
internal static class ByteLines
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Hands over all lines in order. Memory: a buffer of the longest line, at least 1 MiB.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Takes them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Read(string path, TakeLine take, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[BufferBytes];
        var (start, held) = (0L, 0);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var got = RandomAccess.Read(file, buffer.AsSpan(held), start + held);
            held += got;
            var used = 0;
            while (buffer.AsSpan(used, held - used).IndexOf((byte)'\n') is >= 0 and var length)
            {
                take(buffer.AsSpan(used, length), start + used);
                used += length + 1;
            }

            if (got == 0)
            {
                if (held > used)
                    take(buffer.AsSpan(used, held - used), start + used);
                return;
            }

            buffer.AsSpan(used, held - used).CopyTo(buffer);
            (start, held) = (start + used, held - used);
            if (held == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>The line that begins at a place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The place.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] At(string path, long offset)
    {
        using var file = File.OpenHandle(path);
        var line = new List<byte>();
        var buffer = new byte[1 << 14];
        while (RandomAccess.Read(file, buffer, offset + line.Count) is > 0 and var got)
        {
            var end = buffer.AsSpan(0, got).IndexOf((byte)'\n');
            line.AddRange(buffer.AsSpan(0, end < 0 ? got : end));
            if (end >= 0)
                break;
        }

        return [.. line];
    }
}
