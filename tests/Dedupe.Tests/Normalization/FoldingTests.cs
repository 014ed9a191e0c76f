using System.Globalization;
using System.Text;
using Xunit;

namespace Dedupe.Tests.Normalization;

/// <summary>Which spellings are one word, and which are not.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("ABC", "abc")]
    [InlineData("ＡＢＣ１２", "abc12")]
    [InlineData("ﬁnance ﬄ", "finance ffl")]
    [InlineData("① ⑩ ² Ⅳ", "1 10 2 iv")]
    [InlineData("𝐇𝐞𝐥𝐥𝐨", "hello")]
    [InlineData("É é e\u0301 ế", "e e e e")]
    [InlineData("İstanbul ISPARTA ısparta", "istanbul isparta isparta")]
    [InlineData("Straße STRASSE STRAẞE", "strasse strasse strasse")]
    [InlineData("ΟΔΟΣ οδός οδοσ", "οδος οδος οδος")]
    [InlineData("Smørrebrød Łódź đ", "smorrebrod lodz d")]
    [InlineData("ЁЛКА ёлка елка", "елка елка елка")]
    [InlineData("كتـــاب", "كتاب")]
    [InlineData("كِتَابٌ", "كتاب")]
    [InlineData("أحمد إيمان آمن ٱلله", "احمد ايمان امن الله")]
    [InlineData("على مدرسة ى", "علي مدرسه ي")]
    [InlineData("ﷲ ﻻ", "الله لا")]
    [InlineData("کتاب ی", "كتاب ي")]
    [InlineData("٢٠٢٤ ۲۰۲۴ २०२४", "2024 2024 2024")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("ｶﾞｷﾞﾊﾟｱ", "ガギパア")]
    [InlineData("か\u3099は\u309A", "がぱ")]
    [InlineData("ﾃﾚﾋﾞ", "テレビ")]
    [InlineData("co\u00ADoperate a\u200Db \u200Ec\u200F x\uFEFFy", "cooperate ab c xy")]
    [InlineData("1\uFE0F\u20E3", "1")]
    [InlineData("har\u200Bbour a\u180Eb c\u3164d e\u115Ff g\uFFA0h i\U000E0041j", "harbour ab cd ef gh ij")]
    public void AreTheSameWords(string text, string folded) =>
        Assert.Equal(TokenizerTests.Tokenize(folded).Hashes.ToArray(), TokenizerTests.Tokenize(text).Hashes.ToArray());

    [Theory]
    [InlineData("e", "a")]
    [InlineData("か", "が")]
    [InlineData("は", "ぱ")]
    [InlineData("कि", "की")]
    [InlineData("か", "カ")]
    [InlineData("15", "51")]
    [InlineData("ab", "a b")]
    [InlineData("手机", "机手")]
    [InlineData("東京", "京都")]
    public void AreDifferentWords(string x, string y) =>
        Assert.NotEqual(TokenizerTests.Tokenize(x).Hashes.ToArray(), TokenizerTests.Tokenize(y).Hashes.ToArray());

    // With and without a character that is not shown a text has the same words, in scripts with spaces and without
    // them. Fillers of Hangul, tags and separators of Mongolian are of the same kind as a zero-width space.
    [Fact]
    public void WhatIsNotShownSplitsNoWord()
    {
        string[] texts =
            ["the harbour authority", "порт открыт", "مدينة جديدة", "שלום עולם", "한국어 신문", "हिन्दी में", "ประเทศไทย",
                "ភាសាខ្មែរ", "ພາສາລາວ", "မြန်မာ", "中文か", "1234 56"];
        var split = new List<string>();
        for (var codePoint = 0x80; codePoint < 0x110000; codePoint++)
        {
            if (!CodePointTableGenerator.IsDefaultIgnorable(codePoint))
                continue;
            foreach (var text in texts)
            {
                var with = string.Concat(text.EnumerateRunes().Select(rune => rune + new Rune(codePoint).ToString()));
                if (!TokenizerTests.Tokenize(with).Hashes.SequenceEqual(TokenizerTests.Tokenize(text).Hashes))
                    split.Add($"U+{codePoint:X4} in {text}");
            }
        }

        Assert.True(split.Count == 0, $"{split.Count}: {string.Join("; ", split.Take(10))}");
    }

    [Fact]
    public void ComposedAndDecomposedTextsAreEqual()
    {
        Assert.SkipUnless("\u00E9".Normalize(NormalizationForm.FormD).Length == 2, "This machine has no ICU.");
        var differing = new List<string>();
        for (var codePoint = 0; codePoint < 0x110000; codePoint++)
        {
            if (!Rune.IsValid(codePoint)
                || Rune.GetUnicodeCategory(new Rune(codePoint)) == UnicodeCategory.OtherNotAssigned)
                continue;
            // By itself, after a letter and before one: marks need something to stand on.
            var composed = $"a {new Rune(codePoint)} क{new Rune(codePoint)}z";
            foreach (var form in (NormalizationForm[])[NormalizationForm.FormC, NormalizationForm.FormD])
            {
                var other = composed.Normalize(form);
                if (other != composed
                    && !TokenizerTests.Tokenize(composed).Hashes.SequenceEqual(TokenizerTests.Tokenize(other).Hashes))
                    differing.Add($"U+{codePoint:X4} {form}");
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count}: {string.Join(", ", differing.Take(60))}");
    }
}
