namespace Dedupe.Cli.Views;

/// <summary>
/// Progress as plain lines: one every ten seconds, whether or not there is news, and one at the end of a stage that
/// took longer than that.
/// </summary>
internal sealed class ProgressLines : IProgress<RunProgress>, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly TimeProvider time;
    private readonly Func<long> memory;
    private readonly ITimer timer;
    private StageMeter? meter;

    /// <summary>Begins.</summary>
    /// <param name="output">Takes the lines.</param>
    /// <param name="time">The clock.</param>
    /// <param name="memory">Bytes of memory that the process has.</param>
    public ProgressLines(TextWriter output, TimeProvider time, Func<long> memory)
    {
        this.output = output;
        this.time = time;
        this.memory = memory;
        timer = time.CreateTimer(_ => Tick(), state: null, Every, Every);
    }

    public void Report(RunProgress value)
    {
        lock (gate)
        {
            if (meter?.Stage == value.Stage)
            {
                meter.Update(value);
                return;
            }

            End();
            meter = new StageMeter(value, time, memory);
        }
    }

    /// <summary>The run is over: so is its last stage.</summary>
    public void End()
    {
        lock (gate)
        {
            meter?.End();
            if (meter?.Now() is { } moment && moment.Elapsed > Every)
                Write(moment);
            meter = null;
        }
    }

    /// <summary>Writes no more.</summary>
    public void Dispose() => timer.Dispose();

    private void Tick()
    {
        lock (gate)
        {
            if (meter is not null)
                Write(meter.Now());
        }
    }

    private void Write(in StageMoment moment)
    {
        try
        {
            output.WriteLine($"{moment.Progress.Stage}  {ProgressText.Of(moment)}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody can be told; the run goes on.
        }
    }
}
