namespace Dedupe.Verification;

/// <summary>Walks over the matched words of a block, run by run.</summary>
/// <param name="runs">The runs of the block.</param>
internal ref struct RunCursor(ReadOnlySpan<MatchedRun> runs)
{
    private ReadOnlySpan<MatchedRun> rest = runs;
    private int taken; // of the first run that is left

    /// <summary>Takes the next words, of which there must be so many. Cost: linear in the runs they are in.</summary>
    /// <param name="count">How many.</param>
    /// <param name="runLength">Words of a run that counts as one.</param>
    public MatchedWords ReadNext(int count, int runLength)
    {
        var (firstA, firstB) = (rest[0].A + taken, rest[0].B + taken);
        var inRuns = 0;
        for (var left = count; ;)
        {
            var run = rest[0];
            var length = Math.Min(run.Length - taken, left);
            inRuns += length >= runLength ? length : 0;
            taken += length;
            left -= length;
            var (lastA, lastB) = (run.A + taken - 1, run.B + taken - 1);
            if (taken == run.Length)
            {
                rest = rest[1..];
                taken = 0;
            }

            if (left == 0)
                return new MatchedWords(count, inRuns, firstA, firstB, lastA, lastB);
        }
    }
}
