using System.Diagnostics;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>
/// A real PostgreSQL, started for the tests and ended after them; where that is not possible, the reason.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // What the script returns where there is no PostgreSQL to be had.
    private const int Unable = 77;

    private readonly TempFolder folder = new();

    public PostgresServer()
    {
        var (code, told) = Run("start.sh");
        if (code == Unable)
            Problem = told;
        else
            Assert.True(code == 0, told);
    }

    /// <summary>Why there is none; null when it runs.</summary>
    public string? Problem { get; }

    /// <summary>Where it is.</summary>
    public string Address => $"Host={folder.Root};Username=tests;Database=postgres";

    /// <summary>A place for one test.</summary>
    public string NewSchema()
    {
        if (Problem is not null)
            Assert.Skip(Problem);
        return $"{Address};Search Path=t{Guid.NewGuid():N}";
    }

    /// <summary>Lets tables be made in a folder; the server may not run as who runs the tests.</summary>
    public void MakeTablespace(string name, string path)
    {
        var (code, told) = Shell($"chown --reference='{folder.Root}/data' '{path}' && chmod 777 '{path}' && " +
            $"chmod 755 '{Path.GetDirectoryName(path)}'");
        Assert.True(code == 0, told);
        using var connection = new Npgsql.NpgsqlConnection(Address);
        connection.Open();
        using var command = new Npgsql.NpgsqlCommand($"CREATE TABLESPACE {name} LOCATION '{path}'", connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Ends it at once, as a crash does; what is written goes on to be there.</summary>
    public void Crash()
    {
        var process = File.ReadLines($"{folder.Root}/data/postmaster.pid").First();
        Shell($"kill -QUIT {process}; tail --pid={process} -f /dev/null");
    }

    /// <summary>Starts it again.</summary>
    public void StartAgain()
    {
        var (code, told) = Run("start.sh");
        Assert.True(code == 0, told);
    }

    public void Dispose()
    {
        Run("stop.sh");
        folder.Dispose();
    }

    private (int Code, string Told) Run(string script)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists($"{root}/Dedupe.sln"))
            root = Path.GetDirectoryName(root)!;
        return Shell($"bash '{root}/tests/postgres/{script}' '{folder.Root}'");
    }

    private static (int Code, string Told) Shell(string command)
    {
        // Into a file: the server keeps what it was started with, and a pipe would not end.
        var words = Path.GetTempFileName();
        using var process = Process.Start("bash", ["-c", $"{{ {command}; }} > {words} 2>&1 < /dev/null"]);
        process.WaitForExit();
        var told = File.ReadAllText(words).Trim();
        File.Delete(words);
        return (process.ExitCode, told);
    }
}
