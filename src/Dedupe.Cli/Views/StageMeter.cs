namespace Dedupe.Cli.Views;

/// <summary>
/// Measures one stage: how much it has done, how fast, and the time that is left at that speed. A stage may count
/// several times, with other work before, between and behind, which does not make the counting slower. Safe on any
/// thread.
/// </summary>
internal sealed class StageMeter
{
    // Less than this tells nothing of the speed.
    private const double ShortestSeconds = 0.5;

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Func<long> memory;
    private readonly long began;
    private long countedFrom;
    private long told;
    private RunProgress first;
    private RunProgress latest;
    private (long Total, long Counted, double Seconds) earlier; // counts that are over
    private StageMoment? last;

    /// <summary>Begins with the first word of a stage.</summary>
    /// <param name="progress">That word.</param>
    /// <param name="time">The clock.</param>
    /// <param name="memory">Bytes of memory that the process has.</param>
    public StageMeter(RunProgress progress, TimeProvider time, Func<long> memory)
    {
        this.time = time;
        this.memory = memory;
        first = latest = progress;
        began = countedFrom = told = time.GetTimestamp();
    }

    /// <summary>The stage.</summary>
    public string Stage => first.Stage;

    /// <summary>Takes further word of the stage.</summary>
    public void Update(RunProgress progress)
    {
        lock (gate)
        {
            bool anotherCount = progress.Total != latest.Total
                || progress.Unit != latest.Unit
                || progress.Done < first.Done;
            // One thread's word may overtake another's.
            if (!anotherCount && progress.Done < latest.Done)
                return;
            if (anotherCount)
                EndCount(progress);
            told = time.GetTimestamp();
            latest = progress;
        }
    }

    /// <summary>The stage is over: what it says stays as it is.</summary>
    public void End()
    {
        lock (gate)
            last ??= Measure(ended: true);
    }

    /// <summary>How far it is.</summary>
    public StageMoment Now()
    {
        lock (gate)
            return last ?? Measure(ended: false);
    }

    private void EndCount(RunProgress next)
    {
        earlier = next.Unit == latest.Unit
            ? (earlier.Total + latest.Total, earlier.Counted + latest.Done - first.Done,
                earlier.Seconds + time.GetElapsedTime(countedFrom, told).TotalSeconds)
            : default;
        first = next;
        countedFrom = time.GetTimestamp();
    }

    private StageMoment Measure(bool ended)
    {
        long now = time.GetTimestamp();
        var share = ShareOf(latest);
        long counted = latest.Done - first.Done;
        double seconds = time.GetElapsedTime(countedFrom, share >= 1 || ended ? told : now).TotalSeconds;
        bool known = seconds >= ShortestSeconds && counted > 0;
        var left = known && !ended ? Left(share, seconds) : null;
        double? bytes = known && latest.Bytes > first.Bytes ? (latest.Bytes - first.Bytes) / seconds : null;
        if (ended)
        {
            (counted, seconds) = (counted + earlier.Counted, seconds + earlier.Seconds);
            known = seconds >= ShortestSeconds && counted > 0;
        }

        var all =
            latest with
            {
                Done = latest.Done + earlier.Total,
                Total = latest.Total > 0 ? latest.Total + earlier.Total : 0
            };
        return new StageMoment(
            all, time.GetElapsedTime(began, now), ShareOf(all), known ? counted / seconds : null, bytes, left,
            memory(), ended);
    }

    private TimeSpan? Left(double? share, double seconds)
    {
        var moved = share - ShareOf(first);
        return moved > 0 && seconds * (1 - share) / moved is { } left && left < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(left)
            : null;
    }

    private static double? ShareOf(RunProgress progress) => progress switch
    {
        { InputTotal: > 0 } => Math.Min(1, (double)progress.InputBytes / progress.InputTotal),
        { Total: > 0 } => (double)progress.Done / progress.Total,
        _ => null,
    };
}
