using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dedupe.Cli.Views;

/// <summary>
/// Progress as bars, one a stage, with the same words as lines have. It is the column of these words as well.
/// </summary>
internal sealed class ProgressBars(TimeProvider time, Func<long> memory) : ProgressColumn, IProgress<RunProgress>
{
    /// <summary>Columns of a bar.</summary>
    public const int BarWidth = 20;

    // The name of a stage, the bar, and what stands between.
    private const int OtherColumns = 8 + BarWidth + 2;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<int, StageMeter> meters = new();
    private ProgressTask? bar;
    private StageMeter? meter;

    /// <summary>Where the bars are; set before anything is told.</summary>
    public ProgressContext? Context { get; set; }

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <summary>Called again and again: the window may have another size by now.</summary>
    public Action Resize { get; init; } = static () => { };

    public void Report(RunProgress value)
    {
        lock (gate)
        {
            Resize();
            if (meter?.Stage == value.Stage)
                meter.Update(value);
            else
                Begin(value);
            if (bar is null || meter is null)
                return;
            var share = meter.Now().Share;
            bar.IsIndeterminate = share is null;
            bar.Value = share ?? 0;
        }
    }

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        if (!meters.TryGetValue(task.Id, out var stage))
            return Text.Empty;
        var moment = stage.Now();
        var percent = moment is { Share: { } share, Ended: false } ? $"{Math.Floor(share * 100),3:0} %  " : "";
        return new Text(percent + ProgressText.Of(moment, options.ConsoleSize.Width - OtherColumns - percent.Length));
    }

    private void Begin(RunProgress value)
    {
        meter?.End();
        if (bar is not null)
        {
            bar.IsIndeterminate = false;
            bar.Value = bar.MaxValue;
            bar.StopTask();
        }

        meter = new StageMeter(value, time, memory);
        bar = Context?.AddTask(Markup.Escape(value.Stage), new ProgressTaskSettings { MaxValue = 1 });
        if (bar is not null)
            meters[bar.Id] = meter;
    }
}
