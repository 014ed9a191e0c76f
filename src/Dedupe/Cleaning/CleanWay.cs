namespace Dedupe.Cleaning;

/// <summary>What is done with a file that goes.</summary>
internal enum CleanWay
{
    /// <summary>It is moved to the quarantine.</summary>
    Move,
    /// <summary>It is deleted.</summary>
    Delete,
    /// <summary>It is moved to the quarantine; its path becomes another name of its keeper.</summary>
    HardLink,
    /// <summary>It is moved to the quarantine; its path becomes a symbolic link to its keeper.</summary>
    SymbolicLink,
    /// <summary>It is moved to the quarantine; its path becomes a file that shares the blocks of its keeper.</summary>
    SharedBlocks,
}
