using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

/// <summary>What texts of few different words share by accident is nothing; what was copied is found.</summary>
public sealed class ChanceTests
{
    private readonly PairComparer comparer = new();

    public static TheoryData<string, int, int> Tables
    {
        get
        {
            var table = new TheoryData<string, int, int>();
            foreach (var length in (int[])[50, 200, 1000, 5000])
            {
                foreach (var different in (int[])[4, 10, 20, 50, 100, 200, 500])
                {
                    table.Add("uniform", different, length);
                    table.Add("common", different, length);
                }

                foreach (var kind in (string[])["results", "digits", "bits", "bases", "percent", "votes"])
                    table.Add(kind, 0, length);
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void IndependentTextsShareNothing(string kind, int different, int length)
    {
        var random = new Random(HashOf(kind, different, length));
        var texts = Enumerable.Range(0, 6)
            .Select(_ => string.Join(' ', FewWordTexts.Make(kind, different, length, random))).ToArray();
        for (var a = 0; a < texts.Length; a++)
        {
            for (var b = 0; b < a; b++)
                Assert.Equal(Relation.None, Compare(texts[a], texts[b]));
        }
    }

    // One word of sixty is missing. Of two different words a run of a few dozen says little, as does a short text;
    // and of digits each is a figure. In thousands of four letters accidental runs take the words of true ones.
    public static TheoryData<string, int, int> Copies => [.. Tables.Where(static row =>
        row.Data.Item1 is not ("bits" or "votes" or "digits") && row.Data.Item3 >= 200
            && (row.Data.Item3 <= 1000 || row.Data.Item2 > 4 || row.Data.Item1 is "results" or "percent"))];

    [Theory]
    [MemberData(nameof(Copies))]
    public void CopiesAreFound(string kind, int different, int length)
    {
        var random = new Random(HashOf(kind, different, length));
        var text = FewWordTexts.Make(kind, different, length, random);
        var relation = Compare(
            string.Join(' ', text), string.Join(' ', FewWordTexts.Copy(text, every: 60, random)));
        Assert.True(relation >= Relation.Derived, $"{relation}");
    }

    [Fact]
    public void CaseOfResults()
    {
        var file = Path.Combine(Repository.Shared, "cases", "04-few-different-words", "in.jsonl");
        Assert.SkipUnless(File.Exists(file), $"{file} is not here.");
        var texts = File.ReadLines(file)
            .Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement)
            .Select(static item => item.GetProperty("text").GetString()!)
            .ToArray();
        for (var a = 0; a < texts.Length; a++)
        {
            for (var b = 0; b < a; b++)
                Assert.Equal(Relation.None, Compare(texts[a], texts[b]));
        }
    }

    // E = m n e^-S, no more: of many pairs of texts of four letters few have a run that is called beyond chance.
    [Fact]
    public void HardlyAnythingIsBeyondChanceByChance()
    {
        var random = new Random(5);
        var chance = new ChanceMatches(5, 8, new Steps());
        var aligner = new TextAligner(5, 8, new Steps());
        var (first, second) = (new PreparedText(), new PreparedText());
        var beyond = 0;
        for (var pair = 0; pair < 400; pair++)
        {
            first.Prepare(Bytes(FewWordTexts.Make("bases", 0, 300, random)), 5);
            second.Prepare(Bytes(FewWordTexts.Make("bases", 0, 300, random)), 5);
            aligner.Match(first, second);
            chance.BeginPair(first, second);
            var matches = aligner.Align(first, second);
            beyond += chance.TakeOut(first, second, matches).IsEmpty ? 0 : 1;
        }

        Assert.True(beyond <= 3, $"{beyond} of 400");
    }

    [Fact]
    public void ProseIsLeftAsItIs()
    {
        var chance = new ChanceMatches(5, 8, new Steps());
        var aligner = new TextAligner(5, 8, new Steps());
        var (first, second) = (new PreparedText(), new PreparedText());
        foreach (var text in OutletTexts.Make(outlets: 6, kept: 12, others: 0))
        {
            (first, second) = (second, first);
            second.Prepare(text.Text.Span, 5);
            if (first.Tokens.Count == 0)
                continue;
            aligner.Match(first, second);
            Assert.True(chance.BeginPair(first, second));
            var matches = aligner.Align(first, second);
            Assert.Equal(matches.ToArray(), chance.TakeOut(first, second, matches).ToArray());
            Assert.False(chance.IsSimilarByChance);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5000)]
    public void OneWordOnlyIsIdenticalOrNothing(int length)
    {
        var text = string.Join(' ', Enumerable.Repeat("ho", length));

        Assert.Equal(Relation.Identical, Compare(text, text));
        Assert.True(Compare(text + " ho", text) < Relation.Identical);
    }

    private Relation Compare(string a, string b) =>
        comparer.Compare(a, b, TestContext.Current.CancellationToken).Relation;

    private static byte[] Bytes(List<string> words) => Encoding.UTF8.GetBytes(string.Join(' ', words));

    private static int HashOf(string kind, int different, int length) =>
        (kind[0] * 1000003) + (kind.Length * 7919) + (different * 101) + length;
}
