namespace Dedupe.Cleaning;

/// <summary>A folder in which files are cleaned up. Every path of a plan begins in one.</summary>
/// <param name="Path">The folder without symbolic links, from the root on.</param>
/// <param name="Device">The file system that it was on.</param>
/// <param name="Inode">Its number there: another folder under its path is not it.</param>
/// <param name="Name">What it is called in the quarantine.</param>
internal sealed record CleanRoot(string Path, ulong Device, ulong Inode, string Name);
