using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>A file as it was when the plan was made.</summary>
/// <param name="Root">The number of the folder in which its path begins.</param>
/// <param name="Path">Its path from there, names parted by <c>/</c>; bytes that are not UTF-8 as
/// <see cref="RawPath"/> has them.</param>
/// <param name="Device">The file system that it was on.</param>
/// <param name="Inode">Its number there.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Written">When it was written last, in nanoseconds since 1970.</param>
/// <param name="Hash">The SHA-256 of its bytes, hexadecimal.</param>
/// <param name="Format">What it was read as, such as <c>text</c>.</param>
/// <param name="Id">The id of its document in the run.</param>
internal sealed record PlannedFile(
    int Root, string Path, ulong Device, ulong Inode, long Size, long Written, string Hash, string Format, string Id)
{
    /// <summary>Whether a file has the number, length and time of this one.</summary>
    public bool IsFileOf(in FileFacts facts) =>
        facts.Device == Device && facts.Inode == Inode && facts.Size == Size && facts.Written == Written;
}
