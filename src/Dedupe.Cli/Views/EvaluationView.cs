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
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
             pairs      precision {evaluation.Score.Precision:0.000}   recall {evaluation.Score.Recall:0.000}   F1 {evaluation.Score.F1:0.000}
                        {evaluation.Pairs.Count} labels: {evaluation.TruePositives} copies found, {evaluation.FalseNegatives} missed, {evaluation.FalsePositives} called copies wrongly, {evaluation.TrueNegatives} rightly not
             clusters   B-cubed precision {evaluation.BCubed.Precision:0.000}   recall {evaluation.BCubed.Recall:0.000}   F1 {evaluation.BCubed.F1:0.000}   adjusted Rand {evaluation.AdjustedRand:0.000}
                        over the {evaluation.LabelledDocuments} labelled documents

             """));
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

    private static Table Confusion(PairEvaluation evaluation)
    {
        var relations = Enum.GetValues<Relation>().OrderDescending().ToList();
        var table = new Table().NoBorder().AddColumn("").HideHeaders();
        foreach (var _ in relations)
            table.AddColumn(new TableColumn("").RightAligned());
        table.AddRow(["", .. relations.Select(Names.Of)]);
        var labels = evaluation.Pairs.Select(pair => pair.Label.Label).Distinct(StringComparer.Ordinal);
        foreach (var label in labels.OrderByDescending(LabelledPair.PositiveLabels.Contains).ThenBy(Strength).ThenBy(label => label, StringComparer.Ordinal))
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
        output.WriteLine(
            $"{Totals.Count(wrong.Count, "error")}{(wrong.Count > 0 ? " (label, predicted, copied prose of a and b, a, b)" : "")}");
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
