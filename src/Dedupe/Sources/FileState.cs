namespace Dedupe.Sources;

/// <summary>How a path looks on disk, links followed.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Length">Its bytes; 0 where it has none of its own.</param>
/// <param name="LastWrite">When it was written last, UTC.</param>
internal readonly record struct FileState(FileStateKind Kind, long Length = 0, DateTime LastWrite = default);
