using System.CommandLine;
using System.Globalization;
using Dedupe.Batch;
using Dedupe.Cli.Report;
using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe curve</c>: what the bands derived from a threshold find.</summary>
internal static class CurveCommand
{
    private const int BarWidth = 40;

    public static Command Create(Terminal terminal)
    {
        var defaults = new SigningOptions();
        var threshold = OptionKinds.Share(
            "--threshold", "J", "Jaccard similarity from which two documents are near-duplicates.",
                new DedupeOptions().Threshold, one: true);
        var recall = OptionKinds.Share(
            "--recall", "R", "Wanted chance to find a pair exactly at the threshold.", defaults.Recall, one: false);
        var signature = OptionKinds.Count(
            "--signature", "N", "Most values in a signature.", defaults.SignatureSize, 4, 4096);

        var plot = OptionKinds.RefuseEmpty(new Option<string>("--plot")
        {
            HelpName = "FILE",
            Description = "Also draw the curve into an SVG file, which must not be there yet.",
        });

        var command = new DescribedCommand(
            "curve",
            "Shows bands and rows for a threshold, and how likely a pair of each similarity becomes a candidate.",
            "dedupe curve --threshold 0.7     the plan that 'dedupe cluster --threshold 0.7' uses");
        command.Options.Add(threshold);
        command.Options.Add(recall);
        command.Options.Add(signature);
        command.Options.Add(plot);
        command.Run(terminal, (parse, _) =>
        {
            var plan = BandingPlan.For(parse.GetValue(threshold), parse.GetValue(recall), parse.GetValue(signature));
            if (parse.GetValue(plot) is { } file)
                Draw(file, plan, parse.GetValue(threshold));
            Write(terminal.Out, plan, parse.GetValue(threshold), parse.GetValue(recall), parse.GetValue(signature));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Draw(string file, BandingPlan plan, double threshold)
    {
        OutputFile.Check(file, mayExist: false, []);
        var svg = SvgChart.Curve(
            "Chance to become a candidate",
            string.Create(CultureInfo.InvariantCulture, $"{plan.Bands} bands of {plan.RowsPerBand} rows."),
            plan.CandidateProbability, threshold, "Jaccard similarity; the dashed line is the threshold", own: true);
        AtomicFile.Write(file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(svg + "\n")));
    }

    private static void Write(TextWriter output, BandingPlan plan, double threshold, double recall, int signature)
    {
        var falsePositives = plan.FalsePositiveBelowThreshold;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
             threshold {threshold:0.###}, wanted recall {recall:0.###}, at most {signature} signature values
             bands {plan.Bands}, rows {plan.RowsPerBand}, {plan.Bands * plan.RowsPerBand} signature values in use
             found of pairs at or above the threshold: {plan.RecallAboveThreshold:0.0000}
             candidates of pairs below the threshold:  {falsePositives:0.0000} (similarities drawn evenly)
             half of the pairs are found at:           {plan.HalfPoint:0.0000}

             similarity   recall
             """));
        var marked = false;
        for (var step = 1; step <= 20; step++)
        {
            var similarity = step / 20.0;
            // The first step that is not below the threshold; a small slack, as 0.05 is no binary fraction.
            var mark = !marked && similarity > threshold - 1e-9;
            marked |= mark;
            var chance = plan.CandidateProbability(similarity);
            var bar = new string('█', (int)Math.Round(chance * BarWidth));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                    $"      {similarity:0.00}   {chance:0.0000}  {bar}{(mark ? "  < threshold" : "")}").TrimEnd());
        }
    }
}
