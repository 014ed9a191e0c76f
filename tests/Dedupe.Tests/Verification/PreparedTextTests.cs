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

    // What is found only when somebody asks is found with tools that have prepared other texts meanwhile.
    [Fact]
    public void TextsThatShareToolsAreAsIfEachHadItsOwn()
    {
        var gallery = string.Concat(
            Enumerable.Range(1, 12).Select(
                static picture => $"Hide caption {picture} of 12 Photos: the great storm of that year in pictures. "));
        string[] sources =
        [
            "PARIS (AFP) - The mayor said: \"We shall rebuild the bridge by spring.\" It cost $5 million, not 5.",
            "He saw the harbour at -3 degrees.", gallery, "“Nothing”, he said, “was lost in the storm of 1,5 m.”",
        ];
        var tools = new TextTools();
        var shared = Array.ConvertAll(sources, _ => new PreparedText(tools));
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < sources.Length; number++)
                shared[number].Prepare(Encoding.UTF8.GetBytes(sources[(number + round) % sources.Length]), 5);
            for (var number = 0; number < sources.Length; number++)
            {
                var alone = new PreparedText();
                alone.Prepare(Encoding.UTF8.GetBytes(sources[(number + round) % sources.Length]), 5);
                Assert.Equal(alone.Tokens.Hashes, shared[number].Tokens.Hashes);
                Assert.Equal(alone.Tokens.Starts, shared[number].Tokens.Starts);
                Assert.Equal(alone.Agency, shared[number].Agency);
                Assert.Equal(alone.TextHash, shared[number].TextHash);
                Assert.Equal(alone.Signs, shared[number].Signs);
                Assert.Equal(alone.Quoted, shared[number].Quoted);
                Assert.Equal(alone.Listed, shared[number].Listed);
            }

            Assert.Contains(shared, static text => text.HasLists);
            Assert.Contains(shared, static text => text.Quoted.Contains(true));
            Assert.Contains(shared, static text => !text.Signs.IsEmpty);
        }
    }

    private static void Prepare(PreparedText text, Random random, int vocabulary) => text.Prepare(
        Encoding.UTF8.GetBytes(
            string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => $"w{random.Next(vocabulary)}"))), 3);
}
