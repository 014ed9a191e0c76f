using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;
using Dedupe.Evaluation;
using Dedupe.Sources;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe sample</c>: asks a person about the pairs that are hardest to decide.</summary>
internal static class SampleCommand
{
    private static readonly SamplingOptions Defaults = new();

    public static Command Create(Terminal terminal)
    {
        var inputs =
            new Argument<string[]>("INPUT")
            {
                Description = $"Files and folders: {ReadableFormats.All.Endings}.",
                Arity = ArgumentArity.OneOrMore
            };
        var output = OptionKinds.RefuseEmpty(new Option<string>("--output", "-o")
        {
            HelpName = "LABELS",
            Description =
                "JSON lines of labels, for eval and tune; answers are added to it at once, and what it has is not " +
                "asked again.",
            Required = true,
        });
        var count = OptionKinds.Count("--count", "N", "Pairs to draw.", Defaults.Count, 1, 100_000);
        count.Aliases.Add("-n");
        var seed = OptionKinds.Count(
            "--seed", "N", "Where the random numbers start: another seed draws other pairs.", Defaults.Seed, 0,
            int.MaxValue);
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "sample",
            "Draws pairs near the lines between the relations, and some of every relation, and asks whether they are " +
            "copies.",
            "dedupe sample articles.jsonl -o labels.jsonl                        answer y or n; stop at any time and " +
            "go on later\n"
            + "dedupe tune --labels labels.jsonl --input articles.jsonl            fit the thresholds to the answers");
        command.Arguments.Add(inputs);
        foreach (var option in (Option[])[output, count, seed])
            command.Options.Add(option);
        shared.AddRun(command);
        OptionKinds.RefuseOptions(inputs);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            var job = new JobOptions { Inputs = parse.GetValue(inputs) ?? [], Dedupe = dedupe, Source = source };
            if (job.Inputs.Contains(FileSource.StandardInput))
                throw new UsageException(
                    "Standard input is where the answers come from; the articles must be in files.");

            GivenFiles.RequireInputs(job.Inputs);
            StandardInput.Require();
            OutputFile.Check(
                parse.GetValue(output) ?? "", mayExist: true,
                [shared.FileOfOptions(parse), dedupe.Normalization.AgenciesFile, .. job.Inputs]);
            // Opened first: a file that cannot be written should not cost a run.
            using var labels = LabelWriter.Open(parse.GetValue(output) ?? "");
            var run = new DedupeJob(job);
            var result = await ProgressView.RunAsync(
                terminal, shared.Quiet(parse), progress => run.RunAsync(progress, cancellationToken));
            RejectionView.Write(terminal.Error, result.Rejections);
            var options = new SamplingOptions { Count = parse.GetValue(count), Seed = parse.GetValue(seed) };
            var drawn = PairSampler.Draw(result, dedupe.Verification, options);
            var texts = await DocumentLookup.ReadAsync(
                job.Inputs, source, drawn.SelectMany(
                    pair => (DocumentInfo[])[result.Documents[pair.A], result.Documents[pair.B]]), cancellationToken);
            var questions = new Questions(terminal, result.Documents, texts, labels);
            await questions.AskAsync(drawn, cancellationToken);
            return result.Summary.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
