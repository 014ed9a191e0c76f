using Xunit;

namespace Dedupe.Acceptance.Tables;

/// <summary>
/// A real PostgreSQL, started for the tests and ended after them; where that is not possible, the reason.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // What the script returns where there is no PostgreSQL to be had.
    private const int Unable = 77;

    private readonly TemporaryFolder folder = new();

    /// <summary>Why there is none; null when it runs.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where it is.</summary>
    public string Address => $"Host={folder.Path};Username=tests;Database=postgres";

    /// <summary>A place for one test.</summary>
    public string NewSchema()
    {
        if (Problem is not null)
            Assert.Skip(Problem);
        return $"{Address};Search Path=t{Guid.NewGuid():N}";
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Ends it: <c>fast</c> in order, <c>immediate</c> as a crash does.</summary>
    public async Task StopAsync(string mode) => (await ProgramRun.Of(
        "bash", [Script("stop.sh"), folder.Path, mode])).Succeeded();

    /// <summary>Starts it again.</summary>
    public async Task StartAgainAsync()
    {
        await StartAsync();
        Assert.Null(Problem);
    }

    private async Task StartAsync()
    {
        // Into a file: the server keeps what it was started with, and a pipe would not end.
        var words = Path.GetTempFileName();
        var start = await ProgramRun.Of(
            "bash", ["-c", "\"$0\" \"$1\" > \"$2\" 2>&1 < /dev/null", Script("start.sh"), folder.Path, words]);
        var told = File.ReadAllText(words).Trim();
        File.Delete(words);
        if (start.ExitCode == Unable)
            Problem = told;
        else
            Assert.True(start.ExitCode == 0, told);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (await ProgramRun.Of("bash", [Script("stop.sh"), folder.Path])).Succeeded();
        folder.Dispose();
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", "postgres", name);
}
