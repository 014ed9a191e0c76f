using System.Text;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

public sealed class TokenizerTests
{
    [Theory]
    // Cuts.
    [InlineData("The quick, brown fox.", "The|quick|brown|fox")]
    [InlineData("iPhone手机15", "iPhone|手|机|15")]
    [InlineData("state-of-the-art 3.5% e_mail", "state|of|the|art|3|5|e|mail")]
    [InlineData("Putin’s dogs' O'Neil", "Putin|s|dogs|O|Neil")]
    [InlineData("日本語テキスト", "日|本|語|テ|キ|ス|ト")]
    [InlineData("がﾊﾟか\u3099", "が|ﾊﾟ|か\u3099")]
    [InlineData("\u0E01\u0E34\u0E19\u0E02\u0E49\u0E32\u0E27", "\u0E01\u0E34|\u0E19|\u0E02\u0E49|\u0E32|\u0E27")]
    [InlineData("मैं हिन्दी", "मैं|हिन्दी")]
    [InlineData("한국어 신문", "한국어|신문")]
    [InlineData("ABC中x文9Ж国", "ABC|中|x|文|9Ж|国")]
    [InlineData("go😀stop 👩‍👩‍👧 🇫🇷 end❤️", "go|stop|end")]
    [InlineData("co\u00ADoperate zero\u200Dwidth a\uFEFFb", "co\u00ADoperate|zero\u200Dwidth|a\uFEFFb")]
    [InlineData("\uFEFFstart", "start")]
    [InlineData("\u0301 \u200D \u00AD", "")]
    [InlineData("", "")]
    [InlineData("<b>x</b> &amp; y\0z", "b|x|b|amp|y|z")]
    [InlineData("naïve nai\u0308ve", "naïve|nai\u0308ve")]
    public void CutsAndLeadsBackToTheText(string text, string expected)
    {
        var tokens = Tokenize(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var words = Enumerable.Range(0, tokens.Count)
            .Select(i => Encoding.UTF8.GetString(bytes.AsSpan(tokens.Starts[i]..tokens.Ends[i])));

        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), words);
    }

    [Fact]
    public void EverySliceIsItsToken()
    {
        var random = new Random(12);
        string[] pieces =
            ["a", "Z", "é", "e\u0301", "ß", "7", "٣", "中", "が", "か\u3099", "ｶﾞ", "ﬁ", "①", " ", "\n", "-", "’", "😀",
                "\u200D", "\u00AD", "\uFEFF",
             "ل", "لـ", "لَ", "ไ", "ท\u0E38", "한", "д", "й", "क", "क\u094D", "\u094D", "𝒳", "İ", "ς"];
        for (var trial = 0; trial < 2000; trial++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            var tokens = Tokenize(text);
            var end = 0;
            for (var i = 0; i < tokens.Count; i++)
            {
                Assert.True(tokens.Starts[i] >= end && tokens.Ends[i] > tokens.Starts[i], text);
                end = tokens.Ends[i];
                var alone = Tokenize(Encoding.UTF8.GetString(bytes.AsSpan(tokens.Starts[i]..end)));
                Assert.Equal([tokens.Hashes[i]], alone.Hashes.ToArray());
            }

            Assert.True(end <= bytes.Length);
        }
    }

    [Fact]
    public void AWordOfAnyLengthIsOneToken()
    {
        foreach (var length in (int[])[255, 256, 257, 100_000])
        {
            Assert.Equal(1, Tokenize(new string('x', length)).Count);
            Assert.Equal(1, Tokenize(new string('ж', length)).Count);
            Assert.NotEqual(
                Tokenize(new string('x', length)).Hashes[0], Tokenize(new string('x', length + 1)).Hashes[0]);
        }
    }

    [Fact]
    public void AnInstanceForgetsTheTextBefore()
    {
        var tokenizer = Tokenizer.For(KernelRegistry.Active);
        var tokens = new TokenBuffer();
        tokenizer.Tokenize("some words that end in 中"u8, tokens);
        tokenizer.Tokenize("next"u8, tokens);

        Assert.Equal(Tokenize("next").Hashes.ToArray(), tokens.Hashes.ToArray());
    }

    [Fact]
    public void BuffersGrow()
    {
        var tokens = Tokenize(string.Join(' ', Enumerable.Range(0, 10_000)));

        Assert.Equal(10_000, tokens.Count);
        Assert.Equal((10_000, 10_000), (tokens.Starts.Length, tokens.Ends.Length));
        Assert.Equal(10_000, tokens.Hashes.ToArray().Distinct().Count());
    }

    internal static TokenBuffer Tokenize(string text)
    {
        var tokens = new TokenBuffer();
        Tokenizer.For(KernelRegistry.Active).Tokenize(Encoding.UTF8.GetBytes(text), tokens);
        return tokens;
    }
}
