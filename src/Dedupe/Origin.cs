namespace Dedupe;

/// <summary>Where a document was read, for messages to people. Never part of its identity.</summary>
/// <param name="Source">The file, or "-" for standard input, or "" for a document handed over in memory.</param>
/// <param name="Line">The line it starts on, from 1; the document's number for sources without lines; 0 for a file as a
/// whole.</param>
public readonly record struct Origin(string Source, long Line);
