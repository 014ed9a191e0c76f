using Dedupe.Sources.Packings;

namespace Dedupe.Sources;

/// <summary>One input after expansion: a file to read, or word of why there is none.</summary>
/// <param name="Shown">The path as people see it, and the id of a text file.</param>
/// <param name="FullPath">The path to open; <c>-</c> for standard input.</param>
/// <param name="Format">What it holds.</param>
/// <param name="Packing">How it is packed; null when only the first bytes can tell.</param>
/// <param name="Length">Its bytes on disk, where known.</param>
/// <param name="Problem">Why it cannot be read; null for a file that can be tried.</param>
/// <param name="KnownEmpty">True when it is taken to hold nothing, and is not opened.</param>
/// <param name="IsPipe">True for a named pipe: it is read once, and may wait for a writer.</param>
/// <param name="IsOpen">True when its name leaves its format open, and <paramref name="Format"/> is a guess until its
/// first bytes are read.</param>
internal sealed record InputFile(
    string Shown, string FullPath, InputFormat Format, Packing? Packing, long? Length, Rejection? Problem = null,
    bool KnownEmpty = false, bool IsPipe = false, bool IsOpen = false);
