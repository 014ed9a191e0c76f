namespace Dedupe.Formats.Archives;

/// <summary>A file inside an archive.</summary>
/// <param name="Name">Its path there.</param>
/// <param name="Length">Its bytes, as the archive says.</param>
/// <param name="Checksum">Its CRC-32; null when the archive has none.</param>
/// <param name="IsEncrypted">Whether it needs a password.</param>
/// <param name="Open">Opens it.</param>
internal sealed record ArchiveMember(string Name, long Length, uint? Checksum, bool IsEncrypted, Func<Stream> Open);
