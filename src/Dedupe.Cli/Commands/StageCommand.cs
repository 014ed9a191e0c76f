using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe stage</c>: one rank of one stage of a run that was planned.</summary>
internal static class StageCommand
{
    /// <summary>The word for everything that is left.</summary>
    private const string All = "all";

    private static readonly string[] Stages = ["sign", "merge", "group", "verify", "cluster", All];
    private static readonly string[] Tiers = ["near", "story", "reuse"];

    public static Command Create(Terminal terminal)
    {
        var stage =
            new Argument<string>("STAGE")
            {
                Description =
                    "sign, merge, group, verify or cluster; all does what is left of the run, in this process."
            };
        var directory =
            new Argument<string>("DIR")
            {
                Description = "The run directory, as dedupe plan began it. All ranks must see it."
            };
        var tier =
            new Option<string?>("--tier")
            {
                HelpName = "near|story|reuse",
                Description = "The tier of group, verify and cluster."
            };
        var rank = Optional(
            "--rank", "R",
            "The rank of this process, from 0. [default: of the job array (Slurm) or indexed job (Kubernetes), else 0]",
            0);
        var of = Optional(
            "--of", "N", "How many ranks there are. [default: of the job array or JOB_COMPLETIONS, else 1]", 1);
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "stage",
            "Does the parts that one rank has of one stage of a run. Parts that are done are not done again.",
            "dedupe plan articles/ -o found                       shows the stages and their parts\n"
            + "dedupe stage sign found --rank 0 --of 4              one of four processes, on any machine that sees " +
                "found\n"
            + "dedupe stage group found --tier near                 alone, when all parts of sign and merge are done");
        command.Arguments.Add(stage);
        command.Arguments.Add(directory);
        foreach (var option in (Option[])[tier, rank, of])
            command.Options.Add(option);
        shared.AddMachine(command);
        OptionKinds.RefuseOptions(stage);
        OptionKinds.RefuseOptions(directory);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var name = OneOf("STAGE", parse.GetValue(stage), Stages);
            var tierName = parse.GetValue(tier) is { } given ? OneOf("--tier", given, Tiers) : null;
            CheckTier(name, tierName);
            if (name == All && (parse.GetValue(rank) ?? parse.GetValue(of)) is not null)
                throw new UsageException("All that is left is done by one process, which has no --rank and --of.");
            var choice = name == All
                ? new RankChoice(0, 1)
                : RankChoice.Choose(parse.GetValue(rank), parse.GetValue(of), Environment.GetEnvironmentVariable);
            var (threads, memory) = shared.Machine(parse);
            var job = new RankJob(
                GivenFiles.RequireRun("DIR", parse.GetValue(directory)!), threads, memory, ReadableFormats.All);
            var quiet = shared.Quiet(parse);
            RequireStage(job, name, tierName);
            var result = await ProgressView.RunAsync(terminal, quiet, progress => name == All
                ? job.RunAllAsync(progress, cancellationToken)
                : job.RunAsync(name, tierName, choice.Rank, choice.Of, progress, cancellationToken));
            return WriteResult(terminal, job, choice, result, parse.GetValue(directory)!, quiet);
        });
        return command;
    }

    private static int WriteResult(
        Terminal terminal, RankJob job, RankChoice choice, RankResult result, string directory, bool quiet)
    {
        foreach (var damaged in result.Damaged)
            terminal.Error.WriteLine($"{Printable.Of(damaged)} was damaged, and was made again.");
        if (result.Result is { } found)
        {
            RejectionView.Write(terminal.Error, found.Rejections, ", all in rejected.jsonl");
            if (!quiet)
            {
                Totals.Write(terminal.Error, found.Summary);
                TextNotes.Write(terminal.Error, found.Summary);
            }

            PassedOverView.Write(terminal.Error, found.Summary, quiet);
            return found.Summary.Rejected > 0 || found.Summary.Files == 0 ? ExitCode.Rejected : ExitCode.Done;
        }

        if (!quiet)
            terminal.Error.WriteLine(
                job.Complete
                    ? $"The run in {Printable.Of(directory)} is complete: nothing to do."
                    : Text(choice, result));
        return ExitCode.Done;
    }

    private static string Text(RankChoice choice, RankResult result)
    {
        var rank = choice.Of == 1 ? "" : $", rank {choice.Rank} of {choice.Of}";
        var found = result.Found == 0 ? "" : $", {result.Found} done before";
        return $"{result.Step.Name}{rank}: {Totals.Count(result.Made, "part")} of {result.Step.Parts} done{found}";
    }

    private static void CheckTier(string stage, string? tier)
    {
        var tiered = stage is "group" or "verify" or "cluster";
        if (tiered && tier is null)
            throw new UsageException($"The stage {stage} needs --tier near, story or reuse.");
        if (!tiered && tier is not null)
            throw new UsageException($"The stage {stage} has no tier.");
    }

    private static void RequireStage(RankJob job, string stage, string? tier)
    {
        if (stage != All && !job.Steps.Any(step => step.Stage == stage && step.Tier == tier))
            throw new UsageException(
                $"This run looks for near-duplicates only and has no stage {stage} of the tier {tier}.");
    }

    private static string OneOf(string name, string? word, string[] words) =>
        words.Contains(word, StringComparer.Ordinal)
            ? word!
            : throw new UsageException($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not '{word}'.");

    private static Option<int?> Optional(string name, string helpName, string description, int least) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result => OptionKinds.ReadCount(result, name, least, 1_000_000),
    };
}
