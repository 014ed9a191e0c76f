namespace Dedupe.Cleaning;

/// <summary>A document among others in a file, as it was when the plan was made.</summary>
/// <param name="File">Its file as the run shows it.</param>
/// <param name="Line">The line that it begins on, from 1, or its number where the format has no lines.</param>
/// <param name="Item">Its own id.</param>
/// <param name="Version">Its version; empty where it has none.</param>
/// <param name="TextHash">The SHA-256 of its text in UTF-8, hexadecimal.</param>
internal sealed record PlannedRecord(string File, long Line, string Item, string Version, string TextHash)
{
    /// <summary>What tells it from others of its file.</summary>
    public (long Line, string Item, string Version) Place => (Line, Item, Version);
}
