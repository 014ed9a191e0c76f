using System.Text;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Xunit;

namespace Dedupe.Tests.Normalization;

public sealed class NoiseMeterTests
{
    private const string Sentence =
        "The minister told the committee on Monday that the harbour would open before the summer. ";

    [Theory]
    [InlineData("The minister told the committee", 0)]
    [InlineData("The mjnjster told the comjjttee", 0)] // two letters may be another word
    [InlineData("The minjster told the commjttee", 1)]
    [InlineData("The ministers told the committees", 0)]
    [InlineData("The minster told the commitee", 1)]
    public void OneLetterInsideAFrequentWordIsAMisreading(string sentence, double misread)
    {
        var all = string.Concat(Enumerable.Repeat(Sentence, 50)) + sentence;
        var (text, tokens) = Tokenize(all);
        var counts = new WordCounts();
        counts.Add(tokens.Hashes);
        var vocabulary = new Vocabulary(counts, NoiseMeter.MinCountOf(counts));
        vocabulary.Collect(text, tokens);

        var (sample, sampleTokens) = Tokenize(string.Concat(Enumerable.Repeat(sentence + " ", 20)));

        Assert.Equal(misread, new NoiseMeter(vocabulary).Share(sample, sampleTokens));
    }

    [Fact]
    public void WordsAreCountedWhateverTheirNumber()
    {
        var counts = new WordCounts();
        for (var round = 0; round < 2; round++)
            counts.Add([.. Enumerable.Range(1, 50_000).Select(word => (ulong)word)]);
        counts.Add([77_777_777]);

        Assert.Equal(100_001, counts.Tokens);
        Assert.Equal(1, counts.Once);
        Assert.Equal(2, counts[50_000]);
        Assert.Equal(0, counts[50_001]);
    }

    private static (byte[] Text, TokenBuffer Tokens) Tokenize(string words)
    {
        var text = Encoding.UTF8.GetBytes(words);
        var tokens = new TokenBuffer();
        Tokenizer.For(KernelRegistry.Active).Tokenize(text, tokens);
        return (text, tokens);
    }
}
