using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;
using Dedupe.Reporting;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe cluster</c>: finds the copies in a collection.</summary>
internal static class ClusterCommand
{
    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Files, folders, or - for standard input: .txt, .md, .jsonl, .wet, each also .gz or .zst. A run directory inside a folder is left out.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "DIR",
            Description = "Write clusters.jsonl, pairs.jsonl, rejected.jsonl and summary.json there, instead of a report.",
        };
        var failOnDuplicates = new Option<bool>("--fail-on-duplicates") { Description = "Exit with 1 when there are duplicates." };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run that DIR holds: only what is not done is done. Refused when it is a run of other inputs or options." };
        var partSize = SharedOptions.Size(
            "--part-size", "Input in one part of a run with a directory; what is larger is done part by part and can be resumed.", new JobOptions { Inputs = [] }.PartBytes, long.MaxValue);
        var against = SharedOptions.RefuseEmpty(new Option<string?>("--against")
        {
            HelpName = "DIR",
            Description = "Compare the inputs with the documents of an earlier run as well, and report what is new: clusters and pairs with a document of the inputs in them.",
        });
        var keepKeys = new Option<bool>("--keep-keys") { Description = "Keep the keys of the documents in DIR: a later run --against it need not read and sign them again." };
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "cluster",
            "Finds the copies in a collection of articles and shows them as clusters.",
            "dedupe cluster articles/ more.jsonl.gz -o found     write the clusters to found/clusters.jsonl\n"
            + "dedupe cluster articles/                            read them on the screen");
        command.Arguments.Add(inputs);
        command.Options.Add(output);
        shared.AddRun(command);
        command.Options.Add(failOnDuplicates);
        command.Options.Add(resume);
        command.Options.Add(partSize);
        command.Options.Add(against);
        command.Options.Add(keepKeys);
        SharedOptions.RefuseOptions(inputs);
        SharedOptions.RefuseEmpty(output);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            var job = new JobOptions
            {
                Inputs = parse.GetValue(inputs) ?? [],
                Dedupe = dedupe,
                Source = source,
                OutputDirectory = parse.GetValue(output),
                Resume = parse.GetValue(resume),
            };
            job = job with { Against = parse.GetValue(against), KeepKeys = parse.GetValue(keepKeys), PartBytes = parse.GetValue(partSize) ?? job.PartBytes };
            CheckResume(job);
            var run = new DedupeJob(job);
            var failing = parse.GetValue(failOnDuplicates);
            if (job.OutputDirectory is { } directory && SaysComplete(run.CheckResume(), terminal, directory))
                return CodeOf(new ResultFolder(directory).ReadOutcome(), failing);
            var result = await ProgressView.RunAsync(terminal, shared.Quiet(parse), progress => run.RunAsync(progress, cancellationToken));
            foreach (var damaged in run.Damaged)
                terminal.Error.WriteLine($"{Printable.Of(damaged)} was damaged, and was made again.");
            Show(result, terminal, job.OutputDirectory, shared.Quiet(parse));
            return CodeOf(new RunOutcome(result.Summary.Duplicates, result.Summary.Rejected), failing);
        });
        return command;
    }

    private static int CodeOf(RunOutcome outcome, bool failOnDuplicates)
    {
        if (failOnDuplicates && outcome.Duplicates > 0)
            return ExitCode.Duplicates;
        return outcome.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
    }

    private static void CheckResume(JobOptions job)
    {
        try
        {
            job.Validate();
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static bool SaysComplete(ResumeState state, Terminal terminal, string directory)
    {
        var finding = state switch
        {
            ResumeState.Complete => "complete: nothing to do",
            ResumeState.Unfinished => "not complete: it goes on with what is not done",
            ResumeState.Lacking => $"but without {string.Join(", ", new ResultFolder(directory).Missing())}: it runs again from the start",
            _ => null,
        };
        if (finding is not null)
            terminal.Error.WriteLine($"{Printable.Of(directory)} holds this run, {finding}.");
        return state == ResumeState.Complete;
    }

    private static void Show(DedupeResult result, Terminal terminal, string? directory, bool quiet)
    {
        RejectionView.Write(terminal.Error, result.Rejections, directory);
        if (directory is null)
            new ClusterReport(terminal.Out, new Ink(terminal.OutHasColour), terminal.OutIsTerminal ? terminal.Width : null).Write(result);
        else if (!quiet)
            terminal.Error.WriteLine(Totals.Of(result.Summary));
    }
}
