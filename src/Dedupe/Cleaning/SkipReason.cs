namespace Dedupe.Cleaning;

/// <summary>Why a file of a plan is left as it is.</summary>
internal enum SkipReason
{
    /// <summary>Whoever reviewed the plan wants to keep it.</summary>
    Decided,
    /// <summary>It is not there any more.</summary>
    Gone,
    /// <summary>It is not what it was: another file, other bytes, another time.</summary>
    Changed,
    /// <summary>It is a symbolic link now, or a folder on its way is.</summary>
    Link,
    /// <summary>The file that stays is not there any more.</summary>
    KeeperGone,
    /// <summary>The file that stays is not what it was.</summary>
    KeeperChanged,
    /// <summary>The file that stays, or a folder on its way, is a symbolic link now.</summary>
    KeeperLink,
    /// <summary>It and the file that stays are one file.</summary>
    SameFile,
    /// <summary>It may not be read, or moved.</summary>
    NoPermission,
    /// <summary>The disk of the quarantine is full.</summary>
    DiskFull,
    /// <summary>Something stands where it should go.</summary>
    InTheWay,
    /// <summary>The folder that it was in is not there any more.</summary>
    FolderGone,
    /// <summary>It has other names, which would be parted from it on another disk.</summary>
    OtherNames,
    /// <summary>It is not the same as the file that stays to the last byte, so it cannot become one with it.</summary>
    OtherBytes,
    /// <summary>The two are on two disks, or their disk cannot do what was asked for.</summary>
    CannotLink,
    /// <summary>It was changed after records were taken out of it.</summary>
    ChangedSince,
    /// <summary>Other records were taken out of its file already.</summary>
    WrittenAgain,
    /// <summary>It was deleted: there is nothing to put back.</summary>
    Deleted,
    /// <summary>The system failed in another way.</summary>
    Failed,
}
