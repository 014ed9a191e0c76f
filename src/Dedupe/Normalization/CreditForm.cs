namespace Dedupe.Normalization;

/// <summary>One form of words that credits are made of.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Agency">The name of the agency it stands for; null for other kinds.</param>
/// <param name="Words">The hashes of its folded words.</param>
/// <param name="Exact">The very bytes it must have; null when case, accents and punctuation do not count.</param>
/// <param name="Anchor">The place of its longest word: it is looked for by that one, which is rarer than "the" or
/// "with".</param>
internal sealed record CreditForm(CreditKind Kind, string? Agency, ulong[] Words, byte[]? Exact, int Anchor);
