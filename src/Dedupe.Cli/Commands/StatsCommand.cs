using System.CommandLine;
using Dedupe.Cli.Report;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe stats</c>: the figures of a run as bars.</summary>
internal static class StatsCommand
{
    public static Command Create(Terminal terminal)
    {
        var directory = new Argument<string>("DIR") { Description = "The run directory." };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of bars." };
        var command = new DescribedCommand(
            "stats",
            "Shows sizes, relations, coverage, sources and dates of what a run found, as bars.",
            "dedupe stats found              bars in the terminal\n"
            + "dedupe stats found --json       the same for programs");
        command.Arguments.Add(directory);
        command.Options.Add(json);
        OptionKinds.RefuseOptions(directory);
        command.Run(terminal, (parse, cancellationToken) =>
        {
            var figures = new FigureReader(GivenFiles.RequireRun("DIR", parse.GetValue(directory)!))
                .Read(cancellationToken);
            var view = new StatsView(terminal.Out, new Ink(terminal.OutHasColour));
            if (parse.GetValue(json))
                view.WriteJson(figures);
            else
                view.Write(figures);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
