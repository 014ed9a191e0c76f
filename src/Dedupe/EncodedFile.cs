namespace Dedupe;

/// <summary>A file with documents that were read from another encoding than UTF-8.</summary>
/// <param name="File">The input, as people named it.</param>
/// <param name="Encodings">How many of its accepted documents, by the name of their encoding.</param>
public sealed record EncodedFile(string File, IReadOnlyDictionary<string, long> Encodings);
