using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class CommonShinglesTests
{
    private const int ShingleSize = 3;

    // The specification, position by position: the shingle's first place in the first text, if it has one.
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(40)]
    [InlineData(100_000)]
    public void StretchesAreTheFirstPlacesOfEachShingle(int vocabulary)
    {
        var random = new Random(vocabulary);
        var (a, b, common) = (new PreparedText(), new PreparedText(), new CommonShingles());
        foreach (var length in Enumerable.Range(0, 150).Append(1_000).Append(5_000))
        {
            var words = Enumerable.Range(0, length).Select(_ => random.Next(vocabulary)).ToList();
            Prepare(a, words);
            Prepare(b, Edited(words, random, vocabulary));
            common.Find(a, b);

            var inA = a.Shingles.ToArray();
            var expected = b.Shingles.ToArray().Select(shingle => Array.IndexOf(inA, shingle));
            var actual = Enumerable.Repeat(-1, b.Shingles.Length).ToArray();
            var end = 0;
            foreach (var stretch in common.Stretches)
            {
                Assert.True(stretch.Length > 0 && stretch.B >= end);
                end = stretch.B + stretch.Length;
                for (var i = 0; i < stretch.Length; i++)
                    actual[stretch.B + i] = stretch.A + i;
            }

            Assert.Equal(expected, actual);
        }
    }

    // Words changed, dropped, put in, and a part moved to the front.
    private static List<int> Edited(List<int> words, Random random, int vocabulary)
    {
        var edited = new List<int>();
        foreach (var word in words)
        {
            switch (random.Next(20))
            {
                case 0:
                    break;
                case 1:
                    edited.Add(random.Next(vocabulary));
                    break;
                case 2:
                    edited.Add(word);
                    edited.Add(random.Next(vocabulary));
                    break;
                default:
                    edited.Add(word);
                    break;
            }
        }

        var cut = random.Next(edited.Count + 1);
        return random.Next(3) == 0 ? [.. edited[cut..], .. edited[..cut]] : edited;
    }

    private static void Prepare(PreparedText text, List<int> words) =>
        text.Prepare(Encoding.UTF8.GetBytes(string.Join(' ', words.Select(static word => $"w{word}"))), ShingleSize);
}
