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
        // A fault on a thread of nobody's would end the process with a dump of its stack.
        AppDomain.CurrentDomain.UnhandledException += (_, fault) =>
            Environment.Exit(
                terminal.Fail(fault.ExceptionObject as Exception ?? new InvalidOperationException("no exception")));
        try
        {
            if (IsFolderGone())
                return terminal.Fail(new IOException("The current folder is not there any more."));
            var code = await RunAsync(terminal, arguments);
            // What is still buffered belongs to the results: a full disk is a failure. One that is told already is not
            // told twice.
            if (code != ExitCode.Failed)
                terminal.Out.Flush();
            return code;
        }
        catch (Exception error)
        {
            return terminal.Fail(error);
        }
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] arguments)
    {
        var root = Create(terminal);
        return await RunAsync(terminal, root, arguments, CancellationToken.None);
    }

    private static async Task<int> RunAsync(
        Terminal terminal, Command root, string[] arguments, CancellationToken cancellationToken)
    {
        // A file may be called @name: no response files. And -output is a mistake, not -o with the value "utput".
        var parse = root.Parse(
            arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parse.Action is ParseErrorAction)
            return ReportUsage(terminal, parse);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StopTime,
        };
        return await parse.InvokeAsync(configuration, cancellationToken);
    }

    // Every relative path would be an error without a name.
    private static bool IsFolderGone()
    {
        try
        {
            return Environment.CurrentDirectory.Length == 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static Command Create(Terminal terminal)
    {
        // Not a RootCommand: that one calls itself after the file it was started from.
        var root = new Command(
            "dedupe",
            "Finds copies in text: identical, near-duplicate and derived articles, with the passages that prove it.");
        root.Subcommands.Add(ClusterCommand.Create(terminal));
        root.Subcommands.Add(PlanCommand.Create(terminal));
        root.Subcommands.Add(StageCommand.Create(terminal));
        root.Subcommands.Add(StatusCommand.Create(terminal));
        root.Subcommands.Add(ShowCommand.Create(terminal));
        root.Subcommands.Add(CompareCommand.Create(terminal));
        root.Subcommands.Add(EvalCommand.Create(terminal));
        root.Subcommands.Add(SampleCommand.Create(terminal));
        root.Subcommands.Add(TuneCommand.Create(terminal));
        root.Subcommands.Add(FilterCommand.Create(terminal));
        root.Subcommands.Add(CleanCommand.Create(terminal));
        root.Subcommands.Add(ReportCommand.Create(terminal));
        root.Subcommands.Add(StatsCommand.Create(terminal));
        root.Subcommands.Add(RunsCommand.Create(terminal));
        root.Subcommands.Add(CurveCommand.Create(terminal));
        root.Subcommands.Add(ServeCommand.Create(terminal));
        root.Subcommands.Add(KeysCommand.Create(terminal));
        root.Subcommands.Add(PushCommand.Create(terminal));
        root.Subcommands.Add(QueryCommand.Create(terminal));
        root.Subcommands.Add(WatchCommand.Create(terminal));
        root.Subcommands.Add(InfoCommand.Create(terminal));
        root.Subcommands.Add(
            HelpCommand.Create(
                terminal, root, (words, cancellationToken) => RunAsync(terminal, root, words, cancellationToken)));
        root.Subcommands.Add(VersionCommand.Create(terminal));
        var help = new HelpOption();
        if (help.Action is SynchronousCommandLineAction standard)
            help.Action = new HelpWithExample(standard, terminal);
        root.Options.Add(help);
        root.Options.Add(new VersionOption("--version", "-v"));
        return root;
    }

    private static int ReportUsage(Terminal terminal, ParseResult parse)
    {
        foreach (var error in UsageErrors.Of(parse))
            terminal.Error.WriteLine($"dedupe: {Printable.Of(error)}");
        var command = parse.CommandResult.Command as DescribedCommand;
        // An example says more than a rule to somebody who has given nothing at all.
        if (command is not null && parse.Tokens.Count == 1)
            terminal.Error.WriteLine($"Such as: {command.Example.Split('\n')[0]}");
        terminal.Error.WriteLine($"Try '{(command is null ? "dedupe" : $"dedupe {command.Name}")} --help'.");
        return ExitCode.Usage;
    }
}
