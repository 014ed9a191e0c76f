namespace Dedupe.Cli.Views;

/// <summary>A stretch of one text as it is shown.</summary>
/// <param name="At">Where it begins in its text, in code points.</param>
/// <param name="Text">The text.</param>
/// <param name="Passage">Number of the passage it is, from 1; 0 for text that is not shared.</param>
/// <param name="Kind">What the passage is made of.</param>
internal readonly record struct Piece(int At, string Text, int Passage, PassageKind Kind);
