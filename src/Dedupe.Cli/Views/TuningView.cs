using System.Globalization;
using Dedupe.Evaluation;
using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>What fitting thresholds came to, for a person to read.</summary>
internal sealed class TuningView(TextWriter output, Ink ink)
{
    public void Write(Tuning tuning, int repeats)
    {
        WriteLabels(tuning);
        output.WriteLine();
        output.WriteLine($"{"",-20}{"in force",10}{"to use",10}");
        WriteThreshold("derivedShare", tuning, thresholds => thresholds.DerivedShare, "0.00");
        WriteThreshold("derivedOtherShare", tuning, thresholds => thresholds.DerivedOtherShare, "0.00");
        WriteThreshold("containedShare", tuning, thresholds => thresholds.ContainedShare, "0.00");
        WriteThreshold("derivedWords", tuning, thresholds => thresholds.DerivedWords, "0");
        WriteThreshold("partialWords", tuning, thresholds => thresholds.PartialWords, "0");
        output.WriteLine();
        var times = Totals.Count(repeats, "time");
        output.WriteLine($"F1 on labels held out ({tuning.Folds} folds, drawn {times}), with 95 % intervals:");
        WriteLine("copies", tuning.Derived);
        if (tuning.Partial is { } partial)
            WriteLine("links of prose or more", partial);
        else
            output.WriteLine(
                $"\npartialWords stays: fitting it takes {Tuning.LeastOfEachKind} labels \"partial\", and as many of " +
                $"less.");
    }

    private void WriteLabels(Tuning tuning)
    {
        output.WriteLine(
            $"{Totals.Count(tuning.Copies + tuning.Others, "label")}: {tuning.Copies} of copies, {tuning.Others} of " +
            $"others");
        if (tuning.Unmatched > 0)
            output.WriteLine(
                $"{Totals.Count(tuning.Unmatched, "label")} with a document that is not in the input, left out");
        if (tuning.MissedCopies > 0)
            output.WriteLine(
                $"{Totals.Count(tuning.MissedCopies, "copy", "copies")} never compared (too little in common): no " +
                $"threshold finds them");
    }

    private void WriteThreshold(string name, Tuning tuning, Func<VerificationOptions, double> threshold, string format)
    {
        var (current, chosen) = (threshold(tuning.Current), threshold(tuning.Chosen));
        var line = $"{name,-20}{Shown(current),10}{Shown(chosen),10}";
        output.WriteLine(current == chosen ? line : ink.Bold(line + "  changed"));

        string Shown(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private void WriteLine(string name, FittedLine line)
    {
        output.WriteLine();
        output.WriteLine(ink.Bold(name));
        WriteEstimate("in force", line.Current, "0.000");
        if (line.Changes > 0)
        {
            WriteEstimate("fitted", line.Fitted, "0.000");
            WriteEstimate("gain", line.Gain, "+0.000;-0.000;0.000");
        }

        output.WriteLine(line switch
        {
            { IsChanged: true } =>
                $"  Changed: the gain is more than its standard error ({Number(line.Gain.StandardError, "0.000")}).",
            { Changes: 0 } => "  Kept: no fit does better on labels it has not seen.",
            _ => $"  Kept: the gain is within its standard error ({Number(line.Gain.StandardError, "0.000")}), so it " +
                $"may be noise.",
        });
    }

    private void WriteEstimate(string name, Estimate estimate, string format) => output.WriteLine(
        $"  {name,-10}{Number(estimate.Value, format),7}   {Number(estimate.Low, format)} to " +
        $"{Number(estimate.High, format)}");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
