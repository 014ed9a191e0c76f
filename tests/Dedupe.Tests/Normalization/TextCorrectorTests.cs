using System.Text;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

public sealed class TextCorrectorTests
{
    private const string Sentence =
        "The minister told the committee on Monday that the harbour would open before the summer. ";

    [Theory]
    [InlineData("minister", "minister")]
    [InlineData("rninister", "minister")]
    [InlineData("min1stcr", "minister")]
    [InlineData("comrnittee", "committee")]
    [InlineData("comittee", "committee")]
    [InlineData("hxrbour", "harbour")]
    [InlineData("harb our", "harbour")]
    [InlineData("toldthe", "told the")]
    [InlineData("kangaroo", "kangaroo")]
    [InlineData("1437", "1437")]
    public void WordsAreReadAsTheLikeliestKnownOnes(string misread, string meant)
    {
        var corrected = Tokens(misread, new TextCorrector(Spelling()));

        Assert.Equal(Tokens(meant, null), corrected);
    }

    [Fact]
    public void PositionsStayThoseOfTheOriginalText()
    {
        var text = Encoding.UTF8.GetBytes("the harb our opens");
        var tokens = new TokenBuffer();
        Tokenizer.For(KernelRegistry.Active).Tokenize(text, tokens);

        new TextCorrector(Spelling()).Correct(text, tokens);

        Assert.Equal(3, tokens.Count);
        Assert.Equal((4, 12), (tokens.Starts[1], tokens.Ends[1]));
    }

    private static Spelling Spelling()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sentence, 50)));
        var tokens = new TokenBuffer();
        Tokenizer.For(KernelRegistry.Active).Tokenize(text, tokens);
        var counts = new WordCounts();
        counts.Add(tokens.Hashes);
        var vocabulary = new Vocabulary(counts, minCount: 3);
        vocabulary.Collect(text, tokens);
        return new Spelling(vocabulary);
    }

    private static ulong[] Tokens(string words, TextCorrector? corrector)
    {
        var text = Encoding.UTF8.GetBytes(words);
        var tokens = new TokenBuffer();
        Tokenizer.For(KernelRegistry.Active).Tokenize(text, tokens);
        corrector?.Correct(text, tokens);
        return tokens.Hashes.ToArray();
    }
}
