using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class PreparedTextTests
{
    [Fact]
    public void ShingleSetsAreCountedAsHashSetsCountThem()
    {
        var random = new Random(11);
        var a = new PreparedText();
        var b = new PreparedText();
        for (var trial = 0; trial < 300; trial++)
        {
            var vocabulary = 1 + random.Next(6);
            Prepare(a, random, vocabulary);
            Prepare(b, random, vocabulary);
            var setA = a.Shingles.ToArray().ToHashSet();
            var setB = b.Shingles.ToArray().ToHashSet();

            Assert.Equal(setA.Count, a.DistinctShingles);
            Assert.Equal(setA.Intersect(setB).Count(), a.CountCommon(b));
            Assert.Equal(a.CountCommon(b), b.CountCommon(a));
            Assert.Equal(setA.Count, a.CountCommon(a));
        }
    }

    [Fact]
    public void PlacesOfAShingleAreFoundInOrder()
    {
        var text = new PreparedText();
        text.Prepare("one two three four one two three five one two three"u8, 3);
        var places = new List<int>();
        for (var place = text.FirstPlace(text.Shingles[0]); place >= 0; place = text.NextPlace(place))
            places.Add(place);

        Assert.Equal([0, 4, 8], places);
        Assert.Equal(-1, text.FirstPlace(12345));
    }

    private static void Prepare(PreparedText text, Random random, int vocabulary) => text.Prepare(
        Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => $"w{random.Next(vocabulary)}"))), 3);
}
