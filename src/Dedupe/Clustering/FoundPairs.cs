using System.Collections;
using Dedupe.Signing;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// The pairs that a run reports, sorted by (A, B). A pair is made when it is asked for, and again when it is asked for
/// again. Safe from any thread.
/// </summary>
/// <param name="blocks">The blocks that they stand in.</param>
/// <param name="places">Where, as <see cref="PairPlace"/> has it.</param>
/// <param name="documents">The documents, for their ids and agencies.</param>
internal sealed class FoundPairs(
    PairBlock[] blocks, PairPlace[] places, SignedCollection documents) : IReadOnlyList<VerifiedPair>
{
    /// <inheritdoc/>
    public int Count => places.Length;

    /// <inheritdoc/>
    public VerifiedPair this[int index]
    {
        get
        {
            var place = places[index];
            var block = blocks[place.Block];
            ref readonly var record = ref block[place.Record];
            return block.Decode(place.Record, documents.Agency(record.A), documents.Agency(record.B)).Among(documents);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<VerifiedPair> GetEnumerator()
    {
        for (var index = 0; index < places.Length; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
