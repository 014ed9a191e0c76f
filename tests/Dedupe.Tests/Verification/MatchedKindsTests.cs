using Xunit;

namespace Dedupe.Tests.Verification;

/// <summary>
/// A statement that one outlet prints as its own text and another within marks, over its length and that of what stands
/// around it.
/// </summary>
public sealed class MatchedKindsTests
{
    public static TheoryData<string, string> Marks() => new()
    {
        { "“", "”" }, { "\"", "\"" }, { "«", "»" }, { "", "" },
    };

    [Theory]
    [MemberData(nameof(Marks))]
    public void AStatementThatIsHalfOfATextIsCopied(string opening, string closing)
    {
        for (var statement = 30; statement <= 300; statement += 45)
        {
            for (var share = 0.1; share <= 1; share += 0.1)
            {
                var own = (int)(statement * (1 - share) / share);
                var words = Collection.Words(statement, statement);
                var printed = $"{Collection.Words(1, own)} {words}";
                var quoting = $"{Collection.Words(2, 150)} {opening}{words}{closing} {Collection.Words(3, 150)}";
                var expected = opening.Length == 0 || share >= 0.495 ? Relation.Derived : Relation.Quote;

                // Without marks in either it is copied from the line of derived on.
                if (opening.Length == 0 && (share < 0.2 || statement < 0.07 * (300 + statement)))
                    continue;
                Assert.Equal(expected, Compared.Of(printed, quoting).Relation);
                Assert.Equal(expected, Compared.Of(quoting, printed).Relation);
            }
        }
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(30, 300)]
    [InlineData(300, 0)]
    [InlineData(300, 30)]
    public void AStatementThatBothQuoteIsAQuotation(int statement, int own)
    {
        var words = Collection.Words(statement, statement);
        var pair = Compared.Of(
            $"{Collection.Words(1, own + 40)} “{words}”", $"{Collection.Words(2, 150)} \"{words}\" and no more.");

        Assert.Equal(Relation.Quote, pair.Relation);
        Assert.Equal((0, 0), (pair.ProseCoverageA, pair.ProseCoverageB));
    }
}
