using Spectre.Console;

namespace Dedupe.Cli.Views;

/// <summary>Runs something long and shows how far it is: bars on a terminal, now and then a line elsewhere, nothing when quiet.</summary>
internal static class ProgressView
{
    public static async Task<T> RunAsync<T>(Terminal terminal, bool quiet, Func<IProgress<RunProgress>?, Task<T>> work)
    {
        if (quiet)
            return await work(null);
        return terminal.ErrorIsTerminal ? await WithBarsAsync(terminal, work) : await work(new ProgressLines(terminal.Error));
    }

    private static Task<T> WithBarsAsync<T>(Terminal terminal, Func<IProgress<RunProgress>?, Task<T>> work) =>
        terminal.MessageConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new ProgressBars(context)));
}
