using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe plan</c>: begins a run whose parts other processes do.</summary>
internal static class PlanCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new JobArguments(
            "The run directory. All processes that do parts of the run must see it, and the inputs, under the same " +
            "name.", required: true);
        var command = new DescribedCommand(
            "plan",
            "Cuts inputs into parts and shows the stages of the run and the commands that do them, for many " +
            "processes or machines.",
            "dedupe plan crawl/ -o found --parts 32               begin a run of 32 parts\n"
            + "dedupe plan crawl/ -o found --part-size 1GB          as many parts as it takes");
        arguments.AddTo(command);
        command.Run(terminal, (parse, _) =>
        {
            // for others to do, so cut in any case
            var job = arguments.Read(parse, static job => job with { LeastParts = 1 });
            JobArguments.RequireFiles(job);
            PlanView.Write(terminal.Out, Plan(job));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static RunStatus Plan(JobOptions job)
    {
        try
        {
            return new DedupeJob(job).Plan();
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
