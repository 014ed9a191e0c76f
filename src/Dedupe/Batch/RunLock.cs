using System.Globalization;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// Keeps processes apart that would write to one run directory. It is an open file with a lock of the system on it, so
/// it ends with its process, even one that is killed. Ranks share it; whoever begins, resumes or ends a run has it
/// alone. Where a file system knows no locks it keeps nobody out.
/// </summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>The file that is locked. It is empty, and its being there says nothing.</summary>
    public const string LockName = ".dedupe.lock";

    /// <summary>Tells people who had the lock last.</summary>
    public const string HolderName = ".dedupe.holder";

    /// <summary>Both names.</summary>
    public static readonly IReadOnlyList<string> Names = [LockName, HolderName];

    private const int LongestNote = 400;

    // Far more than others can delete it between two calls; some file systems number a file anew each time it is
    // looked at.
    private const int MostTries = 1_000;

    // Sharing violation of Windows; EAGAIN of Linux and of macOS.
    private static readonly int[] InUse = [32, 11, 35];

    private readonly FileStream file;
    private readonly string directory;
    private readonly bool alone;

    private RunLock(FileStream file, string directory, bool alone) =>
        (this.file, this.directory, this.alone) = (file, directory, alone);

    /// <summary>Takes a directory, which is made when it is missing.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="work">What is done there, for others to be told.</param>
    /// <param name="alone">Whether nobody else may be there; else others that do not want to be alone may.</param>
    /// <exception cref="RunDirectoryInUseException">Somebody is there.</exception>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static RunLock Take(string directory, string work, bool alone)
    {
        Directory.CreateDirectory(directory);
        var taken = new RunLock(Lock(directory, FileMode.OpenOrCreate, FileAccess.ReadWrite, alone)!, directory, alone);
        taken.Say(work);
        return taken;
    }

    /// <summary>Looks whether nobody is in a directory. Nothing is made there.</summary>
    /// <exception cref="RunDirectoryInUseException">Somebody is there.</exception>
    public static void RequireFree(string directory)
    {
        if (File.Exists(Path.Combine(directory, LockName)))
            Lock(directory, FileMode.Open, FileAccess.ReadWrite, alone: true)?.Dispose();
    }

    /// <summary>
    /// Keeps others from replacing a run that is only read. Nothing is made there; null where nobody ever was.
    /// </summary>
    /// <exception cref="RunDirectoryInUseException">Somebody is there alone.</exception>
    public static IDisposable? Read(string directory)
    {
        try
        {
            return File.Exists(Path.Combine(directory, LockName))
                ? Lock(directory, FileMode.Open, FileAccess.Read, alone: false)
                : null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Only while nobody else can have it, and only where one who opened it before can tell that it is gone.
        if (alone && RawFiles.StateOf(file.SafeFileHandle).Identity != 0)
        {
            Forget(HolderName);
            Forget(LockName);
        }

        file.Dispose();
    }

    // Null: the file was gone before it could be opened.
    private static FileStream? Lock(string directory, FileMode mode, FileAccess access, bool alone)
    {
        var path = Path.Combine(directory, LockName);
        for (int tries = 1; ; tries++)
        {
            FileStream opened;
            try
            {
                opened = new FileStream(
                    path, mode, access, alone ? FileShare.None : FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            }
            catch (FileNotFoundException) when (mode == FileMode.Open)
            {
                return null;
            }
            catch (IOException error) when (InUse.Contains(error.HResult & 0xFFFF))
            {
                throw new RunDirectoryInUseException(directory, HolderOf(directory));
            }

            // Whoever had it before may have deleted it between our opening and our locking it.
            var identity = RawFiles.StateOf(opened.SafeFileHandle).Identity;
            if (identity == 0 || RawFiles.StateOf(path).Identity == identity || tries == MostTries)
                return opened;
            opened.Dispose();
        }
    }

    private static string HolderOf(string directory)
    {
        try
        {
            using var reader =
                new StreamReader(
                    new FileStream(
                        Path.Combine(directory, HolderName), FileMode.Open, FileAccess.Read,
                        FileShare.ReadWrite | FileShare.Delete));
            var note = new char[LongestNote];
            return new string(note, 0, reader.ReadBlock(note)).Trim() is { Length: > 0 } text
                ? text
                : "by a process that has not said which";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "by a process that has not said which";
        }
    }

    // Of several ranks the last one that began is told. It is for people: without it the lock holds all the same.
    private void Say(string work)
    {
        try
        {
            // Not through a link, should one be there.
            var path = Path.Combine(directory, HolderName);
            File.Delete(path);
            using var note =
                new StreamWriter(
                    new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
            note.Write(string.Create(
                CultureInfo.InvariantCulture,
                    $"{work}, process {Environment.ProcessId} on {Environment.MachineName}, since " +
                    $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Others are told that somebody is there, and not who.
        }
    }

    private void Forget(string name)
    {
        try
        {
            File.Delete(Path.Combine(directory, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It says nothing by being there.
        }
    }
}
