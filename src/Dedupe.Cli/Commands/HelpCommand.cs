using System.CommandLine;
using Dedupe.Reporting;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe help</c>: what <c>--help</c> shows, asked for as a command.</summary>
internal static class HelpCommand
{
    /// <summary>Makes it.</summary>
    /// <param name="terminal">Takes the help.</param>
    /// <param name="root">The command as a whole.</param>
    /// <param name="run">Runs another command line.</param>
    public static Command Create(Terminal terminal, Command root, Func<string[], CancellationToken, Task<int>> run)
    {
        var about =
            new Argument<string?>("COMMAND")
            {
                Description = "The command to explain; none: all of them.",
                Arity = ArgumentArity.ZeroOrOne
            };
        var command = new DescribedCommand(
            "help",
            "Shows the commands, or the options of one.",
            "dedupe help cluster     every option of dedupe cluster");
        command.Arguments.Add(about);
        OptionKinds.RefuseOptions(about);
        command.Run(terminal, (parse, cancellationToken) =>
        {
            if (parse.GetValue(about) is not { } name)
                return run(["--help"], cancellationToken);
            var known = root.Subcommands.Select(static other => other.Name).ToList();
            if (known.Contains(name, StringComparer.Ordinal))
                return run([name, "--help"], cancellationToken);
            throw new UsageException(
                UsageErrors.Unknown($"There is no command '{name}'", Spelling.Nearest(name, known)));
        });
        return command;
    }
}
