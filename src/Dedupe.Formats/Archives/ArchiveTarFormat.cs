using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Dedupe.Formats.Shared;
using Dedupe.Sources;

namespace Dedupe.Formats.Archives;

/// <summary>Tar archives, which are read from front to back, packed as they may be.</summary>
internal sealed class ArchiveTarFormat : ArchiveFormat
{
    private const int MarkAt = 257;

    /// <inheritdoc/>
    public override string Name => "tar";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".tar"];

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start) =>
        start.Length > MarkAt && start[MarkAt..].StartsWith("ustar"u8) ? Recognition.Sure : Recognition.No;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<ArchiveMember> MembersAsync(
        WholeInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var bytes = new PackedBytes(new ForwardReader(input.Forward));
        await using var archive = new TarReader(bytes, leaveOpen: true);
        var rest = new byte[1 << 16];
        while (await NextAsync(archive, input, cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                yield return new ArchiveMember(
                    entry.Name, entry.Length, Checksum: null, IsEncrypted: false,
                    () => entry.DataStream ?? Stream.Null);
        }

        // A checksum stands behind the end of the archive.
        while (await bytes.ReadAsync(rest, cancellationToken) > 0)
        {
        }

        if (input.Forward.Fault is { } fault)
            throw fault;
    }

    private static async Task<TarEntry?> NextAsync(
        TarReader archive, WholeInput input, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        // Of a size that no header may have the library says that the operation is not valid.
        catch (Exception exception)
            when (exception is EndOfStreamException or FormatException or InvalidOperationException)
        {
            throw input.Forward.Fault
                ?? (exception is EndOfStreamException
                    ? new InputException(RejectionReason.Truncated, "The archive ends before its end.")
                    : new InputException(RejectionReason.Corrupt, "The archive is damaged."));
        }
    }

    // Closed by whoever opened it.
    private sealed class ForwardReader(OpenInput input) : ByteReader
    {
        public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken) =>
            input.ReadAsync(destination, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            // Nothing is its own.
        }
    }
}
