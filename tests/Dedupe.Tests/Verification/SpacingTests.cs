using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class SpacingTests
{
    [Theory]
    [InlineData("the council met on monday", 1.0)]
    [InlineData("", 1.0)]
    [InlineData("议会星期一开会", 1 / 1.64)]
    [InlineData("议会，星期一开会。", 1 / 1.64)]
    [InlineData("one two 议会", (1 + (1 / 1.64)) / 2)]
    public void ATokenIsAWordOrACharacterOfOne(string text, double expected)
    {
        var prepared = new PreparedText();
        prepared.Prepare(Encoding.UTF8.GetBytes(text), 5);

        Assert.Equal(expected, Spacing.WordsPerToken(prepared.Tokens), 3);
        Assert.Equal(expected, prepared.WordsPerToken, 3);
    }

    // 28 words of prose are partial: 46 characters, while 45 of them are not.
    [Theory]
    [InlineData(45, Relation.None)]
    [InlineData(47, Relation.Partial)]
    public void CharactersWithoutSpacesAreNotCountedAsWords(int shared, Relation expected)
    {
        var passage = Characters(1, shared);
        var a = new Document("a", Characters(2, 400) + passage + Characters(3, 400));
        var b = new Document("b", Characters(4, 400) + passage + Characters(5, 400));

        Assert.Equal(expected, Compared.Of(a, b).Relation);
    }

    // Each set of characters has its own stretch of the block, so that nothing else is shared.
    private static string Characters(int set, int count)
    {
        var random = new Random(set);
        return string.Concat(Enumerable.Range(0, count).Select(_ => (char)(0x4E00 + (set * 1000) + random.Next(1000))));
    }
}
