namespace Dedupe.Indexing;

/// <summary>What the documents of a collection tell.</summary>
/// <param name="Of">For each document the number of its story.</param>
/// <param name="PagesOf">For each page with one block, the page that the others were found by; -1 for all
/// others.</param>
internal sealed record Stories(int[] Of, int[] PagesOf);
