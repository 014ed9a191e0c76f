namespace Dedupe.Signing;

/// <summary>
/// What a text signs to: a hash of all it says, and the keys under which texts that share something with it are found.
/// Texts that share a key are candidates, no more: what they share is told by comparing them. Keys of texts signed with
/// the same options compare; see <see cref="HashFamily.Version"/>. Reading is thread-safe while nobody signs into it.
/// </summary>
public sealed class TextKeys
{
    private ulong[] bandKeys = [];
    private int bands;

    internal TextKeys()
    {
    }

    /// <summary>
    /// Hash of all words and of the signs of their figures: equal for texts that say the same, credits left out.
    /// </summary>
    public UInt128 ContentHash { get; internal set; }

    /// <summary>Words of the text, credits left out; 0 and more.</summary>
    public int Words { get; internal set; }

    /// <summary>The agency the text is credited to, such as AFP; null when none is known.</summary>
    public string? Agency { get; internal set; }

    /// <summary>
    /// The keys of the near tier: one for each band of the MinHash signature, in order of the bands. None for a text
    /// with fewer words than a shingle has. Near-duplicates agree in one at least, with the wanted chance.
    /// </summary>
    public ReadOnlySpan<ulong> BandKeys => bandKeys.AsSpan(0, bands);

    /// <summary>
    /// The keys of the reuse tier: a sample of the shingles, in order of place, some of them more than once. Texts that
    /// share a long enough run of words share one for certain. None with <see cref="DedupeOptions.NearOnly"/>.
    /// </summary>
    public ReadOnlySpan<ulong> SampleKeys => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Sample);

    /// <summary>Words of the text with those of its credits.</summary>
    internal int WordsWithCredits { get; set; }

    /// <summary>The sample, to be written.</summary>
    internal List<ulong> Sample { get; } = [];

    /// <summary>Room for so many band keys, to be written.</summary>
    internal Span<ulong> BandRoom(int count)
    {
        if (bandKeys.Length < count)
            bandKeys = new ulong[count];
        bands = count;
        return bandKeys.AsSpan(0, count);
    }
}
