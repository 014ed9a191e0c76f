namespace Dedupe.Cli.Report;

/// <summary>A stretch of a text as the report shows it.</summary>
/// <param name="Text">The text, hidden characters shown.</param>
/// <param name="Passage">Number of the passage it belongs to, from 1; 0 for text that only this side has.</param>
/// <param name="Kind">What the passage is made of.</param>
/// <param name="Differs">Whether the other side says something else here.</param>
internal readonly record struct TextSpan(string Text, int Passage, PassageKind Kind, bool Differs);
