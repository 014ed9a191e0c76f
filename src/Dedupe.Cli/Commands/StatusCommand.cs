using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Slurm;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe status</c>: how far a run is.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var directory = new Argument<string>("DIR") { Description = "The run directory." };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of a table." };
        var command = new DescribedCommand(
            "status",
            "Shows how far a run is, stage by stage, and which parts are missing or failed; also while it runs.",
            "dedupe status found                 stages, parts, rates, what is left\n"
            + "watch -n 5 dedupe status found      the same again and again");
        command.Arguments.Add(directory);
        command.Options.Add(json);
        OptionKinds.RefuseOptions(directory);
        command.Run(terminal, (parse, _) =>
        {
            var run = RunStatus.Read(
                GivenFiles.RequireRun("DIR", parse.GetValue(directory)!), ReadableFormats.All);
            var failures = RankOutputs.Failures(run);
            if (parse.GetValue(json))
                StatusJson.Write(terminal.Out, run, failures);
            else
                new StatusView(terminal.Out, new Ink(terminal.OutHasColour)).Write(run, failures);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
