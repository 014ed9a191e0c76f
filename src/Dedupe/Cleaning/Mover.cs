using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>
/// Moves one file so that at any moment it is whole in one of the two places, and nothing else is moved or replaced. On
/// one file system that is a renaming, which keeps all that the file is. To another one it is copied, with all that is
/// noted of it, put on disk and compared before the original goes.
/// </summary>
/// <param name="plan">The checksum of the plan, and</param>
/// <param name="number">the number of the file in it: they make names for what is not finished.</param>
/// <param name="checks">What is looked at.</param>
internal sealed class Mover(string plan, int number, SafetyChecks checks)
{
    /// <summary>What an original is called while it goes.</summary>
    public string Aside { get; } = $".dedupe-clean-{plan[..12]}-{number}";

    /// <summary>What a copy is called until it is whole.</summary>
    public string Partial => Aside + ".partial";

    /// <summary>What a link is called until it has its place.</summary>
    public string Link => Aside + ".link";

    /// <summary>What a file is called that is written without some of its records, until it has its place; then what
    /// the original is called until it is in the quarantine.</summary>
    public string New => Aside + ".new";

    /// <summary>Moves a file.</summary>
    /// <param name="file">The file as it was looked at.</param>
    /// <param name="folder">The folder that it goes to.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="hash">The SHA-256 that it has.</param>
    /// <exception cref="SkippedException">It stays where it is.</exception>
    /// <exception cref="IOException">It cannot be moved, and stays where it is.</exception>
    public void Move(CheckedFile file, SafeFileHandle folder, string name, string hash)
    {
        try
        {
            Rename(file, folder, name, replace: !checks.HasFlag(SafetyChecks.NothingInTheWay));
        }
        catch (IOException error) when (error.HResult == FileCalls.OtherDevice)
        {
            Copy(file, folder, name, hash);
            try
            {
                SetAside(file);
            }
            catch
            {
                Forget(folder, name);
                throw;
            }

            FileCalls.Delete(file.Folder, Aside);
        }
    }

    /// <summary>Gives the file the name that it has until it is deleted, and makes sure that it is this one.</summary>
    /// <exception cref="SkippedException">It is another one, and has its name again.</exception>
    public void SetAside(CheckedFile file) => Rename(file, file.Folder, Aside, replace: false);

    private void Rename(CheckedFile file, SafeFileHandle folder, string name, bool replace)
    {
        FileCalls.Move(file.Folder, file.Name, folder, name, replace);
        if (!checks.HasFlag(SafetyChecks.MovedFile)
            || (FileCalls.Look(folder, name) is { } moved && moved.IsSameFileAs(file.Facts)
                && moved.Size == file.Facts.Size && moved.Written == file.Facts.Written))
            return;
        // Somebody put another file there, or wrote to it, between the look and the move.
        FileCalls.Move(folder, name, file.Folder, file.Name);
        throw new SkippedException(SkipReason.Changed);
    }

    private void Copy(CheckedFile file, SafeFileHandle folder, string name, string hash)
    {
        if (file.Facts.Links > 1)
            throw new SkippedException(SkipReason.OtherNames);
        Forget(folder, Partial);
        try
        {
            using (var copy = FileCalls.CreateFile(folder, Partial))
            {
                file.Read((bytes, at) => RandomAccess.Write(copy, bytes.Span, at));
                FileCalls.CopyMetadata(file.File, file.Facts, copy, name);
                FileCalls.Flush(copy, name);
            }

            if (checks.HasFlag(SafetyChecks.CopiedContent))
            {
                using var copied = CheckedFile.Open(folder, Partial, checks);
                if (copied.Hash() != hash)
                    throw new IOException("The copy has other bytes than the original.");
                // Reading it may have set the time of the last reading.
                FileCalls.SetTimes(copied.File, file.Facts.Read, file.Facts.Written, name);
            }

            FileCalls.Move(folder, Partial, folder, name, !checks.HasFlag(SafetyChecks.NothingInTheWay));
            using var open = FileCalls.Reopened(folder);
            FileCalls.Flush(open, name);
        }
        catch
        {
            Forget(folder, Partial);
            throw;
        }
    }

    /// <summary>Takes away what is not finished, if it is there.</summary>
    public static void Forget(SafeFileHandle folder, string name)
    {
        try
        {
            FileCalls.Delete(folder, name);
        }
        catch (IOException)
        {
            // It is not there, or stays under a name that nobody takes for a file.
        }
    }
}
