using Dedupe.Sources;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>
/// Opens folders name by name, each in the one before it, and never through a symbolic link: what is opened is what the
/// path says, whoever renames folders meanwhile.
/// </summary>
internal static class FolderWalk
{
    /// <summary>Opens a folder below an open one.</summary>
    /// <param name="root">The open one.</param>
    /// <param name="path">The path from there; empty: the same.</param>
    /// <param name="checks">Without <see cref="SafetyChecks.FoldersAreNoLinks"/> links are followed.</param>
    /// <param name="make">Whether folders that are not there are made.</param>
    /// <exception cref="IOException">One cannot be opened; see <see cref="FileCalls"/>.</exception>
    public static SafeFileHandle Open(
        SafeFileHandle root, string path, SafetyChecks checks = SafetyChecks.All, bool make = false)
    {
        var follow = !checks.HasFlag(SafetyChecks.FoldersAreNoLinks);
        var folder = FileCalls.OpenFolder(root, ".");
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (name is "." or "..")
                    throw new IOException($"A path of a plan leads upwards : '{RawPath.Show(path)}'");
                if (make && FileCalls.Look(folder, name) is null)
                    FileCalls.MakeFolder(folder, name);
                var next = FileCalls.OpenFolder(folder, name, follow);
                folder.Dispose();
                folder = next;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }

        return folder;
    }

    /// <summary>A path in its folder and its name there.</summary>
    public static (string Folder, string Name) Part(string path)
    {
        var end = path.LastIndexOf('/');
        return end < 0 ? ("", path) : (path[..end], path[(end + 1)..]);
    }
}
