using System.CommandLine;
using Dedupe.Cli.Views;
using Dedupe.Service.Pushing;
using Dedupe.Sources;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe query</c>: asks a live index what documents are copies of.</summary>
internal static class QueryCommand
{
    private const int Together = 64;

    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = $"Files, folders, or - for standard input: {ReadableFormats.All.Endings}.",
            Arity = ArgumentArity.OneOrMore,
        };
        var target = new TargetOptions();
        var wait = ServerAddress.Wait();
        var json = new Option<bool>("--json") { Description = "One JSON object a line for each document." };
        var all = new Option<bool>("--all") { Description = "Show all matches and rejections, not the first of them." };
        var failOnDuplicates =
            new Option<bool>("--fail-on-duplicates") { Description = "Exit with 1 when there are duplicates." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No progress on standard error." };
        var shared = new SharedOptions();
        var command = new DescribedCommand(
            "query",
            "Asks a live index, with or without a server, what each document is a copy of. Nothing is stored.",
            "dedupe query draft.txt --to http://127.0.0.1:8080     ask a server\n"
            + "dedupe query draft.txt --data dedupe.db               ask the file of its articles, without it");
        command.Arguments.Add(inputs);
        OptionKinds.RefuseOptions(inputs);
        target.AddTo(command);
        foreach (var option in (Option[])[wait, json, all, failOnDuplicates, quiet])
            command.Options.Add(option);
        shared.AddComparison(command);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (dedupe, sourceOptions) = shared.Read(parse);
            var source = new FileSource(GivenFiles.RequireInputs(parse.GetValue(inputs) ?? []), sourceOptions);
            await using var asked = await ProgressView.RunAsync(
                terminal, parse.GetValue(quiet),
                progress => target.OpenForQuestionsAsync(
                    parse, ServerAddress.Patience(parse, wait), dedupe,
                    why => terminal.Error.WriteLine(Printable.Of(why)), progress, cancellationToken));
            var view = new QueryView(terminal.Out, parse.GetValue(json), parse.GetValue(all));
            var totals = new PushTotals();
            var copies = 0;
            await foreach (var lot in new ItemReader(Together, totals.Add).ReadAsync(source, cancellationToken))
            {
                var answers = await asked.QueryAsync(lot, cancellationToken);
                for (var at = 0; at < lot.Count; at++)
                {
                    totals.Add(lot[at], answers[at]);
                    copies += view.Write(lot[at], answers[at]) ? 1 : 0;
                }
            }

            RejectionView.Write(terminal.Error, totals.Rejections, "; --all shows them", parse.GetValue(all));
            PassedOverView.Write(terminal.Error, source.PassedOver);
            if (parse.GetValue(failOnDuplicates) && copies > 0)
                return ExitCode.Duplicates;
            return totals.Rejected > 0 || source.Files.Count == 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
