using System.CommandLine;
using Dedupe.Cli.Report;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe report</c>: a page of what a run found.</summary>
internal static class ReportCommand
{
    private const int UsualClusters = 400;

    public static Command Create(Terminal terminal)
    {
        var directory = new Argument<string>("DIR") { Description = "The run directory." };
        var output = OptionKinds.RefuseEmpty(new Option<string>("--output", "-o")
        {
            HelpName = "PAGE",
            Description =
                "A file that ends with .html, or a folder: then all clusters are there page by page, for runs with " +
                "many. Without it: DIR/report.html.",
        });
        var clusters = OptionKinds.Count(
            "--clusters", "N", "Clusters that are shown with their texts: the largest and the most suspicious.",
            UsualClusters, 2, 100_000);
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace a report that is there." };
        var csv = OptionKinds.RefuseEmpty(new Option<string>("--csv")
        {
            HelpName = "FOLDER",
            Description = "Write clusters.csv and pairs.csv there, instead of a page.",
        });
        var xlsx = OptionKinds.RefuseEmpty(new Option<string>("--xlsx")
        {
            HelpName = "FILE",
            Description = "Write clusters and pairs as an Excel workbook, instead of a page.",
        });
        var command = new DescribedCommand(
            "report",
            "Makes a page of what a run found: totals, charts, sources, clusters with their texts side by side. It " +
            "needs no server and loads nothing from elsewhere.",
            "dedupe report found                 found/report.html, for a browser\n"
            + "dedupe report found -o all/         all/index.html, with a page for every 500 clusters\n"
            + "dedupe report found --xlsx found.xlsx    for a spreadsheet");
        command.Arguments.Add(directory);
        command.Options.Add(output);
        command.Options.Add(clusters);
        command.Options.Add(overwrite);
        command.Options.Add(csv);
        command.Options.Add(xlsx);
        OptionKinds.RefuseOptions(directory);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var run = GivenFiles.RequireRun("DIR", parse.GetValue(directory)!);
            if (parse.GetValue(csv) is not null || parse.GetValue(xlsx) is not null)
            {
                if (parse.GetValue(output) is not null)
                    throw new UsageException("--csv and --xlsx are written instead of a page: leave -o out.");
                var isReplaced = parse.GetValue(overwrite);
                if (parse.GetValue(csv) is { } folder)
                    TableFiles.WriteCsv(run, folder, isReplaced, cancellationToken);
                if (parse.GetValue(xlsx) is { } book)
                    TableFiles.WriteWorkbook(run, book, isReplaced, cancellationToken);
                return ExitCode.Done;
            }

            var page = await new ReportWriter(run, parse.GetValue(clusters)).WriteAsync(
                parse.GetValue(output), parse.GetValue(overwrite), cancellationToken);
            terminal.Out.WriteLine(Printable.Of(page));
            return ExitCode.Done;
        });
        return command;
    }
}
