using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cleaning;

namespace Dedupe.Cli;

/// <summary>
/// A command with an example for its help, run so that every failure is one clear line and an exit code.
/// </summary>
internal sealed class DescribedCommand : Command
{
    public DescribedCommand(string name, string description, string example)
        : base(name, description) => Example = example;

    /// <summary>A command line that works, and what it does.</summary>
    public string Example { get; }

    /// <summary>Sets what the command does.</summary>
    public void Run(Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancellationToken) => GuardAsync(terminal, parse, action, cancellationToken));

    private async Task<int> GuardAsync(
        Terminal terminal, ParseResult parse, Func<ParseResult, CancellationToken, Task<int>> action,
            CancellationToken cancellationToken)
    {
        // Ctrl-C is listened to only from the moment this first returns.
        await Task.Yield();
        try
        {
            return await action(parse, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Error.WriteLine("dedupe: stopped");
            return ExitCode.Stopped;
        }
        catch (UsageException error)
        {
            terminal.Error.WriteLine($"dedupe: {Printable.Of(error.Message)}");
            terminal.Error.WriteLine($"Try 'dedupe {Name} --help'.");
            return ExitCode.Usage;
        }
        catch (Exception error) when (error is RunDirectoryRefusedException or CleaningRefusedException)
        {
            terminal.Error.WriteLine($"dedupe: {Printable.Of(error.Message)}");
            return ExitCode.Usage;
        }
        catch (Exception error)
        {
            return terminal.Fail(error);
        }
    }
}
