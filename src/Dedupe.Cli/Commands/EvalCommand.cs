using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;
using Dedupe.Evaluation;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe eval</c>: how well a run agrees with hand labels.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal)
    {
        var labels = LabelOptions.Labels();
        var inputs = LabelOptions.Inputs();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead." };
        var errors = new Option<bool>("--errors") { Description = "List the pairs that were judged wrongly." };
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "eval",
            "Runs over labelled articles and prints precision, recall, F1, cluster measures and the confusion table.",
            "dedupe eval --labels pairs.jsonl --input articles.jsonl.gz --errors"
            + "     measure, and list what went wrong");
        command.Options.Add(labels);
        command.Options.Add(inputs);
        command.Options.Add(json);
        command.Options.Add(errors);
        shared.AddRun(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, source) = shared.Read(parse);
            // Labels first: a broken label file should not cost a run.
            var expected = LabelFile.Read(GivenFiles.RequireFile("--labels", parse.GetValue(labels)) ?? "");
            GivenFiles.RequireInputs(parse.GetValue(inputs) ?? []);
            var run = new DedupeJob(new JobOptions
            {
                Inputs = parse.GetValue(inputs) ?? [],
                Dedupe = dedupe,
                Source = source,
            });
            var result = await ProgressView.RunAsync(
                terminal, shared.Quiet(parse), progress => run.RunAsync(progress, cancellationToken));
            RejectionView.Write(terminal.Error, result.Rejections);
            var evaluation = PairEvaluation.Of(result, expected);
            if (parse.GetValue(json))
                EvaluationJson.Write(terminal.Out, evaluation, parse.GetValue(errors));
            else
                new EvaluationView(terminal).Write(evaluation, result.Summary, parse.GetValue(errors));
            return result.Summary.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
