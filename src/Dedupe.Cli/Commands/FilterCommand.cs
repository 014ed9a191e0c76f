using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dedupe.Batch;
using Dedupe.Batch.Removal;
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
        var covered = new Option<decimal>("--covered")
        {
            HelpName = "SHARE",
            Description =
                "Remove a document when a kept copy has so much of its words in shared passages; credits and " +
                "boilerplate do not count.",
            DefaultValueFactory = static _ => new RemovalRule().Covered,
            CustomParser = ReadShare,
        };
        var keep = new Option<KeepPolicy?>("--keep")
        {
            HelpName = "POLICY",
            Description =
                "Which copy stays where as many can go beside either, such as " +
                "\"earliest,longest,source:AFP>Reuters\". [default: the run's --policy]",
            CustomParser = ReadPolicy,
        };
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
        foreach (var option in (Option[])[output, covered, keep, copyOthers, allowOther, overwrite, dropRejected])
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
                Rule = new RemovalRule { Covered = parse.GetValue(covered) },
                Keep = parse.GetValue(keep),
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

    private static decimal ReadShare(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and <= 1)
            return share;
        result.AddError($"--covered takes a share above 0 and up to 1, such as 0.9, not '{text}'.");
        return default;
    }

    private static KeepPolicy? ReadPolicy(ArgumentResult result)
    {
        try
        {
            return KeepPolicy.Parse(result.Tokens[0].Value);
        }
        catch (FormatException error)
        {
            result.AddError($"--keep: {error.Message}");
            return null;
        }
    }
}
