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
            Description =
                "Folder for the filtered files: the same names, format and packing, and the counts in filter.json.",
            Required = true,
        };
        var removal = new RemovalOptions();
        var copyOthers =
            new Option<bool>("--copy-others")
            {
                Description =
                    "Bring along the files of input folders that are not read (html, pdf, ...), as they are."
            };
        var allowOther =
            new Option<bool>("--allow-other")
            {
                Description = "Filter inputs as well that the run did not read, or that changed since."
            };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files in OUT." };
        var dropRejected =
            new Option<bool>("--drop-rejected")
            {
                Description = "Leave out what cannot be read as a document; else it is kept as it is."
            };

        var command = new DescribedCommand(
            "filter",
            "Writes inputs of a run again without the copies: "
            + "a document goes only when a copy that stays has its text.",
            "dedupe cluster articles.jsonl -o found\n"
            + "dedupe filter found articles.jsonl -o clean     write clean/articles.jsonl");
        command.Arguments.Add(run);
        command.Arguments.Add(inputs);
        command.Options.Add(output);
        removal.AddTo(command);
        foreach (var option in (Option[])[copyOthers, allowOther, overwrite, dropRejected])
            command.Options.Add(option);
        OptionKinds.RefuseOptions(run);
        OptionKinds.RefuseOptions(inputs);
        OptionKinds.RefuseEmpty(output);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var options = new FilterOptions
            {
                RunDirectory = parse.GetValue(run) ?? "",
                Inputs = parse.GetValue(inputs) ?? [],
                OutputDirectory = parse.GetValue(output) ?? "",
                Rule = removal.Rule(parse),
                Keep = removal.Keep(parse),
                CopyOthers = parse.GetValue(copyOthers),
                AllowOther = parse.GetValue(allowOther),
                Overwrite = parse.GetValue(overwrite),
                DropRejected = parse.GetValue(dropRejected),
                Formats = ReadableFormats.All,
            };
            GivenFiles.RequireFolder("DIR", options.RunDirectory);
            GivenFiles.RequireInputs(options.Inputs);
            GivenFiles.RequireNoFile("--output", options.OutputDirectory);
            var result = await FilterAsync(options, cancellationToken);
            RejectionView.Write(terminal.Error, result.Rejections);
            FilterView.Write(terminal.Out, result, options);
            return result.Counts.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }

    private static async Task<FilterResult> FilterAsync(FilterOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await new FilterJob(options).RunAsync(cancellationToken);
        }
        catch (FilterRefusedException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
