namespace Dedupe.Tests;

/// <summary>Steps that end the work at the first look after so many of them, as a run does that is stopped.</summary>
internal sealed class StoppingSteps(long after) : Steps
{
    /// <inheritdoc/>
    protected override void Look()
    {
        base.Look();
        if (Count >= after)
            throw new OperationCanceledException();
    }
}
