namespace Dedupe.Sources;

/// <summary>What a stream of bytes holds.</summary>
public enum InputFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,
    /// <summary>One plain text: the whole file is one document.</summary>
    Text,
    /// <summary>
    /// WARC records (ISO 28500) of which the <c>conversion</c> ones are texts: Common Crawl's WET files.
    /// </summary>
    Wet,
}
