namespace Dedupe.Benchmarks.Corpus;

/// <summary>The part a document of the news corpus plays.</summary>
internal enum Role : byte
{
    /// <summary>Unlike all others, boilerplate apart.</summary>
    Single,
    /// <summary>One of a family: the original or a copy.</summary>
    Family,
    /// <summary>Shares a quotation with a few others.</summary>
    Quote,
    /// <summary>Shares a background paragraph with a few others.</summary>
    Background,
}
