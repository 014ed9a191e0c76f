namespace Dedupe.Benchmarks.Corpus;

/// <summary>What is generated.</summary>
internal sealed record CorpusOptions
{
    /// <summary>How many documents.</summary>
    public int Documents { get; init; } = 100_000;

    /// <summary>Equal seeds give equal bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What the texts look like.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>Of a thousand documents, how many are copies of another one.</summary>
    public int CopiesPerMille { get; init; } = 300;

    /// <summary>Of a thousand documents, how many carry their outlet's footer.</summary>
    public int BoilerplatePerMille { get; init; } = 500;

    /// <summary>Of a thousand families, how many have 10 to 40 members.</summary>
    public int LargePerMille { get; init; } = 3;

    /// <summary>Of a thousand copies, how many merge the story with own prose.</summary>
    public int ReworkPerMille { get; init; } = 100;

    /// <summary>Median of the log-normal length, in words, boilerplate apart.</summary>
    public int MedianWords { get; init; } = 280;

    /// <summary>Half of the documents are written in other spellings of the same words.</summary>
    public bool Variants { get; init; }

    /// <summary>In a chain: share of each text, in percent, that stands in the next one.</summary>
    public int OverlapPercent { get; init; } = 35;
}
