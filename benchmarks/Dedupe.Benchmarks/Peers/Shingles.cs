using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Dedupe.Benchmarks.Peers;

/// <summary>The usual recipe: runs of five lower-cased words, 128 MinHash values, keys of bands.</summary>
internal static partial class Shingles
{
    private const int Words = 5;
    private const int Values = 128;
    private static readonly (ulong Factor, ulong Term)[] Permutations = Draw();

    /// <summary>Hashes of the runs of five words of a text, each once; of all words where there are fewer.</summary>
    public static HashSet<ulong> Of(string text)
    {
        List<ulong> words = [];
        foreach (var match in Word().EnumerateMatches(text))
        {
            var lower = ArrayPool<char>.Shared.Rent(match.Length * 2);
            var length = text.AsSpan(match.Index, match.Length).ToLowerInvariant(lower);
            words.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lower.AsSpan(0, length))));
            ArrayPool<char>.Shared.Return(lower);
        }

        var all = CollectionsMarshal.AsSpan(words);
        HashSet<ulong> shingles = [];
        for (var i = 0; i == 0 || i + Words <= all.Length; i++)
            shingles.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(all[i..Math.Min(all.Length, i + Words)])));
        return shingles;
    }

    /// <summary>One key for each band of so many MinHash values.</summary>
    public static long[] BandKeys(HashSet<ulong> shingles, int rows)
    {
        Span<ulong> least = stackalloc ulong[Values];
        least.Fill(ulong.MaxValue);
        foreach (var shingle in shingles)
        {
            for (var i = 0; i < Values; i++)
                least[i] = Math.Min(least[i], (shingle * Permutations[i].Factor) + Permutations[i].Term);
        }

        var keys = new long[Values / rows];
        for (var band = 0; band < keys.Length; band++)
        {
            var values = MemoryMarshal.AsBytes(least.Slice(band * rows, rows));
            keys[band] = (long)XxHash3.HashToUInt64(values, band);
        }

        return keys;
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    private static (ulong Factor, ulong Term)[] Draw()
    {
        var drawn = new (ulong Factor, ulong Term)[Values];
        for (var i = 0; i < Values; i++)
            drawn[i] = (XxHash3.HashToUInt64([(byte)i], 1) | 1, XxHash3.HashToUInt64([(byte)i], 2));
        return drawn;
    }
}
