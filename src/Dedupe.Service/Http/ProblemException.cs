namespace Dedupe.Service.Http;

/// <summary>A request is answered with a problem (RFC 9457).</summary>
/// <param name="status">The status of HTTP.</param>
/// <param name="type">What is wrong, as a fixed word: one of <see cref="ProblemTypes"/>.</param>
/// <param name="detail">What is wrong, in a sentence for a person, without anything secret.</param>
internal sealed class ProblemException(int status, string type, string detail) : Exception(detail)
{
    /// <summary>The status of HTTP.</summary>
    public int Status { get; } = status;

    /// <summary>What is wrong, as a fixed word.</summary>
    public string Type { get; } = type;

    /// <summary>After how many seconds the same request may succeed; 0 when nobody knows.</summary>
    public int RetryAfter { get; init; }

    /// <summary>How many items of the request are stored; null where nothing was to be stored.</summary>
    public int? Taken { get; init; }

    /// <summary>Why the item was not taken, as in rejected.jsonl; null where there was no item.</summary>
    public string? Reason { get; init; }
}
