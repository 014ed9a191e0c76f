using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Cleaning;

/// <summary>A file that was looked at, held by its open folder and by itself, so that it cannot be swapped.</summary>
internal sealed class CheckedFile : IDisposable
{
    private const int Stretch = 1 << 17;

    private CheckedFile(SafeFileHandle folder, string name, SafeFileHandle file, FileFacts facts) =>
        (Folder, Name, File, Facts) = (folder, name, file, facts);

    /// <summary>The folder that it is in.</summary>
    public SafeFileHandle Folder { get; }

    /// <summary>Its name there.</summary>
    public string Name { get; }

    /// <summary>The file, open for reading.</summary>
    public SafeFileHandle File { get; }

    /// <summary>How it looked when it was opened.</summary>
    public FileFacts Facts { get; }

    /// <summary>Opens a file by its path below an open folder, never through a symbolic link.</summary>
    /// <param name="root">The open folder.</param>
    /// <param name="path">The path.</param>
    /// <param name="checks">What is looked at.</param>
    /// <exception cref="IOException">It cannot be opened, or is no plain file.</exception>
    public static CheckedFile Open(SafeFileHandle root, string path, SafetyChecks checks)
    {
        var (place, name) = FolderWalk.Part(path);
        var folder = FolderWalk.Open(root, place, checks);
        SafeFileHandle? file = null;
        try
        {
            file = FileCalls.OpenFile(folder, name, !checks.HasFlag(SafetyChecks.FileIsNoLink));
            var facts = FileCalls.Look(file);
            if (!facts.IsFile)
                throw new IOException($"This is no plain file : '{path}'", FileCalls.NoFolder);
            return new CheckedFile(folder, name, file, facts);
        }
        catch
        {
            file?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file that stays, and makes sure that it is what it was.</summary>
    /// <exception cref="SkippedException">It is not.</exception>
    public static CheckedFile OpenKeeper(SafeFileHandle root, PlannedFile planned, SafetyChecks checks) => Open(
        root, planned, checks, checks.HasFlag(SafetyChecks.KeeperIdentity),
        checks.HasFlag(SafetyChecks.KeeperContent), isKeeper: true);

    /// <summary>Opens the file that goes, and makes sure that it is what it was.</summary>
    /// <exception cref="SkippedException">It is not.</exception>
    public static CheckedFile OpenVictim(SafeFileHandle root, PlannedFile planned, SafetyChecks checks) => Open(
        root, planned, checks, checks.HasFlag(SafetyChecks.VictimIdentity),
        checks.HasFlag(SafetyChecks.VictimContent), isKeeper: false);

    private static CheckedFile Open(
        SafeFileHandle root, PlannedFile planned, SafetyChecks checks, bool identity, bool content, bool isKeeper)
    {
        CheckedFile? file = null;
        try
        {
            file = Open(root, planned.Path, checks);
            if ((identity && !planned.IsFileOf(file.Facts)) || (content && file.Hash() != planned.Hash))
                throw new SkippedException(isKeeper ? SkipReason.KeeperChanged : SkipReason.Changed);
            return file;
        }
        catch (IOException error)
        {
            file?.Dispose();
            throw SkippedException.Of(error, isKeeper);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Whether a name stands for the very file of a plan, or for a copy of it from another disk.</summary>
    public static bool IsThere(SafeFileHandle folder, string name, PlannedFile planned)
    {
        if (FileCalls.Look(folder, name) is not { IsFile: true } facts || facts.Size != planned.Size
            || facts.Written != planned.Written)
            return false;
        if (planned.IsFileOf(facts))
            return true;
        using var file = Open(folder, name, SafetyChecks.All);
        return file.Hash() == planned.Hash;
    }

    /// <summary>The same open file, now that it has another name in its folder. It is closed with this one.</summary>
    public CheckedFile Renamed(string name) => new(Folder, name, File, Facts);

    /// <summary>The SHA-256 of its bytes, hexadecimal.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string Hash() => Read(static (_, _) => { });

    /// <summary>Reads all of it.</summary>
    /// <param name="take">Takes each stretch and where it begins.</param>
    /// <returns>The SHA-256 of what was read, hexadecimal.</returns>
    public string Read(Action<ReadOnlyMemory<byte>, long> take)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Stretch);
        try
        {
            for (long at = 0; ;)
            {
                var read = RandomAccess.Read(File, buffer, at);
                if (read == 0)
                    return Convert.ToHexStringLower(hash.GetHashAndReset());
                hash.AppendData(buffer.AsSpan(0, read));
                take(buffer.AsMemory(0, read), at);
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Dispose();
        Folder.Dispose();
    }
}
