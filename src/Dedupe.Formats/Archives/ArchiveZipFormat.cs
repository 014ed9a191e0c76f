using System.IO.Compression;
using System.Runtime.CompilerServices;
using Dedupe.Sources;

namespace Dedupe.Formats.Archives;

/// <summary>Zip archives.</summary>
internal sealed class ArchiveZipFormat : ArchiveFormat
{
    /// <inheritdoc/>
    public override string Name => "zip";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".zip"];

    /// <inheritdoc/>
    internal override bool MayBePacked => false;

    // Documents of other formats are zip files as well.
    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) ? Recognition.Possible : Recognition.No;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<ArchiveMember> MembersAsync(
        WholeInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = input.OpenSeekable();
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        long before = 0;
        foreach (var entry in archive.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.FullName.EndsWith('/'))
                continue;
            yield return new ArchiveMember(entry.FullName, entry.Length, entry.Crc32, entry.IsEncrypted, entry.Open);
            long read = stream.Position;
            input.CountRead((int)Math.Clamp(read - before, 0, int.MaxValue));
            before = read;
        }
    }
}
