namespace Dedupe.Sources;

/// <summary>How a source reads documents: its options, and what is made of them once for all readers.</summary>
internal sealed class ReadingRules(SourceOptions options)
{
    /// <summary>The options.</summary>
    public SourceOptions Options => options;

    /// <summary>The names of the fields that matter.</summary>
    public RecordFields Fields { get; } = new(options);
}
