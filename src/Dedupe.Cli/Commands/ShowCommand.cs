using System.CommandLine;
using Dedupe.Cli.Views;
using Dedupe.Sources;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe show</c>: the documents that inputs become.</summary>
internal static class ShowCommand
{
    private const int UsualCount = 20;

    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = $"Files, folders, or - for standard input: {ReadableFormats.All.Endings}.",
            Arity = ArgumentArity.OneOrMore,
        };
        var count = OptionKinds.Count(
            "--count", "N", "Documents to show, the first ones; the others are counted.", UsualCount, 0, int.MaxValue);
        count.Aliases.Add("-n");
        var all = new Option<bool>("--all") { Description = "Show all documents." };
        var json = new Option<bool>("--json")
        {
            Description = "Print each as a line of JSON, with its whole text.",
        };
        var shared = new SharedOptions();

        var command = new DescribedCommand(
            "show",
            "Shows what documents files are read as: id, title, outlet, date and first words; and what is rejected.",
            "dedupe show news.csv --text-field body     what a run would compare");
        command.Arguments.Add(inputs);
        foreach (var option in (Option[])[count, all, json])
            command.Options.Add(option);
        shared.AddReading(command);
        OptionKinds.RefuseOptions(inputs);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var (_, source) = shared.Read(parse);
            GivenFiles.RequireInputs(parse.GetValue(inputs) ?? []);
            int most = parse.GetValue(all) ? int.MaxValue : parse.GetValue(count);
            var files = new FileSource(parse.GetValue(inputs) ?? [], source);
            var view = new ShownDocuments(terminal.Out, most, parse.GetValue(json), terminal.Width);
            await foreach (var batch in files.ReadAsync(cancellationToken))
            {
                using (batch)
                    batch.Read(view);
            }

            view.End(terminal.Error);
            PassedOverView.Write(terminal.Error, files.PassedOver);
            return view.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
