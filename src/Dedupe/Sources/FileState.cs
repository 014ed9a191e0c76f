namespace Dedupe.Sources;

/// <summary>How a path looks on disk, links followed.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Length">Its bytes; 0 where it has none of its own.</param>
/// <param name="LastWrite">When it was written last, UTC.</param>
/// <param name="LastChange">
/// When its bytes, name or attributes changed last, in nanoseconds: nobody can set it back, as the time of the last
/// write can be. 0 where the system does not tell.
/// </param>
/// <param name="Identity">Its number in its file system: another file in its place has another. 0 where the system does
/// not tell.</param>
internal readonly record struct FileState(
    FileStateKind Kind, long Length = 0, DateTime LastWrite = default, long LastChange = 0, ulong Identity = 0);
