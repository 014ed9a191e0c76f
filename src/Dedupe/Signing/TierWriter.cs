using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>Writes keys of documents to the entries of both tiers. One a thread.</summary>
/// <param name="entries">Gets the keys.</param>
internal sealed class TierWriter(TierEntries entries)
{
    private readonly EntryWriter near = entries.Near.Writer();
    private readonly EntryWriter reuse = entries.Reuse.Writer();

    /// <summary>Writes the keys of a document.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="keys">Its keys.</param>
    /// <exception cref="IOException">Keys had to go to the temporary file, and the disk is full.</exception>
    [MethodImpl(Compile.Fully)]
    public void Write(int number, TextKeys keys)
    {
        var bandKeys = keys.BandKeys;
        for (var band = 0; band < bandKeys.Length; band++)
            near.Add(band, (bandKeys[band] << 32) | (uint)number);
        foreach (var key in keys.SampleKeys)
            reuse.Add(TierEntries.PartitionOf(key), TierEntries.Entry(key, number));
    }

    /// <summary>Hands over what was written.</summary>
    /// <exception cref="IOException">Keys had to go to the temporary file, and the disk is full.</exception>
    public void Flush()
    {
        near.Flush();
        reuse.Flush();
    }
}
