namespace Dedupe.Signing;

/// <summary>
/// The first keys of a text, ten bits of each: whether two texts begin alike, a few words of their own before it apart.
/// </summary>
internal static class LeadKeys
{
    private const int Keys = 3;
    private const int KeyBits = 10;
    private const uint Mask = (1 << KeyBits) - 1;

    /// <summary>The first keys.</summary>
    /// <param name="sample">All keys of a text, in order of place.</param>
    public static uint Of(ReadOnlySpan<ulong> sample)
    {
        var lead = 0U;
        for (var key = 0; key < Math.Min(Keys, sample.Length); key++)
            lead |= (1 + (uint)(sample[key] % Mask)) << (key * KeyBits);
        return lead;
    }

    /// <summary>Two texts have one of their first keys in common; of any two texts, one pair in a hundred
    /// seems so.</summary>
    public static bool AreShared(uint a, uint b)
    {
        for (; a != 0; a >>= KeyBits)
        {
            for (var other = b; other != 0; other >>= KeyBits)
            {
                if ((a & Mask) == (other & Mask))
                    return true;
            }
        }

        return false;
    }
}
