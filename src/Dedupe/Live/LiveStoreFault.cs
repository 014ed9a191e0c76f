namespace Dedupe.Live;

/// <summary>Why a store cannot be read or written.</summary>
public enum LiveStoreFault
{
    /// <summary>It does not answer, or not in time: later it may.</summary>
    Unavailable,

    /// <summary>There is no room: when there is again, it goes on.</summary>
    Full,

    /// <summary>It is damaged, no store of this program, or of a later one.</summary>
    Unusable,
}
