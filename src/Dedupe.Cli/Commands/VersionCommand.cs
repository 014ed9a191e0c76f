using System.CommandLine;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe version</c>: what <c>--version</c> shows, asked for as a command.</summary>
internal static class VersionCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new DescribedCommand(
            "version", "Shows the version.", "dedupe version     the version; dedupe info tells more");
        command.Run(terminal, (_, _) =>
        {
            terminal.Out.WriteLine(ProgramVersion.Text);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
