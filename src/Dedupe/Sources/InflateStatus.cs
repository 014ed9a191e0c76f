namespace Dedupe.Sources;

/// <summary>How a call of <see cref="Inflater.Inflate"/> ended.</summary>
internal enum InflateStatus
{
    /// <summary>Call again, with more input where there is more.</summary>
    More,
    /// <summary>The final block is complete.</summary>
    Done,
    /// <summary>The input ends before the final block does.</summary>
    Truncated,
    /// <summary>The bits make no sense.</summary>
    Corrupt,
}
