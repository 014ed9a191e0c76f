namespace Dedupe.Verification;

/// <summary>
/// Makes a block of pairs that many threads verify in another order than that of the block. The pairs are cut into
/// stretches, each the work of one thread.
/// </summary>
/// <param name="order">The places of the pairs in the block, in the order of the verification.</param>
/// <param name="stretch">So many pairs are a stretch.</param>
internal sealed class PairBlockBuilder(int[] order, int stretch)
{
    private readonly PairRecord[] records = GC.AllocateUninitializedArray<PairRecord>(order.Length);
    private readonly byte[][] details = new byte[(order.Length + stretch - 1) / stretch][];

    /// <summary>How many stretches.</summary>
    public int Stretches => details.Length;

    /// <summary>The places of the pairs of a stretch, in the order of the verification.</summary>
    public ReadOnlySpan<int> Stretch(int number)
    {
        var start = number * stretch;
        return order.AsSpan(start, Math.Min(stretch, order.Length - start));
    }

    /// <summary>Takes a pair. The pairs of a stretch come in its order.</summary>
    /// <param name="place">Its place in the block.</param>
    /// <param name="record">The pair, and how long its details are.</param>
    public void Add(int place, in PairRecord record) => records[place] = record;

    /// <summary>Ends a stretch, and takes the details of its pairs, which the writer has in their order.</summary>
    public void End(int number, PairDetailsWriter writer)
    {
        details[number] = writer.Written.ToArray();
        writer.Clear();
    }

    /// <summary>
    /// The block; details stand in the order of the records, whatever the order of the verification was.
    /// </summary>
    /// <exception cref="CannotRunException">The details are larger than one array.</exception>
    public PairBlock Build()
    {
        var total = 0L;
        foreach (ref var record in records.AsSpan())
        {
            record = record with { DetailsPlace = (int)total };
            total += record.DetailsLength;
        }

        if (total > Array.MaxLength)
            throw new CannotRunException(
                $"The passages of {records.Length} pairs take {total} bytes, and at most {Array.MaxLength} can be " +
                $"kept together: split the collection.");
        var all = GC.AllocateUninitializedArray<byte>((int)total);
        for (var number = 0; number < details.Length; number++)
        {
            var rest = details[number].AsSpan();
            foreach (var place in Stretch(number))
            {
                ref readonly var record = ref records[place];
                rest[..record.DetailsLength].CopyTo(all.AsSpan(record.DetailsPlace));
                rest = rest[record.DetailsLength..];
            }

            details[number] = [];
        }

        return new PairBlock(records, all);
    }
}
