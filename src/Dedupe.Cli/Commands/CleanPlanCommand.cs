using System.CommandLine;
using System.CommandLine.Parsing;
using Dedupe.Batch;
using Dedupe.Cleaning;
using Dedupe.Cli.Databases;
using Dedupe.Cli.Report;
using Dedupe.Cli.Views;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe clean plan</c>: says what may go, and touches nothing.</summary>
internal static class CleanPlanCommand
{
    private static readonly string[] Relations = ["identical", "near-duplicate", "derived"];

    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Files and folders to clean up.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = OptionKinds.RefuseEmpty(new Option<string>("--output", "-o")
        {
            HelpName = "PLAN",
            Description = "Folder for the plan, outside of the inputs.",
            Required = true,
        });
        var run = OptionKinds.RefuseEmpty(new Option<string?>("--run")
        {
            HelpName = "DIR",
            Description = "Plan with a finished run over its inputs, instead of a new run.",
        });
        var removal = new RemovalOptions();
        var relations = new Option<Relation[]>("--relations")
        {
            HelpName = "LIST",
            Description = $"Relations that let a file go. [default: {string.Join(',', Relations)}]",
            CustomParser = ReadRelations,
            DefaultValueFactory = static _ => [Relation.Identical, Relation.NearDuplicate, Relation.Derived],
        };
        var shelter = new Option<string[]>("--protect")
        {
            HelpName = "PATH",
            Description = "File or folder of which nothing goes, and beside which others go. May be given repeatedly.",
        };
        var byWords = new Option<bool>("--by-words")
        {
            Description =
                "Let files go as well that hold more than words (Office, PDF, mail) or are of another format than " +
                "the one that stays. Else they go only where the two are the same to the last byte.",
        };
        var percent = OptionKinds.Count(
            "--max-remove-percent", "N", "Refuse a plan in which more than so many percent of the files would go.",
            50, 1, 100);
        var cluster = OptionKinds.Count(
            "--max-cluster", "N", "Refuse a plan in which files go of a cluster of more than so many.", 1000, 2,
            int.MaxValue);
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Replace a plan that was never applied, and its run.",
        };
        var json = CleanCommand.Json();
        var shared = new SharedOptions();
        var databases = new DatabaseOptions();
        var results = new Option<bool>("--write-results")
        {
            Description = "With --table: write what was found to the table dedupe_result of the database.",
        };
        var command = new DescribedCommand(
            "plan",
            "Says which files may go, because another one that stays has their text. Nothing is touched.",
            "dedupe clean plan archive/ -o plan          what would go: plan/plan.jsonl, a file a line\n"
            + "dedupe clean apply plan                     look whether it still holds\n"
            + "dedupe clean apply plan --yes               move the files to plan/quarantine\n"
            + "dedupe clean undo plan                      put them back");
        command.Arguments.Add(inputs);
        command.Options.Add(output);
        command.Options.Add(run);
        removal.AddTo(command);
        foreach (var option in (Option[])[relations, shelter, byWords, percent, cluster, overwrite, json, results])
            command.Options.Add(option);
        databases.AddTo(command);
        shared.AddRun(command);
        OptionKinds.RefuseOptions(inputs);
        OptionKinds.RefuseOptions(shelter);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var plan = parse.GetValue(output)!;
            GivenFiles.RequireNoFile("--output", plan);
            if (await TableAsync(plan, parse, cancellationToken) is { } code)
                return code;
            CleaningRefusedException.RequireLinux();
            GivenFiles.RequireInputs(parse.GetValue(shelter) ?? []);
            var replaces = parse.GetValue(overwrite);
            CleanFolder.Check(plan, replaces);
            var (dedupe, source) = shared.Read(parse);
            var given = parse.GetValue(inputs) ?? [];
            var directory = parse.GetValue(run);
            if ((directory is null) == (given.Length == 0))
                throw new UsageException("Name what is cleaned up, or with --run a run over it: one of the two.");
            JobOptions? job = null;
            if (directory is null)
            {
                directory = Path.Combine(plan, CleanFolder.RunName);
                job = new JobOptions
                {
                    Inputs = given,
                    Dedupe = dedupe,
                    Source = source,
                    OutputDirectory = directory,
                    Overwrite = parse.GetValue(overwrite),
                    Resume = !parse.GetValue(overwrite),
                    AlsoRead = shared.FileOfOptions(parse) is { } options ? [options] : [],
                };
                GivenFiles.RequireInputs(given);
            }
            else
            {
                GivenFiles.RequireRun("--run", directory);
                (_, source) = OptionsFile.Read(Path.Combine(directory, RunFolder.ManifestName), ReadableFormats.All);
                given = [.. RunManifestFile.Read(directory)!.Inputs.Select(static input => input.Path)];
            }

            CleanPlanner.CheckPlace(plan, given);
            var clean = new CleanOptions
            {
                Plan = plan,
                Inputs = given,
                Run = directory,
                Rule = removal.Rule(parse),
                Keep = removal.Keep(parse),
                Relations = parse.GetValue(relations)!,
                Protected = parse.GetValue(shelter) ?? [],
                ByWords = parse.GetValue(byWords),
                MaxRemovePercent = parse.GetValue(percent),
                MaxCluster = parse.GetValue(cluster),
                Formats = ReadableFormats.All,
            };
            var (totals, rejected) = await ProgressView.RunAsync(
                terminal, shared.Quiet(parse),
                progress => MakeAsync(clean, replaces, job, source, progress, cancellationToken));
            var view = new CleanView(terminal.Out);
            if (parse.GetValue(json))
                view.WriteJson(clean, totals);
            else
                view.Write(plan, totals, rejected);
            return rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;

        async Task<int?> TableAsync(string plan, ParseResult parse, CancellationToken cancellationToken)
        {
            var (dedupe, source) = shared.Read(parse);
            var job = new JobOptions
            {
                Inputs = parse.GetValue(inputs) ?? [],
                Dedupe = dedupe,
                Source = source,
                OutputDirectory = Path.Combine(plan, CleanFolder.RunName),
                Overwrite = parse.GetValue(overwrite),
                Resume = !parse.GetValue(overwrite),
            };
            if (databases.Read(parse, job) is not { } table)
            {
                return parse.GetValue(results)
                    ? throw new UsageException("--write-results goes with --table.")
                    : null;
            }

            if (parse.GetValue(run) is not null || parse.GetValue(shelter) is { Length: > 0 })
                throw new UsageException("--run and --protect do not go together with --table.");
            CleanFolder.Check(plan, parse.GetValue(overwrite));
            var options = new CleanOptions
            {
                Plan = plan,
                Inputs = job.Inputs,
                Run = job.OutputDirectory,
                Rule = removal.Rule(parse),
                Keep = removal.Keep(parse),
                Relations = parse.GetValue(relations)!,
                MaxRemovePercent = parse.GetValue(percent),
                MaxCluster = parse.GetValue(cluster),
                Formats = ReadableFormats.All,
            };
            return await CleanTable.PlanAsync(
                terminal, table, job, options, job.Overwrite, parse.GetValue(results), parse.GetValue(json),
                shared.Quiet(parse), cancellationToken);
        }
    }

    private static async Task<(CleanTotals Totals, long Rejected)> MakeAsync(
        CleanOptions options, bool replaces, JobOptions? job, SourceOptions source, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        // Nobody applies the plan that stood here while another one takes its place.
        using var taken = RunLock.Take(options.Plan, "planning", alone: true);
        CleanFolder.Check(options.Plan, replaces);
        // Before anything is read: what changes from now on is noticed.
        var files = new CandidateFiles(options.Inputs, source);
        if (job is not null && new DedupeJob(job) is var run && run.CheckResume() != ResumeState.Complete)
            await run.RunAsync(progress, cancellationToken);
        var (removals, totals) = await new CleanPlanner(options, files).MakeAsync(progress, cancellationToken);
        CleanFolder.Write(options, files.Roots, removals, totals, source);
        var page = await new CleanReview(CleanPlan.Read(options.Plan), totals, options.Run)
            .PageAsync(cancellationToken);
        ReportWriter.Write(Path.Combine(options.Plan, CleanReview.FileName), page);
        return (totals, new ResultFolder(options.Run).ReadOutcome().Rejected);
    }

    private static Relation[] ReadRelations(ArgumentResult result)
    {
        var words = result.Tokens[0].Value.Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > 0 && words.All(static word => Relations.Contains(word, StringComparer.Ordinal)))
            return [.. words.Select(static word => Names.TryParse(word, out var relation) ? relation : default)];
        result.AddError($"--relations takes a list of {string.Join(", ", Relations)}, not '{result.Tokens[0].Value}'.");
        return [];
    }
}
