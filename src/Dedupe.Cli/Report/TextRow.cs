namespace Dedupe.Cli.Report;

/// <summary>What stands on one height in both texts.</summary>
internal sealed record TextRow(IReadOnlyList<TextSpan> Left, IReadOnlyList<TextSpan> Right);
