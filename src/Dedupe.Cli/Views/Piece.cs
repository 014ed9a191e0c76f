namespace Dedupe.Cli.Views;

/// <summary>A stretch of one text as it is shown.</summary>
/// <param name="Text">The text, white space made even.</param>
/// <param name="Passage">Number of the passage it is, from 1; 0 for text that is not shared.</param>
/// <param name="Kind">What the passage is made of.</param>
internal readonly record struct Piece(string Text, int Passage, PassageKind Kind);
