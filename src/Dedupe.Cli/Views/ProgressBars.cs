using Spectre.Console;

namespace Dedupe.Cli.Views;

/// <summary>Progress as bars, one a stage.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgress<RunProgress>
{
    private readonly Lock gate = new();
    private ProgressTask? bar;
    private string stage = "";

    public void Report(RunProgress value)
    {
        lock (gate)
        {
            if (bar is null || stage != value.Stage)
            {
                bar?.Value(bar.MaxValue);
                bar?.StopTask();
                stage = value.Stage;
                bar = context.AddTask(Markup.Escape(ProgressText.Of(value)));
            }

            bar.Description = Markup.Escape(ProgressText.Of(value));
            bar.IsIndeterminate = value.Total <= 0;
            if (value.Total > 0)
                bar.MaxValue(value.Total).Value(value.Done);
        }
    }
}
