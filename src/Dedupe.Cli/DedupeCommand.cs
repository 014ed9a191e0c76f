using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Dedupe.Cli.Commands;

namespace Dedupe.Cli;

/// <summary>The command as a whole: what it offers, and how its outcome becomes an exit code.</summary>
internal static class DedupeCommand
{
    // How long a run may take to leave its folder tidy after Ctrl-C.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    /// <summary>Runs the command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var terminal = new Terminal();
        try
        {
            var code = await RunAsync(terminal, arguments);
            // What is still buffered belongs to the results: a full disk is a failure. One that is told already is not told twice.
            if (code != ExitCode.Failed)
                terminal.Out.Flush();
            return code;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return terminal.Fail(error);
        }
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] arguments)
    {
        // A file may be called @name: no response files.
        var parse = Create(terminal).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
            return ReportUsage(terminal, parse);
        return await parse.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StopTime,
        });
    }

    private static Command Create(Terminal terminal)
    {
        // Not a RootCommand: that one calls itself after the file it was started from.
        var root = new Command("dedupe", "Finds copies in text: identical, near-duplicate and derived articles, with the passages that prove it.");
        root.Subcommands.Add(ClusterCommand.Create(terminal));
        root.Subcommands.Add(PlanCommand.Create(terminal));
        root.Subcommands.Add(StageCommand.Create(terminal));
        root.Subcommands.Add(StatusCommand.Create(terminal));
        root.Subcommands.Add(CompareCommand.Create(terminal));
        root.Subcommands.Add(EvalCommand.Create(terminal));
        root.Subcommands.Add(SampleCommand.Create(terminal));
        root.Subcommands.Add(TuneCommand.Create(terminal));
        root.Subcommands.Add(FilterCommand.Create(terminal));
        root.Subcommands.Add(CurveCommand.Create(terminal));
        root.Subcommands.Add(InfoCommand.Create(terminal));
        var help = new HelpOption();
        if (help.Action is SynchronousCommandLineAction standard)
            help.Action = new HelpWithExample(standard, terminal);
        root.Options.Add(help);
        root.Options.Add(new VersionOption());
        return root;
    }

    private static int ReportUsage(Terminal terminal, ParseResult parse)
    {
        foreach (var error in parse.Errors)
            terminal.Error.WriteLine($"dedupe: {Printable.Of(error.Message)}");
        var command = parse.CommandResult.Command;
        terminal.Error.WriteLine($"Try '{(command is DescribedCommand ? $"dedupe {command.Name}" : "dedupe")} --help'.");
        return ExitCode.Usage;
    }
}
