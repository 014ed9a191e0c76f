using System.Threading.Channels;

namespace Dedupe.Service.Http;

/// <summary>
/// Writes who did what, when, and how it ended: a JSON object a line, no key and no text. The file is opened for each
/// stretch of lines, so it may be moved away at any time. Safe from any thread.
/// </summary>
internal sealed class AuditLog : IAsyncDisposable
{
    private readonly string path;
    private readonly Action<Exception> report;
    private readonly Channel<ReadOnlyMemory<byte>> lines =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(10_000) { SingleReader = true });

    private readonly Task writing;

    /// <summary>Begins a log, or goes on with one.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public AuditLog(string path, Action<Exception> report)
    {
        this.path = path;
        this.report = report;
        using (Open())
        {
            // It can be written.
        }

        writing = Task.Run(WriteAsync);
    }

    /// <summary>Writes a line. Where the disk is slower than the requests, they wait.</summary>
    public ValueTask WriteAsync(AuditEntry entry) => lines.Writer.WriteAsync(entry.ToLine());

    private async Task WriteAsync()
    {
        while (await lines.Reader.WaitToReadAsync())
        {
            try
            {
                await using var file = Open();
                while (lines.Reader.TryRead(out var line))
                    await file.WriteAsync(line);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                report(fault);
            }
        }
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.Complete();
        await writing;
    }
}
