namespace Dedupe.Sources;

/// <summary>What stands behind a path.</summary>
internal enum FileStateKind
{
    /// <summary>
    /// Nothing, or what cannot be looked at: a link that leads nowhere, a folder above it that is locked.
    /// </summary>
    None,
    /// <summary>A plain file.</summary>
    File,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A named pipe, or one that a shell made for <c>&lt;(command)</c>.</summary>
    Pipe,
    /// <summary>A socket.</summary>
    Socket,
    /// <summary>A device, such as a disk, a terminal or /dev/zero.</summary>
    Device,
}
