namespace Dedupe.Benchmarks.Corpus;

/// <summary>What a generated text looks like.</summary>
internal enum Language
{
    /// <summary>Latin letters, one byte each.</summary>
    English,
    /// <summary>Two-byte letters, right to left.</summary>
    Arabic,
    /// <summary>Two-byte letters with capitals.</summary>
    Russian,
    /// <summary>Three-byte characters without spaces, each a word.</summary>
    Chinese,
}
