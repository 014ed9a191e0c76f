using System.CommandLine;

namespace Dedupe.Cli.Commands;

/// <summary><c>dedupe clean</c>: plans what goes, does it, and takes it back.</summary>
internal static class CleanCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "clean", "Takes copies out of folders: plans what goes, moves it away when asked to, and puts it back.");
        command.Subcommands.Add(CleanPlanCommand.Create(terminal));
        command.Subcommands.Add(CleanApplyCommand.Create(terminal));
        command.Subcommands.Add(CleanUndoCommand.Create(terminal));
        return command;
    }

    /// <summary>The folder of a plan that is there.</summary>
    public static Argument<string> Plan()
    {
        var plan = new Argument<string>("PLAN") { Description = "The folder of the plan." };
        OptionKinds.RefuseOptions(plan);
        return plan;
    }

    /// <summary>One JSON object instead of sentences.</summary>
    public static Option<bool> Json() => new("--json") { Description = "One JSON object instead of sentences." };

    /// <summary>No progress.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No progress on standard error." };
}
