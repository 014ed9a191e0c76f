namespace Dedupe.Cleaning;

/// <summary>The file that was written in the place of one that lost records.</summary>
/// <param name="Inode">Its number on the disk.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Hash">Their SHA-256, hexadecimal.</param>
internal sealed record WrittenAgain(ulong Inode, long Size, string Hash);
