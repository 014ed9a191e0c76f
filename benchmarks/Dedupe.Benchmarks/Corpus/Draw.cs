using System.Numerics;

namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// The generator's own random numbers (SplitMix64): the same sequence for the same seed on every machine and every
/// version of .NET. Only integers: no result may hang on how a processor rounds.
/// </summary>
internal sealed class Draw
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state;

    /// <summary>A sequence for a purpose: equal parts give equal sequences.</summary>
    public Draw(ulong seed, ulong purpose, ulong number = 0) => Restart(seed, purpose, number);

    /// <summary>Spreads 64 bits over 64 bits, one to one.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Starts another sequence.</summary>
    public void Restart(ulong seed, ulong purpose, ulong number) =>
        state = Mix(Mix(Mix(seed + Step) ^ purpose) + (number * Step));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(state += Step);

    /// <summary>A whole number from 0 to below a limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>A whole number from a lowest to a highest, both possible.</summary>
    public int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    /// <summary>True so many times in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>
    /// A log-normal whole number. Normal by the central limit (64 fair coins, a sum of bits, and a uniform fill between
    /// them), the power of two by a table of sixteenths and linear steps: whole numbers throughout.
    /// </summary>
    /// <param name="median">Half of the draws are above.</param>
    /// <param name="sigmaPerMille">Standard deviation of the natural logarithm, in thousandths.</param>
    public int LogNormal(int median, int sigmaPerMille)
    {
        // Heads of 64 coins: mean 32, deviation 4; with the fill, in units of 2^-16 deviations.
        var deviations = (((BitOperations.PopCount(Next()) - 32) * 65536L) + Below(65536) - 32768) / 4;
        // ln to log2: 1/ln 2 = 1.442695; the exponent in units of 2^-16.
        var exponent = deviations * sigmaPerMille / 1000 * 94548 / 65536;
        var whole = (int)(exponent >> 16);
        var fraction = (int)(exponent & 0xFFFF);
        var slot = fraction >> 12;
        var low = Sixteenths[slot];
        var power = low + ((Sixteenths[slot + 1] - low) * (fraction & 0xFFF) / 4096);
        var scaled = (long)median * power;
        return (int)(whole >= 0 ? (scaled << whole) >> 16 : scaled >> (16 - whole));
    }

    // 65536 * 2^(i/16).
    private static readonly long[] Sixteenths =
    [
        65536, 68438, 71468, 74632, 77936, 81386, 84990, 88752, 92682, 96785, 101070, 105545, 110218, 115098, 120194,
            125515, 131072,
    ];
}
