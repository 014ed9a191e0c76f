namespace Dedupe.Cleaning;

/// <summary>
/// What is looked at before and after a file is touched. All of it, always: tests leave one out to show the harm that
/// it prevents.
/// </summary>
[Flags]
internal enum SafetyChecks
{
    /// <summary>Nothing is looked at.</summary>
    None = 0,
    /// <summary>The keeper is the file that was planned with: same number, length and time.</summary>
    KeeperIdentity = 1,
    /// <summary>The keeper has the bytes that were planned with.</summary>
    KeeperContent = 2,
    /// <summary>The victim is the file that was planned with: same number, length and time.</summary>
    VictimIdentity = 4,
    /// <summary>The victim has the bytes that were planned with.</summary>
    VictimContent = 8,
    /// <summary>No folder on the way is a symbolic link.</summary>
    FoldersAreNoLinks = 16,
    /// <summary>The file itself is no symbolic link.</summary>
    FileIsNoLink = 32,
    /// <summary>Keeper and victim are not one file.</summary>
    TwoFiles = 64,
    /// <summary>What was moved is what was looked at.</summary>
    MovedFile = 128,
    /// <summary>Nothing is replaced where a file is moved to.</summary>
    NothingInTheWay = 256,
    /// <summary>A copy on another disk has the same bytes before the original goes.</summary>
    CopiedContent = 512,
    /// <summary>The plan is what was written.</summary>
    PlanUnchanged = 1024,
    /// <summary>What is put back has the bytes that were taken.</summary>
    ReturnedContent = 2048,
    /// <summary>The journal has on disk what is about to be done before it is done.</summary>
    JournalFirst = 4096,
    /// <summary>Nothing of the plan goes that something else of it goes for.</summary>
    KeeperStays = 8192,
    /// <summary>A record that goes has the text that was planned with.</summary>
    RecordText = 16384,
    /// <summary>A file that is written again has all that stays.</summary>
    FilteredContent = 32768,
    /// <summary>What the original takes the place of again is what was written there.</summary>
    FilteredUnchanged = 65536,
    /// <summary>A file that is written again has one name.</summary>
    OneName = 131072,
    /// <summary>All of them.</summary>
    All = 262143,
}
