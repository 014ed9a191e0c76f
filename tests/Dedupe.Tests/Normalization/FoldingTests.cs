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

    [Fact]
    public void ComposedAndDecomposedTextsAreEqual()
    {
        Assert.SkipUnless("\u00E9".Normalize(NormalizationForm.FormD).Length == 2, "This machine has no ICU.");
        var differing = new List<string>();
        for (var codePoint = 0; codePoint < 0x110000; codePoint++)
        {
            if (!Rune.IsValid(codePoint) || Rune.GetUnicodeCategory(new Rune(codePoint)) == UnicodeCategory.OtherNotAssigned)
                continue;
            // By itself, after a letter and before one: marks need something to stand on.
            var composed = $"a {new Rune(codePoint)} क{new Rune(codePoint)}z";
            foreach (var form in (NormalizationForm[])[NormalizationForm.FormC, NormalizationForm.FormD])
            {
                var other = composed.Normalize(form);
                if (other != composed && !TokenizerTests.Tokenize(composed).Hashes.SequenceEqual(TokenizerTests.Tokenize(other).Hashes))
                    differing.Add($"U+{codePoint:X4} {form}");
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count}: {string.Join(", ", differing.Take(60))}");
    }
}
