namespace Dedupe.Service.Pushing;

/// <summary>What became of an item that was sent.</summary>
internal enum OutcomeKind
{
    /// <summary>It is stored; of a question: it was answered.</summary>
    Taken,

    /// <summary>The very same was there already: nothing changed.</summary>
    Repeated,

    /// <summary>It cannot be compared, and was not taken.</summary>
    Rejected,
}
