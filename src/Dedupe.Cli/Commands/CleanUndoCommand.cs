using System.CommandLine;
using Dedupe.Cleaning;
using Dedupe.Cli.Databases;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe clean undo</c>: puts back what a plan took away.</summary>
internal static class CleanUndoCommand
{
    public static Command Create(Terminal terminal)
    {
        var plan = CleanCommand.Plan();
        var database = CleanTable.Database();
        var triggers = CleanTable.WithTriggers();
        var json = CleanCommand.Json();
        var quiet = CleanCommand.Quiet();
        var command = new DescribedCommand(
            "undo",
            "Puts back the files that a plan took away, byte for byte, where nothing new stands in their places.",
            "dedupe clean undo plan     put them back; go on after an end");
        command.Arguments.Add(plan);
        command.Options.Add(database);
        command.Options.Add(triggers);
        command.Options.Add(json);
        command.Options.Add(quiet);
        command.Run(terminal, async (parse, cancellationToken) =>
        {
            var folder = GivenFiles.RequireFolder("PLAN", parse.GetValue(plan))!;
            if (TablePlan.IsIn(folder))
                return await CleanTable.UndoAsync(
                    terminal, folder, parse.GetValue(database), parse.GetValue(triggers), parse.GetValue(json),
                    parse.GetValue(quiet), cancellationToken);
            var undo = new CleanUndo(folder);
            var result = await ProgressView.RunAsync(
                terminal, parse.GetValue(quiet),
                progress => Task.Run(() => undo.Run(progress, cancellationToken), CancellationToken.None));
            var view = new CleanView(terminal.Out);
            if (parse.GetValue(json))
                view.WriteJson(result, "undo");
            else
                view.WriteUndone(result);
            return result.Failed > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return command;
    }
}
