namespace Dedupe.Cli.Views;

/// <summary>What stands on one height in both texts.</summary>
internal sealed record AlignedRow(IReadOnlyList<Piece> Left, IReadOnlyList<Piece> Right);
