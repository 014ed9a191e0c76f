namespace Dedupe.Sources;

/// <summary>Takes markup out of texts that stand in fields. Safe for threads.</summary>
internal abstract class MarkupRules
{
    /// <summary>The text without markup.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="always">Whether any tag or entity is markup; else only what is clearly markup is.</param>
    /// <param name="plain">The text without; in memory of its own.</param>
    /// <returns>False when there is none: the text is as it should be.</returns>
    public abstract bool TryStrip(ReadOnlySpan<byte> text, bool always, out ReadOnlyMemory<byte> plain);
}
