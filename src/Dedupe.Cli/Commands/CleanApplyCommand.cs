using System.CommandLine;
using Dedupe.Cleaning;
using Dedupe.Cli.Databases;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe clean apply</c>: does what a plan says, file by file.</summary>
internal static class CleanApplyCommand
{
    public static Command Create(Terminal terminal)
    {
        var plan = CleanCommand.Plan();
        var yes = new Option<bool>("--yes")
        {
            Description = "Do it. Without it every file is looked at, and nothing is touched.",
        };
        var to = OptionKinds.RefuseEmpty(new Option<string?>("--to")
        {
            HelpName = "DIR",
            Description = "Folder that the files are moved to, the same tree in it. [default: PLAN/quarantine]",
        });
        var delete = new Option<bool>("--delete") { Description = "Delete the files, or rows. This cannot be undone." };
        var hardLink = new Option<bool>("--hardlink")
        {
            Description = "Move the files away and make their paths names of the file that stays, where both have " +
                "the same bytes.",
        };
        var symlink = new Option<bool>("--symlink")
        {
            Description = "Move the files away and put symbolic links to the files that stay in their places.",
        };
        var reflink = new Option<bool>("--reflink")
        {
            Description = "Move the files away and put files in their places that share the blocks of the file that " +
                "stays, where both have the same bytes and the file system can do it (btrfs, XFS).",
        };
        var inPlace = new Option<bool>("--in-place")
        {
            Description = "Replace files of records by files without those that go; the originals are moved to the " +
                "quarantine, with --delete and links as well. Without it such files stay, and copies without these " +
                "records are written to PLAN/filtered.",
        };
        var decisions = OptionKinds.RefuseEmpty(new Option<string?>("--decisions")
        {
            HelpName = "FILE",
            Description = "What was decided on the review page: what stays.",
        });
        var database = CleanTable.Database();
        var triggers = CleanTable.WithTriggers();
        var json = CleanCommand.Json();
        var quiet = CleanCommand.Quiet();
        var command = new DescribedCommand(
            "apply",
            "Moves the files of a plan to a quarantine. Each goes only if it and the file that stays for it are " +
            "still what they were.",
            "dedupe clean apply plan                 look whether the plan holds\n"
            + "dedupe clean apply plan --yes           move the files to plan/quarantine; go on after an end\n"
            + "dedupe clean apply plan --yes --in-place    take records out of files as well\n"
            + "dedupe clean apply plan --yes --decisions decisions.json");
        command.Arguments.Add(plan);
        foreach (var option in (Option[])
            [yes, inPlace, to, delete, hardLink, symlink, reflink, decisions, database, triggers, json, quiet])
            command.Options.Add(option);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var folder = GivenFiles.RequireFolder("PLAN", parse.GetValue(plan))!;
            if (TablePlan.IsIn(folder))
            {
                foreach (var option in (Option[])[inPlace, to, hardLink, symlink, reflink, decisions])
                {
                    if (parse.GetResult(option) is { Implicit: false })
                        throw new UsageException($"{option.Name} is for files, and this is a plan for a table.");
                }

                return await CleanTable.ApplyAsync(
                    terminal, folder, parse.GetValue(database), parse.GetValue(yes), parse.GetValue(delete),
                    parse.GetValue(triggers), parse.GetValue(json), parse.GetValue(quiet), cancellationToken);
            }

            CleanWay[] ways =
            [
                .. parse.GetValue(delete) ? [CleanWay.Delete] : Array.Empty<CleanWay>(),
                .. parse.GetValue(hardLink) ? [CleanWay.HardLink] : Array.Empty<CleanWay>(),
                .. parse.GetValue(symlink) ? [CleanWay.SymbolicLink] : Array.Empty<CleanWay>(),
                .. parse.GetValue(reflink) ? [CleanWay.SharedBlocks] : Array.Empty<CleanWay>(),
            ];
            if (ways.Length > 1 || (ways is [CleanWay.Delete] && parse.GetValue(to) is not null))
                throw new UsageException("Files are moved, deleted or replaced by one kind of link: choose one.");
            GivenFiles.RequireNoFile("--to", parse.GetValue(to));
            var apply = new CleanApply(folder)
            {
                Way = ways is [var way] ? way : CleanWay.Move,
                To = parse.GetValue(to),
                IsDryRun = !parse.GetValue(yes),
                InPlace = parse.GetValue(inPlace),
                Formats = ReadableFormats.All,
                Decisions = GivenFiles.RequirePlainFile("--decisions", parse.GetValue(decisions)),
            };
            var result = await ProgressView.RunAsync(
                terminal, parse.GetValue(quiet),
                progress => Task.Run(() => apply.Run(progress, cancellationToken), CancellationToken.None));
            var view = new CleanView(terminal.Out);
            if (parse.GetValue(json))
                view.WriteJson(result, apply.IsDryRun ? "check" : CleanWords.Of(apply.Way));
            else
                view.Write(result, apply, folder);
            return result.Failed > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
