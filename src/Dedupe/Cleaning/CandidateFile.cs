using Dedupe.Sources;

namespace Dedupe.Cleaning;

/// <summary>A file of the inputs.</summary>
/// <param name="Input">The file.</param>
/// <param name="Root">The number of the folder in which its path begins.</param>
/// <param name="Path">Its path from there.</param>
/// <param name="Facts">How it looked before anything was read; null where it could not be looked at.</param>
/// <param name="IsBehindLink">Whether it, or a folder on its way, is a symbolic link.</param>
internal sealed record CandidateFile(InputFile Input, int Root, string Path, FileFacts? Facts, bool IsBehindLink)
{
    /// <summary>Whether it is one document; else it holds records.</summary>
    public bool IsOneDocument => Input.Format.IsOneDocument;

    /// <summary>Whether records can go from it, as far as its name tells.</summary>
    public bool IsWrittenAgain => Input.Format.IsWrittenAgain && Input.Packing?.IsWrittenAgain != false;
}
