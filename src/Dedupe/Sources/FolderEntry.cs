namespace Dedupe.Sources;

/// <summary>One thing in a folder.</summary>
/// <param name="Name">Its name; see <see cref="RawPath"/> for names that are not valid text.</param>
/// <param name="IsFolder">Whether it is a folder, or a symbolic link to one.</param>
/// <param name="IsLink">Whether it is a symbolic link.</param>
internal readonly record struct FolderEntry(string Name, bool IsFolder, bool IsLink);
