using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;
using Dedupe.Evaluation;
using Dedupe.Reporting;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe tune</c>: thresholds fitted to the user's own labels.</summary>
internal static class TuneCommand
{
    private static readonly TuningOptions Defaults = new();

    public static Command Create(Terminal terminal)
    {
        var labels = LabelOptions.Labels();
        var inputs = LabelOptions.Inputs();
        var output = OptionKinds.RefuseEmpty(new Option<string?>("--output", "-o")
        {
            HelpName = "FILE",
            Description =
                "Write the thresholds to use there, for --options; those in force where nothing better was found.",
        });
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace FILE if it is there." };
        var folds = OptionKinds.Count("--folds", "K", "Folds of the cross-validation.", Defaults.Folds, 2, 1000);
        var repeats = OptionKinds.Count(
            "--repeats", "N", "How often the folds are drawn anew.", Defaults.Repeats, 1, 1000);
        var seed = OptionKinds.Count(
            "--seed", "N", "Where the random numbers start.", Defaults.Seed, 0, int.MaxValue);
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "tune",
            "Fits the thresholds between the relations to labels, and changes them only when the gain can be told " +
            "from noise.",
            "dedupe tune --labels pairs.jsonl --input articles.jsonl -o options.json     fit\n"
            + "dedupe cluster articles.jsonl --options options.json                        use");
        foreach (var option in (Option[])[labels, inputs, output, overwrite, folds, repeats, seed])
            command.Options.Add(option);
        shared.AddRun(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            if (dedupe.NearOnly)
                throw new UsageException(
                    "Near-duplicates alone (--near-only) have no thresholds that could be fitted.");
            if (parse.GetValue(output) is { } file)
                OutputFile.Check(
                    file, parse.GetValue(overwrite),
                    [parse.GetValue(labels), shared.FileOfOptions(parse), dedupe.Normalization.AgenciesFile,
                    .. parse.GetValue(inputs) ?? []]);
            var expected = LabelFile.Read(GivenFiles.RequireFile("--labels", parse.GetValue(labels)) ?? "");
            var job =
                new JobOptions
                {
                    Inputs = GivenFiles.RequireInputs(parse.GetValue(inputs) ?? []),
                    Dedupe = dedupe,
                    Source = source
                };
            var options =
                new TuningOptions
                {
                    Folds = parse.GetValue(folds),
                    Repeats = parse.GetValue(repeats),
                    Seed = parse.GetValue(seed)
                };
            var (tuning, rejections) = await ProgressView.RunAsync(
                terminal, shared.Quiet(parse), progress =>
                    TuningJob.RunAsync(job, expected, options, progress, cancellationToken));
            RejectionView.Write(terminal.Error, rejections);
            new TuningView(terminal.Out, new Ink(terminal.OutHasColour)).Write(tuning, options.Repeats);
            if (parse.GetValue(output) is { } path)
            {
                OptionsFile.Write(path, dedupe with { Verification = tuning.Chosen }, source, Tuning.Paths);
                terminal.Out.WriteLine($"\nWritten to {Printable.Of(path)}, for --options.");
            }

            return rejections.Count > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
