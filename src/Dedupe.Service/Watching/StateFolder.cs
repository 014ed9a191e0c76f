using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Dedupe.Batch;

namespace Dedupe.Service.Watching;

/// <summary>
/// The folder in which watching keeps what it knows, for one process at a time. What is known belongs to a target:
/// articles that one has are new to another.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private readonly RunLock taken;
    private readonly string target;

    /// <summary>Takes a folder, which is made when it is missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="target">Names where articles go.</param>
    /// <exception cref="RunDirectoryInUseException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public StateFolder(string path, string target)
    {
        Path = path;
        this.target = target;
        taken = RunLock.Take(path, "dedupe watch", alone: true);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The list of the files of folders that were taken.</summary>
    public string TakenFiles => File("files", "", "jsonl");

    /// <summary>The state of a feed.</summary>
    public string Feed(string url) => File("feed", url, "json");

    /// <inheritdoc/>
    public void Dispose() => taken.Dispose();

    private string File(string kind, string name, string ending)
    {
        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{target}\n{name}"));
        return System.IO.Path.Combine(
            Path, string.Create(CultureInfo.InvariantCulture, $"{kind}-{hash:x16}.{ending}"));
    }
}
