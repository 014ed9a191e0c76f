namespace Dedupe.Sources;

/// <summary>One file that a <see cref="FileSource"/> reads.</summary>
/// <param name="Path">Its path as shown to people: the argument, or the folder argument joined with the path below it
/// by '/'.</param>
/// <param name="Length">Its bytes on disk; null for standard input and for what cannot be looked at.</param>
internal sealed record SourceFile(string Path, long? Length);
