namespace Dedupe.Batch;

/// <summary>What filtering did.</summary>
/// <param name="Files">Every input file, in the order of their names.</param>
/// <param name="Counts">All documents together.</param>
/// <param name="NotMet">Documents the run would remove that were in none of the files.</param>
/// <param name="Rejections">What is no readable document.</param>
internal sealed record FilterResult(
    IReadOnlyList<FilteredFile> Files, FilterCounts Counts, long NotMet, IReadOnlyList<Rejection> Rejections)
{
    /// <summary>What went in words, and what was kept for its own text.</summary>
    public required RemovalTotals Removal { get; init; }

    /// <summary>The first documents that were kept for their own text, for showing them; filter.json has all.</summary>
    public required IReadOnlyList<KeptDocument> KeptForOwnText { get; init; }

    /// <summary>Files of the input folders that are not read, by kind.</summary>
    public required IReadOnlyDictionary<string, long> PassedOver { get; init; }

    /// <summary>How many of those were brought along.</summary>
    public required long Copied { get; init; }

    /// <summary>Symbolic links that were written as links.</summary>
    public required long Links { get; init; }

    /// <summary>Symbolic links that were left out, because what they lead to is not in the output.</summary>
    public required IReadOnlyList<string> LinksLeftOut { get; init; }
}
