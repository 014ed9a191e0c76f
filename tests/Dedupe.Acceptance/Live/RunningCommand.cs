using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary>A command that goes on until it is told to end: its lines are read as they come.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder errors = new();

    private RunningCommand(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                lines.Writer.TryComplete();
            else
                lines.Writer.TryWrite(line.Data);
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                return;
            lock (errors)
                errors.AppendLine(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>What it said so far that is no result.</summary>
    public string Error
    {
        get
        {
            lock (errors)
                return errors.ToString();
        }
    }

    /// <summary>Starts one in the repository's folder.</summary>
    public static RunningCommand Start(params IEnumerable<string> arguments) => StartIn(Repository.Root, arguments);

    /// <summary>Starts one in a folder.</summary>
    public static RunningCommand StartIn(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Cli.Program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        return new RunningCommand(Process.Start(start)!);
    }

    /// <summary>The next line of results; it must come.</summary>
    public async Task<string> LineAsync()
    {
        try
        {
            return await lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
        catch (ChannelClosedException ended)
        {
            throw new InvalidOperationException($"It ended. {Error}", ended);
        }
    }

    /// <summary>Ends it as a lost machine does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to end, by a signal.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(string signal = "TERM")
    {
        (await ProgramRun.Of("kill", [$"-{signal}", $"{process.Id}"])).Succeeded();
        return await EndAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
