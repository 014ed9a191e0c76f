namespace Dedupe.Signing;

/// <summary>What was not accepted of the inputs of a run, or not wholly understood.</summary>
internal sealed class SignedNotes
{
    private readonly Lock gate = new();

    /// <summary>What was not accepted.</summary>
    public RejectionLog Rejected { get; } = new();

    /// <summary>Dates that were not understood.</summary>
    public UnreadDates UnreadDates { get; } = new();

    /// <summary>Takes the notes of a thread, or of a part; called from any thread.</summary>
    public void Take(RejectionLog rejections, UnreadDates dates)
    {
        lock (gate)
        {
            Rejected.Add(rejections);
            UnreadDates.Add(dates);
        }
    }
}
