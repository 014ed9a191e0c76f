using System.Text;
using Xunit;

namespace Dedupe.Tests.Laws;

/// <summary>Pairs of texts of shapes that made work grow faster than the texts, of any size.</summary>
internal static class AwkwardTexts
{
    private static readonly Dictionary<string, Func<int, int, string>> Shapes = new()
    {
        ["a a a"] = (n, side) => Repeat("a ", n) + side,
        ["a b a b in another phase"] = (n, side) => Repeat("b ", side) + Repeat("a b ", n / 2),
        ["eight words in turn"] = (n, side) => Repeat("x ", side) + Repeat("a b c d e f g h ", n / 8),
        ["1,1,1"] = (n, side) => Repeat("1,", n) + side,
        ["figures joined by commas, some of them others"] = (n, side) =>
            Each(n, i => i % 9 == 8 ? $"{i + side}," : $"{i * 7919 % 100_003},"),
        ["one Han character"] = (n, side) => Repeat("測", n) + (side == 0 ? "試" : "驗"),
        ["quoted lines"] = (n, _) => Repeat("> a\n", n),
        ["a table of line numbers and zeros"] = (n, side) => Each(n / 7, i => $"{i}\t0\t0\t0\t0\t0\t0\n") + side,
        ["two words at random"] = (n, side) => Random(n, 2, side),
        ["eight words at random"] = (n, side) => Random(n, 8, side),
        ["sixty words at random"] = (n, side) => Random(n, 60, side),
        ["a sentence over and over"] = (n, side) =>
            Repeat("the quick brown fox jumps over the lazy dog and runs. ", n / 11) + side,
        ["a refrain with numbers"] = (n, side) =>
            Each(n / 10, i => $"Hide caption {i + side} of 22 photos: the storm in pictures. "),
        ["every sixth word another"] = (n, side) => Each(n, i => i % 6 == 5 ? $"e{i}s{side} " : $"v{i} "),
        ["every sixth word a number"] = (n, side) => Each(n, i => i % 6 == 5 ? $"{i + side} " : $"v{i} "),
        ["numbers beside moved blocks"] = (n, side) => string.Concat(
            Enumerable.Range(0, n / 8).OrderBy(i => side == 0 ? i : (long)i * 7919 % 10_007)
                .Select(i => $"{i * 31 + side} b{i} c{i} d{i} e{i} f{i} g{i} {i * 17 + side} ")),
        ["nested guillemets"] = (n, side) => Each(n / 2, i => $"«v{i} ") + Each(n / 2, i => $"u{i}» ") + side,
        ["nested guillemets round two words"] = (n, side) => Repeat("«a ", n / 2) + Repeat("b» ", n / 2) + side,
        ["guillemets in turn"] = (n, side) => Each(n / 8, i => $"«v{i} w{i} x{i} y{i}» z{i} a{i} b{i} c{i} ") + side,
        ["signatures in one paragraph"] = (n, side) => Each(n / 4, i => $"v{i} w{i} — Name (@h{i}) ") + side,
        ["dialogue in one line"] = (n, side) => "—" + Each(n / 5, i => $"v{i} w{i} —x{i} y{i}—. z{i} ") + side,
        ["marks alone between words"] = (n, side) =>
            $"alpha beta gamma delta {Repeat("«»“”\"'", n)} epsilon zeta eta theta {side}",
        ["marks without a partner"] = (n, side) => Each(n / 3, i => $"«w{i} \"x{i} “y{i} ") + side,
        ["line ends and spaces"] = (n, side) => Repeat("a\n  \t  \r", n) + side,
        ["agencies"] = (n, side) => Repeat("AFP, ", n) + side,
        ["dashes before an agency"] = (n, side) =>
            $"PARIS {Repeat("-", n)} (AFP) the story goes on for some words {side}",
        ["a ruler"] = (n, side) => Each(n, i => $"{(char)('a' + int.TrailingZeroCount(i + 1))} ") + side,
        ["the words of Thue and Morse"] = (n, side) => Each(n, i => (int.PopCount(i) + side) % 2 == 0 ? "a " : "b "),
        ["prefixes that part late"] = (n, side) => Each(n / 121, i => $"{Repeat("p q r s t u ", 20)}z{i + side} "),
        ["a text that has itself twice"] = (n, side) =>
            Each(n / 2, i => $"h{i} ") + $"x{side} " + Each(n / 2, i => $"h{i} "),
    };

    /// <summary>The names of the shapes.</summary>
    public static TheoryData<string> Names => [.. Shapes.Keys];

    /// <summary>One of a pair.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="words">About so many words, or signs.</param>
    /// <param name="side">0 or 1: the text or the other.</param>
    public static byte[] Make(string shape, int words, int side) => Encoding.UTF8.GetBytes(Shapes[shape](words, side));

    private static string Repeat(string piece, int times) =>
        new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();

    private static string Each(int times, Func<int, string> piece) =>
        string.Concat(Enumerable.Range(0, times).Select(piece));

    private static string Random(int words, int vocabulary, int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(vocabulary)}"));
    }
}
