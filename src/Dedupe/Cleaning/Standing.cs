namespace Dedupe.Cleaning;

/// <summary>What the journal says of a file of the plan.</summary>
internal enum Standing
{
    /// <summary>Nothing was done to it, or all of it was undone.</summary>
    InPlace,
    /// <summary>It was about to be moved away when the journal ends.</summary>
    Leaving,
    /// <summary>It is in the quarantine.</summary>
    Away,
    /// <summary>It was deleted.</summary>
    Deleted,
    /// <summary>It was about to be put back when the journal ends.</summary>
    Returning,
}
