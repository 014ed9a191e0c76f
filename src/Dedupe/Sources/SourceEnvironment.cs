using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>
/// What a source needs of the machine. The defaults are the machine; a test puts a failing one in front.
/// </summary>
internal sealed record SourceEnvironment
{
    /// <summary>Opens a file for reading from its start.</summary>
    public Func<string, Stream> Open { get; init; } = static path => RawPath.IsRaw(path)
        ? RawFiles.Open(path)
        : new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
            FileOptions.SequentialScan);

    /// <summary>Looks at a file without opening it.</summary>
    public Func<string, FileState> Look { get; init; } = RawFiles.StateOf;

    /// <summary>Lists what is in a folder, in any order.</summary>
    public Func<DirectoryInfo, FileSystemInfo[]> List { get; init; } = static folder => folder.GetFileSystemInfos();

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenStandardInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The files that texts are read from again.</summary>
    public OpenFiles Files { get; init; } = OpenFiles.Shared;

    /// <summary>The clock of the waits between retries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// False to unpack gzip symbol by symbol, which is slower and gives the same: what tests compare with.
    /// </summary>
    public bool InflatesByMany { get; init; } = true;

    /// <summary>What unpacks Zstandard.</summary>
    public ZstdApi Zstandard { get; init; } = ZstdApi.Best;
}
