namespace Dedupe.Verification;

/// <summary>Reads what <see cref="PairDetailsWriter"/> wrote.</summary>
/// <param name="bytes">The details of one pair.</param>
internal ref struct PairDetailsReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>The details of a pair, in the order they were written in.</summary>
    /// <param name="bytes">All of them.</param>
    public static (
        Passage[] Passages, TextDifference[] Differences, OwnText? OwnA, OwnText? OwnB) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return ([], [], null, null);
        var reader = new PairDetailsReader(bytes);
        var passages = new Passage[(int)reader.Next()];
        var differences = new TextDifference[(int)reader.Next()];
        var (endA, endB) = (0, 0);
        foreach (ref var passage in passages.AsSpan())
        {
            var (a, b) = reader.NextRanges(ref endA, ref endB);
            var words = reader.Next();
            passage = new Passage(
                a, b, (int)(words >> PairDetailsWriter.KindBits), (PassageKind)(
                    words & ((1 << PairDetailsWriter.KindBits) - 1)));
        }

        (endA, endB) = (0, 0);
        foreach (ref var difference in differences.AsSpan())
        {
            var (a, b) = reader.NextRanges(ref endA, ref endB);
            difference = new TextDifference(a, b, (DifferenceKind)reader.Next());
        }

        return reader.at == bytes.Length
            ? (passages, differences, null, null)
            : (passages, differences, reader.NextOwn(), reader.NextOwn());
    }

    /// <summary>
    /// Only what the first or the second text has for itself; null when that is not known. Nothing else is made.
    /// </summary>
    /// <param name="bytes">All details.</param>
    /// <param name="ofA">Whether the first is asked for.</param>
    public static OwnText? ReadOwn(ReadOnlySpan<byte> bytes, bool ofA)
    {
        if (bytes.IsEmpty)
            return null;
        var reader = new PairDetailsReader(bytes);
        for (var numbers = PairDetailsWriter.NumbersOfItem * (reader.Next() + reader.Next()); numbers > 0; numbers--)
            reader.Next();
        if (reader.at == bytes.Length)
            return null;
        var ownA = reader.NextOwn();
        return ofA ? ownA : reader.NextOwn();
    }

    private OwnText NextOwn() => new((int)Next(), NextWords(), NextWords());

    private WordRange[] NextWords()
    {
        var ranges = new WordRange[(int)Next()];
        var end = 0;
        foreach (ref var range in ranges.AsSpan())
        {
            range = new WordRange(end + (int)Next(), (int)Next());
            end = range.End;
        }

        return ranges;
    }

    private (TextRange A, TextRange B) NextRanges(ref int endA, ref int endB)
    {
        var startA = endA + NextSigned();
        var startB = endB + NextSigned();
        var a = new TextRange(startA, (int)Next());
        var b = new TextRange(startB, a.Length + NextSigned());
        (endA, endB) = (a.Start + a.Length, b.Start + b.Length);
        return (a, b);
    }

    private int NextSigned()
    {
        var value = Next();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    private uint Next()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next <= 0x7F)
                return value;
        }
    }
}
