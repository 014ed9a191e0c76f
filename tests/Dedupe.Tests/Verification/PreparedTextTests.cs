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
        var common = new CommonShingles();
        for (var trial = 0; trial < 300; trial++)
        {
            var vocabulary = 1 + random.Next(6);
            Prepare(a, random, vocabulary);
            Prepare(b, random, vocabulary);
            var setA = a.Shingles.ToArray().ToHashSet();
            var setB = b.Shingles.ToArray().ToHashSet();

            Assert.Equal(setA.Count, a.DistinctShingles);
            Assert.Equal(setA.Intersect(setB).Count(), common.Find(a, b));
            Assert.Equal(setA.Intersect(setB).Count(), common.Find(b, a));
            Assert.Equal(setA.Count, common.Find(a, a));
        }
    }

    [Fact]
    public void PlacesOfAShingleAreFoundInOrder()
    {
        var text = new PreparedText();
        text.Prepare("one two three four one two three five one two three"u8, 3);
        var places = new List<int>();
        for (var place = text.Places.First(text.Shingles[0]); place >= 0; place = text.Places.Next(place))
            places.Add(place);

        Assert.Equal([0, 4, 8], places);
        Assert.Equal(-1, text.Places.First(12345));
    }

    private static void Prepare(PreparedText text, Random random, int vocabulary) => text.Prepare(
        Encoding.UTF8.GetBytes(
            string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => $"w{random.Next(vocabulary)}"))), 3);
}
