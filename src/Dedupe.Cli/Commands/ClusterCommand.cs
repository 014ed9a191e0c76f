using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Databases;
using Dedupe.Cli.Slurm;
using Dedupe.Cli.Views;
using Dedupe.Reporting;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe cluster</c>: finds the copies in a collection.</summary>
internal static class ClusterCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new JobArguments(
            "Write clusters.jsonl, pairs.jsonl, rejected.jsonl and summary.json there, instead of a report.",
            required: false);
        var failOnDuplicates =
            new Option<bool>("--fail-on-duplicates") { Description = "Exit with 1 when there are duplicates." };
        var all =
            new Option<bool>("--all")
            {
                Description =
                    $"Show all clusters, links and rejections on the screen, not the first {ClusterReport.MostShown} " +
                    $"of each."
            };
        var resume =
            new Option<bool>("--resume")
            {
                Description =
                    "Go on with the run that DIR holds: only what is not done is done. Refused when it is a run of " +
                    "other inputs or options."
            };
        var slurm =
            new Option<bool>("--slurm")
            {
                Description =
                    "Submit the run to Slurm: a job array for each stage, each after the one before. With --resume " +
                    "only what is not done."
            };
        var tasks = new Option<int?>("--tasks")
        {
            HelpName = "N",
            Description = "Ranks of each job array, at most.",
            CustomParser = result => OptionKinds.ReadCount(result, "--tasks", 1, 1_000_000),
        };
        var sbatch =
            new Option<string?>("--sbatch")
            {
                HelpName = "OPTIONS",
                Description =
                    "Further options of the jobs, as sbatch has them, such as \"--partition=long --mem=8G\"."
            };

        var tables = new TableOptions();
        var databases = new DatabaseOptions();
        var command = new DescribedCommand(
            "cluster",
            "Finds the copies in a collection of articles and shows them as clusters.",
            "dedupe cluster articles/ more.jsonl.gz -o found     write the clusters to found/clusters.jsonl\n"
            + "dedupe cluster articles/                            read them on the screen\n"
            + "dedupe cluster crawl/ -o found --slurm --tasks 16   let Slurm do it, 16 ranks at a time");
        arguments.AddTo(command);
        foreach (var option in (Option[])[failOnDuplicates, all, resume, slurm, tasks, sbatch])
            command.Options.Add(option);
        tables.AddTo(command);
        databases.AddTo(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var job = arguments.Read(
                parse, job => job with { Resume = parse.GetValue(resume), LeastParts = parse.GetValue(tasks) ?? 0 });
            var options = SlurmOptions.Read(
                parse.GetValue(slurm), parse.GetValue(tasks), parse.GetValue(sbatch), job,
                parse.GetValue(failOnDuplicates));
            tables.Check(parse, job.OutputDirectory, isSubmitted: options is not null);
            if (databases.Read(parse, job) is { } source)
                job = await ProgressView.RunAsync(
                    terminal, arguments.Shared.Quiet(parse),
                    progress => Task.Run(
                        () => DatabaseOptions.Fetch(
                            job, source, job.OutputDirectory!, !job.Resume, progress, cancellationToken),
                        CancellationToken.None));
            JobArguments.RequireFiles(job);
            if (options is not null)
                return await SubmitAsync(
                    terminal,
                    new SlurmSubmission(job, options.Tasks, arguments.Shared.GivenMachine(parse), options.Sbatch),
                    job.OutputDirectory!, cancellationToken);
            var run = new DedupeJob(job);
            var failing = parse.GetValue(failOnDuplicates);
            if (job.OutputDirectory is { } directory && SaysComplete(run, terminal, directory))
            {
                tables.Write(parse, directory, cancellationToken);
                return CodeOf(new ResultFolder(directory).ReadOutcome(), failing);
            }

            var result = await ProgressView.RunAsync(
                terminal, arguments.Shared.Quiet(parse), progress => run.RunAsync(progress, cancellationToken));
            tables.Write(parse, job.OutputDirectory, cancellationToken);
            foreach (var damaged in run.Damaged)
                terminal.Error.WriteLine($"{Printable.Of(damaged)} was damaged, and was made again.");
            Show(result, terminal, job.OutputDirectory, arguments.Shared.Quiet(parse), parse.GetValue(all));
            return CodeOf(
                new RunOutcome(result.Summary.Duplicates, result.Summary.Rejected, result.Summary.Files == 0), failing);
        });
        return command;
    }

    private static int CodeOf(RunOutcome outcome, bool failOnDuplicates)
    {
        if (failOnDuplicates && outcome.Duplicates > 0)
            return ExitCode.Duplicates;
        return outcome.Rejected > 0 || outcome.NothingRead ? ExitCode.Rejected : ExitCode.Done;
    }

    private static async Task<int> SubmitAsync(
        Terminal terminal, SlurmSubmission submission, string directory, CancellationToken cancellationToken)
    {
        var submitted = await submission.SubmitAsync(cancellationToken);
        if (submitted.Count == 0)
            terminal.Error.WriteLine($"{Printable.Of(directory)} holds this run, complete: nothing to do.");
        foreach (var step in submitted)
            terminal.Out.WriteLine(
                $"{Printable.Of(step.Job),10}  {step.Step.Name,-14}  {Totals.Count(step.Ranks.Count, "rank")}");
        if (submitted.Count > 0)
            terminal.Out.WriteLine(
                $"dedupe status {ShellWord.Shown(directory)} tells how far it is; squeue, what waits and runs.");
        return ExitCode.Done;
    }

    private static bool SaysComplete(DedupeJob run, Terminal terminal, string directory)
    {
        var state = run.CheckResume();
        var finding = state switch
        {
            ResumeState.Complete => "complete: nothing to do",
            ResumeState.Unfinished => "not complete: it goes on with what is not done",
            ResumeState.Lacking =>
                $"but without {string.Join(", ", run.Lacking)} as written: it runs again from the start",
            _ => null,
        };
        if (finding is not null)
            terminal.Error.WriteLine($"{Printable.Of(directory)} holds this run, {finding}.");
        if (state != ResumeState.Complete)
            return false;
        run.DeleteParts();
        return true;
    }

    private static void Show(DedupeResult result, Terminal terminal, string? directory, bool quiet, bool all)
    {
        RejectionView.Write(
            terminal.Error, result.Rejections, directory is null ? "; --all shows them" : ", all in rejected.jsonl",
            all);
        if (directory is null)
            new ClusterReport(
                terminal.Out, new Ink(terminal.OutHasColour),
                terminal.OutIsTerminal ? terminal.Width : null)
            { All = all }.Write(result);
        else if (!quiet)
            Totals.Write(terminal.Error, result.Summary);
        if (!quiet)
            TextNotes.Write(terminal.Error, result.Summary);
        PassedOverView.Write(terminal.Error, result.Summary, quiet);
    }
}
