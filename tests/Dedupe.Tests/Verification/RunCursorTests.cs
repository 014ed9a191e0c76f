using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class RunCursorTests
{
    // The specification: the words one by one; runs are those that follow each other in both texts.
    [Fact]
    public void TakesTheWordsThatARunHasOneByOne()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 300; trial++)
        {
            var runs = Runs(random);
            var words = runs.SelectMany(
                static run => Enumerable.Range(0, run.Length)
                    .Select(word => (A: run.A + word, B: run.B + word)))
                    .ToList();
            var cursor = new RunCursor(runs);
            for (var start = 0; start < words.Count;)
            {
                var count = 1 + random.Next(Math.Min(12, words.Count - start));
                var runLength = 1 + random.Next(6);
                var taken = words.GetRange(start, count);

                Assert.Equal(
                    new MatchedWords(count, InRuns(taken, runLength), taken[0].A, taken[0].B, taken[^1].A, taken[^1].B),
                    cursor.ReadNext(count, runLength));
                start += count;
            }
        }
    }

    private static MatchedRun[] Runs(Random random)
    {
        var runs = new MatchedRun[1 + random.Next(8)];
        var (inA, inB) = (0, 0);
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = new MatchedRun(inA + random.Next(3), inB + 1 + random.Next(3), 1 + random.Next(9), 0);
            (inA, inB) = (runs[i].EndA + 1, runs[i].EndB);
        }

        return runs;
    }

    private static int InRuns(List<(int A, int B)> words, int runLength)
    {
        var inRuns = 0;
        for (var start = 0; start < words.Count;)
        {
            var end = start + 1;
            while (end < words.Count && words[end].A == words[end - 1].A + 1 && words[end].B == words[end - 1].B + 1)
                end++;
            inRuns += end - start >= runLength ? end - start : 0;
            start = end;
        }

        return inRuns;
    }
}
