using System.CommandLine;
using Dedupe.Batch;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe filter</c>: writes a collection again without its copies.</summary>
internal static class FilterCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("DIR") { Description = "The run directory: what dedupe cluster wrote with -o." };
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Files and folders of that run, named as they were.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "OUT",
            Description = "Folder for the filtered files: the same names, format and packing, and the counts in filter.json.",
            Required = true,
        };
        var allowOther = new Option<bool>("--allow-other") { Description = "Filter inputs as well that the run did not read, or that changed since." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files in OUT." };
        var dropRejected = new Option<bool>("--drop-rejected") { Description = "Leave out what cannot be read as a document; else it is kept as it is." };

        var command = new DescribedCommand(
            "filter",
            "Writes inputs of a run again without the copies: of every cluster only the representative stays.",
            "dedupe cluster articles.jsonl -o found\n"
            + "dedupe filter found articles.jsonl -o clean     write clean/articles.jsonl");
        command.Arguments.Add(run);
        command.Arguments.Add(inputs);
        foreach (var option in (Option[])[output, allowOther, overwrite, dropRejected])
            command.Options.Add(option);
        SharedOptions.RefuseOptions(run);
        SharedOptions.RefuseOptions(inputs);
        SharedOptions.RefuseEmpty(output);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var options = new FilterOptions
            {
                RunDirectory = parse.GetValue(run) ?? "",
                Inputs = parse.GetValue(inputs) ?? [],
                OutputDirectory = parse.GetValue(output) ?? "",
                AllowOther = parse.GetValue(allowOther),
                Overwrite = parse.GetValue(overwrite),
                DropRejected = parse.GetValue(dropRejected),
            };
            GivenFiles.RequireFolder("DIR", options.RunDirectory);
            GivenFiles.RequireInputs(options.Inputs);
            GivenFiles.RequireNoFile("--output", options.OutputDirectory);
            var result = await Plan(options).RunAsync(cancellationToken);
            RejectionView.Write(terminal.Error, result.Rejections);
            terminal.Out.WriteLine(Text(result, options));
            return result.Counts.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }

    private static FilterJob Plan(FilterOptions options)
    {
        try
        {
            return new FilterJob(options);
        }
        catch (FilterRefusedException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static string Text(FilterResult result, FilterOptions options)
    {
        var counts = result.Counts;
        var rejected = counts.Rejected == 0 ? "" : options.DropRejected ? " (left out)" : " (kept as they are)";
        var notMet = result.NotMet == 0 ? "" : $"; {Totals.Count(result.NotMet, "copy", "copies")} of the run not in these files";
        return $"{Totals.Count(counts.Read, "document")} read: {counts.Kept} kept, {counts.Removed} removed, {counts.Rejected} rejected{rejected}; "
            + $"{Totals.Count(result.Files.Count, "file")}{notMet}";
    }
}
