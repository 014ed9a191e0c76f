using System.CommandLine;
using Dedupe.Cli.Report;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe runs compare</c>: what another run over the same input finds otherwise.</summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal)
    {
        var before = new Argument<string>("BEFORE") { Description = "A run directory." };
        var after = new Argument<string>("AFTER") { Description = "Another one, of a run over the same input." };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of tables." };
        var compare = new DescribedCommand(
            "compare",
            "Shows what an option does: documents that joined or left clusters, clusters that were split or merged, " +
            "pairs whose relation is another, with examples.",
            "dedupe runs compare found found-2       what the second run finds otherwise");
        compare.Arguments.Add(before);
        compare.Arguments.Add(after);
        compare.Options.Add(json);
        OptionKinds.RefuseOptions(before);
        OptionKinds.RefuseOptions(after);
        compare.Run(terminal, (parse, cancellationToken) =>
        {
            var runs = RunComparison.Of(
                GivenFiles.RequireRun("BEFORE", parse.GetValue(before)!),
                GivenFiles.RequireRun("AFTER", parse.GetValue(after)!), cancellationToken);
            var view = new ComparisonView(terminal.Out);
            if (parse.GetValue(json))
                view.WriteJson(runs);
            else
                view.Write(runs);
            return Task.FromResult(ExitCode.Done);
        });
        var command = new Command("runs", "Looks at several runs.");
        command.Subcommands.Add(compare);
        return command;
    }
}
