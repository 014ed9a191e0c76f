using Polly;
using Polly.Retry;

namespace Dedupe.Service.Notes;

/// <summary>Keeps small things in files beside a database that is a file; only its owner can read them.</summary>
/// <param name="data">The database.</param>
internal sealed class FileNotes(string data) : INotes
{
    // Whoever else changes something needs milliseconds for it.
    private static readonly ResiliencePipeline Patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<IOException>(static fault =>
                fault is not (DirectoryNotFoundException or FileNotFoundException)),
            MaxRetryAttempts = 400,
            Delay = TimeSpan.FromMilliseconds(20),
            UseJitter = true,
        })
        .Build();

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        // Mostly there is none, and it is asked for every second.
        if (!File.Exists(PathOf(name)))
            return null;
        try
        {
            return File.ReadAllBytes(PathOf(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Change(string name, Func<byte[]?, byte[]> change)
    {
        var path = PathOf(name);
        using var hold = Lock(path + ".lock");
        var bytes = change(Read(name));
        // Whoever reads finds the file before or the file after.
        var next = path + ".next";
        using (var file = new FileStream(next, Options(FileMode.Create)))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private string PathOf(string name) => $"{data}.{name}.json";

    private static FileStream Lock(string path) =>
        Patience.Execute(static path => new FileStream(path, Options(FileMode.OpenOrCreate)), path);

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
