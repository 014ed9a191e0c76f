using System.Globalization;
using Dedupe.Evaluation;
using Spectre.Console;

namespace Dedupe.Cli.Views;

/// <summary>An evaluation for a person to read.</summary>
internal sealed class EvaluationView(Terminal terminal)
{
    public void Write(PairEvaluation evaluation, RunSummary summary, bool errors)
    {
        var output = terminal.Out;
        var (found, missed) = (evaluation.TruePositives, evaluation.FalseNegatives);
        var (wrong, right) = (evaluation.FalsePositives, evaluation.TrueNegatives);
        var clusters = string.Create(CultureInfo.InvariantCulture, $"adjusted Rand {evaluation.AdjustedRand:0.000}");
        output.WriteLine($"pairs      {Scores(evaluation.Score)}");
        output.WriteLine(
            $"           {evaluation.Pairs.Count} labels: {found} copies found, {missed} missed, " +
            $"{wrong} called copies wrongly, {right} rightly not");
        output.WriteLine($"clusters   B-cubed {Scores(evaluation.BCubed)}   {clusters}");
        output.WriteLine($"           over the {evaluation.LabelledDocuments} labelled documents");
        output.WriteLine();
        if (evaluation.Unmatched > 0)
            output.WriteLine(
                $"{Totals.Count(evaluation.Unmatched, "label")} with a document that is not in the input, counted as " +
                $"none\n");
        output.WriteLine("label \\ predicted");
        terminal.ResultConsole().Write(Confusion(evaluation));
        if (errors)
            WriteErrors(output, evaluation);
        output.WriteLine();
        output.WriteLine(Totals.Of(summary));
    }

    private static string Scores(Score scores) => string.Create(
        CultureInfo.InvariantCulture,
        $"precision {scores.Precision:0.000}   recall {scores.Recall:0.000}   F1 {scores.F1:0.000}");

    private static Table Confusion(PairEvaluation evaluation)
    {
        var relations = Enum.GetValues<Relation>().OrderDescending().ToList();
        var table = new Table().NoBorder().AddColumn("").HideHeaders();
        foreach (var _ in relations)
            table.AddColumn(new TableColumn("").RightAligned());
        table.AddRow(["", .. relations.Select(Names.Of)]);
        var labels = evaluation.Pairs.Select(pair => pair.Label.Label).Distinct(StringComparer.Ordinal);
        var ordered = labels.OrderByDescending(LabelledPair.PositiveLabels.Contains)
            .ThenBy(Strength)
            .ThenBy(label => label, StringComparer.Ordinal);
        foreach (var label in ordered)
        {
            table.AddRow(
            [
                Markup.Escape(Printable.Of(label)),
                .. relations.Select(relation => evaluation.Confusion.GetValueOrDefault((label, relation)))
                    .Select(count => count == 0 ? "." : $"{count}"),
            ]);
        }

        return table;
    }

    private static int Strength(string label) =>
        Names.TryParse(label, out var relation) ? -(int)relation : -(int)Relation.Identical - 1;

    private static void WriteErrors(TextWriter output, PairEvaluation evaluation)
    {
        var wrong = evaluation.Pairs.Where(pair => pair.IsError).ToList();
        output.WriteLine();
        var columns = wrong.Count > 0 ? " (label, predicted, copied prose of a and b, a, b)" : "";
        output.WriteLine($"{Totals.Count(wrong.Count, "error")}{columns}");
        foreach (var pair in wrong)
        {
            output.WriteLine(
                $"  {Printable.Of(pair.Label.Label),-15} {Predicted(pair),-15} " +
                $"{DocumentText.Percent(pair.ProseCoverageA),5} "
                + $"{DocumentText.Percent(pair.ProseCoverageB),5}  {Printable.Of(pair.Label.A)}  " +
                    $"{Printable.Of(pair.Label.B)}");
        }
    }

    private static string Predicted(JudgedPair pair) => pair.Matched ? Names.Of(pair.Predicted) : "not in input";
}
