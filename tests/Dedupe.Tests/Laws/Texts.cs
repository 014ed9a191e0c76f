using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dedupe.Tests.Laws;

/// <summary>
/// Generators of texts that share pieces, as articles do: cut, reordered, quoted, reworded, in several scripts.
/// </summary>
internal static class Texts
{
    private static readonly string[] Vocabulary =
        ["the", "minister", "said", "on", "Monday", "élan", "État", "ﬁnance", "Straße", "новости",
         "сказал", "л",
            "مرحبا", "العالَم", "手机", "新闻",
         "ガス", "ｶﾞｽ", "👩‍👩‍👧", "15", "٢٠", "co\u00ADop", "don’t", "workers'", "한국",
         "İzmir"];

    private static readonly string[] Separators =
        [" ", " ", " ", " ", " ", ", ", ". ", "\n", "\n\n", " “", "” ", " \"", "\" ", " «", "» ", "—",
         " 「", "」"];

    /// <summary>A sentence of a small vocabulary: repeats happen, in a text and between texts.</summary>
    public static Gen<string> Sentence { get; } =
        from length in Gen.Choose(1, 30)
        from words in Gen.ListOf(Gen.Elements(Vocabulary), length)
        from separators in Gen.ListOf(Gen.Elements(Separators), length)
        select string.Concat(words.Zip(separators, (word, separator) => word + separator));

    // Longer and mostly of its own words, so that the relations of real articles all occur.
    private static Gen<string> Piece { get; } =
        from number in Gen.Choose(0, 1_000_000)
        from length in Gen.Choose(5, 70)
        from quoted in Gen.Choose(0, 3)
        from tail in Sentence
        let words = Collection.Words(number, length)
        select (quoted == 0 ? $"“{words}”" : words) + " " + tail;

    /// <summary>A few pieces of one pool, in any order and as often as it comes, some edited.</summary>
    public static Gen<string> From(IReadOnlyList<string> pool) => (
        from count in Gen.Choose(1, 6)
        from pieces in Gen.ListOf(Gen.Elements(pool.ToArray()).SelectMany(Edited), count)
        select string.Join("\n\n", pieces)).Where(text => text.Any(char.IsLetterOrDigit));

    /// <summary>Two texts of one pool.</summary>
    public static Arbitrary<Tuple<string, string>> Pairs { get; } = Arb.From(
        from pool in Gen.ListOf(Sentence, 6)
        from a in From([.. pool])
        from b in From([.. pool])
        select Tuple.Create(a, b));

    /// <summary>
    /// Collections of 2 to 25 documents with ids, some with outlets and dates, of one pool of pieces.
    /// </summary>
    public static Arbitrary<Document[]> Collections { get; } = Arb.From(
        from pool in Gen.ListOf(Piece, 8)
        from count in Gen.Choose(2, 25)
        from texts in Gen.ListOf(From([.. pool]), count)
        from sources in Gen.ListOf(Gen.Elements(null, null, "Post", "Echo"), count)
        from days in Gen.ListOf(Gen.Choose(-20, 40), count)
        select texts.Select((text, i) => Make(i, text, sources.ElementAt(i), days.ElementAt(i))).ToArray());

    private static Gen<string> Edited(string piece) =>
        from kind in Gen.Choose(0, 6)
        from at in Gen.Choose(0, 100)
        select kind switch
        {
            0 => piece.ToUpperInvariant(),
            1 => WithoutWord(piece, at),
            2 => FirstWords(piece, at),
            3 => piece.Normalize(NormalizationForm.FormC),
            _ => piece,
        };

    private static string WithoutWord(string piece, int at)
    {
        var words = piece.Split(' ').ToList();
        words.RemoveAt(at % words.Count);
        return string.Join(' ', words);
    }

    private static string FirstWords(string piece, int percent)
    {
        var words = piece.Split(' ');
        return string.Join(' ', words.Take(1 + (words.Length * percent / 100)));
    }

    private static Document Make(int number, string text, string? source, int day) => new(
        $"{number * 7919 % 1000:d3}", text, source: source, date: day < 0
            ? null
            : new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day / 4.0));
}
