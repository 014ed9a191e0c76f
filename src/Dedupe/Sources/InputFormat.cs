namespace Dedupe.Sources;

/// <summary>What a stream of bytes holds.</summary>
public enum InputFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,
    /// <summary>One plain text: the whole file is one document.</summary>
    Text,
}
