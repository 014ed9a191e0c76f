namespace Dedupe.Sources;

/// <summary>A file, or the lines of it that begin in a stretch of its bytes.</summary>
/// <param name="File">The file.</param>
/// <param name="From">First byte of the stretch.</param>
/// <param name="To">The byte after its last one; null when it goes to the end of the file, wherever that is.</param>
internal readonly record struct InputPiece(InputFile File, long From, long? To)
{
    /// <summary>True when the file is cut.</summary>
    public bool IsCut => From > 0 || To is not null;

    /// <summary>Bytes on disk; 0 where the length is not known.</summary>
    public long Bytes => Math.Max(0, (To ?? File.Length ?? 0) - From);
}
