using Spectre.Console;

namespace Dedupe.Cli.Views;

/// <summary>
/// Runs something long and shows how far it is: bars on a terminal, now and then a line elsewhere, nothing when quiet.
/// </summary>
internal static class ProgressView
{
    public static Task<T> RunAsync<T>(Terminal terminal, bool quiet, Func<IProgress<RunProgress>?, Task<T>> work) =>
        RunAsync(terminal, quiet, (progress, _) => work(progress));

    /// <summary>The same for work that has something to say meanwhile: its second value writes a line that bars do not
    /// draw over.</summary>
    public static async Task<T> RunAsync<T>(
        Terminal terminal, bool quiet, Func<IProgress<RunProgress>?, Action<string>, Task<T>> work)
    {
        if (quiet)
            return await work(null, terminal.Error.WriteLine);
        return terminal.ErrorHasBars ? await WithBarsAsync(terminal, work) : await WithLinesAsync(terminal, work);
    }

    private static async Task<T> WithLinesAsync<T>(
        Terminal terminal, Func<IProgress<RunProgress>?, Action<string>, Task<T>> work)
    {
        using var lines = new ProgressLines(terminal.Error, TimeProvider.System, Memory);
        var result = await work(lines, terminal.Error.WriteLine);
        lines.End();
        return result;
    }

    private static Task<T> WithBarsAsync<T>(
        Terminal terminal, Func<IProgress<RunProgress>?, Action<string>, Task<T>> work)
    {
        var console = terminal.MessageConsole();
        var bars =
            new ProgressBars(TimeProvider.System,
                Memory)
            { Resize = () => console.Profile.Width = terminal.MessageWidth };
        return console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = ProgressBars.BarWidth }, bars)
            .StartAsync(context =>
            {
                bars.Context = context;
                return work(bars, console.WriteLine);
            });
    }

    private static long Memory() => Environment.WorkingSet;
}
