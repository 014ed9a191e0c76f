using System.Text;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>
/// The tokenizer of every width against one written for reading: one character after the other, no blocks.
/// </summary>
public sealed class TokenizerConformanceTests
{
    // Every kind of character that changes the path, and neighbours of the limits between paths: letters that fold to
    // as many bytes, to fewer, to more, to ASCII; separators and ignored characters of one to four bytes; marks; Han,
    // kana, Thai, Hangul, emoji.
    private static readonly string[] Pieces =
    [
        "a", "Z", "7", " ", "\n", ".", "\0", "the ", "word", "internationalisation", "“", "’", "—", "…", "é", "É", "ß",
            "ø", "\u0301", "\u00A0", "«", "»",
        "中", "国", "一", "鿿", "㐀", "䷀", "、", "。", "，", "か", "が", "か\u3099", "ﾊﾟ", "中\u3099", "中\uFE00", "مدينة", "سَ",
            "ـ", "أ", "٣", "ﷺ", "ٴ", "ٵ",
        "ж", "Й", "Ё", "русский", "κόσμος", "ᾧ", "עִבְ", "ế", "ქ", "ܐ\u0730", "मैं", "ไท", "한국", "😀", "𝒳", "𐐷",
            "\u00AD", "\u200D", "\uFEFF", "ŉ", "Ⱥ", "½", "\u2FFF", "\u3000",
        "\u07FF", "\u0800", "\u0FFF", "\u1000", "\uFFFD", "\uFFFF", "\U0010FFFF",
    ];

    public static TheoryData<string> Widths => [.. Enum.GetNames<KernelWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void AnyMixtureOfPieces(string width)
    {
        var random = new Random(3);
        for (var trial = 0; trial < 6000; trial++)
        {
            // One or two pieces are frequent, so that whole blocks take each path.
            var (one, two, rare) = (random.Next(Pieces.Length), random.Next(Pieces.Length), random.Next(1, 20));
            Check(width, string.Concat(Enumerable.Range(0, random.Next(0, 200)).Select(_ =>
                Pieces[random.Next(rare) == 0 ? random.Next(Pieces.Length) : random.Next(2) == 0 ? one : two])));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void EveryPieceAtEveryPlaceOfABlock(string width)
    {
        foreach (var piece in Pieces)
        {
            for (var before = 0; before < 70; before++)
            {
                Check(width, new string('x', before) + piece + new string('y', 80));
                Check(width, new string(' ', before) + piece + piece + " z" + new string(' ', 70));
                Check(width, new string('ж', before / 2) + (before % 2 == 0 ? "" : "q") + piece + new string('ж', 40));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void EveryCodePoint(string width)
    {
        for (var start = 0; start < 0x110000; start += 0x40)
        {
            if (start is >= 0xD800 and < 0xE000)
                continue;
            Check(
                width,
                string.Concat(
                    Enumerable.Range(start, 0x40).Select(code => "a" + new Rune(code) + (code % 3 == 0 ? " " : ""))));
        }
    }

    // As the last one, behind so many bytes that a block ends before it, in it and behind it.
    [Theory]
    [MemberData(nameof(Widths))]
    public void EveryCodePointAtTheEndOfAText(string width)
    {
        var (tokenizer, scalar) = (Tokenizer.For(Enum.Parse<KernelWidth>(width)), Tokenizer.For(KernelWidth.Scalar));
        var (tokens, expected) = (new TokenBuffer(), new TokenBuffer());
        var bytes = new byte[80];
        bytes.AsSpan().Fill((byte)'x');
        for (var code = 0; code < 0x110000; code++)
        {
            if (code is >= 0xD800 and < 0xE000)
                continue;
            var before = 60 + (code % 12);
            var text = bytes.AsSpan(0, before + new Rune(code).EncodeToUtf8(bytes.AsSpan(before)));
            tokenizer.Tokenize(text, tokens);
            scalar.Tokenize(text, expected);
            Assert.True(
                expected.Hashes.SequenceEqual(tokens.Hashes) && expected.Ends.SequenceEqual(tokens.Ends),
                $"U+{code:X4}");
            text[before..].Fill((byte)'x');
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void WordsOfEveryLengthAcrossBlocks(string width)
    {
        for (var length = 1; length < 200; length++)
        {
            Check(width, string.Join(' ', Enumerable.Repeat(new string('w', length), 40)));
            Check(width, string.Join(' ', Enumerable.Repeat(new string('Ж', length), 40)));
            Check(width, string.Join('’', Enumerable.Repeat(new string('w', length - 1) + "é", 40)));
        }

        Check(
            width,
            new string('w', 30_000) + " " + new string('é', 30_000) + " " + new string('中', 3_000) + new string('ж',
            30_000) + "中");
    }

    private static void Check(string width, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new TokenBuffer();
        Tokenizer.For(Enum.Parse<KernelWidth>(width)).Tokenize(bytes, tokens);
        var expected = OneByOne(bytes);
        Assert.Equal(expected.Select(token => token.Hash), tokens.Hashes.ToArray());
        Assert.Equal(
            expected.Select(token => (token.Start, token.End)), tokens.Starts.ToArray().Zip(tokens.Ends.ToArray()));
    }

    private static List<(ulong Hash, int Start, int End)> OneByOne(byte[] text)
    {
        var tokens = new List<(ulong, int, int)>();
        var word = new List<byte>();
        var alone = false;
        var (start, end) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf8(text.AsSpan(at), out var rune, out var length);
            var entry = CodePointTable.Shared.Entry(rune.Value);
            var kind = CodePointTable.ClassOf(entry);
            if (kind is CodePointClass.Separator or CodePointClass.Alone || (kind == CodePointClass.Letter && alone))
                End();
            if (kind is CodePointClass.Letter or CodePointClass.Alone
                || (kind == CodePointClass.Mark && word.Count > 0))
            {
                if (word.Count == 0)
                    start = at;
                alone |= kind == CodePointClass.Alone;
                var fold = CodePointTable.Shared.FoldOf(entry);
                word.AddRange(fold.IsEmpty ? text.AsSpan(at, length) : fold);
                end = at + length;
            }
            else if (kind == CodePointClass.Ignored)
            {
                end = at + length;
            }

            at += length;
        }

        End();
        return tokens;

        void End()
        {
            if (word.Count > 0)
                tokens.Add((WordHash.Of(word.ToArray()), start, end));
            word.Clear();
            alone = false;
        }
    }
}
