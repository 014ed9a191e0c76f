namespace Dedupe.Benchmarks.Corpus;

/// <summary>What the generator knows of a text for comparing it with another of its group.</summary>
internal sealed class KnownText
{
    private const int ShingleSize = 5;

    private readonly ulong[] shingles;
    private readonly int[] taken;
    private readonly int prose;
    private readonly ulong sequence;

    /// <summary>Looks at a text.</summary>
    public KnownText(TextUnits text)
    {
        var units = text.Units;
        shingles = new ulong[Math.Max(0, units.Length - ShingleSize + 1)];
        for (var i = 0; i < units.Length; i++)
        {
            sequence = Draw.Mix((sequence * 31) + (units[i] & Unit.WordMask) + 1);
            if (i >= shingles.Length)
                continue;
            var hash = 0UL;
            for (var j = 0; j < ShingleSize; j++)
                hash = Draw.Mix((hash * 31) + (units[i + j] & Unit.WordMask) + 1);
            shingles[i] = hash;
        }

        Array.Sort(shingles);
        shingles = [.. shingles.Distinct()];
        var origins = new List<int>();
        for (var i = 0; i < units.Length; i++)
        {
            if ((units[i] & Unit.Quoted) != 0 || text.Origins[i] == TextUnits.Boilerplate)
                continue;
            prose++;
            if (text.Origins[i] >= 0)
                origins.Add(text.Origins[i]);
        }

        origins.Sort();
        taken = [.. origins];
    }

    /// <summary>
    /// The relation of two texts of one group, with the Jaccard similarity of their word 5-grams and the larger share
    /// of prose in common.
    /// </summary>
    public static (Relation Relation, double Jaccard, double Share) Compare(KnownText a, KnownText b)
    {
        var common = Common<ulong>(a.shingles, b.shingles);
        var jaccard = (double)common / Math.Max(1, a.shingles.Length + b.shingles.Length - common);
        var words = Common<int>(a.taken, b.taken);
        var share = (double)words / Math.Max(1, Math.Min(a.prose, b.prose));
        var relation = a.sequence == b.sequence ? Relation.Identical
            : jaccard >= 0.7 ? Relation.NearDuplicate
            : share >= 0.2 ? Relation.Derived
            : words >= 24 ? Relation.Partial
            : Relation.None;
        return (relation, jaccard, share);
    }

    private static int Common<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : IComparable<T>
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].CompareTo(b[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }
}
