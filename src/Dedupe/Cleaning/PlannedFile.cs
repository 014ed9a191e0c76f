using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>A file as it was when the plan was made, or a record of it.</summary>
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
/// <param name="Record">The record that is meant; null: the file as a whole.</param>
internal sealed record PlannedFile(
    int Root, string Path, ulong Device, ulong Inode, long Size, long Written, string Hash, string Format, string Id,
    PlannedRecord? Record = null)
{
    /// <summary>What tells the file from others of the plan.</summary>
    public string Key => $"{Root}/{Path}";

    /// <summary>Whether a file has the number, length and time of this one.</summary>
    public bool IsFileOf(in FileFacts facts) =>
        facts.Device == Device && facts.Inode == Inode && facts.Size == Size && facts.Written == Written;

    /// <summary>Whether two are of the same bytes, both as they are in the plan.</summary>
    public bool IsSameFileAs(PlannedFile other) =>
        (Key, Device, Inode, Size, Written, Hash) ==
        (other.Key, other.Device, other.Inode, other.Size, other.Written, other.Hash);
}
