namespace Dedupe.Cleaning;

/// <summary>What the system says of a file; times in nanoseconds since 1970.</summary>
/// <param name="Mode">Kind and permissions.</param>
/// <param name="Device">The file system that it is on.</param>
/// <param name="Inode">Its number there.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Owner">Its user.</param>
/// <param name="Group">Its group.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Read">When it was read last.</param>
/// <param name="Written">When it was written last; anyone who may write it can set it.</param>
/// <param name="Changed">When bytes, name or attributes changed last; nobody can set it.</param>
internal readonly record struct FileFacts(
    uint Mode, ulong Device, ulong Inode, uint Links, uint Owner, uint Group, long Size, long Read, long Written,
    long Changed)
{
    private uint Kind => Mode & 0xF000;

    /// <summary>Whether it is a plain file.</summary>
    public bool IsFile => Kind == 0x8000;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Kind == 0x4000;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => Kind == 0xA000;

    /// <summary>Whether two are one file, by whatever path they were reached.</summary>
    public bool IsSameFileAs(in FileFacts other) => Device == other.Device && Inode == other.Inode;
}
